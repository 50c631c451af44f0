import type { DynamicProvider, Properties } from '../../../lib/pulumi/provider/protocol';
import {
  created,
  errorOf,
  GUARD,
  inputs,
  MARK,
  MD0,
  Platform,
  providerOver,
  SPEC,
  twoGroups,
  UNKNOWN,
} from './support';

let platform: Platform;
let provider: DynamicProvider;
let state: Properties;
beforeEach(async () => {
  platform = new Platform();
  provider = providerOver(platform);
  state = await created(provider);
  platform.sent.splice(0);
});
afterEach(() => expect(platform.sent).toEqual([]));

const diff = (news: Properties, olds = state) => provider.diff('id', olds, news);
const SAME = { changes: false, replaces: [], stables: ['uid'] };
const CHANGED = { changes: true, replaces: [], stables: ['uid'] };

describe('diff', () => {
  it('finds nothing between a state and what it was made of, whatever the order of the keys', async () => {
    expect(await diff(inputs())).toEqual(SAME);
    const { version, host, nodeGroups } = SPEC;
    expect(await diff(inputs({ spec: { nodeGroups, version, host } }))).toEqual(SAME);
  });

  it.each([
    ['a field', inputs({ spec: { ...SPEC, version: 'v1.35' } })],
    ['a field that is new', inputs({ spec: { ...SPEC, storageClass: 'replicated' } })],
    ['a group', twoGroups()],
    ['a label', inputs({ metadata: { labels: { team: 'a' } } })],
    ['an annotation', inputs({ metadata: { annotations: GUARD } })],
    ['what is not known yet', inputs({ spec: { ...SPEC, host: UNKNOWN } })],
    ['what is not known yet and may stay', inputs({ spec: { ...SPEC, version: UNKNOWN } })],
    ['a spec of which nothing is known', inputs({ spec: UNKNOWN })],
  ])('finds %s', async (_, news) => {
    expect(await diff(news)).toEqual(CHANGED);
  });

  it('passes over what the program says beside the object, and over the books of tools', async () => {
    const hikube = { mark: 'renamed', adopt: true, strict: true, allow: ['HK5202'], construct: 'elsewhere' };
    const annotations = { [MARK]: 'x', 'hikube-constructs/owned-metadata': '{}' };
    expect(await diff(inputs({ hikube, metadata: { annotations, labels: {} } }))).toEqual(SAME);
  });

  it('needs no profile, so one that it does not know is no matter', async () => {
    const hikube = { profile: { name: 'cozystack-9.9' } };
    expect(await diff(inputs({ hikube }))).toEqual(SAME);
    expect(await diff(inputs({ hikube, spec: {} }))).toEqual(CHANGED);
  });

  it.each([
    [{ name: 'site' }, ['metadata']],
    [{ namespace: 'tenant-beta' }, ['metadata']],
  ])('replaces what is called otherwise, the old one first, where that is allowed: %j', async (metadata, replaces) => {
    expect(await diff(inputs({ metadata, hikube: { allow: ['HK5004'] } }))).toEqual({
      changes: true,
      replaces,
      deleteBeforeReplace: true,
    });
  });

  it('replaces what becomes another kind', async () => {
    expect(await diff(inputs({ kind: 'Etcd', spec: {}, hikube: { allow: ['HK5004'] } }))).toMatchObject({
      replaces: ['kind'],
    });
  });

  it('refuses nothing: a refresh calls it to show what drifted', async () => {
    const refreshed = await created(providerOver(new Platform()), twoGroups());
    expect(await diff(inputs(), refreshed)).toEqual(CHANGED);
    const guarded = await created(providerOver(new Platform()), inputs({ metadata: { annotations: GUARD } }));
    expect(await diff(inputs({ metadata: { name: 'site' } }), guarded)).toMatchObject({ replaces: ['metadata'] });
  });

  it('refuses to compare what is no object, and says which side', async () => {
    expect((await errorOf(diff(inputs(), {}))).message).toContain('The state of this resource cannot be read');
    expect((await errorOf(diff({}))).message).toContain('The inputs of this resource cannot be read');
  });

  it('says the same of the same, and changes neither side', async () => {
    const [olds, news] = [structuredClone(state), twoGroups()];
    expect(await diff(news)).toEqual(await diff(structuredClone(news)));
    expect([state, news]).toEqual([olds, twoGroups()]);
    expect(MD0.maxReplicas).toBe(10);
  });
});
