import { EFFECTS } from '../core/change/catalogue';
import { HikubeError } from '../core/issue';
import { isRecord } from '../core/json';
import { flag, instance, integer, list, optional, readProps, text, type Shape, type Shapes } from '../core/props';
import { issueOfFault } from '../constructs/wiring';
import { Connection } from './connection';
import type { WaitOptions } from './wait-options';

/** What may be said of how objects are written. */
export interface WriteOptions extends WaitOptions {
  /** Whether objects that are on the platform already are taken over. @default false: one that this stack did not make is an error */
  readonly adopt?: boolean;
  /**
   * The codes of changes that destroy, or that the platform would fail on, and that are wanted all the same, such as
   * `HK5202`. The error of a refused change names its code.
   *
   * @default none
   */
  readonly allow?: readonly string[];
}

const STEPS = ['none', 'accepted', 'controlPlane', 'workers', 'addons'];

const SHAPES: Shapes<WriteOptions> = {
  adopt: optional(flag()),
  allow: optional(list(text({ oneOf: EFFECTS.map(({ code }) => code) }))),
  waitFor: optional(text({ oneOf: STEPS })),
  waitSeconds: optional(integer()),
};
const CONNECTION: Shape = optional(instance(Connection, "Connection.context('acme')"));

const OWN = Object.keys(SHAPES) as (keyof WriteOptions)[];

/**
 * The options of this library among others.
 *
 * @param path what they are options of, for the text of an error
 * @throws HikubeError HK1102 for one of the wrong type, or a choice that does not exist
 */
export function writeOptions(given: unknown, path: string): WriteOptions {
  const own = isRecord(given) ? Object.fromEntries(OWN.map((key) => [key, given[key]])) : {};
  return checked<WriteOptions>(SHAPES, own, path);
}

/**
 * The connection that was given, if one was.
 *
 * @throws HikubeError HK1102 for anything else
 */
export const connectionIn = (given: unknown, path: string): Connection | undefined =>
  checked<{ connection?: Connection }>(
    { connection: CONNECTION },
    isRecord(given) ? { connection: given.connection } : {},
    path,
  ).connection;

function checked<P>(shapes: Shapes<P>, given: object, path: string): P {
  const { props, faults } = readProps<P>(shapes, given);
  if (faults.length === 0) return props as P;
  throw new HikubeError(faults.map((fault) => issueOfFault(fault, path))); // node-do-not-add-exception-line
}

/** The other entries: those that are not of this library's options. */
export const otherOptions = (given: object, ...more: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).filter(([key]) => ![...(OWN as string[]), ...more].includes(key)));
