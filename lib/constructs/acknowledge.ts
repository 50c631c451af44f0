import { Construct, type IConstruct } from 'constructs';
import { CATALOGUE } from '../core/check/catalogue';
import { quote } from '../core/json';
import { didYouMean } from '../core/suggest';
import { refuse } from './wiring';

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
    const place = construct.node.path;
    const rule = CATALOGUE.find((entry) => entry.code === code);
    if (!rule)
      refuse(
        'HK1106',
        place,
        `There is no rule ${quote(code)}.`,
        didYouMean(
          code,
          CATALOGUE.map((entry) => entry.code),
        ),
      );
    if (rule.severity === 'error') {
      refuse('HK1106', place, `${code} is an error, which cannot be accepted.`, rule.remedy);
    }
    if (typeof reason !== 'string' || reason.trim() === '') {
      refuse(
        'HK1106',
        place,
        `The acknowledgement of ${code} has no reason.`,
        'Say in a few words why it is fine here.',
      );
    }
    construct.node.addMetadata(METADATA, { code, reason });
  }
}

/** Everything that was acknowledged in a tree. */
export function acknowledgedAt(root: IConstruct): Acknowledgement[] {
  return root.node
    .findAll()
    .flatMap((construct) =>
      construct.node.metadata
        .filter(({ type }) => type === METADATA)
        .map(({ data }) => ({ path: construct.node.path, ...(data as { code: string; reason: string }) })),
    );
}
