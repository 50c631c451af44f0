import type { IResolver, ResolutionContext } from 'cdk8s';
import { isDeferred } from '../core/deferred';
import { isRecord, mapLeaves } from '../core/json';

/**
 * What stands for an Output while cdk8s writes an object: cdk8s takes plain data only, and lets a function through as it
 * is. It belongs to the object that is being written and to nothing else.
 */
type Stand = (() => void) & { readonly __pulumiOutput: true; readonly output: unknown };

const isStand = (value: unknown): value is Stand => typeof value === 'function' && isDeferred(value);

/** Lets Outputs through where stock cdk8s and cdk8s-plus constructs have values. */
export class LateValues implements IResolver {
  public resolve(context: ResolutionContext): void {
    const value: unknown = context.value;
    if (!isDeferred(value) || isStand(value)) return;
    context.replaceValue(Object.assign(() => undefined, { __pulumiOutput: true, output: value }));
  }
}

/** An object as cdk8s wrote it, with the Outputs themselves where they were let through. */
export const withOutputs = <T>(value: T): T => mapLeaves(value, (leaf) => (isStand(leaf) ? leaf.output : leaf)) as T;

/** Whether something of a value arrives late. */
export function isLate(value: unknown): boolean {
  if (isDeferred(value)) return true;
  if (Array.isArray(value)) return value.some(isLate);
  return isRecord(value) && Object.values(value).some(isLate);
}
