import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, factsOf } from '../../../lib/core/check/catalogue';
import { OPERATOR_RULES } from '../../../lib/core/operator/catalogue';
import type { RuleFacts } from '../../../lib/core/check/rule';
import { effectOf } from '../../../lib/core/change/catalogue';
import { SYMPTOMS } from '../../../scripts/symptoms';
import { PLATFORM_FACTS } from './platform-facts';

const REFERENCE = join(__dirname, '..', '..', '..', '..', 'shared', 'reference');

describe('what begins a failure or a silent drop on the platform', () => {
  it.each(PLATFORM_FACTS.map((row) => [`${row.page}: ${row.fact} (${row.line})`, row] as const))(
    '%s is told of by a rule, or by none for a reason',
    (_, { codes, because }) => {
      for (const code of codes) expect(factsOf(code) ?? effectOf(code)).toBeDefined();
      if (codes.length === 0) expect(because).toMatch(/\S/);
    },
  );

  it('is the reason for every rule over objects of a tenant that is not this library’s own', () => {
    const told = new Set([...PLATFORM_FACTS, ...SYMPTOMS].flatMap(({ codes }) => codes));
    const own = catalogue().filter(({ only, source }) => only !== undefined || source.includes('this library'));
    const others: readonly RuleFacts[] = [...own, ...OPERATOR_RULES];
    const untold = catalogue()
      .filter((rule) => !told.has(rule.code) && !others.includes(rule))
      .map(({ code }) => code);
    expect(untold).toEqual(['HK1002', 'HK4203']);
  });

  if (existsSync(REFERENCE)) {
    it.each(PLATFORM_FACTS.map((row) => [row.page, row.line] as const))('stands in %s: %s', (page, line) => {
      const text = readFileSync(join(REFERENCE, 'platform', `${page}.md`), 'utf8');
      // A word split over lines or an escaped bar is the same line to a reader.
      expect(text).toContain(line);
    });
  } else {
    it('is not compared with the reference pages, which are not here', () => {
      expect(existsSync(REFERENCE)).toBe(false);
    });
  }
});

describe('what users see', () => {
  it('is each of T1 to T28, once', () => {
    expect(SYMPTOMS.flatMap(({ id }) => id ?? [])).toEqual(Array.from({ length: 28 }, (_, i) => `T${i + 1}`));
  });

  it.each(SYMPTOMS.map((symptom) => [symptom.seen, symptom] as const))(
    '%s has rules, or a reason why it cannot be known before',
    (_, { codes, unknown }) => {
      for (const code of codes) expect(factsOf(code) ?? effectOf(code)).toBeDefined();
      if (codes.length === 0) expect(unknown).toMatch(/\S/);
    },
  );
});
