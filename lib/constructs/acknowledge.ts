import { Construct, type IConstruct } from 'constructs';
import { ACKNOWLEDGE_PREFIX, acknowledgedBy } from '../core/check/annotation';
import { catalogue, factsOf } from '../core/check/catalogue';
import type { RuleFacts } from '../core/check/rule';
import type { Issue } from '../core/issue';
import { byCodeUnit, isRecord, isWithin, quote, valueAt } from '../core/json';
import { didYouMean } from '../core/suggest';
import { isOperatorResource } from './platform/operator-resource';
import { isTenantObject } from './tenant-object';
import { programIssue, refuse } from './wiring';

/** A warning that somebody has looked at and accepted. */
export interface Acknowledgement {
  /** The construct at or below which it is accepted. */
  readonly path: string;
  readonly code: string;
  readonly reason: string;
}

const METADATA = 'hikube-constructs:acknowledged';

/** Accepts warnings, with a reason that stays visible in the inventory. */
export class Acknowledge {
  private constructor() {}

  /**
   * Accepts a warning of one code at a construct and everything below it. Errors cannot be accepted.
   *
   * @throws HikubeError HK1106 for a code that is unknown or an error's, or without a reason
   */
  public static issue(construct: IConstruct, code: string, reason: string): void {
    if (!Construct.isConstruct(construct)) {
      refuse(
        'HK1001',
        '',
        `The acknowledgement of ${quote(code)} is for ${quote(construct)}, which is no construct.`,
        'Give the construct, or the App.',
      );
    }
    demandWarning(construct.node.path, code, reason);
    construct.node.addMetadata(METADATA, { code, reason });
  }

  /**
   * The same as an annotation of an object, which `hikube check` finds in what is synthesised as well:
   * `annotations: Acknowledge.annotation('HK2203', 'md0 is for batch work')`.
   *
   * @throws HikubeError HK1106 for a code that is unknown or an error's, or without a reason
   */
  public static annotation(code: string, reason: string): Readonly<Record<string, string>> {
    demandWarning('', code, reason);
    return { [`${ACKNOWLEDGE_PREFIX}${code}`]: reason };
  }
}

function demandWarning(place: string, code: string, reason: unknown): void {
  const rule: RuleFacts | undefined = factsOf(code);
  if (!rule) {
    const known = catalogue().map((entry) => entry.code);
    refuse('HK1106', place, `There is no rule ${quote(code)}.`, didYouMean(code, known));
  }
  if (rule.severity === 'error') {
    refuse('HK1106', place, `${code} is an error, which cannot be accepted.`, rule.remedy);
  }
  if (typeof reason !== 'string' || reason.trim() === '') {
    refuse('HK1106', place, `The acknowledgement of ${code} has no reason.`, 'Say in a few words why it is fine here.');
  }
}

/** Everything that was acknowledged in a tree, by this class or by an annotation of an object. */
export function acknowledgedAt(root: IConstruct): Acknowledgement[] {
  return root.node.findAll().flatMap((construct) => [...called(construct), ...annotated(construct)]);
}

/** The codes that a program accepts for a construct: at it, below it, or around it. @internal */
export const acceptedAround = (construct: IConstruct): string[] => {
  const { node } = construct;
  const around = [...node.scopes.slice(0, -1), ...node.findAll()];
  return [...new Set(around.flatMap(called).map(({ code }) => code))].sort(byCodeUnit);
};

const called = ({ node }: IConstruct): Acknowledgement[] =>
  node.metadata
    .filter(({ type }) => type === METADATA)
    .map(({ data }) => ({ path: node.path, ...(data as { code: string; reason: string }) }));

function annotated(construct: IConstruct): Acknowledgement[] {
  if (!isTenantObject(construct) && !isOperatorResource(construct)) return [];
  const annotations = valueAt(construct.render().manifest, 'metadata', 'annotations');
  const { path } = construct.noun.node;
  return acknowledgedBy({ annotations: isRecord(annotations) ? annotations : {} })
    .filter(({ code, reason }) => reason !== '' && factsOf(code)?.severity === 'warning')
    .map(({ code, reason }) => ({ path, code, reason }));
}

const accepts = ({ code, path }: Acknowledgement, issue: Issue): boolean =>
  issue.severity === 'warning' &&
  code === issue.code &&
  issue.construct !== undefined &&
  (path === '' || isWithin(issue.construct, path));

/** What a program accepts at constructs. @internal */
export const acceptedAt = (constructs: readonly IConstruct[]): Acknowledgement[] => constructs.flatMap(called);

/** The issues that none of these accepts. @internal */
export function withoutAccepted(accepted: readonly Acknowledgement[], issues: readonly Issue[]): Issue[] {
  return issues.filter((issue) => !accepted.some((entry) => accepts(entry, issue)));
}

/** Acknowledgements of a program that met no issue. */
export function issuesOfAcknowledgements(accepted: readonly Acknowledgement[], issues: readonly Issue[]): Issue[] {
  return accepted
    .filter((entry) => !issues.some((issue) => accepts(entry, issue)))
    .map(({ code, path }) =>
      programIssue('HK1107', path, `${code} is accepted here, but was not found.`, 'Remove the acknowledgement.'),
    );
}
