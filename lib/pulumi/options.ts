import type * as Changes from '../core/change/catalogue';
import { HikubeError } from '../core/issue';
import { isRecord, quote } from '../core/json';
import { nearest } from '../core/suggest';
import { flag, instance, integer, list, optional, readProps, text, type Shape, type Shapes } from '../core/props';
import { issueOfFault, refuse } from '../constructs/wiring';
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

/** Loaded where a change is allowed: most programs allow none. */
function codesOfChanges(): string[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- `import` is either at once or asynchronous
  const { EFFECTS } = require('../core/change/catalogue') as typeof Changes;
  return EFFECTS.map(({ code }) => code);
}

const CODE: Shape = {
  kind: 'either',
  what: 'the code of a change, such as "HK5202"',
  pick: () => text({ oneOf: codesOfChanges() }),
};

const SHAPES: Shapes<WriteOptions> = {
  adopt: optional(flag()),
  allow: optional(list(CODE)),
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

/** Refuses an option that is spelt almost like one of this library's; what Pulumi makes of others is its own matter. */
export function refuseMisspelt(given: unknown, path: string, ...more: readonly string[]): void {
  const own = [...(OWN as string[]), ...more];
  for (const key of Object.keys(isRecord(given) ? given : {})) {
    const meant = own.includes(key) || OF_PULUMI.includes(key) ? undefined : nearest(key, own);
    if (meant === undefined) continue;
    refuse('HK1101', path, `There is no option ${quote(key)}.`, `Did you mean ${quote(meant)}?`, { prop: key });
  }
}

/** Source: @pulumi/pulumi 3.248, ComponentResourceOptions. */
const OF_PULUMI: readonly string[] = [
  'id',
  'parent',
  'dependsOn',
  'protect',
  'ignoreChanges',
  'version',
  'provider',
].concat(
  ['customTimeouts', 'aliases', 'urn', 'transformations', 'transforms', 'pluginDownloadURL', 'retainOnDelete'],
  ['deletedWith', 'replaceWith', 'replaceOnChanges', 'replacementTrigger', 'hooks', 'hideDiffs', 'providers'],
);

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
