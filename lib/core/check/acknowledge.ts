import type { Issue, ObjectReference } from '../issue';
import { pointer } from '../json';
import { acknowledgedBy, type AnnotatedAcknowledgement } from './annotation';
import { factsOf } from './catalogue';
import { UNUSED } from './rules/acknowledgements';

/** An object that accepts warnings by its annotations. */
export interface Accepting {
  readonly object: ObjectReference;
  readonly annotations: Readonly<Record<string, unknown>>;
}

/** An issue with the object that it was found in, of whatever plane. */
export interface FoundIn<R> {
  readonly reading: R;
  readonly issue: Issue & { readonly pointer: string };
  /** Whether the key at the pointer is at fault rather than its value. */
  readonly onKey: boolean;
  /** The other object that it is about, where there is one, and the place in it. */
  readonly other?: { readonly in: R; readonly pointer: string } | undefined;
}

/** A warning that was found and accepted. */
export interface Accepted<R> {
  readonly found: FoundIn<R>;
  readonly reason: string;
}

/** Takes out the warnings that their own objects accept, and adds a warning for each acceptance that met none. */
export function acknowledge<R extends Accepting>(
  all: readonly FoundIn<R>[],
  readings: readonly R[],
): { readonly open: readonly FoundIn<R>[]; readonly accepted: readonly Accepted<R>[] } {
  const open: FoundIn<R>[] = [];
  const accepted: Accepted<R>[] = [];
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

function notFound<R extends Accepting>(reading: R, { code, key }: AnnotatedAcknowledgement): FoundIn<R> {
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
