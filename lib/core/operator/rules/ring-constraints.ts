import { isRecord, pointer, valueAt, type Unchecked } from '../../json';
import type { OperatorObject } from '../rule';
import { apiOf, listOf, pathOf } from './ring-reading';
import { isHard, isOverSites } from './spread-constraint';

/** A spread constraint of a ring, and where it stands. */
export interface RingConstraint {
  readonly constraint: Unchecked;
  readonly at: string;
}

const KEY = 'topologySpreadConstraints';

/** Where the constraints of a ring stand or could stand. */
export function constraintsAt(object: OperatorObject): string | undefined {
  const api = apiOf(object);
  return api && pointer(...pathOf(api, 'pod'), KEY);
}

/** The constraints of a ring that are maps. */
export function constraintsOf(object: OperatorObject): RingConstraint[] {
  const api = apiOf(object);
  if (api === undefined) return [];
  const path = [...pathOf(api, 'pod'), KEY];
  return listOf(valueAt(object.manifest, ...path)).flatMap((constraint, i) =>
    isRecord(constraint) ? [{ constraint, at: pointer(...path, i) }] : [],
  );
}

/** Those that hold the members apart by something larger than a node, and hold. */
export const siteConstraintsOf = (object: OperatorObject): RingConstraint[] =>
  constraintsOf(object).filter(({ constraint }) => isHard(constraint) && isOverSites(constraint));
