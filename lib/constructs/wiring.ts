import { Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { ruleOf } from '../core/check/catalogue';
import { HikubeError, type Issue } from '../core/issue';
import { quote } from '../core/json';
import type { PropFault } from '../core/props';
import { swallowsLateValue, withoutComplaint } from '../core/swallowed';

/** An issue of a program: code and reason from the catalogue, the rest from the place. */
export function programIssue(
  code: string,
  construct: string,
  message: string,
  remedy: string,
  more: Partial<Issue> = {},
): Issue {
  const { severity, why } = ruleOf(code);
  return { code, severity, message, why, remedy, construct, ...more };
}

/** A fault of a construct's props as an issue at its path. */
export const issueOfFault = ({ code, message, remedy, prop }: PropFault, construct: string): Issue =>
  programIssue(code, construct, message, remedy, prop === undefined ? {} : { prop });

/** Wiring faults are thrown where they happen: a tree that is put together wrongly cannot be judged. */
export function refuse(
  code: string,
  construct: string,
  message: string,
  remedy: string,
  more: Partial<Issue> = {},
): never {
  // The comment on the next line is a word to Node: it then does not print this line above the error.
  throw new HikubeError([programIssue(code, construct, message, remedy, more)]); // node-do-not-add-exception-line
}

const under = (scope: Construct, id: string): string => (scope.node.path ? `${scope.node.path}/${id}` : id);

/** The scope of a construct about to be made, once it is known to be one and to have no child of this id. */
export function freshScope(noun: string, scope: unknown, id: unknown, remedy: string): Construct {
  if (!Construct.isConstruct(scope)) {
    refuse('HK1001', noun, `The scope of a ${noun} is ${quote(scope)}, which is not a construct.`, remedy);
  }
  const parent = scope as Construct;
  if (typeof id !== 'string' || id === '') {
    refuse(
      'HK1001',
      parent.node.path || noun,
      `The id of a ${noun} is ${quote(id)}.`,
      'Write a text that no other construct of the scope has.',
    );
  }
  if (swallowsLateValue(id)) {
    const message = `The id of a ${noun} is ${quote(withoutComplaint(id))}, made of a value that arrives late.`;
    refuse('HK1108', parent.node.path || noun, message, 'Write an id that is known when the program runs.');
  }
  if (id.includes('/')) {
    refuse(
      'HK1001',
      parent.node.path || noun,
      `The id ${quote(id)} has a slash, which separates the parts of a path.`,
      'Write an id without a slash.',
    );
  }
  if (parent.node.tryFindChild(id)) {
    refuse(
      'HK1002',
      under(parent, id),
      `There is already a construct of id ${quote(id)} here.`,
      'Give one of the two another id.',
    );
  }
  return parent;
}

/** The nearest chart around a scope, itself included. */
export function chartAround(scope: IConstruct): Chart | undefined {
  return [...scope.node.scopes].reverse().find((above): above is Chart => Chart.isChart(above));
}

/** Refuses a chart of a plane inside another chart: a chart becomes one file, for one API server. */
export function refuseNested(noun: string, scope: Construct, id: string): void {
  const around = chartAround(scope);
  if (!around) return;
  const message = `A ${noun} stands inside the chart "${around.node.path}".`;
  refuse('HK1001', pathOf(scope, id), message, 'Make it a child of the App, or of a construct outside of charts.');
}

/** The nearest construct of a class around a scope, itself included. */
export function nearestAbove<T extends IConstruct>(scope: IConstruct, is: (c: IConstruct) => c is T): T | undefined {
  return [...scope.node.scopes].reverse().find(is);
}

const names = new WeakMap<IConstruct, Map<string, IConstruct>>();

/** The construct of a tree that has a name already, if any; otherwise the name is this one's from now on. */
export function claim(construct: IConstruct, what: string, namespace: string, name: string): IConstruct | undefined {
  const { root } = construct.node;
  const taken = names.get(root) ?? new Map<string, IConstruct>();
  names.set(root, taken);
  const key = `${what} ${namespace}/${name}`;
  const owner = taken.get(key);
  if (owner) return owner;
  taken.set(key, construct);
  return undefined;
}

/** Refuses a second object of one kind and name in a tenant. */
export function claimName(construct: IConstruct, what: string, namespace: string, name: string): void {
  const twin = claim(construct, what, namespace, name);
  if (!twin) return;
  const message = `Tenant "${namespace}" has a ${what} ${quote(name)} already, at "${twin.node.path}".`;
  refuse('HK1002', construct.node.path, message, 'Give one of the two another name.');
}

/** A name made for an issue before the construct exists. */
export const pathOf = (scope: Construct, id: string): string => under(scope, id);
