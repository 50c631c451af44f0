import { FACETS, resolved, type Stated } from '../support/operator-schemas';

/** A value at a place that a schema states. */
export interface Level {
  readonly at: string;
  /** The whole object again, with one more key at this level. */
  readonly misspelt: unknown;
}

/** Every object of a value whose keys are stated one by one, so all but the maps. */
export function levels(root: Stated, whole: unknown): Level[] {
  const walk = (schema: Stated, value: unknown, at: string, put: (changed: unknown) => unknown): Level[] => {
    const { properties, additionalProperties, items } = resolved(root, schema);
    if (Array.isArray(value)) {
      return value.flatMap((item, index) =>
        items ? walk(items, item, `${at}/${index}`, (changed) => put(value.with(index, changed))) : [],
      );
    }
    if (typeof value !== 'object' || value === null) return [];
    const below = Object.entries(value).flatMap(([key, child]) => {
      const stated = properties?.[key] ?? (typeof additionalProperties === 'object' ? additionalProperties : {});
      return walk(stated, child, `${at}/${key}`, (changed) => put({ ...value, [key]: changed }));
    });
    return properties ? [{ at: at || '/', misspelt: put({ ...value, misspelt: 'x' }) }, ...below] : below;
  };
  return walk(root, whole, '', (changed) => changed);
}

const SAMPLES = ['sample', '1Gi', '5m', '3.6.11'];

/** An object that holds every key that a schema states. */
export function full(root: Stated, schema: Stated = root): unknown {
  const {
    const: only,
    enum: values,
    type,
    pattern,
    properties,
    additionalProperties,
    items,
    minimum,
  } = resolved(root, schema);
  if (only !== undefined) return only;
  if (values) return values[0];
  if (type === 'array') return items ? [full(root, items)] : [];
  if (type === 'boolean') return true;
  if (type === 'integer') return minimum ?? 1;
  if (type !== 'object') return SAMPLES.find((sample) => pattern === undefined || new RegExp(pattern).test(sample));
  if (typeof additionalProperties === 'object') return { key: full(root, additionalProperties) };
  return Object.fromEntries(Object.entries(properties ?? {}).map(([key, child]) => [key, full(root, child)]));
}

/** Where two statements of a kind differ. */
export interface Difference {
  /** What the other refuses or lacks and ours does not. */
  readonly faults: readonly string[];
  /** What ours refuses and the other does not. */
  readonly stricter: readonly string[];
}

const NONE: Difference = { faults: [], stricter: [] };
const all = (parts: readonly Difference[]): Difference => ({
  faults: parts.flatMap(({ faults }) => faults),
  stricter: parts.flatMap(({ stricter }) => stricter),
});
const fault = (text: string): Difference => ({ ...NONE, faults: [text] });
const stricter = (text: string): Difference => ({ ...NONE, stricter: [text] });

const typeOf = ({ type, ...schema }: Stated): string =>
  schema['x-kubernetes-int-or-string'] === true ? 'integer|string' : [type ?? 'anything'].flat().sort().join('|');

/** Ours beside the schema of a CRD, key by key at every level. */
export function compare(root: Stated, schema: Stated, theirs: Stated | undefined, at: string): Difference {
  const ours = resolved(root, schema);
  if (!theirs) return fault(`${at}: the CRD has no such key`);
  const type = typeOf(ours) === typeOf(theirs) || typeOf(theirs) === 'anything' ? [] : [fault(`${at}: its type`)];
  return all([...type, ...facets(ours, theirs, at), ...required(ours, theirs, at), ...below(root, ours, theirs, at)]);
}

const facets = (ours: Stated, theirs: Stated, at: string): Difference[] =>
  FACETS.map((facet) => {
    const [own, other] = [ours[facet], theirs[facet]];
    if (JSON.stringify(own) === JSON.stringify(other)) return NONE;
    return other === undefined ? stricter(`${at} ${facet}`) : fault(`${at}: its ${facet}`);
  });

function required({ required: ours = [] }: Stated, { required: theirs = [] }: Stated, at: string): Difference[] {
  return [
    ...theirs.filter((key) => !ours.includes(key)).map((key) => fault(`${at}/${key} is required`)),
    ...ours.filter((key) => !theirs.includes(key)).map((key) => stricter(`${at}/${key} is required`)),
  ];
}

function below(root: Stated, ours: Stated, theirs: Stated, at: string): Difference[] {
  const { properties = {}, additionalProperties, items } = ours;
  const values = typeof theirs.additionalProperties === 'object' ? theirs.additionalProperties : undefined;
  const closes = ours.type === 'object' && additionalProperties === false;
  const openThere = theirs['x-kubernetes-preserve-unknown-fields'] === true;
  if (ours.type === 'object' && !closes && typeof additionalProperties !== 'object') return [fault(`${at} is open`)];
  // Nothing is said there that could be compared.
  if (openThere) return [stricter(`${at} is closed`)];
  return [
    ...(closes && values ? [stricter(`${at} is closed`)] : []),
    ...Object.entries(properties).map(([key, child]) =>
      compare(root, child, theirs.properties?.[key] ?? values, `${at}/${key}`),
    ),
    ...(typeof additionalProperties === 'object' ? [compare(root, additionalProperties, values, `${at}/*`)] : []),
    ...(items ? [compare(root, items, theirs.items, `${at}/[]`)] : []),
  ];
}
