import type { Change } from '../../core/change/changes';
import { compareImpacts, worstImpact, type Effect, type Impact } from '../../core/change/effect';

/** What becomes of one object, with where it is written. */
export interface ReportedChange extends Change {
  /** The file and line of the new state; of the old one where that is all there is. @default only live */
  readonly source?: { readonly file: string; readonly line: number };
  /** The line of a field in that file, or of the nearest thing above it. */
  readonly lineOf?: (pointer: string) => number;
  /** Remarks that are no effects, such as on defaults that were stored. */
  readonly notes: readonly string[];
}

/** What becomes of all objects. */
export interface ChangeReport {
  readonly changes: readonly ReportedChange[];
  /** Objects of other planes and kinds, which are not looked at. */
  readonly passedOver: readonly string[];
  /** Whether a platform was asked. */
  readonly isLive: boolean;
  /** What the two sides are, in words: `main-dist/` and `pr-dist/`, or the live tenant. */
  readonly from: string;
  readonly to: string;
}

/** The objects that something happens to. */
export const changedOf = ({ changes }: ChangeReport): ReportedChange[] => changes.filter(({ is }) => is !== 'same');

/** The worst of all effects; `undefined` where nothing differs. */
export function worstOf(report: ChangeReport): Impact | undefined {
  const changed = changedOf(report);
  return changed.length === 0 ? undefined : worstImpact(changed.map(({ impact }) => impact));
}

/** Whether effects stop a command unless somebody allows them. */
export const stops = ({ impact }: Pick<Effect, 'impact'>): boolean => compareImpacts(impact, 'destroys') >= 0;

/** How many objects are created, changed, removed and the same, and the worst impact. */
export function summaryOf(
  report: ChangeReport,
): Readonly<Record<ReportedChange['is'], number>> & { readonly worst: Impact | null } {
  const count = (is: ReportedChange['is']): number => report.changes.filter((change) => change.is === is).length;
  return {
    created: count('created'),
    changed: count('changed'),
    removed: count('removed'),
    same: count('same'),
    worst: worstOf(report) ?? null,
  };
}
