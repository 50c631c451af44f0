import type { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { acknowledge } from '../core/check/acknowledge';
import { check, type Found } from '../core/check/check';
import type { TenantFacts } from '../core/check/tenancy';
import { HikubeError, formatIssues, sortIssues, type Issue } from '../core/issue';
import { isWithin, quote } from '../core/json';
import { overrideFault } from '../core/overrides';
import type { PlatformProfile } from '../core/platform/profile';
import { swallowsLateValue, withoutComplaint } from '../core/swallowed';
import type { Reading } from '../core/read/read';
import type { RegionTopology } from '../core/topology/topology';
import { issuesOfAcknowledgements, openAt } from './acknowledge';
import { issuesOfContradictions, saidBy } from './chart-facts';
import { edgesOf, orderOf } from './edges';
import { issuesOfSwallowed, issuesOfTwins, objectsOf, type JudgedObject } from './judged-objects';
import { Leaves } from './leaves';
import { factsOf } from './noun';
import { issueOfFault, programIssue } from './wiring';

/** What the checks ask a tenant chart. */
export interface JudgedChart extends Construct {
  readonly namespace: string;
  readonly profile: PlatformProfile;
  readonly tenantFacts: TenantFacts;
  readonly host: string | undefined;
  readonly topology: RegionTopology | undefined;
  readonly strict: boolean;
}

/** Rules that repeat about an object what a fault of the props has said already. */
const SAME_AS_PROPS = ['HK1202', 'HK1203'];

const charts = new WeakMap<IConstruct, JudgedChart[]>();
const printed = new WeakMap<IConstruct, Set<string>>();

/** Has the tree around a chart judged, once for the whole tree, before anything is written. */
export function judgeWith(chart: JudgedChart): void {
  const { root } = chart.node;
  const known = charts.get(root);
  if (known) {
    known.push(chart);
    return;
  }
  charts.set(root, [chart]);
  root.node.addValidation({ validate: () => judgeTree(root) });
}

function judgeTree(root: IConstruct): string[] {
  const issues = collectIssues(root, { lateIsFault: true });
  if (issues.some(({ severity }) => severity === 'error')) throw new HikubeError(issues); // node-do-not-add-exception-line
  warn(root, issues);
  return [];
}

/** Warnings go to standard error, each once for a tree: they are for people, and standard output is for files. */
function warn(root: IConstruct, warnings: readonly Issue[]): void {
  const known = printed.get(root) ?? new Set();
  printed.set(root, known);
  const fresh = warnings.filter((issue) => !known.has(formatIssues([issue])));
  fresh.forEach((issue) => known.add(formatIssues([issue])));
  if (fresh.length > 0) process.stderr.write(`${formatIssues(fresh)}\n`);
}

/** The charts of a tree that are judged. @internal */
export const chartsOf = (root: IConstruct): readonly JudgedChart[] => charts.get(root) ?? [];

/**
 * Everything that is wrong in a tree, sorted; acknowledged warnings are left out.
 *
 * @param options `lateIsFault`: whether a value that arrives late is a fault, as it is for a backend that writes files
 */
export function collectIssues(root: IConstruct, { lateIsFault }: { readonly lateIsFault: boolean }): Issue[] {
  const judged = chartsOf(root);
  const issues = [...issuesOfTree(root, judged, lateIsFault)];
  const open = openAt(root, issues);
  // What a value that is not known yet will be found to be is not known either.
  const unused = lateIsFault ? issuesOfAcknowledgements(root, issues) : [];
  return sortIssues([...open, ...unused].map((issue) => withStrictness(issue, judged)));
}

/** In a strict chart a warning is an error. @internal */
export function withStrictness(issue: Issue, judged: readonly JudgedChart[]): Issue {
  const strict = judged.some(
    (chart) => chart.strict && issue.construct !== undefined && isWithin(issue.construct, chart.node.path),
  );
  return strict ? { ...issue, severity: 'error' } : issue;
}

function* issuesOfTree(root: IConstruct, judged: readonly JudgedChart[], lateIsFault: boolean): Iterable<Issue> {
  for (const construct of root.node.findAll()) {
    yield* issuesOfProps(construct);
  }
  for (const chart of judged) {
    for (const construct of chart.node.findAll()) yield* issuesOfRegions(construct, chart.topology);
  }
  yield* issuesOfOthers(root, judged);
  yield* issuesOfContradictions(judged);
  yield* issuesOfObjects(judged, lateIsFault);
  yield* issuesOfTwins(judged);
}

/** What is wrong with the tree as a whole, and with objects that are of no tenant. @internal */
export function* issuesOfOthers(
  root: IConstruct,
  judged: readonly JudgedChart[],
  write: (object: ApiObject) => unknown = written,
): Iterable<Issue> {
  const leaves = new Leaves(root);
  const { circle } = orderOf(leaves.all, edgesOf(leaves));
  if (circle) yield circle;
  const ours = new Set<IConstruct>(judged.flatMap((chart) => leaves.below(chart)));
  for (const object of leaves.all) if (!ours.has(object)) yield* issuesOfSwallowed(object, write(object));
}

/** An object of somebody else's chart, as far as cdk8s can write it; what it says to the rest, it says itself. @internal */
export function written(object: ApiObject): unknown {
  try {
    return object.toJson();
  } catch {
    return undefined;
  }
}

function* issuesOfObjects(judged: readonly JudgedChart[], lateIsFault: boolean): Iterable<Issue> {
  const written = judged.map((chart) => objectsOf(chart, { lateIsFault }));
  yield* written.flatMap(({ issues }) => issues);
  const objects = written.flatMap((chart) => chart.objects);
  const owners = new Map(objects.map((object) => [object.reading, object]));
  const readings = [...owners.keys()];
  const found = check(readings, { program: (reading) => owners.get(reading)!.ours, tenants: saidBy(judged) });
  yield* issuesFound(acknowledge([...found], readings).open, (reading) => owners.get(reading)!);
}

/** What the rules found, told of the constructs that wrote it. @internal */
export function* issuesFound(open: readonly Found[], ownerOf: (reading: Reading) => JudgedObject): Iterable<Issue> {
  for (const { reading, issue, other } of open) {
    const construct = ownerOf(reading).constructAt(issue.pointer);
    const repeated = SAME_AS_PROPS.includes(issue.code) && (factsOf(construct)?.faults.length ?? 0) > 0;
    const where = other && ownerOf(other.in).constructAt(other.pointer).node.path;
    const message = where === undefined ? issue.message : `${issue.message} The other is "${where}".`;
    if (!repeated) yield { ...issue, message, construct: construct.node.path };
  }
}

/** What is wrong with the props of a construct. @internal */
export function* issuesOfProps(construct: IConstruct): Iterable<Issue> {
  const facts = factsOf(construct);
  const { id, scope } = construct.node;
  if (swallowsLateValue(id)) {
    const message = `The id ${quote(withoutComplaint(id))} was made of a value that arrives late.`;
    yield programIssue('HK1108', scope?.node.path ?? '', message, 'Write an id that is known when the program runs.');
  }
  for (const fault of facts?.faults ?? []) yield issueOfFault(fault, construct.node.path);
  for (const override of facts?.overrides ?? []) {
    const fault = overrideFault(override);
    if (fault === undefined) continue;
    yield programIssue(
      'HK1104',
      construct.node.path,
      `The override ${quote(override)} ${fault}.`,
      'Write an operation of RFC 6902.',
      { prop: 'overrides' },
    );
  }
}

/** Regions that a construct is meant to span and its chart does not know. @internal */
export function* issuesOfRegions(construct: IConstruct, topology: RegionTopology | undefined): Iterable<Issue> {
  for (const region of factsOf(construct)?.across ?? []) {
    if (topology?.has(region)) continue;
    const message = topology
      ? `It is meant to span the region ${quote(region.name)}, which is not one of its chart's topology.`
      : `It is meant to span the region ${quote(region.name)}, but its chart has no topology.`;
    const remedy = topology
      ? `Use one of ${topology.regions.map(({ name }) => name).join(', ')}.`
      : 'Give the TenantChart the topology that the region is from.';
    yield programIssue('HK7001', construct.node.path, message, remedy);
  }
}
