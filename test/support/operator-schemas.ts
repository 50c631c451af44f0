import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import { parse } from 'yaml';

/** A JSON Schema of ours or the schema of a CRD, as far as these tests look at one. */
export interface Stated {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Stated>>;
  readonly const?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Stated>>;
  readonly additionalProperties?: Stated | boolean;
  readonly items?: Stated;
  readonly nullable?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
}

/** A CustomResourceDefinition, as far as these tests look at one. */
export interface Definition {
  readonly spec: {
    readonly group: string;
    readonly scope: 'Cluster' | 'Namespaced';
    readonly names: { readonly kind: string; readonly plural: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Stated } }[];
  };
}

export const PLATFORM_RELEASES = ['1.1.2', '1.6.2'] as const;
export type PlatformRelease = (typeof PLATFORM_RELEASES)[number];

/** What both ours and a CRD may say of a value beside its type. */
export const FACETS = [
  'enum',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
] as const satisfies readonly (keyof Stated)[];

const ROOT = join(__dirname, '..', '..');
const OWN = join(ROOT, 'schema', 'operator');
const BESIDE = join(ROOT, '..', 'shared', 'reference', 'schemas');

/** Our schemas, by the version and kind that each is of. */
const own: ReadonlyMap<string, Stated> = new Map(
  readdirSync(OWN).map((file) => {
    const schema = JSON.parse(readFileSync(join(OWN, file), 'utf8')) as Stated;
    return [`${schema.properties?.apiVersion?.const} ${schema.properties?.kind?.const}`, schema];
  }),
);

/** Every version and kind that the project states. */
export const STATED: readonly (readonly [apiVersion: string, kind: string])[] = [...own.keys()].map(
  (key) => key.split(' ') as [string, string],
);

/** The project's own statement of a kind. */
export const operatorSchema = (apiVersion: string, kind: string): Stated | undefined =>
  own.get(`${apiVersion} ${kind}`);

/** A schema of ours without its reference. */
export const resolved = (root: Stated, schema: Stated): Stated =>
  schema.$ref === undefined ? schema : root.$defs![schema.$ref.replace('#/$defs/', '')]!;

// What a CRD calls a format has no meaning here, and its patterns are not written for the unicode mode.
const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false });
const compiled = new Map<string, ValidateFunction>();

function faultsOf(key: string, schema: () => object, manifest: unknown): string[] {
  const test = compiled.get(key) ?? ajv.compile(schema());
  compiled.set(key, test);
  return test(manifest) ? [] : (test.errors ?? []).map(inWords);
}

const inWords = ({ instancePath, message, params }: ErrorObject): string => {
  const { additionalProperty } = params as { additionalProperty?: string };
  return additionalProperty === undefined
    ? `${instancePath || '/'}: ${message}`
    : `${instancePath}/${additionalProperty}: no such key`;
};

const headOf = (manifest: unknown): readonly [string, string] => {
  const { apiVersion, kind } = (manifest ?? {}) as { apiVersion?: unknown; kind?: unknown };
  return [String(apiVersion), String(kind)];
};

/** What is wrong with an object of the operator's plane by the project's own statement of its kind. */
export function validate(manifest: unknown): string[] {
  const [apiVersion, kind] = headOf(manifest);
  const schema = operatorSchema(apiVersion, kind);
  return schema ? faultsOf(`${apiVersion} ${kind}`, () => schema, manifest) : [`no schema of ${kind} ${apiVersion}`];
}

/** Whether somebody has laid the CRDs of the platform beside the project. */
export const crdsAreBeside = (): boolean => existsSync(BESIDE);

/** The files of a release. What is stated of Piraeus and cert-manager is the same at both, and has one file for both. */
function filesOf(release: PlatformRelease): string[] {
  const all = crdsAreBeside() ? readdirSync(BESIDE).filter((file) => /^crds-.*\.yaml$/.test(file)) : [];
  const ofBoth = /^crds-(piraeus|cert-manager)-/;
  return all.filter((file) => file.endsWith(`v${release}.yaml`) || ofBoth.test(file));
}

const texts = new Map<PlatformRelease, readonly string[]>();
const definitions = new Map<string, Definition | undefined>();

/** The CRD of a kind at a release of the platform, where the CRDs are beside the project and the release has it. */
export function definitionOf(apiVersion: string, kind: string, release: PlatformRelease): Definition | undefined {
  const key = `${apiVersion} ${kind} ${release}`;
  if (!definitions.has(key)) definitions.set(key, findDefinition(apiVersion, kind, release));
  return definitions.get(key);
}

function findDefinition(apiVersion: string, kind: string, release: PlatformRelease): Definition | undefined {
  const documents =
    texts.get(release) ?? filesOf(release).flatMap((file) => readFileSync(join(BESIDE, file), 'utf8').split(/^---$/m));
  texts.set(release, documents);
  const [group, version] = apiVersion.split('/');
  // The files hold megabytes of other kinds, which take seconds to parse.
  const named = (text: string): boolean =>
    new RegExp(`^ +kind: ${kind}$`, 'm').test(text) && new RegExp(`^ +group: ${group}$`, 'm').test(text);
  return documents
    .filter(named)
    .map((text) => parse(text) as Definition)
    .find(({ spec }) => spec.names.kind === kind && spec.versions.some(({ name }) => name === version));
}

/** The schema in the CRD of a kind. */
export const crdOf = (apiVersion: string, kind: string, release: PlatformRelease): Stated | undefined =>
  definitionOf(apiVersion, kind, release)?.spec.versions.find(({ name }) => apiVersion.endsWith(`/${name}`))?.schema
    .openAPIV3Schema;

/** A CRD's schema as a JSON Schema that refuses unknown keys, as strict field validation does. Its CEL rules are left out. */
function closed(schema: Stated): object {
  const { type, properties, items, additionalProperties, required, nullable } = schema;
  const facets = Object.fromEntries(
    FACETS.map((facet) => [facet, schema[facet]]).filter(([, value]) => value !== undefined),
  );
  if (schema['x-kubernetes-int-or-string'] === true) return { ...facets, type: ['integer', 'string'] };
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true || additionalProperties === true;
  return {
    ...facets,
    ...(type !== undefined && { type: nullable ? [type, 'null'] : type }),
    ...(required && { required }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, child]) => [key, closed(child)])),
    }),
    ...(items && { items: closed(items) }),
    ...(type === 'object' && {
      additionalProperties: open || (typeof additionalProperties === 'object' && closed(additionalProperties)),
    }),
  };
}

/** What the structure of a CRD finds wrong with an object, its CEL rules left out. */
export function validateAgainstCrd(manifest: unknown, release: PlatformRelease): string[] {
  const [apiVersion, kind] = headOf(manifest);
  const schema = crdOf(apiVersion, kind, release);
  if (!schema) return [`no CRD of ${kind} ${apiVersion} at ${release}`];
  // A CRD leaves the metadata to the API server.
  const metadata: Stated = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  const whole: Stated = { ...schema, properties: { ...schema.properties, metadata } };
  return faultsOf(`${apiVersion} ${kind} ${release}`, () => closed(whole), manifest);
}
