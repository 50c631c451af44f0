import { HikubeError } from '../issue';
import { byCodeUnit, isRecord, quote, sortKeys } from '../json';
import { flag, integer, list, object, optional, readProps, text, type Shapes } from '../props';

/** What a class of the platform is, for those who name it. */
export interface ContractClass {
  readonly name: string;
  readonly mode: 'local' | 'synchronous' | 'asynchronous';
  /** Copies on disk. */
  readonly copies: number;
  /** How many of them may stand at one site at most. @default no limit */
  readonly perRegion?: number;
  /** The sites that it has a pool at. */
  readonly regions: readonly string[];
  /** Whether it is the class of claims that name none. @default false */
  readonly isDefault?: boolean;
}

/** What the platform spreads over sites by itself. */
export interface ContractSpread {
  readonly regions: readonly string[];
  readonly recovery: 'strict' | 'movable';
}

/** A scheduling class that tenants may name. */
export interface ContractSchedulingClass {
  readonly name: string;
  readonly regions: readonly string[];
}

/**
 * What an operator declares, for the programs of tenants in other organisations: classes, copies, sites, the spread and the
 * releases. It promises nothing beyond what the operator's program writes.
 */
export interface PlatformContract {
  /** The form of this file. */
  readonly format: 1;
  /** The profile that the operator's program is for, and its release. */
  readonly platform: { readonly name: string; readonly release: string };
  readonly regions: readonly string[];
  readonly classes: readonly ContractClass[];
  /** @default nothing is spread */
  readonly spread?: ContractSpread;
  readonly schedulingClasses: readonly ContractSchedulingClass[];
}

const CLASS: Shapes<ContractClass> = {
  name: text(),
  mode: text({ oneOf: ['local', 'synchronous', 'asynchronous'] }),
  copies: integer(),
  perRegion: optional(integer()),
  regions: list(text()),
  isDefault: optional(flag()),
};
const SHAPES: Shapes<PlatformContract> = {
  format: integer(),
  platform: object<PlatformContract['platform']>({ name: text(), release: text() }),
  regions: list(text()),
  classes: list(object<ContractClass>(CLASS)),
  spread: optional(object<ContractSpread>({ regions: list(text()), recovery: text({ oneOf: ['strict', 'movable'] }) })),
  schedulingClasses: list(object<ContractSchedulingClass>({ name: text(), regions: list(text()) })),
};

const WHY = 'What a tenant claims of the platform is compared with it.';

/**
 * A contract, once its text or data is known to be of the form.
 *
 * @param where what it was read from, for the text of an error
 * @throws HikubeError HK6016 for anything else, with all that is wrong in it
 */
export function contractFrom(value: unknown, where = 'the contract'): PlatformContract {
  const { props, faults } = readProps(SHAPES, value);
  const wrong = isRecord(value) ? faults.map(({ message, remedy }) => [message, remedy] as const) : [];
  if (!isRecord(value)) wrong.push([`It is ${quote(value)}.`, 'Write what `writeContract` of the operator gave.']);
  else if (faults.length === 0) wrong.push(...contradictions(props as PlatformContract));
  if (wrong.length === 0) return props as PlatformContract;
  throw new HikubeError(
    wrong.map(([message, remedy]) => ({
      code: 'HK6016',
      severity: 'error',
      message: `In ${where}: ${message}`,
      why: WHY,
      remedy,
    })),
  ); // node-do-not-add-exception-line
}

function contradictions({ format, regions, classes, spread, schedulingClasses }: PlatformContract): [string, string][] {
  if ((format as number) !== 1)
    return [[`It has the format ${quote(format)}.`, 'Write it anew, with this release of the library.']];
  const faults: [string, string][] = [];
  const names = [...classes, ...schedulingClasses].map((one) =>
    'mode' in one ? `class ${one.name}` : `scheduling ${one.name}`,
  );
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) faults.push([`The ${twice} is there twice.`, 'Keep one of the two.']);
  for (const { name, copies, regions: at } of classes) {
    if (copies < 1) faults.push([`The class ${quote(name)} has ${copies} copies.`, 'Write 1 or more.']);
    if (at.length === 0) faults.push([`The class ${quote(name)} is at no site.`, 'Name the sites of its stores.']);
  }
  const used = [...classes, ...schedulingClasses, ...(spread ? [spread] : [])].flatMap((one) => one.regions);
  const stray = used.find((region) => !regions.includes(region));
  if (stray !== undefined)
    faults.push([`The region ${quote(stray)} is not among its regions.`, 'Name it there as well.']);
  return faults;
}

/** The bytes of a contract: the same for the same contract, whatever the order of its parts. */
export function contractText(contract: PlatformContract): string {
  const byName = <T extends { readonly name: string }>(all: readonly T[]): T[] =>
    [...all].sort((a, b) => byCodeUnit(a.name, b.name));
  const { classes, schedulingClasses, ...rest } = contract;
  const whole = { ...rest, classes: byName(classes), schedulingClasses: byName(schedulingClasses) };
  return `${JSON.stringify(sortKeys(whole), null, 2)}\n`;
}

/** What somebody claims of a class. */
export interface ClassClaim {
  readonly name: string;
  readonly mode: 'local' | 'synchronous' | 'asynchronous' | 'unknown';
  readonly copies: number | undefined;
  readonly perRegion: number | undefined;
  /** The sites that its copies are meant to stand at. */
  readonly across: readonly string[];
}

/** Where a claim of a class and the contract disagree, each as what is wrong and what to write. */
export function disagreements(contract: PlatformContract, claim: ClassClaim): [message: string, remedy: string][] {
  const found = contract.classes.find(({ name }) => name === claim.name);
  if (!found) {
    const known = contract.classes.map(({ name }) => quote(name)).sort(byCodeUnit);
    return [[`The platform's contract has no class ${quote(claim.name)}.`, `There are ${known.join(', ') || 'none'}.`]];
  }
  const all: [string, string][] = [];
  if (claim.mode !== 'unknown' && claim.mode !== found.mode) {
    all.push([
      `The class "${found.name}" is meant to be ${claim.mode}, and the contract says ${found.mode}.`,
      `Write what it is, or name a class that is ${claim.mode}.`,
    ]);
  }
  if (claim.copies !== undefined && claim.copies > found.copies) {
    all.push([
      `${claim.copies} copies are counted on, and the class "${found.name}" keeps ${found.copies}.`,
      `Count on ${found.copies}, or ask for another class.`,
    ]);
  }
  if (claim.perRegion !== undefined && (found.perRegion === undefined || found.perRegion > claim.perRegion)) {
    const says = found.perRegion === undefined ? 'no limit' : String(found.perRegion);
    all.push([
      `At most ${claim.perRegion} of the copies are meant to stand at one site, and the contract says ${says} for "${found.name}".`,
      'Count on no more than that, or ask for another class.',
    ]);
  }
  const missing = claim.across.filter((region) => !found.regions.includes(region));
  if (missing.length > 0) {
    all.push([
      `The class "${found.name}" is meant to span ${missing.map(quote).join(', ')}, where it has no store.`,
      `It is at ${found.regions.join(', ')}.`,
    ]);
  }
  return all;
}
