import * as pulumi from '@pulumi/pulumi';
import type { IConstruct } from 'constructs';
import { factsOf } from '../constructs/noun';
import { HikubeError, sortIssues, type Issue } from '../core/issue';
import { propertyOf } from './properties';

/**
 * Thrown by a component that is refused: every issue, and for each the argument that brought it about. It prints as the
 * issues do, without a stack of this library.
 */
export class InputIssuesError extends pulumi.InputPropertiesError {
  /** The issues themselves, sorted. */
  declare public readonly issues: readonly Issue[];

  /** @param pathOf the argument that an issue is about, or the component's name */
  public constructor(issues: readonly Issue[], component: string, pathOf: (issue: Issue) => string) {
    const known = new Map(issues.map((issue) => [atArgument(issue, component, pathOf(issue)), issue]));
    const told = new HikubeError([...known.keys()]);
    const sorted = told.issues.map((shown) => known.get(shown)!);
    super({
      message: told.message,
      errors: sorted.map((issue) => ({ propertyPath: pathOf(issue), reason: reasonOf(issue) })),
    });
    this.name = 'HikubeError';
    this.stack = told.stack ?? '';
    // Data for programs: Node would print it a second time, below the text.
    Object.defineProperty(this, 'issues', { value: sorted, enumerable: false });
  }

  /** How Node and Pulumi print it: `errors` says the same in other words. */
  public [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.stack ?? this.message;
  }
}

/**
 * The error of a component: what is wrong with the construct that it stands for, told of its arguments. What stands inside a
 * composite of the user's own is told of the component: which argument it came from, only the composite knows.
 */
export function inputIssues(issues: readonly Issue[], component: string, construct?: IConstruct): InputIssuesError {
  const root = construct?.node.path ?? '';
  return new InputIssuesError(sortIssues(issues), component, (issue) =>
    construct && !factsOf(construct) && issue.construct !== root ? component : propertyOf(issue, root, component),
  );
}

/** An issue as it is printed: a program of Pulumi's knows components and arguments, and no paths of constructs. */
const atArgument = (issue: Issue, component: string, path: string): Issue => ({
  ...issue,
  construct: path === component ? component : `${component} ${path}`,
});

const reasonOf = ({ code, message, why, remedy }: Issue): string =>
  [`${code}:`, message, why, remedy].filter(Boolean).join(' ');

/** Wiring faults are thrown by the construct itself, and told of the component like any other. */
export function wired<C>(name: string, build: () => C): C {
  try {
    return build();
  } catch (error) {
    throw HikubeError.isHikubeError(error) ? inputIssues(error.issues, name) : error; // node-do-not-add-exception-line
  }
}
