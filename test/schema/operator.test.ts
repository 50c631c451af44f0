import { OPERATOR_KINDS } from '../../lib/core/operator/kind';
import { SOUND } from '../support/operator-objects';
import {
  crdOf,
  crdsAreBeside,
  definitionOf,
  operatorSchema,
  PLATFORM_RELEASES,
  STATED,
  validate,
  validateAgainstCrd,
} from '../support/operator-schemas';
import { compare, full, levels } from './operator';

/** Kinds of Kubernetes itself, and the one whose CRD comes with the snapshot controller. */
const WITHOUT_CRD = ['StorageClass', 'PodDisruptionBudget', 'VolumeSnapshotClass'];

/** Kinds that a release of the platform does not have. */
const ABSENT: Readonly<Record<(typeof PLATFORM_RELEASES)[number], readonly string[]>> = {
  '1.1.2': ['SchedulingClass cozystack.io/v1alpha1', 'EtcdCluster etcd-operator.cozystack.io/v1alpha2'],
  '1.6.2': ['EtcdCluster etcd.aenix.io/v1alpha1'],
};

/** Where ours refuses what the API server takes, and on what ground. */
const STRICTER: readonly (readonly [RegExp, string])[] = [
  [/^\/spec is required$/, 'an object without a spec says nothing'],
  [/\/(labels|nodeSelector|matchLabels)\/\* (pattern|maxLength)$/, 'the syntax of a label (Kubernetes)'],
  [/\/(operator|effect|whenUnsatisfiable|node(Affinity|Taints)Policy) enum$/, 'what the scheduler knows (Kubernetes)'],
  [/\/(maxSkew|minDomains|weight) (minimum|maximum)$/, 'what a pod is checked for (Kubernetes)'],
  [/\/(accessModes\/\[\]|volumeMode|emptyDir\/medium|serviceTemplate\/spec\/type) enum$/, 'the same (Kubernetes)'],
  [/\/(duration|renewBefore|(un)?attachedVolume\w+Timeout) pattern$/, 'a duration of Go'],
  [/^\/spec\/storagePools\/\[\]\/name pattern$/, 'the webhook of the Piraeus operator'],
  [/^\/spec\/properties\/\[\]\/value is required$/, 'a property of a cluster or a connection has no other source'],
  [/\/secretReference\/name(space)? is required$/, 'a reference to no Secret'],
  [
    /^\/spec\/podTemplate\/spec is closed$/,
    'the operator merges a pod template, and the pod drops what it has no key for',
  ],
  [/^\/spec\/components(\/platform\/values)? is closed$/, 'the one component and value that this library writes'],
];

const shown = ([apiVersion, kind]: readonly [string, string]): string => `${kind} ${apiVersion}`;
const CASES = STATED.map((stated) => [shown(stated), ...stated] as const);
const WITH_CRD = PLATFORM_RELEASES.flatMap((release) =>
  STATED.filter((stated) => !WITHOUT_CRD.includes(stated[1]) && !ABSENT[release].includes(shown(stated))).map(
    (stated) => [shown(stated), release, ...stated] as const,
  ),
);

describe('schema/operator', () => {
  it('states every kind of the plane, at every version of its API', () => {
    const known = Object.entries(OPERATOR_KINDS).flatMap(([kind, versions]) => versions.map((one) => `${kind} ${one}`));

    expect(STATED.map(shown).sort()).toEqual(known.sort());
  });

  it.each(SOUND.map((object) => [shown([object.apiVersion, object.kind]), object.metadata.name, object] as const))(
    'takes a sound %s (%s)',
    (_kind, _name, object) => {
      expect(validate(object)).toEqual([]);
    },
  );

  it('is tried with a sound object of every kind', () => {
    const tried = new Set(SOUND.map(({ apiVersion, kind }) => shown([apiVersion, kind])));

    expect([...tried].sort()).toEqual(STATED.map(shown).sort());
  });

  describe.each(CASES)('of %s', (_, apiVersion, kind) => {
    const schema = operatorSchema(apiVersion, kind)!;
    const { metadata, ...rest } = full(schema) as { metadata: object };
    const everything = { ...rest, metadata };

    it('takes an object that holds every key that it states', () => {
      expect(validate(everything)).toEqual([]);
    });

    it.each(levels(schema, everything).map(({ at, misspelt }) => [at, misspelt] as const))(
      'refuses a misspelt key in %s',
      (at, misspelt) => {
        expect(validate(misspelt)).toEqual([`${at === '/' ? '' : at}/misspelt: no such key`]);
      },
    );

    it('refuses an object without a name', () => {
      expect(validate({ ...rest, metadata: { ...metadata, name: undefined } })).not.toEqual([]);
    });

    it('has a namespace where its kind has one', () => {
      const namespaced = ['EtcdCluster', 'Issuer', 'Certificate', 'PodDisruptionBudget'].includes(kind);

      expect('namespace' in metadata).toBe(namespaced);
    });
  });

  it('has no word on what is no kind of the plane', () => {
    for (const junk of [null, 7, [], {}, { apiVersion: 'v1', kind: 'Pod' }]) {
      expect(validate(junk)).toEqual([expect.stringMatching(/^no schema of /)]);
    }
  });
});

describe('the CRDs', () => {
  const beside = crdsAreBeside();

  it(beside ? 'are compared with schema/operator' : 'are not compared: they are not beside the project', () => {
    expect(WITH_CRD.filter(([, release, ...stated]) => crdOf(...stated, release)).length).toBe(
      beside ? WITH_CRD.length : 0,
    );
  });

  if (!beside) return;
  it.each(WITH_CRD)('say the same of %s at %s, key by key, or less', (_, release, apiVersion, kind) => {
    const ours = operatorSchema(apiVersion, kind)!;
    const theirs = crdOf(apiVersion, kind, release)!;
    const { faults, stricter } = compare(ours, ours.properties!.spec!, theirs.properties!.spec, '/spec');

    expect(faults).toEqual([]);
    expect(theirs.required?.filter((key) => !ours.required?.includes(key)) ?? []).toEqual([]);
    expect(stricter.filter((place) => !STRICTER.some(([known]) => known.test(place)))).toEqual([]);
  });

  it('leave something open for every ground on which ours is stricter', () => {
    const places = WITH_CRD.flatMap(([, release, apiVersion, kind]) => {
      const { properties, required = [] } = operatorSchema(apiVersion, kind)!;
      const theirs = crdOf(apiVersion, kind, release)!;
      const spec = required.includes('spec') && !theirs.required?.includes('spec') ? ['/spec is required'] : [];
      const ours = operatorSchema(apiVersion, kind)!;
      return [...spec, ...compare(ours, properties!.spec!, theirs.properties!.spec, '/spec').stricter];
    });

    expect(STRICTER.filter(([known]) => !places.some((place) => known.test(place)))).toEqual([]);
  });

  it.each(WITH_CRD)('take every key that is stated of %s at %s', (_, release, apiVersion, kind) => {
    expect(validateAgainstCrd(full(operatorSchema(apiVersion, kind)!), release)).toEqual([]);
  });

  it.each(WITH_CRD)('give %s at %s a namespace as we do', (_, release, apiVersion, kind) => {
    const namespaced = 'namespace' in operatorSchema(apiVersion, kind)!.properties!.metadata!.properties!;

    expect(definitionOf(apiVersion, kind, release)!.spec.scope).toBe(namespaced ? 'Namespaced' : 'Cluster');
  });

  it.each(PLATFORM_RELEASES)('of %s refuse what is misspelt, of the wrong type or missing', (release) => {
    const connection = (spec: object): object => ({ apiVersion: 'piraeus.io/v1', kind: 'LinstorNodeConnection', spec });

    expect(validateAgainstCrd(connection({ selectors: [] }), release)).toEqual(['/spec/selectors: no such key']);
    expect(validateAgainstCrd(connection({ selector: {} }), release)).toEqual(['/spec/selector: must be array']);
    expect(validateAgainstCrd(connection({ properties: [{}] }), release)).toEqual([
      "/spec/properties/0: must have required property 'name'",
    ]);
  });

  it.each(PLATFORM_RELEASES)('of %s do not know what the release does not have', (release) => {
    for (const absent of ABSENT[release]) {
      const [kind, apiVersion] = absent.split(' ');

      expect(validateAgainstCrd({ apiVersion, kind }, release)).toEqual([`no CRD of ${absent} at ${release}`]);
    }
  });

  // The CRD of v1alpha1 says nothing of its pods; other CRDs state the same parts of one.
  it.each([
    ['topologySpreadConstraints', 'etcd-operator.cozystack.io/v1alpha2', 'EtcdCluster'],
    ['affinity', 'etcd-operator.cozystack.io/v1alpha2', 'EtcdCluster'],
    ['nodeSelector', 'piraeus.io/v1', 'LinstorCluster'],
    ['tolerations', 'piraeus.io/v1', 'LinstorCluster'],
  ])('state %s of a pod as we do for a ring of v1alpha1', (part, apiVersion, kind) => {
    const ours = operatorSchema('etcd.aenix.io/v1alpha1', 'EtcdCluster')!;
    const pod = ours.properties!.spec!.properties!.podTemplate!.properties!.spec!;
    const theirs = crdOf(apiVersion, kind, '1.6.2')!.properties!.spec!.properties![part]!;

    expect(compare(ours, pod.properties![part]!, theirs, `/${part}`).faults).toEqual([]);
  });
});
