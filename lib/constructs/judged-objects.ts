import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Issue } from '../core/issue';
import { pointerKeys, quote, valueAt } from '../core/json';
import { isTenantKind, TENANT_API } from '../core/model/kind';
import { read, type Reading } from '../core/read/read';
import { SWALLOWED_REMEDY, saySwallowed, swallowedIn, withoutComplaint } from '../core/swallowed';
import { isTenantObject } from './tenant-object';
import type { JudgedChart } from './judged-chart';
import { programIssue } from './wiring';

/** An object of a tenant chart, as it is written and read back. */
export interface JudgedObject {
  readonly object: IConstruct;
  /** As it is written. */
  readonly manifest: unknown;
  readonly reading: Reading;
  /** Whether this library writes it, so that remedies speak of constructs. */
  readonly ours: boolean;
  /** The construct that a place in the object belongs to. */
  constructAt(pointer: string): IConstruct;
}

/** What stands in a tenant chart: the objects that the rules judge, and what is wrong with the rest. */
export interface ChartObjects {
  readonly objects: readonly JudgedObject[];
  readonly issues: readonly Issue[];
}

/** How objects are looked at. */
export interface ObjectsOptions {
  /** Whether a value that arrives late is a fault. */
  readonly lateIsFault: boolean;
}

/** Renders the objects among the constructs of a chart, each once, and reads them back. */
export function objectsOf(
  chart: JudgedChart,
  constructs: readonly IConstruct[],
  { lateIsFault }: ObjectsOptions,
): ChartObjects {
  const objects: JudgedObject[] = [];
  const issues: Issue[] = [];
  for (const construct of constructs) {
    if (!(construct instanceof ApiObject)) continue;
    if (construct.apiVersion !== TENANT_API) issues.push(otherPlane(construct, chart));
    else if (isTenantObject(construct)) {
      const { manifest, faults } = construct.render();
      const reading = read(construct.tenantKind, manifest, construct.profile);
      const at = (place: string): IConstruct => construct.constructAt(place);
      objects.push({ object: construct, manifest, reading, ours: true, constructAt: at });
      issues.push(...issuesOfIdentity(construct, manifest, construct.noun.node.path, chart));
      for (const { base, pointer, message, remedy } of faults) {
        issues.push(programIssue('HK1104', at(base).node.path, message, remedy, { pointer, object: reading.object }));
      }
      if (lateIsFault) issues.push(...issuesOfLateness(reading, at));
    } else {
      const manifest: unknown = construct.toJson();
      issues.push(...issuesOfIdentity(construct, manifest, construct.node.path, chart));
      issues.push(...issuesOfSwallowed(construct, manifest));
      if (!isTenantKind(construct.kind)) continue;
      objects.push({
        object: construct,
        manifest,
        reading: read(construct.kind, manifest, chart.profile),
        ours: false,
        constructAt: () => construct,
      });
    }
  }
  return { objects, issues };
}

function otherPlane({ node, apiVersion, kind }: ApiObject, chart: JudgedChart): Issue {
  const what = `The chart of tenant "${chart.namespace}" holds a ${kind} of ${apiVersion}.`;
  return programIssue(
    'HK1004',
    node.path,
    what,
    'Put it into a chart of its own, such as `new Chart(app, "workload")`.',
  );
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

/** Texts of an object that hold Pulumi's complaint in the place of a value. */
export function* issuesOfSwallowed({ node, kind, name }: ApiObject, manifest: unknown): Iterable<Issue> {
  for (const found of swallowedIn(manifest)) {
    const message = `The field "${pointerKeys(found.pointer).join('.')}" of ${kind} ${quote(withoutComplaint(name))} ${saySwallowed(found)}.`;
    yield programIssue('HK1108', node.path, message, SWALLOWED_REMEDY, { pointer: found.pointer });
  }
}

function* issuesOfLateness({ notices, object }: Reading, at: (pointer: string) => IConstruct): Iterable<Issue> {
  for (const { kind, key, pointer } of notices) {
    if (kind !== 'late') continue;
    const message = `The value of "${key}" arrives late.`;
    yield programIssue('HK1105', at(pointer).node.path, message, 'Give the value itself: cdk8s writes files.', {
      pointer,
      object,
    });
  }
}

/** Objects of kinds that no rule knows can have the name of another all the same. */
export function* issuesOfTwins(charts: readonly JudgedChart[]): Iterable<Issue> {
  const first = new Map<string, string>();
  const objects = charts.flatMap((chart) => chart.node.findAll().filter((construct) => construct instanceof ApiObject));
  for (const { kind, name, chart, node } of objects) {
    if (isTenantKind(kind)) continue;
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
