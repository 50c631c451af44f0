import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import type { PlatformProfile } from 'hikube-constructs';
import { chartValues, type ChartSchema } from './chart-values';
import type { Manifest } from './programs';

/** What the chart renders for an object, and what its schema has against it. */
export interface Rendering {
  readonly values: Readonly<Record<string, unknown>>;
  readonly faults: readonly string[];
}

export const ROOT = path.resolve(__dirname, '..', '..');

const ajv = new Ajv2020({ strict: false, allErrors: true });
const known = new Map<string, { readonly schema: ChartSchema; readonly validate: ValidateFunction }>();

function schemaOf(
  kind: string,
  release: string,
): { readonly schema: ChartSchema; readonly validate: ValidateFunction } {
  const file = path.join(ROOT, 'schema', release, `${kind.toLowerCase()}.json`);
  const found = known.get(file);
  if (found) return found;
  const schema = JSON.parse(readFileSync(file, 'utf8')) as ChartSchema;
  const entry = { schema, validate: ajv.compile(schema) };
  known.set(file, entry);
  return entry;
}

/** Puts an object onto the defaults of its chart and holds the result against the chart's schema, as Helm does. */
export function renderOn(profile: PlatformProfile, { kind, spec }: Pick<Manifest, 'kind' | 'spec'>): Rendering {
  const { schema, validate } = schemaOf(kind, profile.release);
  const values = chartValues(schema, spec) as Rendering['values'];
  validate(values);
  return { values, faults: (validate.errors ?? []).map((fault) => `${fault.instancePath} ${fault.message ?? ''}`) };
}
