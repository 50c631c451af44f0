import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { acknowledge } from '../../core/check/acknowledge';
import { checkOperatorPlane, readOperator, type OperatorReading } from '../../core/check/operator';
import { isOperatorKind } from '../../core/operator/kind';
import { tooFar } from '../../core/operator/drbd/distance';
import type { Issue } from '../../core/issue';
import { TENANT_API } from '../../core/model/kind';
import type { PlatformProfile } from '../../core/platform/profile';
import type { Replication } from '../../core/replication';
import type { RegionTopology } from '../../core/topology/topology';
import { factsOf } from '../noun';
import { issuesOfRegions } from '../tree-issues';
import { programIssue } from '../wiring';
import { isOperatorResource } from './operator-resource';

/** What the checks ask a chart of the operator's plane. */
export interface JudgedPlatform extends Construct {
  readonly profile: PlatformProfile;
  readonly topology: RegionTopology;
  readonly strict: boolean;
}

/** Rules that repeat about an object what a fault of the props has said already. */
const SAME_AS_PROPS = ['HK6201', 'HK6212', 'HK6223', 'HK6301', 'HK6306'];

const charts = new WeakMap<IConstruct, JudgedPlatform[]>();

/** The charts of the operator's plane of a tree. */
export const platformChartsOf = (root: IConstruct): readonly JudgedPlatform[] => charts.get(root) ?? [];

/** Takes in a chart to be judged with its tree. */
export function enrolPlatform(chart: JudgedPlatform): void {
  const { root } = chart.node;
  charts.set(root, [...platformChartsOf(root), chart]);
}

/** What is wrong with the operator's objects of a tree. */
export const issuesOfOperator = (root: IConstruct): Issue[] => platformChartsOf(root).flatMap(issuesOfChart);

function issuesOfChart(chart: JudgedPlatform): Issue[] {
  const { profile, topology } = chart;
  const issues: Issue[] = [];
  const owners = new Map<OperatorReading, IConstruct>();
  for (const construct of chart.node.findAll()) {
    issues.push(...issuesOfRegions(construct, topology));
    if (!(construct instanceof ApiObject)) continue;
    if (construct.apiVersion === TENANT_API) issues.push(otherPlane(construct));
    if (!isOperatorKind(construct.apiVersion, construct.kind)) continue;
    const { manifest, faults } = isOperatorResource(construct)
      ? construct.render()
      : { manifest: construct.toJson() as unknown, faults: [] };
    const owner = isOperatorResource(construct) ? construct.noun : construct;
    const reading = readOperator(construct.kind, manifest);
    owners.set(reading, owner);
    for (const { pointer, message, remedy } of faults) {
      issues.push(programIssue('HK1104', owner.node.path, message, remedy, { pointer, object: reading.object }));
    }
  }
  const { siteLabel: label } = topology;
  const values = topology.regions.flatMap((region) => topology.siteValue(region) ?? []);
  const readings = [...owners.keys()];
  const context = { profile, program: true, ...(label !== undefined && { sites: { label, values } }) };
  for (const { reading, issue, other } of acknowledge(checkOperatorPlane(readings, context), readings).open) {
    // What the props cannot say is missing in the object as well.
    if (SAME_AS_PROPS.includes(issue.code) && (factsOf(owners.get(reading)!)?.faults.length ?? 0) > 0) continue;
    const where = other && owners.get(other.in)!.node.path;
    const message = where === undefined ? issue.message : `${issue.message} The other is "${where}".`;
    issues.push({ ...issue, message, construct: owners.get(reading)!.node.path });
  }
  return [...issues, ...issuesOfDistance(chart), ...issuesOfStores(chart)];
}

interface Store extends IConstruct {
  readonly pools: readonly { readonly name: string }[];
}
interface Layer extends IConstruct {
  readonly pool: string;
  readonly stores: readonly IConstruct[];
}

/** A class names a pool and no site, so a layer cannot leave out a store that has its pool. */
function* issuesOfStores({ node }: JudgedPlatform): Iterable<Issue> {
  const named = (noun: string): IConstruct[] => node.findAll().filter((one) => factsOf(one)?.noun === noun);
  const stores = named('RegionalStore') as Store[];
  for (const layer of named('RegionalVolumeLayer') as Layer[]) {
    const others = stores.filter(
      (store) => !layer.stores.includes(store) && store.pools.some(({ name }) => name === layer.pool),
    );
    if (layer.stores.length === 0 || others.length === 0) continue;
    const where = others.map((store) => `"${store.node.path}"`).join(', ');
    const message = `The layer leaves out ${where}, which has its pool "${layer.pool}" as well, so volumes may stand there all the same.`;
    const remedy = 'Give the layer that store too, or give the stores that it is for a pool of another name.';
    yield programIssue('HK6010', layer.node.path, message, remedy, { prop: 'stores' });
  }
}

/** Copies over links that are longer than anybody advises; RegionalLinks says so itself, and can accept them. */
function* issuesOfDistance({ node, topology }: JudgedPlatform): Iterable<Issue> {
  const all = node.findAll();
  const isCopied = (construct: IConstruct): boolean =>
    factsOf(construct)?.noun === 'RegionalVolumeLayer' &&
    ((construct as { replication?: Replication }).replication?.copies ?? 1) > 1;
  if (!all.some(isCopied) || all.some((construct) => factsOf(construct)?.noun === 'RegionalLinks')) return;
  for (const link of topology.links) {
    const message = tooFar(link);
    if (message === undefined) continue;
    const remedy = `Keep copies at nearer sites, or accept it by name: \`new RegionalLinks(platform, 'links', { beyondAdvice: { '${link.between.join('-')}': '…' } })\`.`;
    yield programIssue('HK6014', node.path, message, remedy);
  }
}

function otherPlane({ node, kind }: ApiObject): Issue {
  const message = `The operator's chart holds a ${kind}, which is a tenant's.`;
  return programIssue('HK1004', node.path, message, 'Put it into a TenantChart.');
}
