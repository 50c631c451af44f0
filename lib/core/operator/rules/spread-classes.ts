import { isRecord, pointer, quote, valueAt } from '../../json';
import { each, operatorRule, type OperatorRule } from '../rule';
import { entriesOf, listOf, wordInstead } from './ring-reading';
import { faultsOf, isHard, isOverSites, recoveryFaults } from './spread-constraint';
import { CLASS_CONSTRAINT, schedulingClass } from './spread-samples';

const KEY = 'topologySpreadConstraints';
const FIELDS = ['nodeAffinity', 'nodeSelector', 'podAffinity', 'podAntiAffinity', KEY];
const SINCE = { since: '1.2.0' } as const;

const values = operatorRule({
  code: 'HK6701',
  severity: 'error',
  title: 'A constraint of a scheduling class that cannot hold',
  why: 'The CRD takes any text for the policies and any number; the scheduler knows few of them, and no API server looks at the pods again after the class was merged into them.',
  remedy: 'Write the values exactly as Kubernetes spells them.',
  source: 'cozystack v1.6.2, packages/system/cozystack-scheduler; Kubernetes v1.34, core/v1 TopologySpreadConstraint',
  releases: SINCE,
  check: each('SchedulingClass', function* ({ manifest }) {
    for (const [i, item] of listOf(valueAt(manifest, 'spec', KEY)).entries()) {
      if (isRecord(item)) yield* faultsOf(item, pointer('spec', KEY, i));
    }
  }),
  example: {
    profile: 'cozystack-1.6',
    fails: [schedulingClass({ [KEY]: [{ ...CLASS_CONSTRAINT, nodeTaintsPolicy: 'honour' }] })],
    passes: [schedulingClass({ [KEY]: [{ ...CLASS_CONSTRAINT, nodeTaintsPolicy: 'Ignore' }] })],
  },
});

const fields = operatorRule({
  code: 'HK6702',
  severity: 'error',
  title: 'A field that a scheduling class does not have',
  why: 'The API server refuses it, or drops it where the client does not ask for strict validation.',
  remedy: 'Write nodeSelector, nodeAffinity, podAffinity, podAntiAffinity or topologySpreadConstraints.',
  source: 'cozystack v1.6.2, packages/system/cozystack-scheduler (its CRD)',
  releases: SINCE,
  check: each('SchedulingClass', function* ({ manifest }) {
    for (const [key] of entriesOf(manifest.spec)) {
      if (FIELDS.includes(key)) continue;
      yield {
        pointer: pointer('spec', key),
        onKey: true,
        message: `A scheduling class has no field ${quote(key)}.`,
        remedy: /^tolerations?$/i.test(key)
          ? 'Leave it out: a class chooses nodes by nodeSelector or nodeAffinity, and cannot tolerate taints.'
          : wordInstead(key, FIELDS),
      };
    }
  }),
  example: {
    profile: 'cozystack-1.6',
    fails: [schedulingClass({ tolerations: [{ operator: 'Exists' }] })],
    passes: [schedulingClass({ nodeSelector: { 'topology.kubernetes.io/zone': 'geneva' } })],
  },
});

const recovery = operatorRule({
  code: 'HK6703',
  severity: 'warning',
  title: 'A scheduling class whose spread is neither strict nor movable',
  why: 'Either what was lost waits for its site (Ignore, and minDomains with the number of sites), or it may start at another (Honor, without minDomains). What lies between holds for neither.',
  remedy: 'Choose one of the two by name.',
  source: 'Kubernetes, KEP-3022 (minDomains) and KEP-3094 (node inclusion policies)',
  releases: SINCE,
  check: each('SchedulingClass', function* ({ manifest }, { sites }) {
    for (const [i, item] of listOf(valueAt(manifest, 'spec', KEY)).entries()) {
      if (!isRecord(item) || !isHard(item) || !isOverSites(item)) continue;
      const known = sites && sites.label === item.topologyKey ? sites.values.length : undefined;
      yield* recoveryFaults(item, pointer('spec', KEY, i), known);
    }
  }),
  example: {
    profile: 'cozystack-1.6',
    fails: [schedulingClass({ [KEY]: [{ ...CLASS_CONSTRAINT, nodeTaintsPolicy: 'Honor' }] })],
    passes: [schedulingClass({ [KEY]: [{ ...CLASS_CONSTRAINT, minDomains: undefined, nodeTaintsPolicy: 'Honor' }] })],
  },
});

/** Rules over scheduling classes. */
export const SCHEDULING_CLASS_RULES: readonly OperatorRule[] = [values, fields, recovery];
