import { stringify } from 'yaml';
import * as cdk8s from 'cdk8s';
import * as hikube from '../lib';
import { rulePages, type RulePage } from '../lib/core/check/page';

const INTRO = `# Errors and warnings

Every rule has a code that stays the same. An error means that the release cannot become what was written: the platform
would refuse it, drop a part of it, or break later. A warning means that it works, but that a careful engineer would
stop; it goes to standard error and can be accepted, with a reason, by \`Acknowledge.issue(construct, code, reason)\`.

1xxx: shape and names · 2xxx: sizing and node groups · 3xxx: add-ons · 4xxx: etcd, tenants, storage and access ·
7xxx: regions.

This page is written by \`npm run docs\` from the rules themselves; the examples are their tests.
`;

const FENCE = '```';

/** The import lines that a snippet needs. */
export function importsFor(code: string): string {
  const used = (names: readonly string[]): string[] =>
    names.filter((name) => new RegExp(`\\b${name}\\b`).test(code)).sort();
  const types = ['NodeGroupProps', 'Deferred'];
  const lines = [
    [used(Object.keys(cdk8s)), 'cdk8s'],
    [[...used(Object.keys(hikube)), ...used(types).map((name) => `type ${name}`)], 'hikube-constructs'],
  ] as const;
  return lines
    .filter(([names]) => names.length > 0)
    .map(([names, from]) => `import { ${names.join(', ')} } from '${from}';\n`)
    .join('');
}

function examples({ objectRules, programRule, code }: RulePage): string {
  if (programRule) {
    const { fails, passes } = programRule.example;
    return [
      'Wrong:',
      `${FENCE}ts throws ${code}\n${importsFor(fails)}\n${fails}\n${FENCE}`,
      'Right:',
      `${FENCE}ts\n${importsFor(passes)}\n${passes}\n${FENCE}`,
    ].join('\n\n');
  }
  const [rule] = objectRules;
  const { profile, fails, passes } = rule!.example;
  const yaml = (example: typeof fails): string =>
    `${FENCE}yaml\n${stringify({ kind: rule!.kind, ...(example.metadata && { metadata: example.metadata }), ...(example.spec && { spec: example.spec }) })}${FENCE}`;
  const known = (example: typeof fails): string =>
    example.tenant ? `, where this is known of the tenant: \`${JSON.stringify(example.tenant)}\`` : '';
  const where = profile ? ` (${profile})` : '';
  return [`Wrong${where}${known(fails)}:`, yaml(fails), `Right${where}${known(passes)}:`, yaml(passes)].join('\n\n');
}

function page(facts: RulePage): string {
  const { code, title, severity, why, remedy, source, holdsFor, programRule } = facts;
  const scope = programRule ? 'programs only' : 'programs and manifests';
  return [
    `## ${code}: ${title}`,
    `${severity === 'error' ? 'Error' : 'Warning'} · ${scope} · ${holdsFor}`,
    `${why} ${remedy}`,
    `Source: ${source}.`,
    examples(facts),
  ].join('\n\n');
}

/** The text of docs/errors.md. */
export function errorsPage(): string {
  const pages = rulePages();
  const index = pages.map(({ code, title }) => `- [${code}](#${anchor(`${code}: ${title}`)}) ${title}`).join('\n');
  return [INTRO, index, ...pages.map(page)].join('\n\n') + '\n';
}

const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replace(/ /g, '-');
