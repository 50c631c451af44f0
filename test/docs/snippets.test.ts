import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, blocksOf, documentsOf, pages, run, typeCheck, type Block } from './support';

// The words after a fence: `ts` is a program, `ts fragment` the rest of one that begins with prelude.ts. With
// `throws HK1234` it has to fail with that code, with `warns HK1234` to warn with it; `throws-untyped HK1234` is what
// only JavaScript lets you write. A `yaml output` block up to the next program holds the objects that it gives, a
// `text output` block what it logs, a `text output error` block what it is refused with, broken into lines. A fragment of
// docs/pulumi.md begins with pulumi-prelude.ts, and a program that imports hikube-constructs/pulumi runs as a preview does.
const blocks = pages.flatMap(blocksOf);
const programs = blocks.filter(({ words }) => words[0] === 'ts');
const typed = programs.filter(({ words }) => !words.includes('throws-untyped'));
const shells = blocks.filter(({ words }) => ['sh', 'bash', 'console'].includes(words[0]!));

const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: object };

const at = ({ file, line }: Block): string => `${file}:${line}`;

/** The code after one of these words of the fence. */
function codeAfter({ words }: Block, ...keys: readonly string[]): string | undefined {
  const place = words.findIndex((word) => keys.includes(word));
  return place < 0 ? undefined : words[place + 1];
}

jest.setTimeout(120_000);

it('README.md is there', () => {
  expect(existsSync(path.join(ROOT, 'README.md'))).toBe(true);
});

describe('every TypeScript block', () => {
  let complaints: ReadonlyMap<Block, readonly string[]>;
  beforeAll(() => {
    complaints = typeCheck(typed);
  });

  for (const block of typed) {
    it(`${at(block)} compiles`, () => {
      expect(complaints.get(block)).toEqual([]);
    });
  }
});

for (const block of programs) {
  const fault = codeAfter(block, 'throws', 'throws-untyped');
  const warning = codeAfter(block, 'warns');

  it(`${at(block)} ${fault === undefined ? 'runs' : `throws ${fault}`}`, async () => {
    const { codes, warned } = await run(block);

    expect(codes).toEqual(fault === undefined ? [] : expect.arrayContaining([fault]));
    if (warning !== undefined) expect(warned).toContain(warning);
  });

  for (const output of block.outputs) {
    it(`${at(output)} is what ${at(block)} gives`, async () => {
      const { documents, logged, refusal } = await run(block);

      if (output.words[0] === 'yaml') expect(documentsOf(output.code)).toEqual(documents);
      else if (output.words[2] === 'error') expect(output.code.split(/\s+/)).toEqual(`${refusal} `.split(/\s+/));
      else expect(output.code.trimEnd()).toBe(logged);
    });
  }
}

for (const block of shells) {
  it(`${at(block)} names scripts that exist`, () => {
    const named = [...block.code.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name);

    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });
}
