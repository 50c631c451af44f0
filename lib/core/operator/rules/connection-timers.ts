import { pointer, quote } from '../../json';
import {
  COZYSTACK_TIMERS,
  DRBD_TIMERS,
  NET_OPTIONS,
  NET_TIMERS,
  staysBelow,
  timerOf,
  type NetTimer,
  type NetTimers,
} from '../drbd/net-options';
import {
  ofKind,
  operatorRule,
  each,
  type OperatorContext,
  type OperatorFinding,
  type OperatorObject,
  type OperatorRule,
} from '../rule';
import { connection, STOPS_ALL } from './connection-read';
import { propertiesOf, wholeNumber } from './linstor-read';

const KINDS = ['LinstorNodeConnection', 'LinstorCluster'] as const;
const { timeout, 'connect-int': connectInt } = NET_OPTIONS;
const at = (index: number): string => pointer('spec', 'properties', index, 'value');

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, sec: 1000, m: 60_000, min: 60_000 };

/** The number that a text with a unit comes to, if it comes to one that the timer takes. */
function withoutUnit(value: string, timer: NetTimer): string | undefined {
  const [, amount, unit = ''] = /^\s*(\d{1,9}(?:\.\d{1,3})?)\s*([a-z]+)\s*$/i.exec(value) ?? [];
  const ms = UNITS[unit.toLowerCase()];
  if (amount === undefined || ms === undefined) return undefined;
  const { unit: own, least, most } = NET_OPTIONS[timer];
  const count = (Number(amount) * ms) / (own === 'seconds' ? 1000 : 100);
  return Number.isInteger(count) && count >= least && count <= most ? String(count) : undefined;
}

const values = operatorRule({
  code: 'HK6420',
  severity: 'error',
  title: 'A timer that DRBD does not take',
  why: `Timers are whole numbers without a unit, timeout and ping-timeout in tenths of a second, connect-int and ping-int in seconds; LINSTOR refuses anything else. ${STOPS_ALL}`,
  remedy: 'Write a whole number within the range, in the unit of the option.',
  source: 'Linux, include/linux/drbd_limits.h; linstor-server v1.32.3, RangeProperty',
  check: each(KINDS, function* (object) {
    for (const { index, name, value } of propertiesOf(object)) {
      const timer = timerOf(name);
      if (timer === undefined || typeof value !== 'string' || value === '') continue;
      const { least, most, unit } = NET_OPTIONS[timer];
      const number = wholeNumber(value);
      if (number !== undefined && number >= least && number <= most) continue;
      const meant = withoutUnit(value, timer);
      const range = `a whole number of ${unit} from ${least} to ${most}`;
      yield {
        pointer: at(index),
        message: `${timer} is ${quote(value)}, which is not ${range}.`,
        remedy: meant === undefined ? `Write ${range}.` : `Write ${quote(meant)}: it is a whole number of ${unit}.`,
      };
    }
  }),
  example: {
    fails: [connection('between-sites', { [timeout.property]: '10s' })],
    passes: [connection('between-sites', { [timeout.property]: '100' })],
  },
});

/** Timers that LINSTOR takes, with their places. */
type Written = Partial<Record<NetTimer, { readonly index: number; readonly value: number }>>;

function timersIn(object: OperatorObject): Written | undefined {
  const written: Written = {};
  for (const { index, name, value } of propertiesOf(object)) {
    const timer = timerOf(name);
    if (timer === undefined) continue;
    const number = wholeNumber(value);
    // What LINSTOR refuses, or nobody knows yet, is not to be compared with anything.
    if (number === undefined || number < NET_OPTIONS[timer].least || number > NET_OPTIONS[timer].most) return undefined;
    written[timer] = { index, value: number };
  }
  return written;
}

/** What is in force on all links: the profile's timers, and those of the one LinstorCluster that is given. */
function baseTimers(objects: readonly OperatorObject[], { profile }: OperatorContext): NetTimers | undefined {
  const base = profile.isCozystack ? COZYSTACK_TIMERS : DRBD_TIMERS;
  const [cluster, ...more] = ofKind(objects, 'LinstorCluster');
  if (!cluster) return base;
  const own = more.length === 0 ? timersIn(cluster) : undefined;
  if (!own) return undefined;
  return Object.fromEntries(NET_TIMERS.map((timer) => [timer, own[timer]?.value ?? base[timer]])) as NetTimers;
}

/** Whether another connection could set a timer for the same pairs. */
const setElsewhere = (objects: readonly OperatorObject[], self: OperatorObject, timer: NetTimer): boolean =>
  ofKind(objects, 'LinstorNodeConnection').some(
    (other) => other !== self && propertiesOf(other).some(({ name }) => timerOf(name) === timer),
  );

const order = operatorRule({
  code: 'HK6421',
  severity: 'error',
  title: 'A timeout that is not below the intervals of the connection',
  why: 'DRBD takes the timeout in tenths of a second and the intervals in seconds, and wants it shorter than both.',
  remedy: 'Keep timeout below 10 × connect-int and below 10 × ping-int.',
  source: 'drbd.conf(5), timeout',
  *check(objects, context): Iterable<OperatorFinding> {
    const base = baseTimers(objects, context);
    if (!base) return;
    for (const object of ofKind(objects, KINDS)) {
      const written = timersIn(object);
      if (!written) continue;
      const known = (timer: NetTimer): boolean => written[timer] !== undefined || !setElsewhere(objects, object, timer);
      for (const interval of ['connect-int', 'ping-int'] as const) {
        const place = written.timeout ?? written[interval];
        if (!place || !known('timeout') || !known(interval)) continue;
        const silence = written.timeout?.value ?? base.timeout;
        const seconds = written[interval]?.value ?? base[interval];
        if (staysBelow(silence, seconds)) continue;
        const said = (timer: NetTimer, value: number): string =>
          `${timer} ${value}${written[timer] ? '' : ' (in force on all links)'}`;
        yield {
          in: object,
          pointer: at(place.index),
          message: `${said('timeout', silence)} is ${silence / 10} s, and ${said(interval, seconds)} is no longer than that.`,
          remedy: `Write a timeout of at most ${10 * seconds - 1}, or ${interval} of at least ${Math.floor(silence / 10) + 1}.`,
        };
      }
    }
  },
  example: {
    fails: [connection('between-sites', { [timeout.property]: '200' })],
    passes: [
      connection('between-sites', {
        [timeout.property]: '200',
        [connectInt.property]: '21',
        [NET_OPTIONS['ping-int'].property]: '21',
      }),
    ],
  },
});

/** Rules over the timers of links. */
export const CONNECTION_TIMER_RULES: readonly OperatorRule[] = [values, order];
