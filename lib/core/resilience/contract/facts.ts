import { isRecord } from '../../json';
import type { Served, Spread, TieBreaker, Volume } from '../system';

/** How far a fact is to be trusted: somebody answers for it, wrote it down, does it in public code, or saw it. */
export type Trust = 'promised' | 'documented' | 'source code' | 'observed';

/** One thing that is known of a platform, or that somebody should ask for. */
export interface ContractFact {
  /** Which fact it is, such as `etcd.spread`. */
  readonly fact: string;
  /** What is so. @default unknown */
  readonly is?: unknown;
  /** What is so, or what is not known, in plain words. */
  readonly text: string;
  /** Where it was read, said or seen. */
  readonly source: string;
  /** When, as `2026-11-22`. */
  readonly date: string;
  /** @default none, of what is unknown */
  readonly trust?: Trust;
}

/** What a platform is known, or promised, to do. */
export interface ContractData {
  /** The form of this file. */
  readonly format: 1;
  /** Whose platform it is. */
  readonly platform: string;
  readonly facts: readonly ContractFact[];
}

/** What a fact may turn out to be: what one would hope for first. */
export interface FactType {
  /** What it may be, over these regions. */
  readonly oneOf: (regions: readonly string[]) => readonly unknown[];
  /** Whether somebody could have written this. */
  readonly takes: (value: unknown) => boolean;
  /** The form, for people. */
  readonly form: string;
  /** What to ask of whoever runs the platform. */
  readonly ask: string;
}

/** The fields of each rule that a fact may name. */
const RULES: Readonly<Record<string, Readonly<Record<string, (value: unknown) => boolean>>>> = {
  zone: {
    maxSkew: (value) => isCount(value),
    minDomains: (value) => value === undefined || isCount(value),
    nodeTaintsPolicy: (value) => value === undefined || value === 'Honor' || value === 'Ignore',
  },
  hostname: { maxSkew: (value) => isCount(value) },
  perRegion: { most: (value) => isCount(value) },
  none: {},
};

function isSpread(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { rule, ...fields } = value;
  const known = typeof rule === 'string' && Object.hasOwn(RULES, rule) ? RULES[rule]! : undefined;
  if (!known || Object.keys(fields).some((field) => !Object.hasOwn(known, field))) return false;
  return Object.entries(known).every(([field, takes]) => takes(fields[field]));
}
const isServed = (value: unknown): boolean =>
  value === 'anywhere' || (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string'));
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;
const among =
  (...words: readonly unknown[]) =>
  (value: unknown): boolean =>
    words.includes(value);

const HARD: Spread = { rule: 'zone', maxSkew: 1 };
const APART: Spread = { rule: 'perRegion', most: 1 };
const NONE: Spread = { rule: 'none' };
const SPREAD_FORM = '{ rule: "zone", maxSkew: 1 }, { rule: "perRegion", most: 1 } or { rule: "none" }';
const SERVED_FORM = '"anywhere", or a list of regions';

const spread = (ask: string, hoped: Spread = HARD): FactType => ({
  oneOf: () => [hoped, NONE],
  takes: isSpread,
  form: SPREAD_FORM,
  ask,
});
const served = (ask: string): FactType => ({
  oneOf: (regions) => ['anywhere', regions.slice(0, 1)] satisfies Served[],
  takes: isServed,
  form: SERVED_FORM,
  ask,
});
const flag = (ask: string): FactType => ({
  oneOf: () => [true, false],
  takes: among(true, false),
  form: 'true or false',
  ask,
});

/** The facts of a platform that hang on nothing else. */
const FACTS: Readonly<Record<string, FactType>> = {
  'A-CAP': flag('Is there room in each region for what another one loses?'),
  'A-LABELS': flag('Does every node of the platform have the label of its site?'),
  'A-ENDPOINT': served('Does the address of an API server stay reachable when the region that serves it is lost?'),
  'A-L2SPAN': served('Does the address of an ingress stay reachable when the region that serves it is lost?'),
  'etcd.spread': spread('Are the members of a tenant’s etcd spread over regions by a rule that is never broken?'),
  'etcd.members': {
    oneOf: () => [3, 1],
    takes: isCount,
    form: 'a number of members',
    ask: 'How many members has the etcd that the tenant’s clusters use?',
  },
  'controlPlane.spread': spread('Are the API servers of a cluster spread over regions by a rule that is never broken?'),
  'workers.spread': spread('Are the machines of a cluster spread over regions by a rule that is never broken?'),
  'workers.maxUnhealthy': {
    oneOf: () => ['50%', 0],
    takes: (value) => isCount(value) || value === 0 || (typeof value === 'string' && /^(100|\d{1,2})%$/.test(value)),
    form: 'a number, or a share such as "50%"',
    ask: 'How many machines of a group may be unhealthy for them still to be replaced?',
  },
  'volumes.eviction': flag('Are the copies of lost machines made again elsewhere by themselves?'),
};

/** The facts of each class of volumes, by what follows the name of the class. */
const CLASS_FACTS: Readonly<Record<string, FactType>> = {
  copies: {
    oneOf: () => [3, 2, 1],
    takes: isCount,
    form: 'a number of copies',
    ask: 'How many copies does a volume of this class have?',
  },
  spread: spread('Do two copies of a volume of this class never stand in one region?', APART),
  protocol: {
    oneOf: () => ['C', 'A'] satisfies Volume['protocol'][],
    takes: among('A', 'B', 'C'),
    form: '"A", "B" or "C"',
    ask: 'Does a write to this class wait for the other copies (protocol C)?',
  },
  quorum: {
    oneOf: () => ['linstor', 'off'] satisfies Volume['quorum'][],
    takes: (value) => among('linstor', 'off', 'majority', 'all')(value) || isCount(value),
    form: '"linstor", "majority", "all", "off" or a number',
    ask: 'Does a volume of this class stop writing without a majority of its copies?',
  },
  tieBreaker: {
    oneOf: () => ['auto', 'none'] satisfies TieBreaker[],
    takes: among('auto', 'none'),
    form: '"auto" or "none"',
    ask: 'Does a volume of this class with an even number of copies get a tie-breaker?',
  },
  onNoQuorum: {
    oneOf: () => ['suspend-io', 'io-error'],
    takes: among('suspend-io', 'io-error'),
    form: '"suspend-io" or "io-error"',
    ask: 'What does a volume of this class do without a majority?',
  },
};

const CLASS_FACT = /^volumes\.([a-z0-9][a-z0-9.-]*)\.([a-zA-Z]+)$/;

/** What a fact of this name may be; nothing for one that there is not. */
export function factType(fact: string): FactType | undefined {
  if (Object.hasOwn(FACTS, fact)) return FACTS[fact];
  const [, , of] = CLASS_FACT.exec(fact) ?? [];
  return of !== undefined && Object.hasOwn(CLASS_FACTS, of) ? CLASS_FACTS[of] : undefined;
}

/** The names of facts, for those who mistyped one. */
export const FACT_NAMES: readonly string[] = [
  ...Object.keys(FACTS),
  ...Object.keys(CLASS_FACTS).map((name) => `volumes.replicated.${name}`),
];
