import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Construct } from 'constructs';
import { HikubeError } from '../../core/issue';
import { byCodeUnit, quote } from '../../core/json';
import { contractFrom, contractText, type PlatformContract } from '../../core/operator/contract';
import { readJson } from '../json-file';
import { factsOf } from '../noun';
import { collectIssues } from '../validation';
import { refuse } from '../wiring';
import { PlatformChart } from './platform-chart';
import { PlatformScheduling } from './platform-scheduling';
import { RegionalSchedulingClass } from './regional-scheduling-class';
import { RegionalVolumeLayer } from './regional-volume-layer';

const namesOf = (regions: readonly { readonly name: string }[]): string[] =>
  regions.map(({ name }) => name).sort(byCodeUnit);

/** What a chart of the operator declares, for the programs of tenants elsewhere. */
export function contractOf(platform: PlatformChart): PlatformContract {
  const within = platform.node.findAll();
  const spread = within.find((one) => one instanceof PlatformScheduling);
  const { name, release } = platform.profile;
  for (const layer of within) {
    if (!(layer instanceof RegionalVolumeLayer) || factsOf(layer)!.overrides.length === 0) continue;
    const message = `The layer "${layer.node.path}" has overrides, so nobody can say what its class is.`;
    refuse('HK6016', layer.node.path, message, 'Say it by props, or leave the layer out of the chart of the contract.');
  }
  return contractFrom(
    {
      format: 1,
      platform: { name, release },
      regions: namesOf(platform.topology.regions),
      classes: within
        .filter((one) => one instanceof RegionalVolumeLayer)
        .map(({ storageClass, replication, regions, isDefault }) => ({
          name: storageClass,
          mode: replication.mode,
          copies: replication.copies,
          ...(replication.perRegion !== undefined && { perRegion: replication.perRegion }),
          regions: namesOf(regions),
          ...(isDefault && { isDefault }),
        })),
      ...(spread && { spread: { regions: namesOf(spread.regions), recovery: spread.recovery } }),
      schedulingClasses: within
        .filter((one) => one instanceof RegionalSchedulingClass)
        .map(({ className, regions }) => ({ name: className, regions: namesOf(regions) })),
    },
    `the contract of "${platform.node.path}"`,
  );
}

/**
 * Writes what a chart of the operator declares to a file for tenants in other organisations, with the same bytes for the
 * same program.
 *
 * @throws HikubeError HK1001 for what is no PlatformChart, HK6016 for one that declares no sound contract
 */
export function writeContract(platform: PlatformChart, file: string): void {
  if (!Construct.isConstruct(platform) || !PlatformChart.isPlatformChart(platform)) {
    refuse('HK1001', '', `The contract is asked of ${quote(platform)}, which is no PlatformChart.`, 'Give the chart.');
  }
  if (typeof file !== 'string' || file === '') {
    const message = `The contract is to be written to ${quote(file)}.`;
    refuse('HK1102', platform.node.path, message, "Name a file, such as 'reports/platform-contract.json'.");
  }
  const errors = collectIssues(platform.node.root, { lateIsFault: true }).filter(
    ({ severity }) => severity === 'error',
  );
  if (errors.length > 0) throw new HikubeError(errors); // node-do-not-add-exception-line
  const text = contractText(contractOf(platform));
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  writeFileSync(file, text);
}

/**
 * The contract in a file that the operator wrote with `writeContract`.
 *
 * @throws HikubeError HK6016 for a file that is not there, or of another form
 */
export function readContract(file: string): PlatformContract {
  const fault = (message: string): HikubeError =>
    new HikubeError([
      {
        code: 'HK6016',
        severity: 'error',
        message,
        why: 'What a tenant claims of the platform is compared with it.',
        remedy: 'Ask the operator of the platform for the file that `writeContract` wrote.',
      },
    ]);
  return contractFrom(readJson(file, 'contract', fault), file);
}
