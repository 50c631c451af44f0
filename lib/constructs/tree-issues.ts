import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Found } from '../core/check/check';
import type { Issue } from '../core/issue';
import { isWithin, quote } from '../core/json';
import { overrideFault } from '../core/overrides';
import type { Reading } from '../core/read/read';
import { swallowsLateValue, withoutComplaint } from '../core/swallowed';
import type { RegionTopology } from '../core/topology/topology';
import { edgesOf, orderOf } from './edges';
import type { JudgedChart } from './judged-chart';
import { issuesOfSwallowed, type JudgedObject } from './judged-objects';
import { Leaves } from './leaves';
import { factsOf } from './noun';
import { issueOfFault, programIssue } from './wiring';

/** Rules that repeat about an object what a fault of the props has said already. */
const SAME_AS_PROPS = ['HK1202', 'HK1203'];

/** In a strict chart a warning is an error. */
export function withStrictness(issue: Issue, judged: readonly Pick<JudgedChart, 'strict' | 'node'>[]): Issue {
  const strict = judged.some(
    (chart) => chart.strict && issue.construct !== undefined && isWithin(issue.construct, chart.node.path),
  );
  return strict ? { ...issue, severity: 'error' } : issue;
}

/** What is wrong with the tree as a whole, and with objects that are of no tenant. */
export function* issuesOfOthers(
  root: IConstruct,
  judged: readonly JudgedChart[],
  write: (object: ApiObject) => unknown,
): Iterable<Issue> {
  const leaves = new Leaves(root);
  const { circle } = orderOf(leaves.all, edgesOf(leaves));
  if (circle) yield circle;
  const ours = new Set<IConstruct>(judged.flatMap((chart) => leaves.below(chart)));
  for (const object of leaves.all) if (!ours.has(object)) yield* issuesOfSwallowed(object, write(object));
}

/** An object of somebody else's chart, as far as cdk8s can write it; what it says to the rest, it says itself. */
export function written(object: ApiObject): unknown {
  try {
    return object.toJson();
  } catch {
    return undefined;
  }
}

/** What the rules found, told of the constructs that wrote it. */
export function* issuesFound(open: readonly Found[], ownerOf: (reading: Reading) => JudgedObject): Iterable<Issue> {
  for (const { reading, issue, other } of open) {
    const construct = ownerOf(reading).constructAt(issue.pointer);
    const repeated = SAME_AS_PROPS.includes(issue.code) && (factsOf(construct)?.faults.length ?? 0) > 0;
    const where = other && ownerOf(other.in).constructAt(other.pointer).node.path;
    const message = where === undefined ? issue.message : `${issue.message} The other is "${where}".`;
    if (!repeated) yield { ...issue, message, construct: construct.node.path };
  }
}

/** What is wrong with the props of a construct. */
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

/** Regions that a construct is meant to span, and over which the platform, by its contract, spreads nothing. */
export function* issuesOfContract(
  construct: IConstruct,
  { contract, profile, topology }: JudgedChart,
): Iterable<Issue> {
  const { noun, across = [] } = factsOf(construct) ?? {};
  if (!contract || across.length < 2 || noun === 'ReplicatedVolumeLayer') return;
  const spread = contract.spread?.regions ?? [];
  const missing = across.filter(
    ({ name }) => !spread.includes(name) && topology?.regions.some((one) => one.name === name),
  );
  if (missing.length === 0) return;
  const message = `It is meant to span ${across.map(({ name }) => name).join(', ')}, and ${contract.platform.name} spreads over ${spread.join(', ') || 'nothing'}.`;
  const remedy = `Ask the operator for a spread, or leave \`across\` out: ${profile.title} has no field by which a tenant could ask.`;
  yield programIssue('HK6018', construct.node.path, message, remedy);
}

/** Where a chart and the contract of its platform disagree. */
export function* issuesOfContractChart({ contract, profile, topology, node }: JudgedChart): Iterable<Issue> {
  if (!contract) return;
  if (contract.platform.release !== profile.release) {
    const message = `The chart is for ${profile.title}, and the contract for ${contract.platform.name} (platform ${contract.platform.release}).`;
    yield programIssue('HK6017', node.path, message, 'Write the profile of the platform that the contract is for.');
  }
  const stray = (topology?.regions ?? []).filter(({ name }) => !contract.regions.includes(name));
  if (stray.length > 0) {
    const message = `The topology has ${stray.map(({ name }) => quote(name)).join(', ')}, and the contract has ${contract.regions.join(', ')}.`;
    yield programIssue('HK6017', node.path, message, 'Write the regions as the operator of the platform calls them.');
  }
}

/** Regions that a construct is meant to span and its chart does not know. */
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
