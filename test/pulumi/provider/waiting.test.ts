import type { DynamicProvider } from '../../../lib/pulumi/provider/protocol';
import { FakeClock, ready } from '../../live/support/fake-api';
import { created, errorOf, ETCD, inputs, MARK, Platform, providerOver, ring, TENANT } from './support';

const NAMESPACE = '/apis/core.cozystack.io/v1alpha1/tenantnamespaces/tenant-acme-shop';
const tenant = { namespace: 'tenant-acme', name: 'shop' };
const shop = (over: object = {}) =>
  inputs({ metadata: { namespace: 'tenant-acme-shop' }, hikube: { tenant, ...over } });

let platform: Platform;
let provider: DynamicProvider;
let clock: FakeClock;
beforeEach(() => {
  platform = new Platform();
  clock = new FakeClock();
  provider = providerOver(platform, clock);
});

/** Has something appear after some requests. */
const after = (requests: number, happens: () => void): void => {
  let seen = 0;
  platform.before = () => void (++seen > requests && happens());
};
const madeRing = (): void =>
  platform.put(ETCD, {
    metadata: { name: 'etcd', namespace: 'tenant-acme', uid: 'made', resourceVersion: '1' },
    spec: {},
  });

describe("what stands in a tenant's namespace", () => {
  it('waits until the namespace is there, and is then created', async () => {
    after(3, () => platform.put(NAMESPACE, {}));
    await created(provider, shop());
    expect(platform.methods.slice(-2)).toEqual(['GET', 'POST']);
    expect(clock.slept).toEqual([5000, 5000, 5000]);
  });

  it('takes the word of the Tenant where the namespace is hidden', async () => {
    platform.put(TENANT, { status: { conditions: [ready('True')] } });
    const send = platform.send.bind(platform);
    platform.send = (request) =>
      request.method === 'GET' && !request.path.includes('/tenants/')
        ? Promise.resolve({ status: 403, headers: {}, text: '{}' })
        : send(request);
    await created(provider, shop());
    expect(clock.slept).toEqual([]);
  });

  it('gives up after a quarter of an hour, and says what it saw and where to look', async () => {
    platform.put(TENANT, { status: { conditions: [ready('False', 'no such chart', 'ArtifactFailed')] } });
    const { message } = await errorOf(provider.create(shop()));
    expect(clock.time).toBe(15 * 60_000);
    expect(message).toContain('After 15 min, the namespace tenant-acme-shop of tenant shop is not there.');
    expect(message).toContain('no such chart');
    expect(message).toContain('hikube status tenant/shop -n tenant-acme');
    expect(platform.writes()).toEqual([]);
  });

  it('gives up in words where not even the Tenant can be read', async () => {
    platform.before = ({ path }) => {
      platform.refuses = path === TENANT ? { method: 'GET', status: 403 } : undefined;
    };
    expect((await errorOf(provider.create(shop()))).message).toContain('You may not get tenants');
  });
});

describe('what the platform makes by itself', () => {
  const made = (over: object = {}) => ring({ hikube: { madeByPlatform: true, ...over } });

  it('is awaited, and then replaced', async () => {
    after(2, () => !platform.objects.has(ETCD) && madeRing());
    const outs = await created(provider, made());
    expect(platform.writes()).toEqual(['PUT']);
    expect(platform.stored(ETCD)).toMatchObject({
      spec: { replicas: 3, size: '5Gi' },
      metadata: { annotations: { [MARK]: 'shop/prod' } },
    });
    expect(outs.uid).toBe('made');
  });

  it('is not replaced where that is refused', async () => {
    madeRing();
    platform.stored(ETCD).spec = { replicas: 3, size: '20Gi' };
    expect((await errorOf(provider.create(made()))).message).toMatch(/stays as it is\.\nHK55\d\d /);
    expect(platform.writes()).toEqual([]);
  });

  it('is not awaited for ever', async () => {
    const { message } = await errorOf(provider.create(made()));
    expect(message).toContain('After 15 min, the ring that the platform makes in tenant-acme is not there.');
    expect(message).toContain('etcd: true');
    expect(platform.writes()).toEqual([]);
  });

  it('is awaited in the tenant that the program declares', async () => {
    platform.put(NAMESPACE, {});
    const { message } = await errorOf(provider.create(made({ tenant })));
    expect(message).toContain('Seen last of tenant "shop": The object is not there.');
  });
});
