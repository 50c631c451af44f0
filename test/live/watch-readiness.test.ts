import { Exchange } from '../../lib/live/exchange';
import { insideBy, type Inside } from '../../lib/live/inside';
import type { Rung } from '../../lib/live/rung';
import { TransportFault } from '../../lib/live/transport';
import { watchReadiness, type WatchReadinessOptions } from '../../lib/live/watch-readiness';
import {
  apiOver,
  FakeClock,
  FakeTransport,
  inTurn,
  raw,
  ready,
  REF,
  refuse,
  sendsNothingDangerous,
  type Handler,
} from './support/fake-api';
import { kubeconfig } from './support/files';

const object = (...conditions: object[]) => ({ json: raw({}, { status: { conditions } }) });
const at =
  (part: string, handler: Handler): Handler =>
  (request) =>
    request.path.includes(part) ? handler(request) : undefined;
const monitors = {
  items: [
    {
      metadata: { name: 'kubernetes-web' },
      spec: { minReplicas: 1 },
      status: { availableReplicas: 2, operational: true },
    },
  ],
};
const secret = { data: { 'admin.conf': Buffer.from(kubeconfig(['web'], { current: 'web' })).toString('base64') } };
const EMPTY: Inside = { nodes: { ready: 0, total: 0 }, workloads: [], gatewayApi: false };

async function watched(handlers: Handler[], options: WatchReadinessOptions = {}): Promise<Rung['state'][][]> {
  const clock = new FakeClock();
  const all: Rung['state'][][] = [];
  for await (const rungs of watchReadiness(apiOver(new FakeTransport(...handlers), clock), REF, { clock, ...options }))
    all.push(rungs.map(({ state }) => state));
  return all;
}

describe('watching', () => {
  it('tells every change once, and ends at the step', async () => {
    const turns = inTurn(
      'GET',
      () => object(),
      () => object(),
      () => object(ready('True')),
    );
    const told = await watched([at('kuberneteses', turns)], { until: 'accepted' });

    expect(told.map(([accepted]) => accepted)).toEqual(['waiting', 'done']);
  });

  it('ends where a step failed for good', async () => {
    const broken = () => object(ready('False', "values don't meet the specifications of the schema(s)"));

    expect((await watched([at('kuberneteses', broken)])).map(([accepted]) => accepted)).toEqual(['failed']);
  });

  it('looks inside by the kubeconfig that the platform shows', async () => {
    const seen: string[] = [];
    const handlers = [
      at('kuberneteses', () => object(ready('True'))),
      at('workloadmonitors', () => ({ json: monitors })),
      at('tenantsecrets/kubernetes-web-admin-kubeconfig', () => ({ json: secret })),
    ];
    const looks = [
      EMPTY,
      {
        ...EMPTY,
        nodes: { ready: 1, total: 1 },
        workloads: [
          { kind: 'Deployment' as const, namespace: 'kube-system', name: 'coredns', desired: 1, available: 1 },
          { kind: 'DaemonSet' as const, namespace: 'cozy-cilium', name: 'cilium', desired: 1, available: 1 },
        ],
      },
    ];
    const inside = (text: string): Promise<Inside> => {
      seen.push(text);
      return Promise.resolve(looks.shift()!);
    };

    expect(await watched(handlers, { inside })).toEqual([
      ['done', 'done', 'done', 'waiting'],
      ['done', 'done', 'done', 'done'],
    ]);
    expect(seen[0]).toContain('https://web.example');
  });

  it('says why what it may not see is unknown', async () => {
    const handlers = [
      at(
        'kuberneteses',
        inTurn(
          'GET',
          () => object(ready('True')),
          () => refuse(404, '', 'gone'),
        ),
      ),
      at('/', () => refuse(403, 'Forbidden', 'no')),
    ];

    expect((await watched(handlers))[0]).toEqual(['done', 'unknown', 'unknown', 'unknown']);
  });

  it('sees a server through that is away for a while, but not for good', async () => {
    const cut = () => {
      throw new TransportFault('ECONNREFUSED', false);
    };
    const away = (looks: number) => Array.from({ length: looks * 4 }, () => cut);

    const back = inTurn('GET', ...away(3), () => object(ready('True')));
    expect(await watched([at('kuberneteses', back)], { until: 'accepted' })).toHaveLength(1);
    await expect(watched([cut])).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('ends when its signal says so', async () => {
    await expect(watched([], { signal: AbortSignal.abort() })).rejects.toMatchObject({ kind: 'aborted' });
  });

  it('knows the steps of a kind', async () => {
    await expect(watched([], { until: 'ready' })).rejects.toThrow('Kubernetes has no step "ready"');
  });
});

describe('the inside of a cluster', () => {
  it('is what its nodes and workloads say', async () => {
    const condition = (type: string, status: string) => ({ status: { conditions: [{ type, status }] } });
    const named = (name: string, spec: object, status: object) => ({
      metadata: { namespace: 'n', name },
      spec,
      status,
    });
    const list =
      (...items: object[]) =>
      () => ({ json: { items } });
    const transport = new FakeTransport(
      at('/nodes', list(condition('Ready', 'True'), condition('Ready', 'False'))),
      at('/deployments', list(named('a', { replicas: 2 }, { availableReplicas: 1 }), named('b', { replicas: 0 }, {}))),
      at('/daemonsets', list(named('c', {}, { desiredNumberScheduled: 3, numberAvailable: 2 }))),
      at('/statefulsets', list(named('d', {}, { availableReplicas: 1 }))),
    );
    const seen = await insideBy(new Exchange(new URL('https://x'), transport, new FakeClock()));

    expect(seen.nodes).toEqual({ ready: 1, total: 2 });
    expect(seen.gatewayApi).toBe(false);
    expect(seen.workloads.map(({ name, available, desired }) => [name, available, desired])).toEqual([
      ['a', 1, 2],
      ['b', 0, 0],
      ['c', 2, 3],
      ['d', 1, 1],
    ]);
    expect(new Set(transport.methods)).toEqual(new Set(['GET']));
  });
});

sendsNothingDangerous();
