import { readFileSync } from 'node:fs';
import { check, checkManifest } from '../../../lib/core/check/check';
import { catalogue, OBJECT_RULES, TOGETHER_RULES, ruleOf } from '../../../lib/core/check/catalogue';
import { exampleManifest } from '../../../lib/core/check/page';
import type { ExampleObject, ExampleObjectOf, ObjectRule, TogetherRule } from '../../../lib/core/check/rule';
import { PROGRAM_RULES } from '../../../lib/core/check/rules/program';
import { PlatformProfile } from '../../../lib/core/platform/profile';
import { read } from '../../../lib/core/read/read';
import { errorsPage } from '../../../scripts/errors-page';

const codesOf = ({ kind, example }: ObjectRule, object: ExampleObject): string[] => {
  const profile = example.profile === 'cozystack-1.6' ? PlatformProfile.cozystack('1.6') : PlatformProfile.hikube();
  const issues = checkManifest(kind, exampleManifest(kind, object), profile, object.tenant);
  return [...new Set(issues.map(({ code }) => code))];
};

const codesTogether = ({ example }: TogetherRule, objects: readonly ExampleObjectOf[]): string[] => {
  const profile = example.profile === 'cozystack-1.6' ? PlatformProfile.cozystack('1.6') : PlatformProfile.hikube();
  const readings = objects.map((object) => read(object.kind, exampleManifest(object.kind, object), profile));
  return [...new Set([...check(readings)].map(({ issue }) => issue.code))];
};

describe('every rule over an object', () => {
  it.each(OBJECT_RULES.map((rule) => [`${rule.code} ${rule.kind}`, rule] as const))(
    '%s is broken by its failing example alone',
    (_, rule) => {
      // Shape rules share one example, which is a cluster's.
      const shared = rule.code.startsWith('HK12') && rule.kind !== 'Kubernetes';
      const judged = shared ? OBJECT_RULES.find(({ code }) => code === rule.code)! : rule;

      expect(codesOf(judged, judged.example.fails)).toEqual([rule.code]);
      expect(codesOf(judged, judged.example.passes)).toEqual([]);
    },
  );

  it.each(OBJECT_RULES.map((rule) => [`${rule.code} ${rule.kind}`, rule] as const))(
    '%s finds nothing in an empty object',
    (_, rule) => {
      const issues = checkManifest(rule.kind, {}, PlatformProfile.hikube());

      expect(issues.every(({ message }) => message.length > 0)).toBe(true);
    },
  );
});

describe('every rule over objects together', () => {
  it.each(TOGETHER_RULES.map((rule) => [rule.code, rule] as const))(
    '%s is broken by its failing example alone',
    (_, rule) => {
      expect(codesTogether(rule, rule.example.fails)).toEqual([rule.code]);
      expect(codesTogether(rule, rule.example.passes)).toEqual([]);
    },
  );
});

describe('the catalogue', () => {
  it('has every code once, with facts of its own', () => {
    const codes = catalogue().map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);

    const titles = catalogue().map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it.each(catalogue().map((rule) => [rule.code, rule] as const))(
    '%s speaks in sentences',
    (_, { code, why, remedy, title, source }) => {
      expect(code).toMatch(/^HK[1-8]\d{3}$/);
      for (const sentence of [why, remedy]) expect(sentence).toMatch(/^\S.*[.?]$/s);
      expect(title).not.toMatch(/[.?]$/);
      expect(source).not.toBe('');
    },
  );

  it('refuses a code that it does not have', () => {
    expect(() => ruleOf('HK9999')).toThrow('no rule has the code HK9999');
  });

  it('is what docs/errors.md says', () => {
    // Run `npm run docs` after a change of a rule.
    expect(readFileSync('docs/errors.md', 'utf8')).toBe(errorsPage());
  });

  it('keeps object rules and program rules apart', () => {
    const program = PROGRAM_RULES.map(({ code }) => code);
    expect(OBJECT_RULES.filter(({ code }) => program.includes(code))).toEqual([]);
  });
});
