import type { DynamicProvider, Properties } from '../../../lib/pulumi/provider/protocol';
import { BATCH, created, errorOf, holdsUndefined, inputs, MD0, Platform, providerOver, ring, SPEC } from './support';

let platform: Platform;
let provider: DynamicProvider;
beforeEach(() => {
  platform = new Platform();
  provider = providerOver(platform);
});
afterEach(() => expect(new Set(platform.methods)).not.toContain('PATCH'));

/** The spec that is read after somebody has changed what is stored. */
async function readAfter(drift: () => void, props = inputs()): Promise<{ spec: typeof SPEC; result: Properties }> {
  const state = await created(provider, props);
  drift();
  platform.sent.splice(0);
  const result = await provider.read('id', state);
  expect(new Set(platform.methods)).toEqual(new Set(['GET']));
  expect(holdsUndefined(result)).toBe(false);
  return { spec: (result.inputs as { spec: typeof SPEC }).spec, result: result.props };
}

describe('read', () => {
  it('finds the state as it was where nothing drifted, though the platform shows every default', async () => {
    const state = await created(provider);
    expect(await provider.read('id', state)).toEqual({
      id: 'tenant-acme/Kubernetes/web/u1',
      props: state,
      inputs: inputs(),
    });
  });

  it('finds the state as it was where it is richer', async () => {
    const spec = {
      ...SPEC,
      controlPlane: { replicas: 3, apiServer: { resources: { cpu: 4, memory: '8Gi' } } },
      addons: { certManager: { enabled: true, valuesOverride: { a: null, b: [1, { c: '1.0' }] } } },
      nodeGroups: { md0: { ...MD0, roles: ['ingress-nginx'], resources: {} }, gpu: { ...MD0, gpus: [] } },
    };
    const metadata = { labels: { team: 'a' }, annotations: { note: 'b' } };
    const state = await created(provider, inputs({ spec, metadata }));
    expect((await provider.read('id', state)).props).toEqual(state);
  });

  it('says that an object is gone', async () => {
    const state = await created(provider);
    platform.objects.clear();
    expect(await provider.read('id', state)).toEqual({ id: '', props: {} });
  });

  it('shows a declared field that drifted', async () => {
    const { spec } = await readAfter(() => (platform.stored().spec.version = 'v1.33'));
    expect(spec).toEqual({ ...SPEC, version: 'v1.33' });
  });

  it('shows the default of a declared field that somebody took away', async () => {
    const { spec } = await readAfter(() => delete platform.stored().spec.version);
    expect(spec.version).toBe('v1.35');
  });

  it('shows no group where a declared one is gone', async () => {
    const two = inputs({ spec: { ...SPEC, nodeGroups: { md0: MD0, batch: BATCH } } });
    const { spec } = await readAfter(() => delete platform.stored().spec.nodeGroups.batch, two);
    expect(spec).toEqual(SPEC);
  });

  it("shows no group where the platform's own name is gone and it runs its own group instead", async () => {
    const two = inputs({ spec: { ...SPEC, nodeGroups: { md0: MD0, batch: BATCH } } });
    const { spec } = await readAfter(() => delete platform.stored().spec.nodeGroups.md0, two);
    expect(Object.keys(spec.nodeGroups)).toEqual(['batch']);
  });

  it('shows a group that somebody added, which the next `up` takes away', async () => {
    const { spec, result } = await readAfter(() => (platform.stored().spec.nodeGroups.batch = BATCH));
    expect(spec).toMatchObject({ ...SPEC, nodeGroups: { md0: MD0, batch: BATCH } });
    expect((await provider.check(result, inputs())).failures).toEqual([
      { property: 'spec.nodeGroups.batch', reason: expect.stringMatching(/^HK5202/) },
    ]);
    expect(await provider.diff('id', result, inputs({ hikube: { allow: ['HK5202'] } }))).toMatchObject({
      changes: true,
    });
  });

  it('shows a field that nobody declared where it is not what the platform would take, and nothing beside it', async () => {
    const { spec } = await readAfter(() => {
      platform.stored().spec.controlPlane = { replicas: 5 };
      platform.stored().spec.addons = { certManager: { enabled: true } };
    });
    expect(spec).toEqual({ ...SPEC, controlPlane: { replicas: 5 }, addons: { certManager: { enabled: true } } });
  });

  it('shows a list that drifted whole', async () => {
    const roles = (...list: string[]) => inputs({ spec: { ...SPEC, nodeGroups: { md0: { ...MD0, roles: list } } } });
    const { spec } = await readAfter(() => platform.stored().spec.nodeGroups.md0.roles.push('batch'), roles('web'));
    expect(spec.nodeGroups.md0).toHaveProperty('roles', ['web', 'batch']);
  });

  it('keeps the spelling of an amount that is the same', async () => {
    const sized = inputs({ spec: { ...SPEC, controlPlane: { apiServer: { resources: { cpu: 4, memory: '8Gi' } } } } });
    const state = await created(provider, sized);
    platform.stored().spec.controlPlane.apiServer.resources = { cpu: '4', memory: '8192Mi' };
    expect((await provider.read('id', state)).props).toEqual(state);
    platform.stored().spec.controlPlane.apiServer.resources.cpu = '5';
    expect((await provider.read('id', state)).props.spec).toMatchObject({
      controlPlane: { apiServer: { resources: { cpu: '5', memory: '8Gi' } } },
    });
  });

  it('shows other values of an add-on as they are: what is the same amount there is another text', async () => {
    const values = (tag: unknown) => ({ cilium: { valuesOverride: { tag } } });
    const { spec } = await readAfter(
      () => (platform.stored().spec.addons = values('1.0')),
      inputs({ spec: { ...SPEC, addons: values('1.00') } }),
    );
    expect(spec).toHaveProperty('addons', values('1.0'));
  });

  it('does not show what the release does not have', async () => {
    const { spec } = await readAfter(() => {
      Object.assign(platform.stored().spec, { talos: { version: 'v2' }, addons: { brandNew: { enabled: true } } });
      platform.stored().spec.nodeGroups.md0.maxUnhealthy = '50%';
    });
    expect(spec).toEqual(SPEC);
  });

  it('shows labels and annotations that are ours, and neither those of others nor the books', async () => {
    const props = inputs({ metadata: { labels: { team: 'a', gone: 'x' }, annotations: { note: 'b' } } });
    const { result } = await readAfter(() => {
      const { metadata } = platform.stored();
      Object.assign(metadata.labels, { team: 'drifted', theirs: 'x' });
      delete metadata.labels.gone;
      metadata.annotations['kubectl.kubernetes.io/last-applied-configuration'] = JSON.stringify({
        metadata: { labels: { theirs: 'x' } },
      });
      metadata.annotations.foreign = 'y';
    }, props);
    expect(result.metadata).toEqual({
      name: 'web',
      namespace: 'tenant-acme',
      labels: { team: 'drifted', theirs: 'x' },
      annotations: { note: 'b' },
    });
  });

  it('shows an object that was made again with its new uid', async () => {
    const { result } = await readAfter(() => (platform.stored().metadata.uid = 'another'));
    expect(result.uid).toBe('another');
  });

  it('reads rings and tenants as well', async () => {
    for (const props of [ring(), inputs({ kind: 'Tenant', metadata: { name: 'shop' }, spec: { etcd: true } })]) {
      const state = await created(provider, props);
      expect((await provider.read('id', state)).props).toEqual(state);
    }
  });

  it('asks for a later release of the library where it does not know the profile, and reads no other state', async () => {
    const state = await created(provider);
    const newer = { ...state, hikube: { ...inputs().hikube, profile: { name: 'cozystack-9.9' } } };
    expect((await errorOf(provider.read('id', newer))).message).toContain('Upgrade the package');
    expect((await errorOf(provider.read('id', {}))).message).toContain('The state of this resource cannot be read');
  });
});
