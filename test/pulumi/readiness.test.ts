import * as pulumi from '@pulumi/pulumi';
import { clusterNames } from '../../lib/core/names';
import { ready } from '../live/support/fake-api';
import { CLUSTER, FakePlatform } from '../cli/day-two/fake-platform';
import * as hikube from 'hikube-constructs/pulumi';
import { cluster, tenancy } from './programs';
import { KUBECONFIG } from './ready-platform';
import { keepsSecrets, run, sound, type Run } from './support';

const NAMESPACE = '/namespaces/tenant-acme';
const MONITOR = `/apis/cozystack.io/v1alpha1${NAMESPACE}/workloadmonitors/kubernetes-web`;
const SECRET = `/apis/core.cozystack.io/v1alpha1${NAMESPACE}/tenantsecrets/${clusterNames.kubeconfig('web')}`;
const TENANT = `/apis/apps.cozystack.io/v1alpha1${NAMESPACE}/tenants/shop`;
const OURS = '/apis/core.cozystack.io/v1alpha1/tenantnamespaces/tenant-acme-shop';

let platform: FakePlatform;
let looks: number;
let over = true;
beforeEach(() => {
  platform = new FakePlatform();
  looks = 0;
  // Time passes as fast as somebody waits for it; what Pulumi and this process do is not slowed.
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'hrtime', 'Date'] });
});
afterEach(() => {
  over = true;
  jest.useRealTimers();
});

const put = (...conditions: object[]): void =>
  platform.put(CLUSTER, {
    metadata: { name: 'web', namespace: 'tenant-acme', uid: 'u1' },
    spec: {},
    status: { conditions },
  });
const starts = (): void =>
  platform.put(MONITOR, {
    metadata: { name: 'kubernetes-web' },
    spec: { minReplicas: 1 },
    status: { availableReplicas: 0, operational: false },
  });
const runs = (): void => {
  platform.put(MONITOR, {
    metadata: { name: 'kubernetes-web' },
    spec: { minReplicas: 1 },
    status: { availableReplicas: 2, operational: true },
  });
  platform.put(SECRET, { data: { 'admin.conf': Buffer.from(KUBECONFIG).toString('base64') } });
};

/** What happens on the platform at each look at the object; the last of it stays so. */
function happens(path: string, ...steps: (() => void)[]): void {
  const send = platform.send.bind(platform);
  platform.send = (request) => {
    if (request.path.split('?')[0] === path) steps[looks++]?.();
    return send(request);
  };
}

/** Runs a program while the clock goes on by itself. */
async function waiting<T>(program: () => T, known?: object): Promise<Run<T>> {
  over = false;
  const clock = (async () => {
    while (!over) {
      await new Promise((resolve) => setImmediate(resolve));
      await jest.advanceTimersByTimeAsync(1000);
    }
  })();
  const done = await run(program, {
    open: () => Promise.resolve(platform.api()),
    outputs: (value) => ({ ready: (value as { ready?: unknown }).ready }),
    ...(known && { known: (name: string) => ({ uid: `uid-of-${name}`, ...known }) }),
  });
  over = true;
  await clock;
  return done;
}
const said = ({ logs }: Run): string[] =>
  logs.filter(({ severity }) => severity === 'info').map(({ message }) => message);
const web =
  (opts: object = {}) =>
  () =>
    cluster({}, { waitFor: 'controlPlane', ...opts });

describe('a cluster that comes up', () => {
  it('is ready when its API server runs, and says on its own line what it waits for', async () => {
    happens(
      CLUSTER,
      () => put(),
      () => put(ready('Unknown', 'Running install', 'Progressing')),
      () => put(ready('True')),
      starts,
      runs,
    );
    const done = await waiting(web());
    expect(done.rejections.map(({ message }) => message)).toEqual([]);
    expect(done.outputs).toEqual({ ready: true });
    expect(said(done)).toEqual([
      'accepted: The platform has not looked at it yet.',
      expect.stringMatching(/^accepted: .*Running install/),
      expect.stringMatching(/^controlPlane: The platform has not begun with the control plane\./),
      expect.stringMatching(/^controlPlane: The control plane is starting\./),
    ]);
    expect(done.logs.every(({ ephemeral, urn }) => ephemeral && urn.endsWith('hikube:Kubernetes::web'))).toBe(true);
  });

  it('may be awaited less far, or not at all', async () => {
    happens(CLUSTER, () => put(ready('True')));
    expect((await waiting(web({ waitFor: 'accepted' }))).outputs).toEqual({ ready: true });
    expect(platform.sent.length).toBeGreaterThan(0);
    platform.sent.length = 0;
    expect((await waiting(web({ waitFor: 'none' }))).outputs).toEqual({ ready: true });
    expect(platform.sent).toEqual([]);
  });

  it('holds back what depends on it, and nothing else', async () => {
    happens(
      CLUSTER,
      () => put(),
      () => put(ready('True')),
      runs,
    );
    const done = await waiting(() => {
      const made = web()();
      return Object.assign(new pulumi.ComponentResource('a:b:Early', 'early'), { ready: made.ready, p: made.provider });
    });
    const names = done.registered.map(({ type }) => type);
    expect(names.indexOf('a:b:Early')).toBeLessThan(names.indexOf('pulumi:providers:kubernetes'));
    expect(done.rejections.map(({ message }) => message)).toEqual([]);
  });

  it('is not taken for ready by what was said before its last change', async () => {
    const before = ready('True', 'old', 'UpgradeSucceeded', '2025-01-01T00:00:00Z');
    const after = ready('True', 'new', 'UpgradeSucceeded', '2025-01-02T00:00:00Z');
    runs();
    happens(
      CLUSTER,
      () => put(before),
      () => put(before),
      () => put(after),
    );
    const done = await waiting(web(), { readyBefore: before });
    expect(said(done)).toEqual(['accepted: The platform has not looked at the change yet.']);
    expect(looks).toBe(3);
    expect(done.outputs).toEqual({ ready: true });
  });

  it('writes nothing while it waits', async () => {
    happens(
      CLUSTER,
      () => put(),
      () => put(ready('True')),
      runs,
    );
    await waiting(web());
    expect(new Set(platform.sent.map(({ method }) => method))).toEqual(new Set(['GET']));
  });
});

describe('a cluster that does not come up', () => {
  it('ends the wait at once where it will not come up by itself, with the words of Helm', async () => {
    const words = 'execution error at (kubernetes/templates/cluster.yaml:12:4): no such instance type: x1.huge';
    happens(
      CLUSTER,
      () => put(),
      () => put(ready('False', words, 'InstallFailed')),
    );
    const { rejections } = await waiting(web());
    expect(pulumi.ResourceError.isInstance(rejections[0])).toBe(true);
    expect(rejections[0]!.message).toMatch(/^Kubernetes "web" will not come up without a change\. accepted: /);
    expect(rejections[0]!.message).toContain(words);
    expect(rejections[0]!.message).toContain('`hikube status web -n tenant-acme`');
    expect(looks).toBe(2);
  });

  it('ends the wait when it was long enough, and says where it was, what was seen last, and where to look', async () => {
    happens(CLUSTER, () => put(ready('True')), starts);
    const { rejections } = await waiting(web({ waitSeconds: 60 }));
    expect(rejections.map(({ message }) => message)).toEqual([
      'After 60 s, Kubernetes "web" is not at "controlPlane". It was at "controlPlane": The control plane is starting. ' +
        'Ready control-plane pods: 0. The platform goes on with it, and so does the next `pulumi up`. ' +
        '`hikube status web -n tenant-acme` goes on looking.',
    ]);
  });

  it('ends the wait where it may not be seen, and says why', async () => {
    platform.refuses = { method: 'GET', status: 403 };
    const { rejections } = await waiting(web());
    expect(rejections[0]?.message).toMatch(/^While it waited for "controlPlane": .*may not get/);
  });

  it('fails nobody who has not asked whether it is there', async () => {
    happens(CLUSTER, () => put(ready('False', 'parse error', 'InstallFailed')));
    const done = await sound(() => cluster({}, { waitFor: 'none' }), { open: () => Promise.resolve(platform.api()) });
    expect(done.rejections.map(({ message }) => message)).toEqual([]);
  });
});

describe('a tenant that the program declares', () => {
  const program = (): object => {
    const shop = new hikube.Tenant('shop', {}, { parent: tenancy({ waitFor: 'controlPlane' }) });
    return cluster({}, { parent: new hikube.Tenancy('shop', { tenant: shop, waitFor: 'none' }) });
  };
  const tenant = (): void =>
    platform.put(TENANT, {
      metadata: { name: 'shop', namespace: 'tenant-acme', uid: 'u1' },
      status: { conditions: [ready('True')], namespace: 'tenant-acme-shop' },
    });

  it('is awaited until its namespace is there, before anything in it is made', async () => {
    tenant();
    happens(
      TENANT,
      () => undefined,
      () => undefined,
      () => platform.put(OURS, {}),
    );
    const done = await waiting(program);
    expect(done.rejections.map(({ message }) => message)).toEqual([]);
    expect(looks).toBe(3);
    expect(said(done)).toEqual(['ready: The namespace tenant-acme-shop is not there yet.']);
    const types = done.registered.map(({ type }) => type.split(':').at(-1));
    expect(types.indexOf('Kubernetes')).toBeGreaterThan(types.lastIndexOf('Tenant'));
  });

  it('that does not come about fails what stands in it, and nothing of that is registered', async () => {
    tenant();
    const done = await waiting(() => program());
    expect(done.rejections.map(({ message }) => message)[0]).toMatch(
      /^After 1800 s, Tenant "shop" is not at "ready"\./,
    );
    expect(done.registered.map(({ type }) => type.split(':').at(-1))).not.toContain('Kubernetes');
  });
});

keepsSecrets();
