import { isRecord, sortKeys } from '../json';
import { isUnknown, type Settled, type Unknown } from './system';

/** What is open in a value, by the fact that would settle it. */
export function factsIn(value: unknown, into = new Map<string, Unknown<unknown>>()): Map<string, Unknown<unknown>> {
  if (isUnknown(value)) {
    if (!into.has(value.unknown)) into.set(value.unknown, value);
    for (const one of value.oneOf) factsIn(one, into);
  } else if (Array.isArray(value)) for (const one of value as unknown[]) factsIn(one, into);
  else if (isRecord(value)) for (const one of Object.values(value)) factsIn(one, into);
  return into;
}

/** Whether two values are the same, in whatever order their keys are. */
export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(sortKeys(a)) === JSON.stringify(sortKeys(b));

/** Which of its values each fact has. */
export type Chosen = ReadonlyMap<string, number>;

/** The value with every fact settled. */
export function settle<T>(value: T, chosen: Chosen): Settled<T> {
  const settled = (one: unknown): unknown => {
    if (isUnknown(one)) return settled(one.oneOf[chosen.get(one.unknown) ?? 0]);
    if (Array.isArray(one)) return one.map(settled);
    if (!isRecord(one)) return one;
    return Object.fromEntries(Object.entries(one).map(([key, below]) => [key, settled(below)]));
  };
  return settled(value) as Settled<T>;
}

/** Every way in which facts may turn out, what one would hope for first. */
export function* outcomes(facts: ReadonlyMap<string, Unknown<unknown>>): Iterable<Chosen> {
  const ids = [...facts.keys()];
  const lengths = ids.map((id) => facts.get(id)!.oneOf.length);
  const at = ids.map(() => 0);
  for (;;) {
    yield new Map(ids.map((id, i) => [id, at[i]!]));
    let turn = ids.length - 1;
    while (turn >= 0 && ++at[turn]! === lengths[turn]) at[turn--] = 0;
    if (turn < 0) return;
  }
}
