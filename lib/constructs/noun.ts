import type { IConstruct } from 'constructs';
import { byCodeUnit } from '../core/json';
import type { Override } from '../core/overrides';
import { oneOrMore, optional, instance, json, list, readProps, type PropFault, type Shapes } from '../core/props';
import { Region } from '../core/topology/topology';

/** The API servers that objects belong to; a chart belongs to one of them. */
export type Plane = 'platform' | 'tenant' | 'workload';

/** What a construct of this library says of itself, for the checks and the inventory. */
export interface NounFacts {
  /** Its class. */
  readonly noun: string;
  readonly plane: Plane;
  /** What is wrong with its props. */
  readonly faults: readonly PropFault[];
  /** The regions that it is meant to span. */
  readonly across: readonly Region[];
  readonly overrides: readonly Override[];
}

const FACTS = Symbol.for('hikube-constructs.NounFacts');

/** What every noun takes. */
export interface NounProps {
  /**
   * RFC 6902 operations on what the noun compiles to, applied last. The rules judge the object after them, and the
   * inventory lists them.
   *
   * @default none
   */
  readonly overrides?: readonly Override[];
}

/** What nouns take that can span regions. */
export interface SpanningProps {
  /**
   * The regions that it is meant to span. The tenant's API has no field for it: the intent is kept, listed and judged,
   * and never written into the object.
   *
   * @default unknown
   */
  readonly across?: Region | readonly Region[];
}

export const NOUN_SHAPES: Shapes<NounProps> = { overrides: optional(list(json())) };
export const SPANNING_SHAPES: Shapes<SpanningProps> = {
  across: optional(oneOrMore(instance(Region, 'regions of a topology, such as topology.regions'))),
};

/** Reads the props of a noun and puts down what it says of itself. It never throws, whatever was given. */
export function declareNoun<P extends object>(
  construct: IConstruct,
  noun: string,
  shapes: Shapes<P>,
  given: unknown,
  plane: Plane = 'tenant',
): Partial<P> {
  const { props, faults } = readProps(shapes, given);
  const { overrides = [], across = [] } = props as { overrides?: readonly Override[]; across?: readonly Region[] };
  const facts: NounFacts = {
    noun,
    plane,
    faults,
    across: [...across].sort((a, b) => byCodeUnit(a.name, b.name)),
    overrides,
  };
  Object.defineProperty(construct, FACTS, { value: facts });
  return props;
}

/** Adds a fault that only the construct itself can see. */
export function addFault(construct: IConstruct, fault: PropFault): void {
  (factsOf(construct)!.faults as PropFault[]).push(fault);
}

/** What a construct says of itself, if it is one of this library's. */
export function factsOf(construct: IConstruct): NounFacts | undefined {
  return (construct as { [FACTS]?: NounFacts })[FACTS];
}
