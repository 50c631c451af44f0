import * as cdk8s from 'cdk8s';
import * as hikube from '../lib';
import * as platform from '../lib/platform';
import { effectText } from '../lib/cli/effect-page';
import { pageText, type ShownExample } from '../lib/cli/page';
import { EFFECTS } from '../lib/core/change/catalogue';
import { effectPageOf } from '../lib/core/change/page';
import { rulePages } from '../lib/core/check/page';
import { SYMPTOMS, type Symptom } from './symptoms';

const INTRO = `# Errors and warnings

Every rule has a code that stays the same. An error means that the release cannot become what was written: the platform
would refuse it, drop a part of it, or break later. A warning means that it works, but that a careful engineer would
stop. It can be accepted, with a reason: in a program by \`Acknowledge.issue(construct, code, reason)\`, in YAML and in
programs by an annotation of the object, \`acknowledge.hikube-constructs/HK2203: the reason\`.

1xxx: shape, names and files · 2xxx: sizing and node groups · 3xxx: add-ons · 4xxx: etcd, tenants, storage and access ·
5xxx: [what a change does](#what-a-change-does) · 6xxx: the operator's plane (storage, links between sites, rings, certificates) ·
7xxx: regions. \`hikube rules\` lists the codes, and \`hikube explain HK3104\` prints the page of one.

This page is written by \`npm run docs\` from the rules themselves; the examples are their tests.
`;

const FENCE = '```';

/** The import lines that a snippet needs. */
export function importsFor(code: string): string {
  const used = (names: readonly string[]): string[] =>
    names.filter((name) => new RegExp(`\\b${name}\\b`).test(code)).sort();
  const types = ['NodeGroupProps', 'Deferred', 'PlatformContract'];
  const ofPlatform = Object.keys(platform).filter((name) => !Object.hasOwn(hikube, name));
  const lines = [
    [used(Object.keys(cdk8s)), 'cdk8s'],
    [[...used(Object.keys(hikube)), ...used(types).map((name) => `type ${name}`)], 'hikube-constructs'],
    [used(ofPlatform), 'hikube-constructs/platform'],
  ] as const;
  return lines
    .filter(([names]) => names.length > 0)
    .map(([names, from]) => `import { ${names.join(', ')} } from '${from}';\n`)
    .join('');
}

/** The text of docs/errors.md. */
export function errorsPage(): string {
  const pages = rulePages();
  const index = pages.map(({ code, title }) => `- [${code}](#${anchor(`${code}: ${title}`)}) ${title}`).join('\n');
  const texts = pages.map((page) =>
    pageText(page, ({ language, code }: ShownExample, fails: boolean) => {
      // The fences say what the snippet tests do with a program: run it, and expect this code of it.
      const info = language === 'ts' && fails ? `ts throws ${page.code}` : language;
      const imports = language === 'ts' ? `${importsFor(code)}\n` : '';
      return `${FENCE}${info}\n${imports}${code}\n${FENCE}`;
    }),
  );
  const effects = EFFECTS.map(effectPageOf);
  const changes = effects.map(({ code, title }) => `- [${code}](#${anchor(`${code}: ${title}`)}) ${title}`).join('\n');
  const titles = new Map([...pages, ...effects].map(({ code, title }) => [code, title]));
  const symptoms = SYMPTOMS.map((symptom) => symptomRow(symptom, titles)).join('\n');
  return (
    [
      INTRO,
      SYMPTOM_INTRO + symptoms,
      '## The rules',
      index,
      ...texts,
      CHANGES_INTRO,
      changes,
      ...effects.map((page) => effectText(page)),
    ].join('\n\n') + '\n'
  );
}

const CHANGES_INTRO = `## What a change does

\`hikube diff\` and \`hikube apply\` tell of these before anything happens. What destroys or is refused stops \`apply\`, unless
it is allowed by its code (\`--allow HK5202\`); \`hikube diff\` then ends with 3. Those of the operator's plane, 57xx, are told
of between files alone (\`hikube diff main-dist pr-dist\`): no command reads or writes its objects.`;

const SYMPTOM_INTRO = `## What you see, and what would have told you

T numbers count the failures that Hikube's users meet, as its troubleshooting pages tell of them.

| | what you see | rules that tell of it before it is applied | what cannot be known before |
| --- | --- | --- | --- |
`;

function symptomRow({ id = '', seen, codes, unknown = '' }: Symptom, titles: ReadonlyMap<string, string>): string {
  const links = codes.map((code) => `[${code}](#${anchor(`${code}: ${titles.get(code)!}`)})`);
  return `| ${id} | ${seen} | ${links.join(' ')} | ${unknown} |`;
}

const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replace(/ /g, '-');
