import { notJson } from '../../props';
import { CHECKS, phaseOf } from '../faults';
import type { Assumption, Data, Failure, Objective, Requirement } from '../objective';
import {
  count,
  either,
  flag,
  list,
  made,
  needed,
  number,
  object,
  optional,
  or,
  pair,
  tagged,
  text,
  word,
  type Field,
  type Reader,
} from './readers';

/** Failures that a word is enough for. */
const WORDS = ['isolate', 'cut', 'split', 'node', 'host', 'rolling'] as const;

const data: Field<Data> = optional(word('returns', 'destroyed'));

type Of<F extends Failure['fail']> = Extract<Failure, { readonly fail: F }>;
const failureObject: Reader<Failure> = tagged<Failure>('fail', {
  regions: object<Of<'regions'>>({ fail: needed(word('regions')), most: needed(count(1)), data }),
  region: object<Of<'region'>>({ fail: needed(word('region')), region: needed(text), data }),
  group: object<Of<'group'>>({ fail: needed(word('group')), group: needed(text), data }),
  node: object<Of<'node'>>({ fail: needed(word('node')), data }),
  host: object<Of<'host'>>({ fail: needed(word('host')), data }),
  isolate: object<Of<'isolate'>>({ fail: needed(word('isolate')), region: optional(text) }),
  cut: object<Of<'cut'>>({ fail: needed(word('cut')), between: optional(pair(text)) }),
  split: object<Of<'split'>>({ fail: needed(word('split')) }),
  rolling: object<Of<'rolling'>>({ fail: needed(word('rolling')), region: optional(text), node: optional(flag) }),
});

const failure: Reader<Failure> = either<Failure, Failure>(
  (value) => typeof value === 'string',
  made(word(...WORDS), (fail): Failure => ({ fail })),
  failureObject,
);

/** A requirement as it is written: when it is looked at goes without saying where one moment makes sense. */
type WrittenRequirement = Omit<Requirement, 'phase'> & Partial<Pick<Requirement, 'phase'>>;

const requirement = made(
  object<WrittenRequirement>({
    check: needed(word(...CHECKS)),
    of: needed(text),
    phase: optional(word('instant', 'recovered')),
    atLeast: optional(number('a number above 0', (value) => value > 0)),
  }),
  ({ check, of, phase, atLeast }): Requirement => ({
    check,
    of,
    phase: phase ?? phaseOf(check),
    ...(atLeast !== undefined && { atLeast }),
  }),
);

const plain: Reader<unknown> = (value, at) => {
  const fault = notJson(value);
  return fault === undefined ? value : at.fault(`${at.name} ${fault}.`, 'Write plain data.');
};

const assumption = object<Assumption>({ fact: needed(text), is: optional(plain), reason: needed(text) });

/** An objective as it is written: it may have no name. */
type WrittenObjective = Omit<Objective, 'name'> & Partial<Pick<Objective, 'name'>>;

const objective = object<WrittenObjective>({
  name: optional(text),
  survive: needed(list(failure, 1)),
  require: needed(list(requirement, 1)),
  assume: or(list(assumption), []),
});

/** Objectives; those without a name are counted. */
export const objectives: Reader<Objective[]> = made(list(objective), (written) =>
  written.map(({ name, ...rest }, i) => ({ name: name ?? `objective-${i + 1}`, ...rest })),
);
