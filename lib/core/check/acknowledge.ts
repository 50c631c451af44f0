import { pointer } from '../json';
import type { Reading } from '../read/read';
import { acknowledgedBy } from './annotation';
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
    for (const { key, code, reason } of reasons.get(reading) ?? []) {
      if (reason === '' || used.get(reading)?.has(code) || factsOf(code)?.severity !== 'warning') continue;
      open.push({
        reading,
        onKey: true,
        issue: {
          code: UNUSED.code,
          severity: UNUSED.severity,
          message: `${code} is accepted here, but was not found.`,
          why: UNUSED.why,
          remedy: 'Remove it.',
          pointer: pointer('metadata', 'annotations', key),
          object: reading.object,
        },
      });
    }
  }
  return { open, accepted };
}
