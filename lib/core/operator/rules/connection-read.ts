import { byCodeUnit, type Unchecked } from '../../json';
import type { OperatorObject } from '../rule';
import { entriesOf, inSpec, isAbsent } from './linstor-read';

/** One expression of a selector of pairs. */
export interface Expression {
  readonly term: number;
  readonly index: number;
  readonly written: Unchecked;
  readonly key: string;
  /** What it asks of the label; what is not said is Exists. */
  readonly op: string;
  /** The values that are texts, or `undefined` where the list has others. */
  readonly values: readonly string[] | undefined;
}

/** The expressions of every term that is a list of readable ones. */
export const termsOf = (connection: OperatorObject): { term: number; all: boolean; expressions: Expression[] }[] =>
  entriesOf(inSpec(connection, 'selector')).flatMap(([term, { matchLabels }]) => {
    if (!Array.isArray(matchLabels)) return [];
    const expressions = entriesOf(matchLabels).flatMap(
      ([index, written]) => readExpression(term, index, written) ?? [],
    );
    return [{ term, all: expressions.length === matchLabels.length, expressions }];
  });

function readExpression(term: number, index: number, written: Unchecked): Expression | undefined {
  const { key, op = 'Exists', values = [] } = written;
  if (typeof key !== 'string' || typeof op !== 'string') return undefined;
  const texts = Array.isArray(values) ? values.filter((value): value is string => typeof value === 'string') : [];
  const readable = isAbsent(written.values) || (Array.isArray(values) && texts.length === values.length);
  return { term, index, written, key, op, values: readable ? texts : undefined };
}

/** Whether an expression can only hold where both nodes have the label. */
export const demandsLabel = ({ op, values }: Expression): boolean =>
  op === 'Exists' ||
  // A node without the label counts as one with an empty value.
  (op === 'In' && values !== undefined && !values.includes('')) ||
  (op === 'NotIn' && values?.includes('') === true);

/** Whether a connection is for all pairs: it has no selector, or a term that asks for nothing. */
export function isForAllPairs(connection: OperatorObject): boolean {
  const selector = inSpec(connection, 'selector');
  if (isAbsent(selector)) return true;
  if (!Array.isArray(selector)) return false;
  return selector.length === 0 || termsOf(connection).some(({ all, expressions }) => all && expressions.length === 0);
}

/** The terms of a selector as texts that are equal where the terms are, or `undefined` if one cannot be read. */
function termTexts(connection: OperatorObject): Set<string> | undefined {
  const terms = termsOf(connection);
  const selector = inSpec(connection, 'selector');
  if (!Array.isArray(selector) || terms.length !== selector.length) return undefined;
  const isRead = ({ values }: Expression): boolean => values !== undefined;
  if (!terms.every(({ all, expressions }) => all && expressions.every(isRead))) return undefined;
  const text = ({ key, op, values }: Expression): string => JSON.stringify([key, op, [...values!].sort(byCodeUnit)]);
  return new Set(terms.map(({ expressions }) => [...new Set(expressions.map(text))].sort(byCodeUnit).join(' ')));
}

/** Whether every pair of the second connection is certainly one of the first: terms are alternatives. */
export function coversPairs(wide: OperatorObject, narrow: OperatorObject): boolean {
  if (isForAllPairs(wide)) return true;
  const [outer, inner] = [termTexts(wide), termTexts(narrow)];
  return outer !== undefined && inner !== undefined && inner.size > 0 && [...inner].every((term) => outer.has(term));
}

/** The label of the sites in an example. */
export const ZONE = 'topology.kubernetes.io/zone';
/** Pairs of nodes at different sites. */
export const BETWEEN_SITES = [
  {
    matchLabels: [
      { key: ZONE, op: 'Exists' },
      { key: ZONE, op: 'NotSame' },
    ],
  },
];

/** A connection, for examples. */
export const connection = (
  name: string,
  properties: Readonly<Record<string, unknown>>,
  selector: readonly object[] | undefined = BETWEEN_SITES,
  more: object = {},
): object => ({
  apiVersion: 'piraeus.io/v1',
  kind: 'LinstorNodeConnection',
  metadata: { name },
  spec: {
    selector,
    properties: Object.entries(properties).map(([key, value]) => ({ name: key, value })),
    ...more,
  },
});

/** Which all connections are, and only ever as one: what LINSTOR refuses of one keeps the others from it too. */
export const STOPS_ALL =
  'The operator hands all connections to LINSTOR in one go: what LINSTOR refuses of one stops the others as well.';
