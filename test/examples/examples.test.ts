import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'cdk8s';
import { PlatformProfile } from 'hikube-constructs';
import { PlatformChart } from 'hikube-constructs/platform';
import { parseAllDocuments } from 'yaml';
import { NAMESPACED, isOperatorKind, type OperatorKind } from '../../lib/core/operator/kind';
import { acceptedBy, codesOfProgram, codesOfYaml } from '../support/both-ways';
import { definitionOf, validate, validateAgainstCrd, type PlatformRelease } from '../support/operator-schemas';
import type { Manifest } from '../support/programs';
import { ROOT, renderOn } from '../support/rendering';

interface ExampleModule {
  readonly build: (app: App, profile?: PlatformProfile) => void;
}

const FOLDER = path.join(ROOT, 'examples');
const EXAMPLES = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

const HIKUBE = PlatformProfile.hikube();
/** Examples that promise something else than Hikube, or more; the first is what they are run for. */
const PROFILES: Readonly<Record<string, readonly PlatformProfile[]>> = {
  quickstart: [HIKUBE, PlatformProfile.cozystack('1.6')],
  'three-datacenters': [PlatformProfile.cozystack('1.1'), PlatformProfile.cozystack('1.6')],
  'bare-operators': [PlatformProfile.operators({ etcd: 'v1alpha2' }), PlatformProfile.operators({ etcd: 'v1alpha1' })],
};
const ownProfile = (example: string): PlatformProfile => PROFILES[example]?.[0] ?? HIKUBE;
const CASES = EXAMPLES.flatMap((example) =>
  (PROFILES[example] ?? [HIKUBE]).map((profile) => ({ example, profile, platform: profile.name })),
);

const scratch: string[] = [];
afterAll(() => scratch.forEach((folder) => rmSync(folder, { recursive: true })));

function scratchFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'hikube-examples-'));
  scratch.push(folder);
  return folder;
}

const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]),
  );

/** Runs an example in this process, as its last lines would. */
function synthesise(example: string, profile: PlatformProfile): { app: App; files: Record<string, string> } {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which examples there are is known on disk only
  const { build } = require(path.join(FOLDER, example, 'cdk8s')) as ExampleModule;
  const app = new App({ outdir: scratchFolder() });
  if (PROFILES[example]) build(app, profile);
  else build(app);
  app.synth();
  return { app, files: filesOf(app.outdir) };
}

function readBack(files: Record<string, string>, version: '1.1' | '1.2'): Manifest[] {
  const documents = Object.values(files).flatMap((text) => [...parseAllDocuments(text, { version })]);
  expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
  return documents.map((document) => document.toJS() as Manifest);
}

const isOperators = ({ apiVersion, kind }: Manifest): boolean => isOperatorKind(apiVersion, kind);

/** What an example writes, by the plane that it is for. */
interface Planes {
  readonly platform: readonly Manifest[];
  readonly tenant: readonly Manifest[];
}

function planesOf(files: Record<string, string>): Planes {
  const all = readBack(files, '1.2');
  return { platform: all.filter(isOperators), tenant: all.filter((manifest) => !isOperators(manifest)) };
}

/** The codes that the files get; each plane is judged by itself, as the one release that it is. */
function codesOfFiles(files: Record<string, string>, profile: PlatformProfile): string[] {
  const texts = Object.values(files);
  const isPlatforms = (text: string): boolean => planesOf({ text }).platform.length > 0;
  return [texts.filter(isPlatforms), texts.filter((text) => !isPlatforms(text))]
    .filter((plane) => plane.length > 0)
    .flatMap((plane) => codesOfYaml(plane.join('---\n'), profile));
}

let stderr: jest.SpyInstance;
beforeEach(() => {
  stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => stderr.mockRestore());

test('there are examples', () => {
  expect(EXAMPLES).toContain('quickstart');
  expect(EXAMPLES).toEqual(expect.arrayContaining(Object.keys(PROFILES)));
});

describe.each(EXAMPLES)('the folder of %s', (example) => {
  test('has a program, and a short page that says how to run it', () => {
    expect(existsSync(path.join(FOLDER, example, 'cdk8s.ts'))).toBe(true);
    const page = readFileSync(path.join(FOLDER, example, 'README.md'), 'utf8');
    expect(page.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
    expect(page).toContain(`npx cdk8s synth --app "npx tsx examples/${example}/cdk8s.ts"`);
  });

  test('has a page that names every warning that the program accepts', () => {
    const program = readFileSync(path.join(FOLDER, example, 'cdk8s.ts'), 'utf8');
    const page = readFileSync(path.join(FOLDER, example, 'README.md'), 'utf8');
    const accepted = [...program.matchAll(/Acknowledge\.issue\([^'"]*['"](HK\d{4})['"]/g)].map(([, code]) => code);
    expect(accepted.length).toBe(program.split('Acknowledge.issue(').length - 1);
    for (const code of accepted) expect(page).toContain(code);
  });

  test('writes, run as a program, what it writes in this process', () => {
    const outdir = scratchFolder();
    const tsx = path.join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
    const run = spawnSync(process.execPath, [tsx, path.join(FOLDER, example, 'cdk8s.ts')], {
      cwd: ROOT,
      env: { ...process.env, CDK8S_OUTDIR: outdir },
      encoding: 'utf8',
    });
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(filesOf(outdir)).toEqual(synthesise(example, ownProfile(example)).files);
  }, 60_000);
});

describe.each(CASES)('$example on $platform', ({ example, profile }) => {
  test('synthesises without an error or an open warning', () => {
    const { files } = synthesise(example, profile);
    expect(readBack(files, '1.2').length).toBeGreaterThan(0);
    expect(stderr).not.toHaveBeenCalled();
  });

  test('gets the same codes as the YAML that it writes', () => {
    const { app, files } = synthesise(example, profile);
    const codes = (entries: readonly string[]): string[] =>
      [...new Set(entries.map((entry) => entry.slice(0, 6)))].sort();
    expect(codes(codesOfFiles(files, profile))).toEqual(codes([...codesOfProgram(app), ...acceptedBy(app)]));
  });

  test('becomes values that every chart takes', () => {
    for (const manifest of planesOf(synthesise(example, profile).files).tenant) {
      const { metadata } = manifest;
      expect({ ...metadata, faults: renderOn(profile, manifest).faults }).toEqual({ ...metadata, faults: [] });
    }
  });

  test("becomes objects of the operator's that the schemas and the CRDs of the release take", () => {
    for (const manifest of planesOf(synthesise(example, profile).files).platform) {
      const { apiVersion, kind, metadata } = manifest;
      const release = profile.release as PlatformRelease;
      const hasCrd = definitionOf(apiVersion, kind, release) !== undefined;
      const faults = [...validate(manifest), ...(hasCrd ? validateAgainstCrd(manifest, release) : [])];
      expect({ kind, name: metadata.name, faults }).toEqual({ kind, name: metadata.name, faults: [] });
    }
  });

  test('keeps the planes apart, each in files of its own', () => {
    const { files } = synthesise(example, profile);
    for (const text of Object.values(files)) {
      const { platform, tenant } = planesOf({ text });
      expect(Math.min(platform.length, tenant.length)).toBe(0);
    }
  });

  test('gets the groups that it declares, and no other', () => {
    for (const manifest of planesOf(synthesise(example, profile).files).tenant) {
      const { values } = renderOn(profile, manifest);
      expect(Object.keys(values.nodeGroups ?? {}).sort()).toEqual(Object.keys(manifest.spec.nodeGroups ?? {}).sort());
    }
  });

  test('keeps every object in the namespace of its chart', () => {
    const { app } = synthesise(example, profile);
    for (const chart of app.charts.filter((one) => !PlatformChart.isPlatformChart(one))) {
      const namespaces = (chart.toJson() as Manifest[]).map(({ metadata }) => metadata.namespace);
      expect(new Set(namespaces)).toEqual(new Set([chart.namespace]));
      expect(chart.namespace).toMatch(/^tenant-/);
    }
  });

  test("gives a namespace to those of the operator's objects that stand in one", () => {
    for (const { kind, metadata } of planesOf(synthesise(example, profile).files).platform) {
      expect({ kind, has: metadata.namespace !== undefined }).toEqual({
        kind,
        has: NAMESPACED.includes(kind as OperatorKind),
      });
    }
  });

  test('gives the same bytes twice', () => {
    expect(synthesise(example, profile).files).toEqual(synthesise(example, profile).files);
  });

  test('is read back to what was meant by YAML 1.1 and by YAML 1.2', () => {
    const { app, files } = synthesise(example, profile);
    const meant = JSON.parse(JSON.stringify(app.charts.flatMap((chart) => chart.toJson() as Manifest[]))) as Manifest[];
    expect(readBack(files, '1.1')).toEqual(meant);
    expect(readBack(files, '1.2')).toEqual(meant);
  });
});
