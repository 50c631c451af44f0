const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};
const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;
const WHOLE = /^[+-]?((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/;
/** Go keeps nanoseconds in 64 bits. */
const LONGEST = 2 ** 63 / 1e9;

/** The seconds of a time as Go writes it, such as `2160h` or `1h30m`; nothing for what Go cannot read. */
export function goSeconds(written: string): number | undefined {
  if (/^[+-]?0$/.test(written)) return 0;
  if (written.length > 60 || !WHOLE.test(written)) return undefined;
  let seconds = 0;
  for (const [, number, unit] of written.matchAll(PART)) seconds += Number(number) * UNITS[unit!]!;
  if (seconds >= LONGEST) return undefined;
  return written.startsWith('-') ? -seconds : seconds;
}

const LONGER: Readonly<Record<string, number>> = { d: 24, w: 7 * 24, y: 365 * 24 };

/** The same time in hours, of one in days, weeks or years. */
export function meantHours(written: string): string | undefined {
  const [, number, unit] = /^\s*(\d{1,4})\s*(d|w|y)[a-z]*\s*$/i.exec(written) ?? [];
  return number === undefined ? undefined : `${Number(number) * LONGER[unit!.toLowerCase()]!}h`;
}
