import { isRecord, quote, sortKeys } from '../json';
import { factsIn } from './facts';
import { objectives } from './file/objectives';
import { partIn } from './file/parts';
import { Place, type FileFault } from './file/place';
import {
  either,
  flag,
  known,
  list,
  count,
  made,
  needed,
  number,
  object,
  optional,
  or,
  pair,
  text,
  type Reader,
} from './file/readers';
import type { Assumption, Objective } from './objective';
import type { CommonCause, Known, Part, Site, SiteLink, System } from './system';

export type { FileFault } from './file/place';

/** What a description says; nothing is to be judged where it has faults. */
export interface SystemFile {
  readonly system: System;
  readonly objectives: Objective[];
  readonly faults: readonly FileFault[];
}

/** What may happen to regions grows with every one of them, so there is an end to how many there may be. */
const MOST_REGIONS = 16;
/** A round trip of which nothing is known: none at all, or one that no timer waits for. */
const ANY_ROUND_TRIP = [0, 1_000_000];
const EMPTY: System = {
  regions: [],
  links: [],
  groups: [],
  parts: [],
  freeCapacity: { unknown: 'A-CAP', oneOf: [true, false] },
  labelled: true,
};

const site: Reader<Site> = either<Site, Site>(
  (value) => typeof value === 'string',
  made(text, (name) => ({ name })),
  object<Site>({ name: needed(text), hosts: optional(count(1)) }),
);

const sites: Reader<Site[]> = (value, at) =>
  Array.isArray(value) && value.length > MOST_REGIONS
    ? at.fault(`${at.name} has ${value.length} entries.`, `Write at most ${MOST_REGIONS}.`)
    : list(site, 1)(value, at);

const link = object<SiteLink>({
  between: needed(pair(text)),
  roundTripMs: optional(known(number('a number of milliseconds from 0 up', (value) => value >= 0))),
});

const group = object<CommonCause>({ name: needed(text), regions: needed(list(text, 1)) });

/** A file, before what it leaves out is filled in. */
interface Written extends System {
  readonly objectives: Objective[];
}

const written = (first: string): Reader<Written> =>
  object<Written>({
    regions: needed(sites),
    links: or<readonly SiteLink[]>(list(link), []),
    groups: or<readonly CommonCause[]>(list(group), []),
    parts: or<readonly Part[]>(list(partIn(first)), []),
    freeCapacity: or<Known<boolean>>(known(flag), EMPTY.freeCapacity),
    labelled: or<Known<boolean>>(known(flag), EMPTY.labelled),
    objectives: or(objectives, []),
  });

/**
 * Reads the plain data of a description of a system and of what it is to survive. It is strict: a key that nothing reads,
 * a value of another kind and a field that is missing are faults, and all of them are told of at once. It never throws.
 *
 * It has the form of `System`, with `objectives` beside. What may be left out, and what it is then:
 *
 * - `regions` are names, or objects with `hosts`; `links`, `groups`, `parts` and `objectives` are empty;
 * - `freeCapacity` is open (`A-CAP`), and `labelled` is true;
 * - the round trip of a link, and every link that is not listed, is open (`rtt.geneva-gland`, in the order of the regions);
 * - `spread` is `{ rule: none }`;
 * - of a node group: `max` is `min`, `cluster` is its own name, and `maxUnhealthy` is `50%`, as Cozystack sets it;
 * - of a volume: `protocol` C, `quorum` linstor, `tieBreaker` auto, `onNoQuorum` suspend-io;
 * - the `endpoint` of a control plane (`A-ENDPOINT`) and the `exposure` of an ingress (`A-L2SPAN`) are open: served
 *   anywhere, or in the first region alone;
 * - an objective is called `objective-1` and so on, and assumes nothing; a requirement is looked at in the phase that
 *   makes sense for it, at once where both do;
 * - a failure that needs no more is a word: `isolate`, `cut`, `split`, `node`, `host`, `rolling`.
 *
 * What nobody told is written `{ unknown: fact, oneOf: [...] }`, the value that one would hope for first.
 */
export function readSystemFile(value: unknown): SystemFile {
  const faults: FileFault[] = [];
  try {
    return { ...read(value, new Place(faults)), faults };
  } catch {
    // A getter that throws, a revoked proxy: nothing that can be looked at.
    faults.push({ pointer: '', message: 'The description cannot be read.', remedy: 'Write plain data.' });
    return { system: EMPTY, objectives: [], faults };
  }
}

function read(value: unknown, at: Place): Omit<SystemFile, 'faults'> {
  const found = written(firstOf(value))(value, at);
  if (!found) return { system: EMPTY, objectives: [] };
  const { objectives: asked, ...rest } = found;
  const system = { ...rest, links: everyLink(rest) };
  refuseTwins(asked, at);
  const facts = factsIn(system);
  const assumed = (one: Assumption): Assumption => ({ ...one, ...asListed(one, facts.get(one.fact)?.oneOf) });
  return { system, objectives: asked.map((one) => ({ ...one, assume: one.assume.map(assumed) })) };
}

/** The name of the first region, as far as there is one. */
function firstOf(value: unknown): string {
  const regions = isRecord(value) ? value.regions : undefined;
  const first: unknown = Array.isArray(regions) ? regions[0] : undefined;
  const name = isRecord(first) ? first.name : first;
  return typeof name === 'string' ? name : '';
}

/** The links that are listed, and one for every two regions that none leads between. */
function everyLink({ regions, links }: System): SiteLink[] {
  const names = regions.map(({ name }) => name);
  const inOrder = ([a, b]: SiteLink['between']): SiteLink['between'] =>
    names.indexOf(a) <= names.indexOf(b) ? [a, b] : [b, a];
  const filled = (between: SiteLink['between']): SiteLink => ({
    between,
    roundTripMs: { unknown: `rtt.${inOrder(between).join('-')}`, oneOf: ANY_ROUND_TRIP },
  });
  const listed = new Set(links.map(({ between }) => JSON.stringify(inOrder(between))));
  const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b): SiteLink['between'] => [a, b]));
  return [
    ...links.map((one) => (one.roundTripMs === undefined ? filled(one.between) : one)),
    ...pairs.filter((between) => !listed.has(JSON.stringify(between))).map(filled),
  ];
}

/** Reports tell objectives apart by their names. */
function refuseTwins(objectives: readonly Objective[], at: Place): void {
  const names = objectives.map(({ name }) => name);
  for (const [i, name] of names.entries()) {
    if (names.indexOf(name) === i) continue;
    at.key('objectives')
      .item(i)
      .fault(`There are two objectives ${quote(name)}.`, 'Give each a name of its own.');
  }
}

/** The order of keys says nothing, so what is assumed is taken as it is listed where it is the same. */
function asListed({ is }: Assumption, oneOf: readonly unknown[] = []): Pick<Assumption, 'is'> {
  if (is === undefined) return {};
  const same = (one: unknown): boolean => JSON.stringify(sortKeys(one)) === JSON.stringify(sortKeys(is));
  return { is: oneOf.find(same) ?? is };
}
