import { LiveError } from '../../../lib/live/live-error';
import { tenantObjectProvider } from '../../../lib/pulumi/provider';
import { formatIssue, type Issue } from '../../../lib/core/issue';
import { checkManifest } from '../../../lib/core/check/check';
import { PlatformProfile } from '../../../lib/core/platform/profile';
import type { DynamicProvider } from '../../../lib/pulumi/provider/protocol';
import {
  BATCH,
  created,
  GUARD,
  holdsUndefined,
  inputs,
  MARK,
  MD0,
  Platform,
  providerOver,
  ring,
  secret,
  SPEC,
  twoGroups,
  UNKNOWN,
} from './support';

let platform: Platform;
let provider: DynamicProvider;
beforeEach(() => {
  platform = new Platform();
  provider = providerOver(platform);
});

const failures = async (news: object, olds: object = {}): Promise<readonly { property: string; reason: string }[]> =>
  (await provider.check(olds as never, news as never)).failures;
const group = (over: object, name = 'md0') =>
  inputs({ spec: { ...SPEC, nodeGroups: { [name]: { ...MD0, ...over } } } });
/** What the library says elsewhere of the object in some inputs. */
const issuesOf = ({ apiVersion, kind, metadata, spec }: ReturnType<typeof inputs>): Issue[] =>
  checkManifest(kind, { apiVersion, kind, metadata, spec }, PlatformProfile.hikube());

describe('check: the inputs', () => {
  it('are returned as they came, with what is not known yet and with secrets', async () => {
    const news = {
      ...inputs({ spec: { ...SPEC, host: UNKNOWN, storageClass: secret('replicated') } }),
      metadata: { name: 'web', namespace: 'tenant-acme', labels: { team: UNKNOWN } },
    };
    const before = structuredClone(news);
    const result = await provider.check({}, news);

    expect(result).toEqual({ inputs: before, failures: [] });
    expect(news).toEqual(before);
  });

  it('never hold a value that the wire has no word for', async () => {
    const { inputs: checked } = await provider.check({}, { ...inputs(), extra: undefined, list: [1, undefined] });
    expect(holdsUndefined(checked)).toBe(false);
  });

  it.each([
    [{}, 'metadata', 'an object'],
    [{ ...inputs(), hikube: undefined }, 'hikube', 'an object'],
    [{ ...inputs(), hikube: UNKNOWN }, 'hikube', 'not known yet'],
    [{ ...inputs(), kind: 'Postgres' }, 'kind', '"Kubernetes", "Etcd" or "Tenant"'],
    [{ ...inputs(), apiVersion: 'v1' }, 'apiVersion', 'apps.cozystack.io/v1alpha1'],
    [{ ...inputs(), spec: 'large' }, 'spec', 'an object'],
    [{ ...inputs(), metadata: { name: '', namespace: 'tenant-acme' } }, 'metadata.name', 'a name'],
    [inputs({ metadata: { labels: { team: 3 } } }), 'metadata.labels', 'an object of texts'],
    [inputs({ hikube: { mark: 3 } as never }), 'hikube.mark', 'whose it is'],
    [inputs({ hikube: { allow: 'HK5202' } as never }), 'hikube.allow', 'a list of codes'],
    [inputs({ hikube: { tenant: { name: 'shop' } } as never }), 'hikube.tenant', 'the name of a Tenant'],
  ])('that this library did not write are told in plain words: %#', async (news, property, words) => {
    const found = (await failures(news)).find((failure) => failure.property === property);
    expect(found?.reason).toContain(words);
    expect(found?.reason).toContain('hikube-constructs');
  });

  it.each([null, undefined, 3, [], { metadata: 3, hikube: [] }])(
    'may be anything without a throw: %j',
    async (news) => {
      expect((await failures(news as never, news as never)).length).toBeGreaterThan(0);
    },
  );
});

describe('check: the rules', () => {
  it('fail it at the property, with the text that the library prints elsewhere', async () => {
    const news = group({ instanceType: 'u1.2xlrage' }, 'a-b');
    const found = await failures(news);
    const expected = issuesOf(news).find(({ code }) => code === 'HK2101')!;

    expect(found).toContainEqual({
      property: 'spec.nodeGroups["a-b"].instanceType',
      reason: expect.stringMatching(/^HK2101 production\/web: Node group "a-b" has the instance type "u1\.2xlrage"/),
    });
    expect(expected.severity).toBe('error');
    expect(formatIssue({ ...expected, construct: 'production/web' }).slice(0, 90)).toBe(
      found.find(({ reason }) => reason.startsWith('HK2101'))!.reason.slice(0, 90),
    );
  });

  it('name the place of a list as Pulumi does', async () => {
    const news = inputs({ spec: { ...SPEC, nodeGroups: { md0: { ...MD0, gpus: [{ nmae: 'x' }] } } } });
    expect((await failures(news)).map(({ property }) => property)).toContain('spec.nodeGroups.md0.gpus[0].nmae');
  });

  it.each([
    ['host', { ...SPEC, host: UNKNOWN }],
    ['version', { ...SPEC, version: UNKNOWN }],
    ['a group', { ...SPEC, nodeGroups: { md0: UNKNOWN } }],
    ['all groups', { ...SPEC, nodeGroups: UNKNOWN }],
    [
      'every leaf of a group',
      { ...SPEC, nodeGroups: { md0: Object.fromEntries(Object.keys(MD0).map((k) => [k, UNKNOWN])) } },
    ],
    ['an item of a list', { ...SPEC, nodeGroups: { md0: { ...MD0, roles: [UNKNOWN] } } }],
    ['a value below an add-on', { ...SPEC, addons: { cilium: { valuesOverride: { cilium: { a: [UNKNOWN] } } } } }],
    ['the spec', UNKNOWN],
  ])('wait for what is not known yet: %s', async (_, spec) => {
    expect(await failures(inputs({ spec }))).toEqual([]);
  });

  it('say nothing of an object whose name is not known yet', async () => {
    expect(await failures(inputs({ metadata: { name: UNKNOWN } }))).toEqual([]);
    expect(platform.sent).toEqual([]);
  });

  it('judge what is known beside what is not', async () => {
    const news = group({ instanceType: 'u1.2xlrage', maxReplicas: UNKNOWN });
    expect((await failures(news)).map(({ property }) => property)).toEqual(['spec.nodeGroups.md0.instanceType']);
  });

  it('look into a secret', async () => {
    expect(await failures(group({ instanceType: secret('u1.2xlrage') }))).toHaveLength(1);
    expect(await failures(group({ instanceType: secret('s1.large') }))).toEqual([]);
  });

  describe('of a warning', () => {
    const WARNED = { ...SPEC, controlPlane: { replicas: 1 } };
    const warning = issuesOf(inputs({ spec: WARNED }))[0]!;

    it('fail only where the tree is strict', async () => {
      expect(warning.severity).toBe('warning');
      expect(await failures(inputs({ spec: WARNED }))).toEqual([]);
      expect((await failures(inputs({ spec: WARNED, hikube: { strict: true } })))[0]?.reason).toMatch(
        new RegExp(`^${warning.code} production/web: `),
      );
    });

    it('take the acceptance of the program, and that of an annotation', async () => {
      const accepted = { strict: true, acknowledged: [warning.code] };
      const annotations = { [`acknowledge.hikube-constructs/${warning.code}`]: 'it is a test' };
      expect(await failures(inputs({ spec: WARNED, hikube: accepted }))).toEqual([]);
      expect(await failures(inputs({ spec: WARNED, metadata: { annotations }, hikube: { strict: true } }))).toEqual([]);
    });

    it('do not mind that an acceptance met nothing: it may be of several objects together', async () => {
      const annotations = { [`acknowledge.hikube-constructs/${warning.code}`]: 'it is a test' };
      expect(await failures(inputs({ metadata: { annotations }, hikube: { strict: true } }))).toEqual([]);
    });
  });

  it('know what the program says of the tenant', async () => {
    const reach = { etcd: false };
    expect((await failures(inputs({ hikube: { tenantFacts: { reach } } }))).length).toBeGreaterThan(0);
    expect(await failures(inputs({ hikube: { tenantFacts: { reach: { etcd: true } } } }))).toEqual([]);
  });

  it('ask for a later release of the library where they do not know the profile', async () => {
    expect(await failures(inputs({ hikube: { profile: { name: 'cozystack-9.9' } } }))).toEqual([
      { property: 'hikube.profile', reason: expect.stringMatching(/"cozystack-9\.9".*older.*Upgrade/) },
    ]);
    const broken = { name: 'hikube', instanceTypes: 3 } as never;
    expect((await failures(inputs({ hikube: { profile: broken } })))[0]).toMatchObject({
      property: 'hikube.profile',
      reason: expect.stringContaining('HK1106'),
    });
  });
});

describe('check: the change', () => {
  it('is refused where it destroys, with what to do first and how to allow it', async () => {
    const [failure, ...others] = await failures(inputs(), twoGroups());
    expect(others).toEqual([]);
    expect(failure).toEqual({
      property: 'spec.nodeGroups.batch',
      reason: expect.stringMatching(
        /^HK5202 production\/web: .*batch.* Before: .* If that is what you want, add `allow: \['HK5202'\]`\.$/,
      ),
    });
  });

  it('is taken where its code is allowed, and another code is none', async () => {
    expect(await failures(inputs({ hikube: { allow: ['HK5202'] } }), twoGroups())).toEqual([]);
    expect(await failures(inputs({ hikube: { allow: ['HK5203'] } }), twoGroups())).toHaveLength(1);
  });

  it('is refused of a protected object whatever is allowed, and no way is shown that is none', async () => {
    const metadata = { annotations: GUARD };
    const found = await failures(
      inputs({ metadata, hikube: { allow: ['HK5202', 'HK5005'] } }),
      twoGroups({ metadata }),
    );
    expect(found).toEqual([{ property: 'metadata.annotations', reason: expect.stringMatching(/^HK5005 /) }]);
    expect(
      (await failures(inputs({ metadata }), twoGroups({ metadata }))).map(({ reason }) => reason).join(),
    ).not.toContain('allow:');
  });

  it('is refused where protection goes in the same change as what it protects', async () => {
    const found = await failures(inputs(), twoGroups({ metadata: { annotations: GUARD } }));
    expect(found.map(({ reason }) => reason.slice(0, 6)).sort()).toEqual(['HK5005', 'HK5202']);
  });

  it('is taken where it only rolls', async () => {
    expect(await failures(group({ ephemeralStorage: '200Gi' }), inputs())).toEqual([]);
  });

  it('takes what is not known yet for what it was', async () => {
    const version = await failures(inputs({ spec: { ...SPEC, version: 'v1.33' } }), inputs());
    expect(version.map(({ property }) => property)).toEqual(['spec.version']);
    expect(await failures(inputs({ spec: { ...SPEC, version: UNKNOWN } }), inputs())).toEqual([]);
    expect(await failures(inputs({ spec: UNKNOWN }), twoGroups())).toEqual([]);
    expect(await failures(inputs({ spec: { ...SPEC, nodeGroups: UNKNOWN } }), twoGroups())).toEqual([]);
    const roles = (...list: string[]) => group({ roles: list });
    expect(await failures(roles(UNKNOWN), roles('ingress-nginx'))).toEqual([]);
    expect(await failures(roles(UNKNOWN, 'b'), roles('a'))).toEqual([]);
    expect(await failures(roles(UNKNOWN), inputs())).toEqual([]);
  });

  it.each([
    [{ name: 'site' }, 'metadata.name', '"web" becomes "site":'],
    [{ namespace: 'tenant-beta' }, 'metadata.namespace', '"web" becomes "web" in "tenant-beta":'],
  ])('of what it is called is a new object, and refused: %j', async (metadata, property, words) => {
    const found = await failures(inputs({ metadata }), inputs());
    expect(found).toEqual([{ property, reason: expect.stringContaining(words) }]);
    expect(found[0]!.reason).toMatch(/^HK5004 production\/web: .*allow: \['HK5004'\]/);
    expect(await failures(inputs({ metadata, hikube: { allow: ['HK5004'] } }), inputs())).toEqual([]);
  });

  it('of what it is called is never taken of a protected object', async () => {
    const old = inputs({ metadata: { annotations: GUARD } });
    const found = await failures(inputs({ metadata: { name: 'site' }, hikube: { allow: ['HK5004', 'HK5005'] } }), old);
    expect(found).toEqual([{ property: 'metadata.annotations', reason: expect.stringMatching(/^HK5005 /) }]);
  });

  it('is looked at although a rule is broken as well', async () => {
    const found = await failures(group({ instanceType: 'u1.2xlrage' }), twoGroups());
    expect(found.map(({ reason }) => reason.slice(0, 6))).toEqual(['HK2101', 'HK5202']);
  });

  it('asks no platform', async () => {
    await failures(inputs(), twoGroups());
    expect(platform.sent).toEqual([]);
  });
});

describe('check: what is there already', () => {
  const others = { hikube: { mark: 'other/stack' } };

  it('fails a creation, and tells whose it is, what differs, and the ways out', async () => {
    await created(provider, inputs({ ...others, spec: { ...SPEC, version: 'v1.33' } }));
    const [failure] = await failures(inputs());
    expect(failure!.property).toBe('metadata.name');
    expect(failure!.reason).toContain('Kubernetes "web" in tenant-acme exists already');
    expect(failure!.reason).toContain('"other/stack"');
    expect(failure!.reason).toContain('/spec/version: "v1.33" → "v1.34"');
    expect(failure!.reason).toContain('adopt: true');
  });

  it('is fine where it is ours, is taken over, or is made by the platform', async () => {
    await created(provider, inputs(others));
    expect(await failures(inputs(others))).toEqual([]);
    expect(await failures(inputs({ hikube: { adopt: true } }))).toEqual([]);
    expect(await failures(inputs({ hikube: { madeByPlatform: true } }))).toEqual([]);
  });

  it('is not taken over where that destroys, unless it is allowed', async () => {
    await created(provider, twoGroups(others));
    const [failure] = await failures(inputs({ hikube: { adopt: true } }));
    expect(failure).toEqual({ property: 'spec.nodeGroups.batch', reason: expect.stringMatching(/^HK5202/) });
    expect(await failures(inputs({ hikube: { adopt: true, allow: ['HK5202'] } }))).toEqual([]);
  });

  it('is compared with what is known', async () => {
    await created(provider, inputs(others));
    const [failure] = await failures(inputs({ spec: { ...SPEC, host: UNKNOWN } }));
    expect(failure!.reason).toContain('It is what is declared here.');
  });

  it('hides secrets, and lists no more than somebody reads', async () => {
    const values = (a: string) => ({ cilium: { enabled: true, valuesOverride: { cilium: { password: a } } } });
    const many = Object.fromEntries([...Array(12).keys()].map((i) => [`label${i}`, 'x']));
    platform.put('/apis/apps.cozystack.io/v1alpha1/namespaces/tenant-acme/kuberneteses/web', {
      metadata: { name: 'web', namespace: 'tenant-acme', uid: 'u', resourceVersion: '1' },
      spec: { ...SPEC, addons: values('hunter2') },
    });
    const text = (await provider
      .create(inputs({ metadata: { labels: many }, spec: { ...SPEC, addons: values('swordfish') } }))
      .catch((error: Error) => error)) as Error;
    expect(text.message).toContain('and 3 more');
    expect(text.message).not.toMatch(/hunter2|swordfish/);
    expect(text.message).toContain('nobody says whose it is');
  });

  it('is not looked for where a rule is broken, and left to the creation where nobody can look', async () => {
    await failures(group({ instanceType: 'u1.2xlrage' }));
    expect(platform.sent).toEqual([]);

    const connect = jest.fn(() => Promise.reject(new LiveError('unreachable', { message: 'No way leads there.' })));
    const cutOff = tenantObjectProvider({ connect });
    expect((await cutOff.check({}, inputs())).failures).toEqual([]);
    expect((await cutOff.check({}, ring())).failures).toEqual([]);
    expect(connect).toHaveBeenCalledTimes(1);
  });

  it('is left to the creation where somebody may not look, and where the connection is not known yet', async () => {
    platform.refuses = { method: 'GET', status: 403 };
    expect(await failures(inputs())).toEqual([]);

    const connect = jest.fn();
    const early = tenantObjectProvider({ connect });
    await early.configure({ config: { rawConfig: { connection: UNKNOWN }, get: () => undefined } });
    expect((await early.check({}, inputs())).failures).toEqual([]);
    expect(connect).not.toHaveBeenCalled();
  });

  it('may be on its way out', async () => {
    await created(provider, inputs(others));
    Object.assign(platform.stored().metadata, { deletionTimestamp: '2025-01-01T00:00:00Z' });
    expect(await failures(inputs())).toEqual([]);
  });

  it('turns a fault of its own into words, and does not throw', async () => {
    const broken = tenantObjectProvider({ connect: () => Promise.reject(new TypeError('x is not a function')) });
    expect((await broken.check({}, inputs())).failures).toEqual([
      { property: '', reason: expect.stringMatching(/fault of hikube-constructs.*x is not a function/) },
    ]);
  });

  it('is only read', async () => {
    await created(provider, inputs(others));
    platform.sent.splice(0);
    await failures(inputs());
    await failures(twoGroups({ hikube: { adopt: true } }));
    expect(new Set(platform.methods)).toEqual(new Set(['GET']));
    expect(platform.stored().metadata.annotations[MARK]).toBe('other/stack');
    expect(platform.stored().spec.nodeGroups).not.toHaveProperty('batch', BATCH);
  });
});
