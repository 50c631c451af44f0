import { isWithin, pointer, pointerKeys, quote } from '../../json';
import type { TenantKind } from '../../model/kind';
import { minorNumber, minorVersion } from '../../kubernetes-version';
import { PLATFORM_GROUP } from '../../model/node-group';
import { includes, shortRelease } from '../../platform/release';
import type { Notice } from '../../read/notice';
import { didYouMean } from '../../suggest';
import type { CheckContext, Finding, ObjectRule, RuleFacts } from '../rule';
import { SOUND_GROUP, withGroup } from './groups';

type NoticeOf<N extends Notice['kind']> = Extract<Notice, { kind: N }>;
type Wording<N extends Notice['kind']> = (notice: NoticeOf<N>, context: CheckContext) => Omit<Finding, 'pointer'>;
type ShapeRule<N extends Notice['kind']> = RuleFacts &
  Pick<ObjectRule, 'example'> & { readonly notice: N; readonly say: Wording<N>; readonly onKey?: boolean };

/** The reader notices what does not fit a kind's fields; a shape rule says so, for each kind alike. */
function forEveryKind<N extends Notice['kind']>({ notice, say, onKey = false, ...facts }: ShapeRule<N>): ObjectRule[] {
  return (['Kubernetes', 'Etcd', 'Tenant'] as const).map((kind: TenantKind) => ({
    ...facts,
    kind,
    *check(reading, context) {
      for (const found of reading.notices) {
        if (found.kind !== notice || isFilledByPlatform(found, context)) continue;
        const words = say({ ...(found as NoticeOf<N>), key: pathOf(found.pointer) }, context);
        yield { pointer: found.pointer, onKey, ...words };
      }
    },
  }));
}

/** A place as people say it: the keys below spec, or those of the metadata, joined by dots. */
const pathOf = (place: string): string => {
  const keys = pointerKeys(place);
  return (keys.length > 1 && keys[0] === 'spec' ? keys.slice(1) : keys)
    .map((key, i) => (i > 0 && /^\d+$/.test(key) ? `[${key}]` : `${i > 0 ? '.' : ''}${key}`))
    .join('');
};

const lastKey = (place: string): string => pointerKeys(place).at(-1)!;

/** Where a key has another name on this release. */
function renamed(calledHere: string | undefined, isTaken: boolean | undefined): string | undefined {
  if (calledHere === undefined) return undefined;
  return isTaken
    ? `On this release it is called "${calledHere}", which is there already: move what is still missing, and remove it.`
    : `On this release it is called "${calledHere}".`;
}

/** What YAML made of a word that was meant as a text: it has to be quoted. */
function wrongType(
  { key, value, wanted, spelling }: NoticeOf<'wrongType'>,
  { program }: CheckContext,
): Omit<Finding, 'pointer'> {
  const scalar = typeof value === 'boolean' || typeof value === 'number';
  if (wanted === 'a text' && scalar && !program) {
    const word = spelling ?? String(value);
    // The platform takes versions with a v, and quotes alone would be refused in their turn.
    const meant = key === 'version' ? minorVersion(word) : undefined;
    const version = minorNumber(meant) === undefined ? undefined : meant;
    const read = typeof value === 'boolean' ? 'true or false' : 'a number';
    return {
      message: `"${key}" has to be a text, but kubectl reads the bare word ${word} as ${spelling === undefined ? read : String(value)}.`,
      remedy: version === undefined ? `Put it in quotes: "${word}".` : `Write "${version}".`,
    };
  }
  return {
    message: `"${key}" has to be ${wanted}, but is ${spelling === undefined ? quote(value) : `${spelling}, which kubectl reads as ${quote(value)}`}.`,
    remedy: `Write ${wanted}.`,
  };
}

/** What a group called md0 leaves out comes from the platform's own, as long as the platform merges one. */
const isFilledByPlatform = ({ kind, pointer: place }: Notice, { profile }: CheckContext): boolean =>
  kind === 'missing' &&
  includes({ until: PLATFORM_GROUP.until }, profile.release) &&
  place === pointer('spec', 'nodeGroups', PLATFORM_GROUP.name, pointerKeys(place).at(-1)!);

/** The number with the unit that the fault suggests, if it suggests one. */
function meantQuantity(value: unknown, fault: string): string {
  const unit = /did you mean "(\w+)"\?$/.exec(fault)?.[1];
  const number = /^[+-]?[0-9.]+/.exec(String(value))?.[0];
  return unit === undefined || number === undefined
    ? 'Write a Kubernetes quantity such as "50Gi" or "500m".'
    : `Write "${number}${unit}".`;
}

const SCHEMA =
  'cozystack, packages/apps/kubernetes/values.schema.json (and extra/etcd, apps/tenant); the API server checks none of it';

export const SHAPE_RULES: readonly ObjectRule[] = [
  ...forEveryKind({
    code: 'HK1201',
    severity: 'error',
    title: 'A key that the platform does not know',
    why: 'The platform keeps it without a word and does nothing with it.',
    remedy: 'Write the key that the release has, or remove it.',
    source: SCHEMA,
    notice: 'unknown',
    onKey: true,
    say: ({ key, known, calledHere, isTaken, pointer: place }, { profile }) => ({
      ...(!isWithin(place, '/spec') && { why: 'The API server drops it without a word.' }),
      message: `"${key}" is not a field of ${profile.title} here.`,
      remedy: renamed(calledHere, isTaken) ?? didYouMean(lastKey(place), known),
    }),
    example: {
      fails: withGroup({ diskSize: '20Gi' }),
      passes: withGroup(),
    },
  }),
  ...forEveryKind({
    code: 'HK1202',
    severity: 'error',
    title: 'A value of the wrong type',
    why: 'The API server takes it; Helm refuses it minutes later, and the release never becomes ready.',
    remedy: 'Write a value of the type that the field has.',
    source: SCHEMA,
    notice: 'wrongType',
    say: (notice, context) => ({
      ...wrongType(notice, context),
      ...(isWithin(notice.pointer, '/metadata') && { why: 'The API server refuses the object.' }),
    }),
    example: {
      fails: withGroup({ maxReplicas: 'three' }),
      passes: withGroup({ maxReplicas: 3 }),
    },
  }),
  ...forEveryKind({
    code: 'HK1203',
    severity: 'error',
    title: 'A field that the chart insists on is missing',
    why: 'The chart has no default for it, so the release is refused minutes after the object was accepted.',
    remedy: 'Write the field; an empty `resources: {}` is enough where the instance type decides the size.',
    source: SCHEMA,
    notice: 'missing',
    say: ({ key }, { profile }) => ({
      message: `"${key}" is missing, and ${profile.title} has no default for it.`,
      remedy: key.endsWith('.resources') ? 'Write `resources: {}`.' : `Write "${key}".`,
    }),
    example: {
      fails: { spec: { nodeGroups: { md0: SOUND_GROUP, web: { ...SOUND_GROUP, resources: undefined } } } },
      passes: { spec: { nodeGroups: { md0: SOUND_GROUP, web: SOUND_GROUP } } },
    },
  }),
  ...forEveryKind({
    code: 'HK1204',
    severity: 'error',
    title: 'A value outside the list that a field takes',
    why: 'The API server takes it; Helm refuses it minutes later, and the release never becomes ready.',
    remedy: 'Write one of the values of the profile.',
    source: SCHEMA,
    notice: 'notAllowed',
    say: ({ key, value, allowed, since }, { profile }) => ({
      message: `"${key}" is ${quote(value)}, which ${profile.title} does not take.`,
      remedy: since
        ? `It comes with platform ${shortRelease(since)}. Known here: ${allowed.join(', ')}.`
        : didYouMean(value, allowed),
    }),
    example: {
      fails: withGroup({}, { controlPlane: { apiServer: { resourcesPreset: 'c1.medium' } } }),
      passes: withGroup({}, { controlPlane: { apiServer: { resourcesPreset: 'large' } } }),
    },
  }),
  ...forEveryKind({
    code: 'HK1205',
    severity: 'error',
    title: 'A field that this release of the platform does not have',
    why: 'The release would keep it without a word and do nothing with it.',
    remedy: 'Leave it out, or use a profile of a release that has it.',
    source: SCHEMA,
    notice: 'notOffered',
    onKey: true,
    say: ({ key, since, until }, { profile, program }) => ({
      message: `${profile.title} has no field "${key}"${since ? `; platform ${shortRelease(since)} is the first that has it` : until ? `; platform ${shortRelease(until)} removed it` : ''}.`,
      remedy: program
        ? 'Leave it out, or state the profile of the release that you run on the TenantChart.'
        : 'Leave it out, or check with --profile and the release that you run.',
    }),
    example: {
      fails: withGroup({}, { oidc: { mode: 'System' } }),
      passes: withGroup(),
    },
  }),
  ...forEveryKind({
    code: 'HK1206',
    severity: 'error',
    title: 'A quantity that Kubernetes cannot read',
    why: 'Kubernetes refuses it when the machine or the pod is made, long after the API server took it.',
    remedy: 'Write a number and a unit that Kubernetes has: Ki, Mi, Gi, Ti for sizes, m for thousandths of a CPU.',
    source: 'apimachinery, resource.Quantity; the pattern stands in values.schema.json',
    notice: 'notAQuantity',
    say: ({ key, value, fault, pointer: place }) => ({
      message: `"${key}" is ${quote(value)}, which ${fault}${fault.endsWith('?') ? '' : '.'}`,
      ...(isWithin(place, '/spec/resourceQuotas') && {
        why: 'Kubernetes refuses the ResourceQuota, and the tenant is never ready.',
      }),
      remedy: meantQuantity(value, fault),
    }),
    example: {
      fails: withGroup({ ephemeralStorage: '50GB' }),
      passes: withGroup({ ephemeralStorage: '50Gi' }),
    },
  }),
  ...forEveryKind({
    code: 'HK1207',
    severity: 'error',
    title: 'A key of the spec that the platform keeps for itself',
    why: 'The API server refuses an object with a key that starts with an underscore.',
    remedy: 'Remove it, or write it without the underscore.',
    source: 'cozystack v1.1.2 and v1.6.2, pkg/registry/apps/application (seen: 400, "values key is reserved")',
    notice: 'reserved',
    onKey: true,
    say: ({ key }) => ({
      message: `"${key}" starts with an underscore, and the platform keeps such keys for itself.`,
      remedy: 'Remove it, or write it without the underscore.',
    }),
    example: { fails: withGroup({}, { _cluster: {} }), passes: withGroup() },
  }),
  ...forEveryKind({
    code: 'HK1208',
    severity: 'error',
    title: 'Metadata that the platform drops',
    why: 'The object is stored as a Helm release, and neither finalizers nor owners are carried over to it.',
    remedy:
      'Leave it out; nothing on this platform keeps such an object from being deleted, or deletes it with its owner.',
    source: 'seen on cozystack-api v1.1.2 and v1.6.2',
    notice: 'dropped',
    onKey: true,
    say: ({ key }) => ({
      message: `"${key}" is dropped without a word.`,
      remedy: 'Leave it out.',
    }),
    example: {
      fails: { ...withGroup(), metadata: { finalizers: ['acme.example/keep'] } },
      passes: { ...withGroup(), metadata: { labels: { keep: 'yes' } } },
    },
  }),
];
