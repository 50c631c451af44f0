import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { checkReading } from '../core/check/check';
import type { TenantFacts } from '../core/check/rule';
import { HikubeError, formatIssues, sortIssues, type Issue, type ObjectReference } from '../core/issue';
import { isWithin, quote, valueAt } from '../core/json';
import { isTenantKind, TENANT_API, type TenantKind } from '../core/model/kind';
import { overrideFault } from '../core/overrides';
import type { PlatformProfile } from '../core/platform/profile';
import { read } from '../core/read/read';
import type { RegionTopology } from '../core/topology/topology';
import { acknowledgedAt, type Acknowledgement } from './acknowledge';
import { factsOf } from './noun';
import { isTenantObject, type TenantObject } from './tenant-object';
import { programIssue } from './wiring';

/** What the checks ask a tenant chart. */
export interface JudgedChart extends Construct {
  readonly namespace: string;
  readonly profile: PlatformProfile;
  readonly tenantFacts: TenantFacts;
  readonly topology: RegionTopology | undefined;
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

/**
 * Everything that is wrong in a tree, sorted; acknowledged warnings are left out.
 *
 * @param options `lateIsFault`: whether a value that arrives late is a fault, as it is for a backend that writes files
 */
export function collectIssues(root: IConstruct, { lateIsFault }: { readonly lateIsFault: boolean }): Issue[] {
  const issues = [...issuesOfTree(root, lateIsFault)];
  const accepted = acknowledgedAt(root);
  return sortIssues(issues.filter((issue) => issue.severity === 'error' || !isAccepted(issue, accepted)));
}

function* issuesOfTree(root: IConstruct, lateIsFault: boolean): Iterable<Issue> {
  const judged = charts.get(root) ?? [];
  for (const construct of root.node.findAll()) {
    yield* issuesOfProps(construct);
  }
  for (const chart of judged) {
    for (const construct of chart.node.findAll()) {
      yield* issuesOfRegions(construct, chart.topology);
      if (isTenantObject(construct)) yield* issuesOfObject(construct, chart, lateIsFault);
      else if (construct instanceof ApiObject) yield* issuesOfForeign(construct, chart);
    }
  }
  yield* issuesOfTwins(judged);
}

/** What an object says that it is has to be what the tree says: references and the inventory rest on it. */
function* issuesOfIdentity(
  object: ApiObject,
  manifest: unknown,
  construct: string,
  chart: JudgedChart,
): Iterable<Issue> {
  const kind = valueAt(manifest, 'kind');
  const name = valueAt(manifest, 'metadata', 'name');
  const namespace = valueAt(manifest, 'metadata', 'namespace');
  if (kind !== object.kind || name !== object.name) {
    const message = `A JSON patch makes of ${object.kind} ${quote(object.name)} the ${String(kind)} ${quote(name)}.`;
    yield programIssue('HK1104', construct, message, 'Change the id or the name of the construct instead.');
  }
  if (namespace !== chart.namespace) {
    const message = `The object is in namespace ${quote(namespace)}, but its chart is the tenant "${chart.namespace}".`;
    yield programIssue('HK1006', construct, message, 'Put it into the chart of that tenant.');
  }
}

/** Objects that were put in by hand can have the name of another; nouns are refused at once. */
function* issuesOfTwins(judged: readonly JudgedChart[]): Iterable<Issue> {
  const first = new Map<string, string>();
  const objects = judged.flatMap((chart) => chart.node.findAll().filter((construct) => construct instanceof ApiObject));
  for (const object of objects) {
    const { kind, name, chart, node } = object;
    const key = `${kind} ${chart.namespace}/${name}`;
    const twin = first.get(key);
    if (twin === undefined) first.set(key, node.path);
    else
      yield programIssue(
        'HK1002',
        node.path,
        `Tenant "${chart.namespace}" has a ${kind} ${quote(name)} already, at "${twin}".`,
        'Give one of the two another name, or remove it.',
      );
  }
}

function* issuesOfProps(construct: IConstruct): Iterable<Issue> {
  const facts = factsOf(construct);
  for (const { code, message, remedy } of facts?.faults ?? [])
    yield programIssue(code, construct.node.path, message, remedy);
  for (const override of facts?.overrides ?? []) {
    const fault = overrideFault(override);
    if (fault === undefined) continue;
    yield programIssue(
      'HK1104',
      construct.node.path,
      `The override ${quote(override)} ${fault}.`,
      'Write an operation of RFC 6902.',
    );
  }
}

function* issuesOfRegions(construct: IConstruct, topology: RegionTopology | undefined): Iterable<Issue> {
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

function* issuesOfObject(object: TenantObject, chart: JudgedChart, lateIsFault: boolean): Iterable<Issue> {
  const { manifest, faults } = object.render();
  const reading = read(object.tenantKind, manifest, object.profile);
  const about: ObjectReference = reading.object;
  yield* issuesOfIdentity(object, manifest, object.noun.node.path, chart);
  for (const { base, pointer, message, remedy } of faults) {
    yield programIssue('HK1104', object.constructAt(base).node.path, message, remedy, { pointer, object: about });
  }
  for (const notice of lateIsFault ? reading.notices : []) {
    if (notice.kind !== 'late') continue;
    const place = object.constructAt(notice.pointer).node.path;
    const message = `The value of "${notice.key}" arrives late.`;
    yield programIssue('HK1105', place, message, 'Give the value itself: cdk8s writes files.', {
      pointer: notice.pointer,
      object: about,
    });
  }
  for (const issue of checkReading(reading, { profile: object.profile, program: true, tenant: chart.tenantFacts })) {
    const construct = object.constructAt(issue.pointer ?? '');
    const repeated = SAME_AS_PROPS.includes(issue.code) && (factsOf(construct)?.faults.length ?? 0) > 0;
    if (!repeated) yield { ...issue, construct: construct.node.path };
  }
}

/** Objects that were put into the chart by hand are judged like those that this library writes. */
function* issuesOfForeign(object: ApiObject, chart: JudgedChart): Iterable<Issue> {
  const construct = object.node.path;
  if (object.apiVersion !== TENANT_API) {
    const what = `The chart of tenant "${chart.namespace}" holds a ${object.kind} of ${object.apiVersion}.`;
    yield programIssue(
      'HK1004',
      construct,
      what,
      'Put it into a chart of its own, such as `new Chart(app, "workload")`.',
    );
    return;
  }
  const manifest: unknown = object.toJson();
  yield* issuesOfIdentity(object, manifest, construct, chart);
  if (!isTenantKind(object.kind)) return;
  const reading = read(object.kind as TenantKind, manifest, chart.profile);
  for (const issue of checkReading(reading, { profile: chart.profile, tenant: chart.tenantFacts })) {
    yield { ...issue, construct };
  }
}

const isAccepted = ({ code, construct }: Issue, accepted: readonly Acknowledgement[]): boolean =>
  construct !== undefined &&
  accepted.some((entry) => entry.code === code && (entry.path === '' || isWithin(construct, entry.path)));
