/** A JSON Schema, as far as the defaults of a chart stand in it. */
export interface ChartSchema {
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, ChartSchema>>;
}

type Values = Record<string, unknown>;

const isMap = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Adds a key as a plain one, whatever it is called. */
const set = (into: Values, key: string, value: unknown): void => {
  Object.defineProperty(into, key, { value, configurable: true, enumerable: true, writable: true });
};

/**
 * What Helm renders: maps are merged deeply, lists and leaves are replaced, and a `null` removes the chart's default.
 * A `null` where the chart has no default is kept.
 */
export function mergeValues(defaults: unknown, written: unknown): unknown {
  if (!isMap(defaults) || !isMap(written)) return structuredClone(written);
  const merged = structuredClone(defaults);
  for (const [key, value] of Object.entries(written)) {
    const known = Object.hasOwn(merged, key);
    if (known && value === null) delete merged[key];
    else set(merged, key, known ? mergeValues(merged[key], value) : structuredClone(value));
  }
  return merged;
}

/**
 * The values of a chart for which nothing is written: the defaults of its schema, gathered through `properties`. The
 * entries of an open map, such as a node group, get none: the chart's values have no such keys.
 */
export function defaultValues(schema: ChartSchema): unknown {
  if (!schema.properties) return structuredClone(schema.default);
  const below: Values = {};
  for (const [key, property] of Object.entries(schema.properties)) {
    const value = defaultValues(property);
    if (value !== undefined) set(below, key, value);
  }
  return schema.default === undefined ? below : mergeValues(below, schema.default);
}

/** The values that the chart renders for a spec. */
export const chartValues = (schema: ChartSchema, spec: unknown): unknown => mergeValues(defaultValues(schema), spec);
