import { mkdtempSync, readFileSync, readdirSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import * as cdk8s from 'cdk8s';
import * as pulumi from '@pulumi/pulumi';
import { HikubeError } from 'hikube-constructs';
import ts from 'typescript';
import { parseAllDocuments } from 'yaml';
import { ReadyPlatform } from '../pulumi/ready-platform';
import { run as runUnderPulumi } from '../pulumi/support';

export const ROOT = path.resolve(__dirname, '../..');

/** One fenced block of a page. */
export interface Block {
  /** The page, relative to the repository. */
  readonly file: string;
  /** The line of the opening fence, counted from 1. */
  readonly line: number;
  /** The words after the fence: the language first. */
  readonly words: readonly string[];
  readonly code: string;
  /** The blocks up to the next program that say what this one gives. */
  readonly outputs: readonly Block[];
}

const below = (folder: string): string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));

/** Every page of the documentation, relative to the repository. */
export const pages = ['README.md', 'CONTRIBUTING.md', ...below('docs')]
  .filter((file) => file.endsWith('.md') && existsSync(path.join(ROOT, file)))
  .sort();

export const textOf = (page: string): string => readFileSync(path.join(ROOT, page), 'utf8');

/** The fenced blocks of a page. */
export function blocksOf(file: string): Block[] {
  const fence = /^([ \t]*)(```+)([^\n`]*)\n([\s\S]*?)^\1\2[ \t]*$/gm;
  const text = textOf(file);
  const found = [...text.matchAll(fence)].map(({ index, 3: info, 4: code }) => ({
    file,
    line: text.slice(0, index).split('\n').length,
    words: info!
      .trim()
      .replace(/^typescript\b/, 'ts')
      .split(/\s+/),
    code: code!,
  }));
  const isProgram = ({ words }: { words: readonly string[] }): boolean => words[0] === 'ts';
  return found.map((block, i) => {
    const rest = found.slice(i + 1);
    const next = rest.findIndex(isProgram);
    const own = rest.slice(0, next < 0 ? undefined : next).filter(({ words }) => words[1] === 'output');
    return { ...block, outputs: isProgram(block) ? own.map((output) => ({ ...output, outputs: [] })) : [] };
  });
}

const PULUMI_PAGE = 'docs/pulumi.md';
const beforeFragment = (prelude: string): string => `${readFileSync(path.join(__dirname, prelude), 'utf8')}{\n`;
const BEFORE_FRAGMENT = beforeFragment('prelude.ts');
const BEFORE_PULUMI_FRAGMENT = beforeFragment('pulumi-prelude.ts');

/** A block as a whole module, and how many lines stand before the block's own. */
function moduleOf({ file, words, code }: Block): { readonly text: string; readonly before: number } {
  if (!words.includes('fragment')) return { text: `${code}\nexport {};\n`, before: 0 };
  const prelude = file === PULUMI_PAGE ? BEFORE_PULUMI_FRAGMENT : BEFORE_FRAGMENT;
  return { text: `${prelude}${code}}\n`, before: prelude.split('\n').length - 1 };
}

/** The compiler's complaints about each block, all blocks in one program. */
export function typeCheck(blocks: readonly Block[]): ReadonlyMap<Block, readonly string[]> {
  const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file));
  const options: ts.CompilerOptions = {
    ...ts.parseJsonConfigFileContent(config, ts.sys, ROOT).options,
    noUnusedLocals: false,
    noUnusedParameters: false,
  };
  // The files do not exist: they only seem to stand in the root, whence modules are found as in the repository.
  const files = new Map(blocks.map((block, i) => [path.join(ROOT, `snippet-${i}.ts`), block]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => {
    const block = files.get(file);
    return block ? moduleOf(block).text : readFile(file);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  const complaints = [...files].map(([file, block]): [Block, string[]] => {
    const source = program.getSourceFile(file)!;
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return [block, found.map((diagnostic) => complaint(block, source, diagnostic))];
  });
  return new Map(complaints);
}

function complaint(block: Block, source: ts.SourceFile, { start = 0, messageText }: ts.Diagnostic): string {
  const { line } = source.getLineAndCharacterOfPosition(start);
  const place = block.line + 1 + line - moduleOf(block).before;
  return `${block.file}:${place} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
}

/** What a program gave. */
export interface Outcome {
  /** The codes of what was wrong with it, and the whole text. */
  readonly codes: readonly string[];
  readonly refusal: string;
  /** The objects that it synthesised. */
  readonly documents: readonly unknown[];
  /** What it logged. */
  readonly logged: string;
  /** What it wrote to standard error. */
  readonly warned: string;
}

/** The documents of a YAML text, by the rules that kubectl goes by. */
export const documentsOf = (yaml: string): unknown[] =>
  parseAllDocuments(yaml, { version: '1.1' }).map((document) => document.toJS() as unknown);

/** Runs a block in a folder of its own: synthesises every app that it made, or previews it if it is Pulumi's. */
export async function run(block: Block): Promise<Outcome> {
  const { text } = moduleOf(block);
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
  const { outputText } = ts.transpileModule(text, { compilerOptions });
  const logged: string[] = [];
  const console = { log: (...values: unknown[]) => logged.push(format(...values)) };
  const execute = (load: (id: string) => unknown): void => {
    new Function('require', 'module', 'exports', 'console', outputText)(load, { exports: {} }, {}, console);
  };

  const home = process.cwd();
  const folder = mkdtempSync(path.join(tmpdir(), 'snippet-'));
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { CDK8S_OUTDIR } = process.env;
  try {
    process.chdir(folder);
    process.env.CDK8S_OUTDIR = path.join(folder, 'dist');
    const outcome = text.includes("'hikube-constructs/pulumi'") ? await preview(execute) : synthesise(execute);
    const warned = stderr.mock.calls.map(([line]) => line).join('') + outcome.warned;
    return { ...outcome, logged: logged.join('\n'), warned };
  } finally {
    stderr.mockRestore();
    if (CDK8S_OUTDIR === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = CDK8S_OUTDIR;
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  }
}

type Execute = (load: (id: string) => unknown) => void;

const loadOther = (id: string): unknown =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- that a program of CommonJS can load its modules
  require(id.startsWith('.') ? path.join(ROOT, id) : id);

function synthesise(execute: Execute): Omit<Outcome, 'logged'> {
  const apps: cdk8s.App[] = [];
  class RecordedApp extends cdk8s.App {
    public constructor(props?: cdk8s.AppProps) {
      super(props);
      apps.push(this);
    }
  }
  const documents: unknown[] = [];
  const thrown = thrownBy(() => {
    execute((id) => (id === 'cdk8s' ? { ...cdk8s, App: RecordedApp } : loadOther(id)));
    for (const app of apps) documents.push(...documentsOf(app.synthYaml()));
  });
  return { ...thrown, documents, warned: '' };
}

const CONFIG = { host: 'k8s.acme.example', kubeconfig: 'the text of a kubeconfig' };

/** Runs a program as a preview of a new stack does, with mocks for the engine, and the unit tests that it has. */
async function preview(execute: Execute): Promise<Omit<Outcome, 'logged'>> {
  const tests: (() => unknown)[] = [];
  const test = (_title: string, action: () => unknown): void => void tests.push(action);
  const { error, rejections, logs } = await runUnderPulumi(
    () => {
      for (const [key, value] of Object.entries(CONFIG))
        pulumi.runtime.setConfig(`${pulumi.getProject()}:${key}`, value);
      execute((id) => (id === 'node:test' ? { test } : loadOther(id)));
    },
    { preview: true, open: () => new ReadyPlatform().open() },
  );
  // They set mocks of their own.
  for (const action of tests) await action();
  const [first] = [...(error ? [error] : []), ...rejections];
  const thrown = thrownBy(() => {
    if (first) throw first;
  });
  const warnings = logs.filter(({ severity }) => severity === 'warn').map(({ message }) => message);
  return { ...thrown, documents: [], warned: warnings.join('\n') };
}

function thrownBy(action: () => void): Pick<Outcome, 'codes' | 'refusal'> {
  try {
    action();
  } catch (error) {
    if (!HikubeError.isHikubeError(error)) throw error;
    return { codes: error.issues.map(({ code }) => code), refusal: `${error.name}: ${error.message}` };
  }
  return { codes: [], refusal: '' };
}
