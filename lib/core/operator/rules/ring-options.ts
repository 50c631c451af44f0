import { isRecord, pointer, quote, valueAt } from '../../json';
import { OPTION_FIELDS, REFUSED_OPTIONS } from '../etcd/ring-facts';
import {
  ETCD_TIMERS,
  LEAST_HEARTBEATS,
  LONGEST_ELECTION,
  isGoInteger,
  meantMilliseconds,
  timerOf,
} from '../etcd/timers';
import { each, operatorRule, type OperatorObject, type OperatorRule } from '../rule';
import { apiOf, entriesOf, wordInstead } from './ring-reading';
import { ring, SOUND_V1, SOUND_V2 } from './ring-samples';

const OPTIONS = ['spec', 'options'] as const;
const TIMERS = { 'heartbeat-interval': 'heartbeat', 'election-timeout': 'election' } as const;

const optionsOf = ({ manifest }: OperatorObject): [string, unknown][] => entriesOf(valueAt(manifest, ...OPTIONS));

const texts = operatorRule({
  code: 'HK6510',
  severity: 'error',
  title: 'An option of etcd that is no text',
  why: 'In v1alpha1 every option is a flag of etcd and written as a text; the API server refuses numbers and booleans.',
  remedy: 'Put the value into quotes.',
  source: 'etcd-operator v0.4.2, its CRD',
  check: each('EtcdCluster', function* (object) {
    if (apiOf(object) !== 'v1alpha1') return;
    for (const [key, value] of optionsOf(object)) {
      if (typeof value === 'string') continue;
      const plain = typeof value === 'number' || typeof value === 'boolean';
      yield {
        pointer: pointer(...OPTIONS, key),
        message: `The option ${quote(key)} is ${quote(value)}, which is no text.`,
        remedy: plain ? `Write "${String(value)}", with the quotes.` : 'Write the value of the flag as a text.',
      };
    }
  }),
  example: {
    profile: 'operators-v1alpha1',
    fails: [ring(SOUND_V1, { options: { 'snapshot-count': 10000 } })],
    passes: [ring(SOUND_V1, { options: { 'snapshot-count': '10000' } })],
  },
});

const refused = operatorRule({
  code: 'HK6511',
  severity: 'error',
  title: 'An option that the etcd operator refuses',
  why: 'The operator sets these flags for each member by itself, and its webhook refuses the ring.',
  remedy: 'Remove the option, or write it without dashes before it.',
  source: 'etcd-operator v0.4.2, webhook',
  check: each('EtcdCluster', function* (object) {
    if (apiOf(object) !== 'v1alpha1') return;
    for (const [key] of optionsOf(object)) {
      const bare = key.replace(/^-+/, '');
      const owned = REFUSED_OPTIONS.includes(bare);
      if (bare === key && !owned) continue;
      yield {
        pointer: pointer(...OPTIONS, key),
        onKey: true,
        message: owned ? `The operator sets ${quote(bare)} by itself.` : `The option ${quote(key)} begins with a dash.`,
        ...(!owned && { why: 'The operator puts the dashes before every option, and its webhook refuses others.' }),
        remedy: owned ? 'Remove it.' : `Write ${quote(bare)}.`,
      };
    }
  }),
  example: {
    profile: 'operators-v1alpha1',
    fails: [ring(SOUND_V1, { options: { 'data-dir': '/data' } })],
    passes: [ring(SOUND_V1, { options: { 'auto-compaction-mode': 'periodic' } })],
  },
});

const timerForm = operatorRule({
  code: 'HK6512',
  severity: 'error',
  title: 'A timer of etcd that is no whole number of milliseconds',
  why: 'etcd takes a number without a unit; with anything else it does not start.',
  remedy: 'Write the milliseconds as a text, such as "100".',
  source: 'etcd v3.6, tuning and embed/config.go',
  check: each('EtcdCluster', function* (object) {
    if (apiOf(object) !== 'v1alpha1') return;
    for (const [key, value] of optionsOf(object)) {
      if (!Object.hasOwn(TIMERS, key) || typeof value !== 'string') continue;
      const timer = timerOf(value);
      if (timer === undefined ? isGoInteger(value) && !value.startsWith('-') : timer > 0) continue;
      const meant = meantMilliseconds(value);
      yield {
        pointer: pointer(...OPTIONS, key),
        message: `The option ${quote(key)} is ${quote(value)}, which is no whole number of milliseconds above zero.`,
        remedy: `Write "${meant !== undefined && meant > 0 ? meant : ETCD_TIMERS[TIMERS[key as keyof typeof TIMERS]]}".`,
      };
    }
  }),
  example: {
    profile: 'operators-v1alpha1',
    fails: [ring(SOUND_V1, { options: { 'heartbeat-interval': '100ms' } })],
    passes: [ring(SOUND_V1, { options: { 'heartbeat-interval': '100', 'election-timeout': '1000' } })],
  },
});

const timerRatio = operatorRule({
  code: 'HK6513',
  severity: 'error',
  title: 'Timers of etcd that do not fit together',
  why: `etcd does not start with an election timeout below ${LEAST_HEARTBEATS} heartbeats or above ${LONGEST_ELECTION} ms.`,
  remedy: 'Give an election 10 heartbeats.',
  source: 'etcd v3.6, embed/config.go',
  check: each('EtcdCluster', function* (object) {
    const options = valueAt(object.manifest, ...OPTIONS);
    if (apiOf(object) !== 'v1alpha1' || !isRecord(options)) return;
    const heartbeat = written(options['heartbeat-interval'], ETCD_TIMERS.heartbeat);
    const election = written(options['election-timeout'], ETCD_TIMERS.election);
    if (heartbeat === undefined || election === undefined) return;
    const key = options['election-timeout'] === undefined ? 'heartbeat-interval' : 'election-timeout';
    const advised = Math.min(10 * heartbeat, LONGEST_ELECTION);
    const place = { pointer: pointer(...OPTIONS, key) };
    if (LEAST_HEARTBEATS * heartbeat > LONGEST_ELECTION) {
      const message = `A heartbeat of ${heartbeat} ms leaves room for no election timeout that etcd takes.`;
      yield {
        pointer: pointer(...OPTIONS, 'heartbeat-interval'),
        message,
        remedy: 'Write the largest round trip between members, such as "100".',
      };
    } else if (election < LEAST_HEARTBEATS * heartbeat) {
      const message = `An election timeout of ${election} ms is less than ${LEAST_HEARTBEATS} heartbeats of ${heartbeat} ms.`;
      yield { ...place, message, remedy: `Write \`election-timeout: "${advised}"\`.` };
    } else if (election > LONGEST_ELECTION) {
      const message = `An election timeout of ${election} ms is more than ${LONGEST_ELECTION} ms.`;
      yield { ...place, message, remedy: `Write \`election-timeout: "${Math.max(advised, ETCD_TIMERS.election)}"\`.` };
    }
  }),
  example: {
    profile: 'operators-v1alpha1',
    fails: [ring(SOUND_V1, { options: { 'heartbeat-interval': '250', 'election-timeout': '1000' } })],
    passes: [ring(SOUND_V1, { options: { 'heartbeat-interval': '250', 'election-timeout': '2500' } })],
  },
});

/** A timer that etcd would read, or the default where none is written. */
function written(value: unknown, byDefault: number): number | undefined {
  if (value === undefined) return byDefault;
  const timer = typeof value === 'string' ? timerOf(value) : undefined;
  return timer === 0 ? undefined : timer;
}

const FIELDS = Object.values(OPTION_FIELDS);
const RETENTION = /^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$|^[0-9]+$/;

const fields = operatorRule({
  code: 'HK6514',
  severity: 'error',
  title: 'An option that v1alpha2 does not take',
  why: 'v1alpha2 has four options, each with a type of its own; the API server refuses any other, and drops it where the client does not ask for strict validation.',
  remedy: 'Write one of the four, or leave it to etcd.',
  source: 'etcd-operator v0.5.4, its CRD',
  check: each('EtcdCluster', function* (object) {
    if (apiOf(object) !== 'v1alpha2') return;
    for (const [key, value] of optionsOf(object)) {
      const at = { pointer: pointer(...OPTIONS, key) };
      if (!FIELDS.includes(key)) {
        yield { ...at, onKey: true, message: `v1alpha2 has no option ${quote(key)}.`, remedy: instead(key) };
      } else if (key === 'autoCompactionRetention' && !(typeof value === 'string' && RETENTION.test(value))) {
        const remedy = `Write ${quote(retention(value))}: the units are h, m, s and ms.`;
        yield { ...at, message: `The retention is ${quote(value)}, which etcd cannot read.`, remedy };
      } else if (key === 'autoCompactionMode' && value !== 'periodic' && value !== 'revision') {
        const message = `The compaction mode is ${quote(value)}.`;
        yield { ...at, message, remedy: wordInstead(value, ['periodic', 'revision']) };
      } else if (key === 'snapshotCount' && !(Number.isSafeInteger(value) && (value as number) >= 1)) {
        const message = `The snapshot count is ${quote(value)}, which is no whole number above zero.`;
        yield { ...at, message, remedy: 'Write a number without quotes, such as 10000.' };
      }
    }
  }),
  example: {
    profile: 'operators-v1alpha2',
    fails: [ring(SOUND_V2, { options: { autoCompactionRetention: '1d' } })],
    passes: [
      ring(SOUND_V2, {
        options: { autoCompactionMode: 'periodic', autoCompactionRetention: '5m', snapshotCount: 10000 },
      }),
    ],
  },
});

function instead(key: string): string {
  const flag = key.replace(/^-+/, '');
  if (/heartbeat|election/i.test(key)) {
    return `Leave it out; this API has no timers, and etcd takes ${ETCD_TIMERS.heartbeat} and ${ETCD_TIMERS.election} ms.`;
  }
  return Object.hasOwn(OPTION_FIELDS, flag) ? `Write ${quote(OPTION_FIELDS[flag])}.` : wordInstead(key, FIELDS);
}

/** The same time in units that etcd knows. */
function retention(written: unknown): string {
  const days = typeof written === 'string' ? /^(\d{1,4})d$/.exec(written)?.[1] : undefined;
  if (days !== undefined) return `${Number(days) * 24}h`;
  return Number.isSafeInteger(written) && (written as number) >= 0 ? String(written) : '5m';
}

/** Rules over what a ring passes on to etcd. */
export const OPTION_RULES: readonly OperatorRule[] = [texts, refused, timerForm, timerRatio, fields];
