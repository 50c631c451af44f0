/** The steps of a cluster on its way up, and those of the other kinds. */
export type RungName = 'accepted' | 'controlPlane' | 'workers' | 'addons' | 'ready';

/**
 * How far a step is. `failed`: it will not come about without a change. `unknown`: it cannot be seen from here.
 */
export type RungState = 'done' | 'waiting' | 'failed' | 'unknown';

/** One step, told. */
export interface Rung {
  readonly name: RungName;
  readonly state: RungState;
  /** One sentence. */
  readonly says: string;
  /** What the sentence rests on, one line each. @default nothing more to say */
  readonly details?: readonly string[];
}

/** Something that was read, or why it could not be. */
export type Known<T> = { readonly value: T } | { readonly unknown: string };

/** A step, without empty details. */
export const rung = (name: RungName, state: RungState, says: string, details: readonly string[] = []): Rung => ({
  name,
  state,
  says,
  ...(details.length > 0 && { details }),
});
