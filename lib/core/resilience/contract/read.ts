import { HikubeError, type Issue } from '../../issue';
import { isRecord, quote, sortKeys } from '../../json';
import { didYouMean } from '../../suggest';
import { FACT_NAMES, factType, type ContractData, type ContractFact } from './facts';

const WHY = 'What is proven rests on it, so every entry has to say what it is, and where it comes from.';
const TRUST = ['promised', 'documented', 'source code', 'observed'];

type Fault = readonly [message: string, remedy: string];

/**
 * A contract of facts, once it is known to be of the form.
 *
 * @param where what it was read from, for the text of an error
 * @throws HikubeError HK7013 with all that is wrong in it
 */
export function contractData(value: unknown, where: string): ContractData {
  const faults = [...faultsOf(value)];
  if (faults.length === 0) return value as ContractData;
  throw new HikubeError(
    faults.map(([message, remedy]): Issue => ({
      code: 'HK7013',
      severity: 'error',
      message: `In ${where}: ${message}`,
      why: WHY,
      remedy,
    })),
  );
}

function* strays(value: object, known: readonly string[], what: string): Iterable<Fault> {
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) yield [`${what} has no ${quote(key)}.`, didYouMean(key, known)];
  }
}

function* faultsOf(value: unknown): Iterable<Fault> {
  const sample = 'Write { "format": 1, "platform": "…", "facts": [ … ] }.';
  if (!isRecord(value)) {
    yield [`the contract is ${quote(value)}.`, sample];
    return;
  }
  yield* strays(value, ['format', 'platform', 'facts'], 'a contract');
  if (value.format !== 1) yield [`the format is ${quote(value.format)}.`, 'Write 1.'];
  if (typeof value.platform !== 'string' || value.platform === '') {
    yield [`the platform is ${quote(value.platform)}.`, 'Write whose platform it is.'];
  }
  if (!Array.isArray(value.facts)) {
    yield [`the facts are ${quote(value.facts)}.`, 'Write a list.'];
    return;
  }
  const seen = new Set<unknown>();
  for (const entry of value.facts as unknown[]) {
    yield* faultsOfEntry(entry);
    if (!isRecord(entry)) continue;
    if (seen.has(entry.fact)) yield [`the fact ${quote(entry.fact)} is there twice.`, 'Keep one of the two.'];
    seen.add(entry.fact);
  }
}

const isDate = (value: unknown): boolean =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));

function* faultsOfEntry(entry: unknown): Iterable<Fault> {
  if (!isRecord(entry)) {
    yield [`an entry is ${quote(entry)}.`, 'Write { "fact": "etcd.spread", "text": "…", "source": "…", "date": "…" }.'];
    return;
  }
  const { fact, is, trust } = entry;
  const own = `the fact ${quote(fact)}`;
  yield* strays(entry, ['fact', 'is', 'text', 'source', 'date', 'trust'], own);
  const type = typeof fact === 'string' ? factType(fact) : undefined;
  if (!type) yield [`there is no fact ${quote(fact)}.`, didYouMean(fact, FACT_NAMES)];
  else if (is !== undefined && !type.takes(is)) yield [`${own} is ${quote(is)}.`, `Write ${type.form}.`];
  for (const key of ['text', 'source'] as const) {
    if (typeof entry[key] !== 'string' || entry[key].trim() === '') yield [`${own} has no \`${key}\`.`, 'Write one.'];
  }
  if (!isDate(entry.date)) yield [`${own} is of the date ${quote(entry.date)}.`, 'Write one such as 2026-11-22.'];
  if (is === undefined ? trust !== undefined : !TRUST.includes(trust as string)) {
    const remedy = is === undefined ? 'Leave `trust` out of what is unknown.' : `Write one of ${TRUST.join(', ')}.`;
    yield [`${own} has the trust ${quote(trust)}.`, remedy];
  }
}

/** The fact of this name, as far as the contract knows it. */
export const entryOf = ({ facts }: ContractData, fact: string): ContractFact | undefined =>
  facts.find((entry) => entry.fact === fact);

/** The contract as text, the same for the same facts. */
export const contractFactsText = (data: ContractData): string => `${JSON.stringify(sortKeys(data), null, 2)}\n`;
