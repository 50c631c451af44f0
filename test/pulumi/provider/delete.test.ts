import type { DynamicProvider } from '../../../lib/pulumi/provider/protocol';
import { FakeClock } from '../../live/support/fake-api';
import { CLUSTER, created, errorOf, ETCD, GUARD, inputs, MARK, Platform, providerOver, ring } from './support';

let platform: Platform;
let provider: DynamicProvider;
const clock = new FakeClock();
beforeEach(() => {
  platform = new Platform();
  provider = providerOver(platform, clock);
});

describe('delete', () => {
  it('deletes the object, and finds one that is gone already in order', async () => {
    const state = await created(provider);
    await provider.delete('id', state);
    expect([...platform.objects.keys()]).toEqual([]);
    platform.writes();
    await provider.delete('id', state);
    expect(platform.writes()).toEqual([]);
  });

  it('waits until it is really gone', async () => {
    const state = await created(provider);
    // The stand-in deletes at once; here the object comes back as a platform shows it while it uninstalls.
    platform.before = keepFor(3);
    await provider.delete('id', state);
    expect(platform.objects.has(CLUSTER)).toBe(false);
    expect(clock.slept.length).toBeGreaterThan(1);
  });

  it('refuses what is protected, with the way to it', async () => {
    const state = await created(provider, inputs({ metadata: { annotations: GUARD } }));
    platform.writes();
    const { message } = await errorOf(provider.delete('id', state));
    expect(message).toContain('Kubernetes "web" in tenant-acme has deletion protection.');
    expect(message).toContain('Declare it without `deletionProtection`, run `pulumi up`');
    expect(platform.sent).toEqual([]);
  });

  it('refuses what somebody has protected by hand', async () => {
    const state = await created(provider);
    Object.assign(platform.stored().metadata.annotations, GUARD);
    platform.writes();
    expect((await errorOf(provider.delete('id', state))).message).toContain('somebody put the annotation');
    expect(platform.writes()).toEqual([]);
  });

  it('leaves what the platform makes by itself', async () => {
    const state = await created(provider, ring());
    platform.writes();
    await provider.delete('id', { ...state, hikube: { ...ring().hikube, madeByPlatform: true } });
    expect(platform.sent).toEqual([]);
    expect(platform.objects.has(ETCD)).toBe(true);
  });

  it('refuses one that was made again meanwhile, in words', async () => {
    const state = await created(provider);
    platform.stored().metadata.uid = 'another';
    platform.writes();
    const { message } = await errorOf(provider.delete('id', state));
    expect(message).toMatch(/is not the one that was to be deleted\. .*created again meanwhile\. `pulumi refresh`/);
    expect(platform.writes()).toEqual([]);
  });

  it('refuses one that another stack has taken over', async () => {
    const state = await created(provider);
    platform.stored().metadata.annotations[MARK] = 'other/stack';
    platform.writes();
    expect((await errorOf(provider.delete('id', state))).message).toMatch(/belongs to "other\/stack".*state delete/);
    expect(platform.writes()).toEqual([]);
  });

  it('says so where the state is none of this library', async () => {
    expect((await errorOf(provider.delete('id', {}))).message).toContain('The state of this resource cannot be read');
  });
});

/** Has an object stay for some looks after it was deleted. */
function keepFor(looks: number): (request: { readonly method: string; readonly path: string }) => void {
  let kept: object | undefined;
  let seen = 0;
  return ({ method, path }) => {
    if (method === 'DELETE') kept = platform.stored();
    else if (kept && ++seen <= looks) platform.put(path, kept);
    else if (kept) platform.objects.delete(path);
  };
}
