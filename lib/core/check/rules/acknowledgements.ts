import { pointer, quote } from '../../json';
import type { TenantKind } from '../../model/kind';
import { nearest } from '../../suggest';
import { ACKNOWLEDGE_PREFIX, acknowledgedBy } from '../annotation';
import type { Finding, ObjectRule, RuleFacts } from '../rule';
import { withGroup } from './groups';

/** What is said of an acknowledgement that accepts nothing. */
export const UNUSED: RuleFacts = {
  code: 'HK1107',
  severity: 'warning',
  title: 'An acknowledgement without effect',
  why: 'It accepts nothing now, and would hide what comes later.',
  remedy: 'Remove it, or name the code of a warning that is there, with a reason.',
  source: 'this library',
};

/** The codes of all rules by their severity; asked for late, because the catalogue holds this rule as well. */
export type SeverityOf = (code: string) => 'error' | 'warning' | undefined;

/** Judges the annotations of one object. */
export type AcknowledgementFaults = (object: Parameters<typeof acknowledgedBy>[0]) => Iterable<Finding>;

/** What is wrong with the annotations by which an object accepts warnings. */
export const acknowledgementFaultsBy = (
  severityOf: SeverityOf,
  codes: () => readonly string[],
): AcknowledgementFaults =>
  function* (object) {
    for (const { key, code, reason } of acknowledgedBy(object)) {
      const why = 'It has no effect.';
      const place = { pointer: pointer('metadata', 'annotations', key), onKey: true, why };
      const severity = severityOf(code);
      if (severity === undefined) {
        const near = nearest(code, codes());
        const remedy = near === undefined ? '`hikube rules` lists all codes.' : `Did you mean "${near}"?`;
        yield { ...place, message: `There is no rule ${quote(code)}.`, remedy };
      } else if (severity === 'error')
        yield { ...place, message: `${code} is an error, which cannot be accepted.`, remedy: 'Mend what it says.' };
      else if (reason === '')
        yield {
          ...place,
          message: `The acknowledgement of ${code} has no reason.`,
          remedy: 'Say in a few words why it is fine here.',
        };
    }
  };

/** Judges the annotations by which objects of the tenant plane accept warnings. */
export function acknowledgementRules(faults: AcknowledgementFaults): readonly ObjectRule[] {
  return (['Kubernetes', 'Etcd', 'Tenant'] as const).map((kind: TenantKind) => ({
    ...UNUSED,
    kind,
    check: faults,
    example: {
      fails: {
        ...(kind === 'Kubernetes' && withGroup()),
        metadata: { annotations: { [`${ACKNOWLEDGE_PREFIX}HK4201`]: 'we know' } },
      },
      passes: {
        ...(kind === 'Kubernetes' && withGroup()),
        metadata: { annotations: { 'acme.example/owner': 'platform' } },
      },
    },
  }));
}
