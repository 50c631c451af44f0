import { OPERATOR_RULES } from '../../../lib/core/operator/catalogue';
import { codesOf, issuesOf } from './support';

describe('every rule of the operator’s plane', () => {
  it('has a code of its own', () => {
    const codes = OPERATOR_RULES.map(({ code }) => code);

    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^HK6[1-9]\d\d$/);
  });

  if (OPERATOR_RULES.length === 0) return;
  const cases = OPERATOR_RULES.map((rule) => [rule.code, rule.title, rule] as const);

  it.each(cases)('%s (%s) finds its example, at a place that is there or could be', (code, _, { example }) => {
    const { profile = 'hikube', fails } = example;
    const found = issuesOf(fails, { profile }).filter((issue) => issue.code === code);

    expect(found.length).toBeGreaterThan(0);
    for (const { pointer, message, remedy } of found) {
      expect(pointer).toMatch(/^(\/|$)/);
      expect(message).toMatch(/\.$/);
      expect(remedy).toMatch(/\.$/);
    }
  });

  it.each(cases)('%s (%s) and all others are content with its other example', (_code, _title, { example }) => {
    const { profile = 'hikube', passes } = example;

    expect(codesOf(passes, { profile })).toEqual([]);
  });

  it.each(cases)('%s (%s) never throws, whatever the objects hold', (_code, _title, { example }) => {
    const { profile = 'hikube', fails, passes } = example;
    const junk = [null, 7, 'x', [], {}, [null], { a: null }, true];
    for (const manifest of [...fails, ...passes] as Record<string, unknown>[]) {
      for (const key of Object.keys(manifest).filter((one) => one !== 'kind')) {
        for (const value of junk) {
          expect(() => issuesOf([{ ...manifest, [key]: value }], { profile })).not.toThrow();
        }
      }
    }
  });
});
