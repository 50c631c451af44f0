import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A JSON Schema, as far as these tests look at one. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
}

export const RELEASES = ['1.1.2', '1.6.2'] as const;
export const KINDS = ['Kubernetes', 'Etcd', 'Tenant'] as const;
export type Kind = (typeof KINDS)[number];

const ROOT = join(__dirname, '..', '..');

/** The project's own statement of a kind at a release. */
export function ownSchema(release: string, kind: Kind): Schema {
  return JSON.parse(readFileSync(join(ROOT, 'schema', release, `${kind.toLowerCase()}.json`), 'utf8')) as Schema;
}

/** The platform's own schema, where somebody has laid it beside the project. */
export function upstreamSchema(release: string, kind: Kind): Schema | undefined {
  const file = join(ROOT, '..', 'shared', 'reference', 'schemas', `${kind.toLowerCase()}-v${release}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Schema) : undefined;
}

const isQuantity = (schema: Schema): boolean =>
  schema.$ref === '#/$defs/quantity' || (schema.pattern !== undefined && schema.anyOf !== undefined);

/** One line for every place of a schema, at every level: what type it has, whether it is required, its values. */
export function places(schema: Schema, at = ''): string[] {
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties === true;
  const type = isQuantity(schema) ? 'quantity' : open ? 'anything' : String(schema.type);
  const own = [type, ...(schema.enum ? [`one of ${[...schema.enum].sort().join('|')}`] : [])];
  const written = schema.default === undefined ? [] : [`default ${JSON.stringify(schema.default)}`];
  const children = Object.entries(schema.properties ?? {}).flatMap(([key, child]) => places(child, `${at}/${key}`));
  const values = typeof schema.additionalProperties === 'object' ? places(schema.additionalProperties, `${at}/*`) : [];
  const items = schema.items ? places(schema.items, `${at}/[]`) : [];
  const required = [...(schema.required ?? [])].sort().map((key) => `${at}/${key} is required`);
  return [`${at || '/'}: ${[...own, ...written].join(', ')}`, ...required, ...children, ...values, ...items].sort();
}
