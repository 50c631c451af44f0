import { quotaBytes, ringBody, type RingModel } from '../../../../lib/core/operator/compile/ring';
import { etcdTimersFor } from '../../../../lib/core/operator/etcd/timers';

const model = (more: Partial<RingModel> = {}): RingModel => ({
  api: 'v1alpha1',
  name: 'ring',
  members: 3,
  size: '4Gi',
  spread: { siteLabel: 'example.ch/site', sites: 3, recovery: 'strict' },
  ...more,
});

interface Older {
  readonly options: Readonly<Record<string, string>>;
  readonly podTemplate: {
    readonly spec: { readonly containers: unknown; readonly topologySpreadConstraints: unknown[] };
  };
  readonly storage: unknown;
}
const older = (more: Partial<RingModel> = {}): Older => ringBody(model(more)).spec as unknown as Older;
const newer = (more: Partial<RingModel> = {}): Record<string, unknown> =>
  ringBody(model({ api: 'v1alpha2', ...more })).spec as Record<string, unknown>;

describe('the keyspace of a ring', () => {
  it.each([
    ['1Gi', 1_020_054_732],
    ['4Gi', 4_080_218_931],
    ['8624Mi', 8_589_934_592],
    ['8623Mi', 8623 * 2 ** 20 * 0.95],
    ['10Gi', 8_589_934_592],
    ['1Pi', 8_589_934_592],
    ['1G', 950_000_000],
    ['100', 95],
    ['no size', 0],
  ])('is 95 %% of %s, and 8 GiB at most: %d bytes', (size, bytes) => {
    expect(quotaBytes(size)).toBe(Math.floor(bytes));
  });
});

describe('a ring of v1alpha1', () => {
  it('has a list of containers, which the API asks for, and leaves them to the operator', () => {
    expect(older().podTemplate.spec.containers).toEqual([]);
  });

  it('has texts only for options', () => {
    const { options } = older({ timers: etcdTimersFor(250) });

    expect(options).toEqual({
      'quota-backend-bytes': '4080218931',
      'auto-compaction-mode': 'periodic',
      'auto-compaction-retention': '5m',
      'snapshot-count': '10000',
      'heartbeat-interval': '250',
      'election-timeout': '2500',
    });
  });

  it.each([0, 0.6, 20, 66, 100])('writes no timer for a round trip of %d ms, which the defaults cover', (roundTrip) => {
    expect(older({ timers: etcdTimersFor(roundTrip) })).toEqual(older());
  });

  it('has a selector in its spread, without which it would match no pod', () => {
    expect(older().podTemplate.spec.topologySpreadConstraints).toEqual([
      {
        maxSkew: 1,
        minDomains: 3,
        topologyKey: 'example.ch/site',
        whenUnsatisfiable: 'DoNotSchedule',
        nodeTaintsPolicy: 'Ignore',
        labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'etcd', 'app.kubernetes.io/instance': 'ring' } },
      },
    ]);
  });

  it('leaves the class of its volumes out where none is named', () => {
    expect(older().storage).toEqual({ volumeClaimTemplate: { spec: { resources: { requests: { storage: '4Gi' } } } } });
  });
});

describe('a ring of v1alpha2', () => {
  it('has a number for its keyspace, and no field for timers', () => {
    const spec = newer({ timers: etcdTimersFor(250), version: '3.6.11' });

    expect(spec.options).toEqual({
      quotaBackendBytes: 4_080_218_931,
      autoCompactionMode: 'periodic',
      autoCompactionRetention: '5m',
      snapshotCount: 10_000,
    });
    expect(spec).not.toHaveProperty('podTemplate');
    expect(JSON.stringify(spec)).not.toMatch(/heartbeat|election|Disruption/);
  });

  it('has its spread at the top, the same as the other', () => {
    expect(newer().topologySpreadConstraints).toEqual(older().podTemplate.spec.topologySpreadConstraints);
  });

  it('names its certificates by reference, since what issues them could not be changed later', () => {
    expect(newer().tls).toEqual({
      client: { serverSecretRef: { name: 'ring-server-tls' }, operatorClientSecretRef: { name: 'ring-client-tls' } },
      peer: { secretRef: { name: 'ring-peer-tls' } },
    });
  });

  it.each([
    [{ storageClass: 'local' }, { storage: { size: '4Gi', storageClassName: 'local' } }],
    [{}, { storage: { size: '4Gi' } }],
    [{ version: '3.6.11' }, { version: '3.6.11' }],
    [{ members: 5 }, { replicas: 5 }],
  ])('takes %j', (more, expected) => {
    expect(newer(more)).toMatchObject(expected);
    expect(newer(more).storage).toEqual((expected as { storage?: unknown }).storage ?? newer().storage);
  });
});
