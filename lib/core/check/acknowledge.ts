import { pointer } from '../json';
import type { Reading } from '../read/read';
import { acknowledgedBy, type AnnotatedAcknowledgement } from './annotation';
import { factsOf } from './catalogue';
import type { Found } from './check';
import { UNUSED } from './rules/acknowledgements';

/** A warning that was found and accepted. */
export interface Accepted {
  readonly found: Found;
  readonly reason: string;
}

/** Takes out the warnings that their own objects accept, and adds a warning for each acceptance that met none. */
export function acknowledge(
  all: readonly Found[],
  readings: readonly Reading[],
): { readonly open: readonly Found[]; readonly accepted: readonly Accepted[] } {
  const open: Found[] = [];
  const accepted: Accepted[] = [];
  const used = new Map(readings.map((reading) => [reading, new Set<string>()]));
  const reasons = new Map(readings.map((reading) => [reading, acknowledgedBy(reading)]));
  for (const found of all) {
    const { code, severity } = found.issue;
    const entry = reasons.get(found.reading)?.find((one) => one.code === code && one.reason !== '');
    if (severity === 'error' || !entry) open.push(found);
    else {
      accepted.push({ found, reason: entry.reason });
      used.get(found.reading)?.add(code);
    }
  }
  for (const reading of readings) {
    const entries = reasons.get(reading) ?? [];
    const unmet = entries.filter(
      ({ code, reason }) => reason !== '' && !used.get(reading)?.has(code) && factsOf(code)?.severity === 'warning',
    );
    // Who accepts that acceptances meet nothing has accepted that.
    const self = unmet.find(({ code }) => code === UNUSED.code);
    const others = unmet.filter((entry) => entry !== self);
    const all = others.map((entry) => notFound(reading, entry));
    if (self && others.length > 0) accepted.push(...all.map((found) => ({ found, reason: self.reason })));
    else open.push(...all, ...(self ? [notFound(reading, self)] : []));
  }
  return { open, accepted };
}

function notFound(reading: Reading, { code, key }: AnnotatedAcknowledgement): Found {
  const { object } = reading;
  const message = `${code} is accepted here, but was not found.`;
  const place = pointer('metadata', 'annotations', key);
  return {
    reading,
    onKey: true,
    issue: { ...UNUSED_ISSUE, message, remedy: 'Remove it.', pointer: place, object },
  };
}

const UNUSED_ISSUE = { code: UNUSED.code, severity: UNUSED.severity, why: UNUSED.why };
