import { PLATFORM_PACKAGE } from '../../operator/kind';
import { pointer, quote, valueAt } from '../../json';
import { dataStore } from '../../operator/rules/certificate-samples';
import { connection } from '../../operator/rules/connection-read';
import { CLASS_CONSTRAINT, platform, schedulingClass, SOUND_SPREAD } from '../../operator/rules/spread-samples';
import { differences, isSame } from '../difference';
import type { FoundEffect, OperatorEffectRule } from '../effect';

const SPREAD = [
  'spec',
  'components',
  'platform',
  'values',
  'scheduling',
  'globalAppTopologySpreadConstraints',
] as const;

/** Effects on links, spread and stores: what names where things are, and moves nothing by itself. */
export const PLACEMENT_EFFECTS: readonly OperatorEffectRule[] = [
  {
    code: 'HK5730',
    impact: 'inPlace',
    severity: 'warning',
    title: 'The links between nodes change',
    why: 'The operator sets what a connection says on every pair of nodes that it selects, all at once: there is no link to try it on first.',
    first:
      'Try the values between two nodes, with a connection that selects only them, and change one thing at a time.',
    source: 'piraeus-operator v2.6, its controller of LinstorNodeConnection',
    kind: 'LinstorNodeConnection',
    example: {
      before: connection('between-sites', { 'DrbdOptions/Net/ping-timeout': '20' }),
      after: connection('between-sites', { 'DrbdOptions/Net/ping-timeout': '30' }),
    },
    *find(before, after): Iterable<FoundEffect> {
      const changed = differences(before.spec, after.spec, ['spec']);
      if (changed.length === 0) return;
      const name = quote(valueAt(after, 'metadata', 'name'));
      yield {
        pointers: changed.map((field) => field.pointer),
        message: `Links of ${name} change: it holds for every pair of nodes that it selects, at once.`,
      };
    },
  },
  {
    code: 'HK5750',
    impact: 'refused',
    severity: 'error',
    title: 'A store gets another driver',
    why: 'The driver of a DataStore is fixed when it is made: the API refuses another one.',
    first: 'Make a DataStore of another name, and move the control planes there.',
    source: 'Kamaji, the CRD of DataStore (driver)',
    kind: 'DataStore',
    example: { before: dataStore(), after: dataStore({ driver: 'PostgreSQL' }) },
    *find(before, after): Iterable<FoundEffect> {
      const [old, now] = [before, after].map((side) => valueAt(side, 'spec', 'driver'));
      if (isSame(old, now)) return;
      yield {
        pointers: [pointer('spec', 'driver')],
        message: `The driver of the store would go from ${quote(old)} to ${quote(now)}.`,
      };
    },
  },
  {
    code: 'HK5760',
    impact: 'inPlace',
    severity: 'warning',
    title: 'The spread of the platform changes',
    why: 'The scheduler looks at the spread of a pod only when it places it: machines and members that run stay where they are until they are made anew.',
    first: 'Look where machines and members run now; those that stand wrong have to be replaced one by one.',
    source:
      'cozystack v1.1.2 and v1.6.2, packages/core/platform/templates/apps.yaml; Kubernetes, Pod Topology Spread Constraints',
    kind: 'Package',
    example: {
      before: platform(SOUND_SPREAD),
      after: platform(SOUND_SPREAD.replace('minDomains: 3', 'minDomains: 2')),
    },
    *find(before, after): Iterable<FoundEffect> {
      const [old, now] = [before, after].map((side) => valueAt(side, ...SPREAD));
      if (valueAt(after, 'metadata', 'name') !== PLATFORM_PACKAGE || isSame(old, now)) return;
      const what = old === undefined ? 'gets a spread' : now === undefined ? 'loses its spread' : 'gets another spread';
      yield {
        pointers: [pointer(...SPREAD)],
        message: `The platform ${what}: machines and members are placed by it only when they are made anew.`,
      };
    },
  },
  {
    code: 'HK5761',
    impact: 'inPlace',
    severity: 'warning',
    title: 'A scheduling class changes',
    why: 'The scheduler adds what a class says to a pod while it places it: pods that run stay where they are until they are made anew.',
    first: "Look where the tenants' pods run now; those that stand wrong have to be replaced one by one.",
    source: 'cozystack v1.6.2, cozystack-scheduler',
    releases: { since: '1.2.0' },
    kind: 'SchedulingClass',
    example: {
      before: schedulingClass({ topologySpreadConstraints: [CLASS_CONSTRAINT] }),
      after: schedulingClass({ topologySpreadConstraints: [{ ...CLASS_CONSTRAINT, minDomains: 2 }] }),
    },
    *find(before, after): Iterable<FoundEffect> {
      const changed = differences(before.spec, after.spec, ['spec']);
      if (changed.length === 0) return;
      yield {
        pointers: changed.map((field) => field.pointer),
        message: `Class ${quote(valueAt(after, 'metadata', 'name'))} changes: it holds for pods that are placed from then on.`,
      };
    },
  },
];
