import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Construct } from 'constructs';
import * as hikube from 'hikube-constructs';
import * as platform from 'hikube-constructs/platform';
import ts from 'typescript';
import { ROOT, pages, textOf } from './support';

const nounPages = pages.filter((page) => page.startsWith('docs/nouns/')).map(textOf);

/** Interfaces that users do not meet. */
const INTERNAL = ['TenantObjectProps', 'OperatorResourceProps', 'ObjectsOptions'];

const isConstructClass = (value: unknown): boolean =>
  typeof value === 'function' && (value as { prototype: unknown }).prototype instanceof Construct;

describe('the pages of the nouns', () => {
  const nouns = Object.entries({ ...hikube, ...platform })
    .filter(([, value]) => isConstructClass(value))
    .map(([name]) => name);

  it.each(nouns)('mention %s', (noun) => {
    expect(nounPages.some((page) => new RegExp(`\\b${noun}\\b`).test(page))).toBe(true);
  });

  it.each(propsOf('lib/constructs'))('mention the prop %s.%s', (_props, prop) => {
    expect(nounPages.some((page) => new RegExp(`\`[^\`\\n]*\\b${prop}\\b[^\`\\n]*\``).test(page))).toBe(true);
  });
});

/** Every prop of the interfaces named …Props and …Options below a folder, read from the sources. */
function propsOf(folder: string): [props: string, prop: string][] {
  const files = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).sort();
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const text = readFileSync(path.join(ROOT, folder, file), 'utf8');
      const { statements } = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
      return statements
        .filter(ts.isInterfaceDeclaration)
        .filter(({ name, modifiers }) => /(Props|Options)$/.test(name.text) && modifiers !== undefined)
        .filter(({ name }) => !INTERNAL.includes(name.text))
        .flatMap(({ name, members }) =>
          members.flatMap((member): [string, string][] =>
            member.name && ts.isIdentifier(member.name) ? [[name.text, member.name.text]] : [],
          ),
        );
    });
}

describe('every link', () => {
  for (const page of pages) {
    const links = linksOf(textOf(page));
    if (links.length === 0) continue;

    it.each(links)(`of ${page} leads somewhere: %s`, (link) => {
      const [file, anchor] = link.split('#') as [string, string?];
      const target = file === '' ? page : path.join(path.dirname(page), file);

      expect(existsSync(path.join(ROOT, target))).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(textOf(target))).toContain(anchor);
    });
  }
});

function withoutCode(text: string): string {
  return text.replace(/^[ \t]*(```+)[\s\S]*?^[ \t]*\1[ \t]*$/gm, '');
}

/** The relative links of a page. */
function linksOf(text: string): string[] {
  const prose = withoutCode(text);
  const defined = new Map([...prose.matchAll(/^\[([^\]]+)\]: (\S+)$/gm)].map(([, name, target]) => [name!, target!]));
  const inline = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
  const codes = [...prose.matchAll(/\[(HK\d{4})\](?![(:])/g)].map(([, code]) => code!);
  const targets = [
    ...inline,
    ...defined.values(),
    ...codes.map((code) => defined.get(code) ?? `${code} is not defined`),
  ];
  return [...new Set(targets.filter((target) => !/^[a-z]+:/.test(target)))];
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>();
  return [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => {
    const plain = heading!.replace(/\]\([^)]*\)/g, '').toLowerCase();
    const slug = plain.replace(/[^\p{L}\p{N} _-]/gu, '').replace(/ /g, '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
}
