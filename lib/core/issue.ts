import { byCodeUnit } from './json';

/** An error means that the release cannot become what was written; a warning, that a careful engineer would stop. */
export type Severity = 'error' | 'warning';

/** The object that an issue is about. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** One thing that is wrong, as data. */
export interface Issue {
  /** The stable code, such as `HK2201`; its page is in docs/errors.md. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, quoting the value. */
  readonly message: string;
  /** What the platform would make of it. */
  readonly why: string;
  /** What to write instead. */
  readonly remedy: string;
  /** The path of the construct that wrote it. */
  readonly construct?: string;
  /** The prop of the construct that is at fault, such as `scaling.min`, where that is known. */
  readonly prop?: string;
  /** A JSON pointer into the object. */
  readonly pointer?: string;
  /** The file and place that it was read from, both counted from 1. */
  readonly source?: { readonly file: string; readonly line: number; readonly column: number };
  readonly object?: ObjectReference;
}

function place(issue: Issue): string {
  if (issue.source) return `${issue.source.file}:${issue.source.line}:${issue.source.column}`;
  if (issue.construct !== undefined) return issue.construct;
  return issue.object ? `${issue.object.kind}/${issue.object.name}` : '';
}

/** Orders issues by place, then pointer, code and text: never by the order in which they were found. */
export function compareIssues(a: Issue, b: Issue): number {
  return (
    byCodeUnit(a.source?.file ?? '', b.source?.file ?? '') ||
    (a.source?.line ?? 0) - (b.source?.line ?? 0) ||
    (a.source?.column ?? 0) - (b.source?.column ?? 0) ||
    byCodeUnit(place(a), place(b)) ||
    byCodeUnit(a.pointer ?? '', b.pointer ?? '') ||
    byCodeUnit(a.code, b.code) ||
    byCodeUnit(a.message, b.message) ||
    byCodeUnit(
      JSON.stringify([a.object, a.severity, a.why, a.remedy]),
      JSON.stringify([b.object, b.severity, b.why, b.remedy]),
    )
  );
}

/** The issues in their stable order, each once. */
export function sortIssues(issues: readonly Issue[]): Issue[] {
  const sorted = [...issues].sort(compareIssues);
  return sorted.filter((issue, i) => i === 0 || compareIssues(sorted[i - 1]!, issue) !== 0);
}

/** One issue as a paragraph: code, place, what, why and remedy. */
export function formatIssue(issue: Issue): string {
  const head = [issue.severity === 'warning' ? 'warning' : '', issue.code, place(issue)].filter(Boolean).join(' ');
  return `${head}: ${[issue.message, issue.why, issue.remedy].filter(Boolean).join(' ')}`;
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** A list of issues as text, with a heading that counts them. */
export function formatIssues(issues: readonly Issue[]): string {
  const errors = issues.filter((issue) => issue.severity === 'error').length;
  const warnings = issues.length - errors;
  const heading = [errors && count(errors, 'error'), warnings && count(warnings, 'warning')].filter(Boolean).join(', ');
  return [heading || 'no issues', ...issues.map(formatIssue)].join('\n\n');
}

const OWN_FILES = /[\\/](?:hikube-constructs[\\/](?:lib|build)|node_modules|node:internal)[\\/]|\(?node:/;

/** The frames of a stack that belong to the user's own program. */
function userFrames(stack: string | undefined, ownFolder: string): string[] {
  return (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
    .filter((line) => !line.includes(ownFolder) && !OWN_FILES.test(line))
    .slice(0, 3);
}

/**
 * Thrown when a program cannot become what it says. It carries every issue of the tree, sorted.
 *
 * Its stack shows the user's own frames only: the text above them says what to do.
 */
export class HikubeError extends Error {
  /** Every issue, in a stable order; at least one is an error. */
  public readonly issues!: readonly Issue[];

  public constructor(issues: readonly Issue[]) {
    const sorted = sortIssues(issues);
    super(sorted.length === 1 ? formatIssue(sorted[0]!) : formatIssues(sorted));
    this.name = 'HikubeError';
    // Not enumerable: Node would print the data a second time, below the text, when the error ends the program.
    Object.defineProperty(this, 'issues', { value: Object.freeze(sorted), enumerable: false });
    const ownFolder = __dirname.replace(/[\\/]core$/, '');
    this.stack = [`${this.name}: ${this.message}`, ...userFrames(this.stack, ownFolder)].join('\n');
  }

  /** How Node prints it: in no colours, since it stands in logs. */
  public [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.stack ?? this.message;
  }

  /** Whether a value is such an error, also one of another copy of this package. */
  public static isHikubeError(value: unknown): value is HikubeError {
    return value instanceof Error && value.name === 'HikubeError' && Array.isArray((value as HikubeError).issues);
  }
}
