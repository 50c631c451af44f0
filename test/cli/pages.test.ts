import { catalogue } from '../../lib/core/check/catalogue';
import { OPERATOR_RULES } from '../../lib/core/operator/catalogue';
import { pageOf, type PageExample } from '../../lib/core/check/page';
import { judge } from '../../lib/cli/judge';
import { showExample } from '../../lib/cli/page';
import { profileNamed } from '../../lib/cli/profiles';

const PAGES = catalogue().map(pageOf);
/** Programs are run by the tests of the documentation; what is known of a tenant beside YAML cannot be written in YAML. */
const isYaml = (example: PageExample): boolean => !('program' in example || ('objects' in example && example.tenant));

const isOfOperators = (code: string): boolean => OPERATOR_RULES.some((rule) => rule.code === code);

const codesOf = (example: PageExample, profile: string): string[] => {
  const bytes = Buffer.from(showExample(example).code);
  const { issues } = judge([{ name: 'example.yaml', bytes }], { profile: profileNamed(profile)! });
  return [...new Set(issues.map(({ code }) => code))];
};

describe('the page of a rule', () => {
  const shown = PAGES.filter(({ only, fails, passes }) => only !== 'programs' && isYaml(fails) && isYaml(passes));

  it.each(shown.map((page) => [page.code, page] as const))(
    '%s has YAML that can be pasted: one that breaks the rule, and one that breaks none',
    (code, { profile, fails, passes }) => {
      const found = codesOf(fails, profile);
      // A class or a ring is small, and one fault of it can be several.
      if (isOfOperators(code)) expect(found).toContain(code);
      else expect(found).toEqual([code]);
      expect(codesOf(passes, profile)).toEqual([]);
    },
  );

  it('says of the operator’s plane that it judges that', () => {
    const said = PAGES.filter(({ judges }) => judges.startsWith("objects of the operator's plane, in "));
    expect(said.map(({ code }) => code)).toEqual(OPERATOR_RULES.map(({ code }) => code));
  });

  it('has YAML for all rules but those that need a program, or more of a tenant than its objects say', () => {
    const others = PAGES.filter((page) => !shown.includes(page) && page.only !== 'programs').map(({ code }) => code);
    expect(others).toEqual(['HK3109', 'HK4104', 'HK4108']);
  });
});
