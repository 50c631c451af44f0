import type { Issue } from '../issue';
import { includes } from '../platform/release';
import type { OperatorContext, OperatorFinding, OperatorObject } from './rule';
import { operatorRules } from './rules-when-asked';

/** An issue with the object that it was found in, for those who know where that stands. */
export interface OperatorFound {
  readonly in: OperatorObject;
  readonly issue: Issue & { readonly pointer: string };
  /** Whether the key at the pointer is at fault rather than its value. */
  readonly onKey: boolean;
  readonly other?: OperatorFinding['other'];
}

/** Everything that the rules find in objects of the operator's plane that are given together. It never throws. */
export function checkOperator(objects: readonly OperatorObject[], context: OperatorContext): OperatorFound[] {
  return operatorRules()
    .filter(({ releases = {} }) => includes(releases, context.profile.release))
    .flatMap((rule) =>
      [...rule.check(objects, context)].map(({ in: object, other, onKey = false, ...finding }) => {
        const { code, severity, why } = rule;
        const { pointer, message, remedy } = finding;
        const issue = { code, severity, message, why: finding.why ?? why, remedy, pointer, object: object.object };
        return { in: object, issue, onKey, ...(other && { other }) };
      }),
    );
}
