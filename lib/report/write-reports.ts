import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { App } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { choiceFault } from '../core/choice';
import { HikubeError } from '../core/issue';
import { byCodeUnit, quote } from '../core/json';
import type { BasisFact } from '../core/resilience/contract/basis';
import type { System } from '../core/resilience/system';
import type { ObjectiveReport } from '../core/resilience/verdict';
import { ProvingPass } from '../constructs/resilience/proving-pass';
import { ResilienceObjective } from '../constructs/resilience/resilience-objective';
import { collectIssues } from '../constructs/validation';
import type { RegionTopology } from '../core/topology/topology';
import { diagram } from './diagram';
import { systemDiagram } from './resilience/diagram';
import { jsonReport } from './resilience/json';
import { remediesFor } from './resilience/remedies';
import { textReport } from './resilience/text';

/** Where reports go. */
export interface ReportOptions {
  /** The folder; it is made if it is not there. Never that of the manifests, which people apply as a whole. */
  readonly dir: string;
}

/** All objectives over the same regions, and the system that they are about. */
interface Proven {
  readonly system: System;
  readonly basis: readonly BasisFact[];
  readonly reports: readonly ObjectiveReport[];
}

/**
 * Writes what the objectives of a program come to: `resilience.txt` for people, `resilience.json` with everything that is
 * in it (schema/resilience/report.json), `resilience.mmd` with the system, and `diagram.mmd` with the program. The same
 * program gives the same bytes. Objectives that are not met are written all the same: only synth refuses them.
 *
 * @returns the files that were written
 * @throws HikubeError HK1106 for a folder of manifests, HK7010 to HK7013 where there is nothing to be judged
 */
export function writeReports(root: IConstruct, { dir }: ReportOptions): readonly string[] {
  checkPlace(root, dir);
  const files = new Map([['diagram.mmd', diagram(root)]]);
  for (const [number, { system, basis, reports }] of allProven(root).entries()) {
    // Mostly all charts have one topology.
    const name = number === 0 ? 'resilience' : `resilience-${number + 1}`;
    const extra = { facts: basis, remedies: remediesFor(system, reports) };
    files.set(`${name}.txt`, textReport(system, reports, extra));
    files.set(`${name}.json`, jsonReport(system, reports, extra));
    files.set(`${name}.mmd`, systemDiagram(system, reports));
  }
  try {
    mkdirSync(dir, { recursive: true });
  } catch {
    const why = 'Reports are files of a folder.';
    throw choiceFault(
      `The folder ${quote(dir)} cannot be made.`,
      why,
      'Name a folder that is not a file, and may be written.',
    );
  }
  return [...files].map(([name, text]) => {
    const file = path.join(dir, name);
    writeFileSync(file, text);
    return file;
  });
}

function checkPlace(root: IConstruct, dir: unknown): void {
  const why = 'Reports are for people; manifests are applied, all that stand in their folder.';
  const remedy = "Write `writeReports(app, { dir: 'reports' })`.";
  if (!Construct.isConstruct(root) || typeof dir !== 'string' || dir === '') {
    throw choiceFault(
      `The reports of ${Construct.isConstruct(root) ? 'the app' : quote(root)} are to go to ${quote(dir)}.`,
      why,
      remedy,
    );
  }
  const app = root.node.root;
  const manifests = app instanceof App ? path.resolve(app.outdir) : undefined;
  const there = path.resolve(dir);
  if (manifests !== undefined && (there === manifests || there.startsWith(manifests + path.sep))) {
    throw choiceFault(`The reports are to go to ${quote(dir)}, where the manifests are.`, why, remedy);
  }
}

/** Where nothing can be proven, the reason may stand elsewhere in the tree, so all that is wrong in it is told of. */
function allProven(root: IConstruct): Proven[] {
  try {
    return provenIn(root);
  } catch (error) {
    if (!(error instanceof HikubeError)) throw error;
    const issues = collectIssues(root.node.root, { lateIsFault: false });
    throw issues.some(({ severity }) => severity === 'error') ? new HikubeError(issues) : error; // node-do-not-add-exception-line
  }
}

function provenIn(root: IConstruct): Proven[] {
  const pass = new ProvingPass();
  const byTopology = new Map<RegionTopology, Proven>();
  const objectives = root.node.findAll().filter((one) => one instanceof ResilienceObjective);
  for (const objective of objectives.sort((a, b) => byCodeUnit(a.node.path, b.node.path))) {
    const { system, basis, report, topology } = objective.proveIn(pass);
    const before = byTopology.get(topology);
    byTopology.set(topology, {
      system: before ? joined(before.system, system) : system,
      basis: unique([...(before?.basis ?? []), ...basis], ({ id }) => id),
      reports: [...(before?.reports ?? []), report],
    });
  }
  return [...byTopology.values()];
}

/** Two systems over the same regions as one. */
const joined = (a: System, b: System): System => ({
  ...a,
  groups: unique([...a.groups, ...b.groups], ({ name }) => name),
  parts: unique([...a.parts, ...b.parts], ({ name }) => name),
});

const unique = <T>(items: readonly T[], key: (item: T) => string): T[] =>
  [...new Map(items.map((item) => [key(item), item])).entries()]
    .sort(([one], [other]) => byCodeUnit(one, other))
    .map(([, item]) => item);
