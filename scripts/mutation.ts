// Mutation testing of the rules and of the modules that they rest on: `npm run mutation`, or `npm run mutation -- ingress`.
// Each module is measured by its own tests alone. By all of them it would take a day: most tests run every rule.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const LEAST = 85;
const RULES = 'lib/core/check/rules';
const TESTS = 'test/core/check/rules';

/** Tests of a family that stand in a file of another name. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  'addon-values': ['unread'],
  addons: ['addons-unread', 'unread'],
  'api-server': ['late'],
  'backup-and-sync': ['unread'],
  cluster: ['late'],
  etcd: ['unread'],
  ingress: ['ingress-hosts', 'late', 'unread'],
  kubelet: ['late'],
  machines: ['late'],
  names: ['tenant-names', 'late'],
  'node-groups': ['late'],
  quotas: ['shared-quotas', 'unread'],
  scaling: ['late'],
  secrets: ['unread'],
  shape: ['renamed', 'shape-words'],
  'shared-ring': ['unread'],
  sizing: ['late'],
  twins: ['unread'],
};

interface Module {
  readonly name: string;
  readonly file: string;
  readonly tests: readonly string[];
}

function modules(): Module[] {
  const core = ['quantity', 'kubernetes-version', 'names'].map((name) => ({
    name,
    file: `lib/core/${name}.ts`,
    tests: [`test/core/${name}.test.ts`, ...(name === 'quantity' ? ['test/core/quantity-words.test.ts'] : [])],
  }));
  const families = readdirSync(RULES)
    .map((file) => path.basename(file, '.ts'))
    .filter((family) => existsSync(`${TESTS}/${family}.test.ts`))
    .map((family) => ({
      name: `rules/${family}`,
      file: `${RULES}/${family}.ts`,
      tests: [family, ...(MORE[family] ?? [])].map((name) => `${TESTS}/${name}.test.ts`),
    }));
  return [...core, ...families, ...changes(), ...resilience()];
}

const CHANGE = 'lib/core/change';
const PAIRS = ['change', 'sentences', 'codes'].map((name) => `test/core/change/${name}.test.ts`);

/** Effects are measured by the table of pairs and their sentences. */
function changes(): Module[] {
  const effects = readdirSync(`${CHANGE}/effects`).map((file) => `effects/${path.basename(file, '.ts')}`);
  const own = ['change', 'changes', 'difference', 'fill', 'frozen', 'losses', 'protection'];
  const beside: Readonly<Record<string, readonly string[]>> = {
    changes: ['test/core/change/sets.test.ts'],
    difference: ['test/core/change/difference.test.ts'],
    frozen: ['test/core/change/sets.test.ts'],
    losses: ['test/core/change/sets.test.ts'],
    protection: ['test/core/change/sets.test.ts'],
    change: ['test/core/change/sets.test.ts'],
  };
  return [...own, ...effects].map((name) => ({
    name: `change/${name}`,
    file: `${CHANGE}/${name}.ts`,
    tests: [...PAIRS, ...(beside[name] ?? [])],
  }));
}

/** The formulas of what survives are measured by what was worked out by hand, and by brute force. */
function resilience(): Module[] {
  const of: Readonly<Record<string, readonly string[]>> = {
    drbd: ['drbd', 'quorum-by-states', 'scenarios/volume-quorum', 'scenarios/drains'],
    etcd: ['scenarios/ring', 'scenarios/partitions', 'golden'],
    gates: ['scenarios/gates'],
    placement: ['placement', 'brute-force-spread', 'scenarios/machines', 'scenarios/faults', 'golden'],
    refill: ['refill', 'brute-force-spread', 'scenarios/workload', 'scenarios/node-group'],
  };
  return Object.entries(of).map(([name, tests]) => ({
    name: `resilience/${name}`,
    file: `lib/core/resilience/${name}.ts`,
    tests: tests.map((test) => `test/core/resilience/${test}.test.ts`),
  }));
}

interface Result {
  readonly killed: number;
  readonly survived: readonly string[];
}

/** What is used of Stryker; its own types stand behind an `exports` map that this project's settings do not read. */
interface Mutant {
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
}
interface Engine {
  readonly Stryker: new (options: object) => { runMutationTest(): Promise<readonly Mutant[]> };
}
const ENGINE: string = '@stryker-mutator/core';

async function measure({ file, tests }: Module): Promise<Result> {
  const { Stryker } = (await import(ENGINE)) as Engine;
  const mutants = await new Stryker({
    testRunner: 'jest',
    coverageAnalysis: 'perTest',
    // Facts, titles and sources are made when the file is loaded; docs/errors.md and its test hold those.
    ignoreStatic: true,
    mutate: [file],
    jest: {
      enableFindRelatedTests: false,
      configFile: 'jest.config.js',
      config: { testMatch: tests.map((test) => `<rootDir>/${test}`) },
    },
    ignorePatterns: ['build', 'dist', 'coverage', 'docs', 'examples', 'schema'],
    reporters: [],
    logLevel: 'error',
    timeoutMS: 10_000,
    tempDirName: '.stryker-tmp',
  }).runMutationTest();
  const counted = mutants.filter(({ status }) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status));
  const survived = counted.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  return {
    killed: counted.length - survived.length,
    survived: survived.map(
      ({ location, replacement = '', mutatorName }) =>
        `${file}:${location.start.line}:${location.start.column + 1} ${mutatorName} ${replacement.replace(/\s+/g, ' ').slice(0, 80)}`,
    ),
  };
}

async function main(asked: readonly string[]): Promise<void> {
  const chosen = modules().filter(
    ({ name }) => asked.length === 0 || asked.some((one) => name.endsWith(one) || name.startsWith(`${one}/`)),
  );
  const all: Result[] = [];
  for (const one of chosen) {
    const result = await measure(one);
    all.push(result);
    console.log(line(one.name, result));
    for (const mutant of result.survived) console.log(`  ${mutant}`);
  }
  const sum = {
    killed: all.reduce((n, { killed }) => n + killed, 0),
    survived: all.flatMap(({ survived }) => survived),
  };
  console.log(line('all', sum));
  process.exitCode = score(sum) < LEAST ? 1 : 0;
}

const score = ({ killed, survived }: Result): number => (100 * killed) / Math.max(1, killed + survived.length);
const line = (name: string, result: Result): string =>
  `${name}: ${score(result).toFixed(1)} % of ${result.killed + result.survived.length} mutants killed`;

void main(process.argv.slice(2));
