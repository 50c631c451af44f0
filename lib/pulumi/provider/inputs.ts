import { HikubeError } from '../../core/issue';
import { isRecord, pointer, quote, valueAt, type Unchecked } from '../../core/json';
import { isTenantKind, TENANT_API, type TenantKind } from '../../core/model/kind';
import type { PlatformProfile } from '../../core/platform/profile';
import { profileFrom } from '../../core/platform/profile-reference';
import type { Directives, ObjectInputs } from '../object-inputs';
import { ProviderError } from './errors';
import { hasUnknown, isUnknown, plain } from './values';

/** An object of the tenant plane as it was declared; parts of it may be unknown. */
export interface DeclaredObject {
  readonly apiVersion: unknown;
  readonly kind: TenantKind;
  readonly metadata: Unchecked;
  readonly spec: unknown;
}

/** Something in the inputs that this library would not have written. */
export interface Fault {
  readonly pointer: string;
  readonly text: string;
}

/** The object in some properties, if there is one. They hold nothing on creation, and may be of another release. */
export function objectIn(props: unknown): DeclaredObject | undefined {
  const { apiVersion, kind, metadata, spec } = isRecord(props) ? props : {};
  return isTenantKind(kind) && isRecord(metadata) ? { apiVersion, kind, metadata, spec } : undefined;
}

/** The inputs of a write, of which everything has to be known and sound. They are plain data. */
export function inputsFrom(props: unknown): ObjectInputs {
  const value = plain(props);
  const fault = faultsOf(value)[0];
  if (fault) throw new ProviderError(fault.text);
  const { apiVersion, kind, metadata, spec, hikube } = value as ObjectInputs;
  const inputs = { apiVersion, kind, metadata, spec, hikube };
  if (hasUnknown(inputs)) {
    throw new ProviderError(`Nothing was written: something in ${kind} ${quote(metadata.name)} is not known yet.`);
  }
  return inputs;
}

/** What the program says beside the object, as far as some state has it: another release may have written it. */
export const directivesIn = (props: unknown): Partial<Directives> => {
  const { hikube } = isRecord(props) ? props : {};
  return isRecord(hikube) ? hikube : {};
};

/**
 * What an object is judged and compared for.
 *
 * @throws ProviderError where this release does not know it
 */
export function profileOf({ profile }: Partial<Directives>): PlatformProfile {
  let found: PlatformProfile | undefined;
  try {
    found = profile && profileFrom(profile);
  } catch (error) {
    if (!HikubeError.isHikubeError(error)) throw error;
    throw new ProviderError(error.message);
  }
  if (found) return found;
  throw new ProviderError(
    `There is no profile ${quote(profile?.name)} in this release of hikube-constructs: it is older than the program that wrote this, or its state. Upgrade the package hikube-constructs in the folder of the project.`,
  );
}

const REMEDY = 'Declare the object by the constructs or components of hikube-constructs, which write these inputs.';
const fault = (path: readonly string[], value: unknown, wanted: string): Fault => ({
  pointer: pointer(...path),
  text: `\`${path.join('.')}\` is ${isUnknown(value) ? 'not known yet' : quote(value)}, and should be ${wanted}. ${REMEDY}`,
});

type Wanted = readonly [path: readonly string[], is: (value: unknown) => boolean, wanted: string];

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const isTextList = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === 'string');
const isTextMap = (value: unknown): boolean =>
  value === undefined ||
  (isRecord(value) && Object.values(value).every((entry) => typeof entry === 'string' || isUnknown(entry)));
const orUnknown =
  (is: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    isUnknown(value) || is(value);

const WANTED: readonly Wanted[] = [
  [['apiVersion'], orUnknown((value) => value === TENANT_API), `"${TENANT_API}"`],
  [['kind'], isTenantKind, '"Kubernetes", "Etcd" or "Tenant"'],
  [['metadata', 'name'], orUnknown(isText), 'a name'],
  [['metadata', 'namespace'], orUnknown(isText), 'the namespace of a tenant'],
  [['metadata', 'labels'], orUnknown(isTextMap), 'an object of texts'],
  [['metadata', 'annotations'], orUnknown(isTextMap), 'an object of texts'],
  [['spec'], orUnknown(isRecord), 'an object'],
  [['hikube', 'profile'], (value) => isText(valueAt(value, 'name')), 'the name of a profile, with its additions'],
  [['hikube', 'construct'], (value) => typeof value === 'string', 'the path of a construct'],
  [['hikube', 'strict'], isFlag, 'true or false'],
  [['hikube', 'acknowledged'], isTextList, 'a list of codes'],
  [['hikube', 'tenantFacts'], isRecord, 'an object'],
  [['hikube', 'mark'], isText, 'a text that says whose it is'],
  [['hikube', 'adopt'], isFlag, 'true or false'],
  [['hikube', 'allow'], isTextList, 'a list of codes'],
  [['hikube', 'madeByPlatform'], isFlag, 'true or false'],
  [
    ['hikube', 'tenant'],
    (value) => value === undefined || (isText(valueAt(value, 'namespace')) && isText(valueAt(value, 'name'))),
    'the namespace and the name of a Tenant',
  ],
];

/** Everything that keeps some properties from being the inputs of an object. */
export function faultsOf(props: unknown): Fault[] {
  const without = (['metadata', 'hikube'] as const).filter((part) => !isRecord(valueAt(props, part)));
  return [
    ...without.map((part) => fault([part], valueAt(props, part), 'an object')),
    ...WANTED.filter(([path, is]) => !without.some((part) => part === path[0]) && !is(valueAt(props, ...path))).map(
      ([path, , wanted]) => fault(path, valueAt(props, ...path), wanted),
    ),
  ];
}
