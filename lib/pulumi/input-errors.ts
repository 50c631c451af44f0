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

  public constructor(issues: readonly Issue[], propertyPaths: readonly string[]) {
    const told = new HikubeError(issues);
    super({
      message: told.message,
      errors: told.issues.map(({ code, message, why, remedy }, i) => ({
        propertyPath: propertyPaths[i]!,
        reason: [`${code}:`, message, why, remedy].filter(Boolean).join(' '),
      })),
    });
    this.name = 'HikubeError';
    this.stack = told.stack ?? '';
    // Data for programs: Node would print it a second time, below the text.
    Object.defineProperty(this, 'issues', { value: told.issues, enumerable: false });
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
  const sorted = sortIssues(issues);
  const root = construct?.node.path ?? '';
  const nameOf = (issue: Issue): string =>
    construct && !factsOf(construct) && issue.construct !== root ? component : propertyOf(issue, root, component);
  return new InputIssuesError(sorted, sorted.map(nameOf));
}

/** Wiring faults are thrown by the construct itself, and told of the component like any other. */
export function wired<C>(name: string, build: () => C): C {
  try {
    return build();
  } catch (error) {
    throw HikubeError.isHikubeError(error) ? inputIssues(error.issues, name) : error; // node-do-not-add-exception-line
  }
}
