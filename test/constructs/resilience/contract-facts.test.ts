import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ContractFacts, type ContractData } from 'hikube-constructs';
import { issuesOf } from '../../support/programs';

const folder = mkdtempSync(path.join(tmpdir(), 'hikube-facts-'));
afterAll(() => rmSync(folder, { recursive: true }));

const entry = { fact: 'etcd.spread', text: 'Unknown so far.', source: 'ticket 4711', date: '2026-11-22' };
const told = { ...entry, is: { rule: 'zone', maxSkew: 1 }, trust: 'promised' };
const data = (...facts: object[]): ContractData => ({ format: 1, platform: 'Acme', facts: facts as never });
const codes = (value: unknown): string[] => issuesOf(() => ContractFacts.of(value as never)).map(({ code }) => code);
const texts = (value: unknown): string =>
  issuesOf(() => ContractFacts.of(value as never))
    .map(({ message, remedy }) => `${message} ${remedy}`)
    .join('\n');

describe('the facts of a platform', () => {
  it('ship for Hikube, where everything that nobody published is unknown', () => {
    const open = ContractFacts.hikube().facts.filter(({ is }) => is === undefined);

    expect(open.map(({ fact }) => fact)).toEqual(
      expect.arrayContaining(['etcd.spread', 'workers.spread', 'volumes.replicated.copies', 'A-CAP', 'A-ENDPOINT']),
    );
    expect(ContractFacts.hikube().facts.filter(({ trust }) => trust === 'promised')).toEqual([]);
  });

  it.each([ContractFacts.hikube(), ContractFacts.cozystack()])('say of each where it comes from, and when', (facts) => {
    for (const { source, date, text } of facts.facts) {
      expect([source, text].every((one) => one.length > 0)).toBe(true);
      expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
    expect(ContractFacts.of(JSON.parse(facts.toString()) as ContractData).facts).toHaveLength(facts.facts.length);
  });

  it('come from a file as well, with the same bytes there and back', () => {
    const file = path.join(folder, 'facts.json');
    writeFileSync(file, ContractFacts.of(data(told)).toString());

    expect(ContractFacts.fromFile(file).toString()).toBe(ContractFacts.of(data(told)).toString());
  });

  it('are replaced one by one by whoever knows more', () => {
    const facts = ContractFacts.hikube().with(told as never);

    expect(facts.facts.filter(({ fact }) => fact === 'etcd.spread')).toEqual([told]);
    expect(facts.facts).toHaveLength(ContractFacts.hikube().facts.length);
  });
});

describe('a contract that is none', () => {
  it.each([
    ['no object', 7, '7'],
    ['no list of facts', { format: 1, platform: 'Acme', facts: {} }, 'facts'],
    ['another form', { ...data(told), format: 2 }, '2'],
    ['nobody’s platform', { ...data(told), platform: '' }, 'platform'],
    ['an unknown key', { ...data(told), fact: [] }, '"fact"'],
    ['an unknown key of an entry', data({ ...told, sauce: 'x' }), '"sauce"'],
    ['an unknown fact', data({ ...told, fact: 'etcd.sprad' }), 'etcd.spread'],
    ['a value that it cannot have', data({ ...told, is: 'everywhere' }), '"everywhere"'],
    ['no source', data({ ...told, source: ' ' }), 'source'],
    ['no date', data({ ...told, date: 'soon' }), '"soon"'],
    ['a day that there is not', data({ ...told, date: '2026-13-40' }), '2026-13-40'],
    ['no trust', data({ ...told, trust: undefined }), 'trust'],
    ['a trust in what is unknown', data({ ...entry, trust: 'promised' }), 'trust'],
    ['an entry that is none', data('etcd.spread' as never), '"etcd.spread"'],
  ])('has %s', (_, value, quoted) => {
    expect(codes(value)).toEqual(['HK7013']);
    expect(texts(value)).toContain(quoted);
  });

  it('has all that is wrong told at once', () => {
    expect(codes(data({ ...told, source: '', date: 'soon' }, told))).toEqual(['HK7013', 'HK7013', 'HK7013']);
  });

  it.each([
    ['is not there', undefined],
    ['is no JSON', '{'],
    ['is empty', ''],
  ])('is a file that %s', (_, text) => {
    const file = path.join(folder, `${String(text?.length)}.json`);
    if (text !== undefined) writeFileSync(file, text);

    expect(issuesOf(() => ContractFacts.fromFile(file)).map(({ code }) => code)).toEqual(['HK7013']);
  });
});
