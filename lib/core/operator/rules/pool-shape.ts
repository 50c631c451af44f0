import { isLabelKey, isLabelValue } from '../../names';
import { isRecord, pointer, quote } from '../../json';
import { nearest } from '../../suggest';
import type { Finding } from '../../check/rule';
import { each, operatorRule, type OperatorRule } from '../rule';
import { entriesOf, inSpec, isAbsent, repeated, writeOneOf } from './linstor-read';
import { POOL_KINDS, poolsOf, satellites, SOUND_POOL, type PoolKind } from './pool-read';

const KIND = 'LinstorSatelliteConfiguration';
const WEBHOOK = 'piraeus-operator v2.6, validation of LinstorSatelliteConfiguration';
const SCHEMA = 'piraeus-operator v2.10.2, CRD LinstorSatelliteConfiguration';
const at = (...path: readonly (string | number)[]): string => pointer('spec', 'storagePools', ...path);

const kinds = operatorRule({
  code: 'HK6301',
  severity: 'error',
  title: 'A pool of no kind, or of two',
  why: 'LINSTOR makes a pool of exactly one kind; the API takes any number, and the operator refuses it.',
  remedy: 'Give the pool exactly one of lvmPool, lvmThinPool, filePool, fileThinPool, zfsPool and zfsThinPool.',
  source: WEBHOOK,
  check: each(KIND, function* (object) {
    for (const { index, pool, label } of poolsOf(object)) {
      const given = POOL_KINDS.filter((kind) => !isAbsent(pool[kind]));
      if (given.length === 1) continue;
      yield given.length === 0
        ? {
            pointer: at(index),
            message: `${label} has no kind.`,
            remedy: `Give it one of ${POOL_KINDS.join(', ')}.`,
          }
        : {
            pointer: at(index, given[1]!),
            message: `${label} is of ${given.length} kinds: ${given.join(', ')}.`,
            remedy: `Keep one of them, such as ${given[0]}.`,
            onKey: true,
          };
    }
  }),
  example: { fails: [satellites('data', {}, [{ name: 'data' }])], passes: [satellites('data', {}, [SOUND_POOL])] },
});

const twice = operatorRule({
  code: 'HK6302',
  severity: 'error',
  title: 'Two pools of one name in a configuration',
  why: 'Pools are merged by their name: of the two only the last one is made.',
  remedy: 'Give each pool a name of its own.',
  source: 'piraeus-operator v2.6, pkg/merge',
  check: each(KIND, function* (object) {
    const named = poolsOf(object).filter(({ name }) => name !== undefined);
    for (const { again } of repeated(named, ({ name }) => name!)) {
      yield {
        pointer: at(again.index, 'name'),
        message: `There are two pools ${quote(again.name)} in this configuration.`,
        remedy: 'Give one of them another name, or remove it.',
      };
    }
  }),
  example: {
    fails: [satellites('data', {}, [SOUND_POOL, { name: 'data', lvmPool: {} }])],
    passes: [satellites('data', {}, [SOUND_POOL, { ...SOUND_POOL, name: 'fast' }])],
  },
});

/** The operator's own pattern: 3 to 48 letters, digits, dashes and underscores. */
const POOL_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{1,46}[A-Za-z0-9]$/;

function poolNameFault(name: unknown): string | undefined {
  if (isAbsent(name) || name === '') return 'A pool has no name.';
  if (typeof name !== 'string' || POOL_NAME.test(name)) return undefined;
  const said = `The pool name ${quote(name)}`;
  if (name.length < 3) return `${said} is shorter than 3 characters.`;
  if (name.length > 48) return `${said} has ${name.length} characters, 48 are the most.`;
  return `${said} is not of letters, digits, dashes and underscores between a letter or digit at either end.`;
}

const names = operatorRule({
  code: 'HK6303',
  severity: 'error',
  title: 'A pool name that LINSTOR does not take',
  why: 'The API refuses a name shorter than 3 characters, and the operator any other that is no name of a LINSTOR pool.',
  remedy: 'Take 3 to 48 letters, digits, dashes and underscores, with a letter or digit at either end.',
  source: WEBHOOK,
  check: each(KIND, function* (object) {
    for (const { index, pool } of poolsOf(object)) {
      const message = poolNameFault(pool.name);
      if (message === undefined) continue;
      const remedy = 'Write a name such as "data": 3 to 48 letters, digits, dashes and underscores.';
      yield { pointer: at(index, 'name'), message, remedy };
    }
  }),
  example: {
    fails: [satellites('data', {}, [{ ...SOUND_POOL, name: 'my pool!' }])],
    passes: [satellites('data', {}, [{ ...SOUND_POOL, name: 'my-pool' }])],
  },
});

function* deviceFaults(devices: readonly unknown[], index: number, known: Set<string>): Iterable<Finding> {
  const place = (...path: number[]): string => at(index, 'source', 'hostDevices', ...path);
  if (devices.length === 0) {
    yield {
      pointer: place(),
      message: 'The list of host devices is empty.',
      why: 'The API refuses an empty list.',
      remedy:
        'Name the devices, such as "/dev/disk/by-id/…", or leave the source out if the volume group is there already.',
    };
  }
  for (const [i, device] of devices.entries()) {
    if (typeof device !== 'string') continue;
    if (!device.startsWith('/dev/') || /\/(\.{0,2}(\/|$))/.test(device)) {
      const message = `The host device ${quote(device)} is not a plain path below /dev.`;
      yield { pointer: place(i), message, remedy: 'Write the path of the device, such as "/dev/nvme1n1".' };
    } else if (known.has(device)) {
      const message = `The host device ${quote(device)} is given to a pool already.`;
      yield { pointer: place(i), message, remedy: 'Give every pool devices of its own.' };
    }
    known.add(device);
  }
}

const FILES: readonly PoolKind[] = ['filePool', 'fileThinPool'];

const sources = operatorRule({
  code: 'HK6304',
  severity: 'error',
  title: 'A source that no pool can be made of',
  why: 'The operator makes volume groups and zpools of whole devices below /dev, each for one pool; it refuses anything else.',
  remedy: 'Name devices below /dev, each once, and none for a pool of files.',
  source: WEBHOOK,
  check: each(KIND, function* (object) {
    const known = new Set<string>();
    for (const { index, pool, label } of poolsOf(object)) {
      if (!isRecord(pool.source)) continue;
      const files = FILES.find((kind) => !isAbsent(pool[kind]));
      const { hostDevices } = pool.source;
      if (files !== undefined) {
        const message = `${label} is a ${files} and has a source.`;
        yield {
          pointer: at(index, 'source'),
          message,
          remedy: 'Leave the source out; files need no device.',
          onKey: true,
        };
      } else if (isAbsent(hostDevices)) {
        const message = `The source of ${label} names no devices.`;
        yield { pointer: at(index, 'source'), message, remedy: 'Name hostDevices, or leave the source out.' };
      } else if (Array.isArray(hostDevices)) yield* deviceFaults(hostDevices, index, known);
    }
  }),
  example: {
    fails: [satellites('data', {}, [{ ...SOUND_POOL, source: { hostDevices: [] } }])],
    passes: [satellites('data', {}, [{ ...SOUND_POOL, source: { hostDevices: ['/dev/nvme1n1'] } }])],
  },
});

const DELETION_POLICIES = ['Evacuate', 'Retain', 'Delete'];

const deletion = operatorRule({
  code: 'HK6305',
  severity: 'error',
  title: 'A deletion policy that there is not',
  why: 'The API takes the three policies by their exact names only.',
  remedy: `Write ${DELETION_POLICIES.join(', ')} or nothing.`,
  source: SCHEMA,
  check: each(KIND, function* (object) {
    const policy = inSpec(object, 'deletionPolicy');
    if (typeof policy !== 'string' || DELETION_POLICIES.includes(policy)) return;
    const message = `The deletion policy ${quote(policy)} is none.`;
    yield { pointer: '/spec/deletionPolicy', message, remedy: writeOneOf(policy, DELETION_POLICIES) };
  }),
  example: {
    fails: [satellites('data', {}, [SOUND_POOL], { deletionPolicy: 'evacuate' })],
    passes: [satellites('data', {}, [SOUND_POOL], { deletionPolicy: 'Evacuate' })],
  },
});

const selector = operatorRule({
  code: 'HK6306',
  severity: 'error',
  title: 'A node selector that is out of syntax',
  why: 'No node can carry such a label; the API takes it, and the operator refuses it.',
  remedy: 'Write keys and values as nodes carry them.',
  source: `${WEBHOOK}; Kubernetes, docs/concepts/overview/working-with-objects/labels`,
  check: each([KIND, 'LinstorCluster'], function* (object) {
    const written = inSpec(object, 'nodeSelector');
    if (!isRecord(written)) return;
    for (const [key, value] of Object.entries(written)) {
      const place = pointer('spec', 'nodeSelector', key);
      if (!isLabelKey(key)) {
        const message = `The node selector has the key ${quote(key)}, which is no label's key.`;
        yield {
          pointer: place,
          message,
          remedy: 'Write the key of a label, such as "topology.kubernetes.io/zone".',
          onKey: true,
        };
      }
      if (typeof value === 'number' || typeof value === 'boolean') {
        const message = `The node selector wants ${quote(key)} to be ${quote(value)}, which is no text.`;
        yield { pointer: place, message, why: 'The API refuses it.', remedy: `Write ${quote(String(value))}.` };
      } else if (typeof value === 'string' && !isLabelValue(value)) {
        const message = `The node selector wants ${quote(key)} to be ${quote(value)}, which is no label's value.`;
        const remedy =
          'Write at most 63 letters, digits, dashes, underscores and dots, with a letter or digit at either end.';
        yield { pointer: place, message, remedy };
      }
    }
  }),
  example: {
    fails: [satellites('data', { 'topology.kubernetes.io/zone': 'site a' }, [SOUND_POOL])],
    passes: [satellites('data', { 'topology.kubernetes.io/zone': 'site-a' }, [SOUND_POOL])],
  },
});

const VALUES = ['value', 'valueFrom', 'expandFrom'] as const;

const properties = operatorRule({
  code: 'HK6307',
  severity: 'error',
  title: 'A property of satellites without a value, or with two',
  why: 'The operator refuses a property that has not exactly one of value, valueFrom and expandFrom.',
  remedy: 'Give each property exactly one of value, valueFrom and expandFrom.',
  source: WEBHOOK,
  check: each(KIND, function* (object) {
    for (const [index, entry] of entriesOf(inSpec(object, 'properties'))) {
      const given = VALUES.filter((key) => !isAbsent(entry[key]) && entry[key] !== '');
      if (given.length === 1) continue;
      const said = given.length === 0 ? 'no value' : `both ${given.join(' and ')}`;
      const message = `The property ${quote(entry.name)} has ${said}.`;
      const remedy = given.length === 0 ? `Give it one of ${VALUES.join(', ')}.` : 'Keep one of them.';
      yield { pointer: pointer('spec', 'properties', index), message, remedy };
    }
  }),
  example: {
    fails: [satellites('rack', {}, [], { properties: [{ name: 'Aux/rack' }] })],
    passes: [satellites('rack', {}, [], { properties: [{ name: 'Aux/rack', value: 'r1' }] })],
  },
});

const unknownKinds = operatorRule({
  code: 'HK6308',
  severity: 'error',
  title: 'A field of a pool that there is not',
  why: 'The API refuses a field that it does not know, or drops it without a word where it is not asked to be strict.',
  remedy: 'Write the field as the kind has it.',
  source: SCHEMA,
  check: each(KIND, function* (object) {
    const known = ['name', 'source', 'properties', ...POOL_KINDS];
    for (const { index, pool, label } of poolsOf(object)) {
      const unknown = Object.keys(pool).filter((key) => !known.includes(key));
      for (const key of unknown) {
        const near = nearest(key, known);
        const remedy = near === undefined ? `A pool has ${known.join(', ')}.` : `Write ${quote(near)}.`;
        yield { pointer: at(index, key), message: `${label} has a field ${quote(key)}.`, remedy, onKey: true };
      }
    }
  }),
  example: {
    fails: [satellites('data', {}, [{ ...SOUND_POOL, devices: ['/dev/nvme1n1'] }])],
    passes: [satellites('data', {}, [{ ...SOUND_POOL, source: { hostDevices: ['/dev/nvme1n1'] } }])],
  },
});

/** Rules over a configuration by itself. */
export const POOL_SHAPE_RULES: readonly OperatorRule[] = [
  kinds,
  twice,
  names,
  sources,
  deletion,
  selector,
  properties,
  unknownKinds,
];
