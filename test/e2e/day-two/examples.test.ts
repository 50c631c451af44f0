import { readdirSync } from 'node:fs';
import path from 'node:path';
import { App } from 'cdk8s';
import { PlatformProfile } from 'hikube-constructs';
import { parseAllDocuments, stringify } from 'yaml';
import { OF_OPERATORS } from '../../support/examples';
import { releases } from '../harness';
import { atDesk, type Desk } from './command-line';

const ROOT = path.resolve(__dirname, '..', '..', '..');
// The operators' plane is of another API server.
const EXAMPLES = readdirSync(path.join(ROOT, 'examples'))
  .filter((example) => !OF_OPERATORS.includes(example))
  .sort();
/** Those that promise to work on more than Hikube. */
const ANYWHERE = ['quickstart'];

type Build = (app: App, profile?: PlatformProfile) => void;
type Manifest = { kind: string; metadata: { name: string; namespace: string }; spec?: Record<string, unknown> };

/** The objects of an example, in a file. */
function synthesise(desk: Desk, example: string): Manifest[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which examples there are is known on disk only
  const { build } = require(path.join(ROOT, 'examples', example, 'cdk8s')) as { build: Build };
  const app = new App({ outdir: path.join(desk.folder, 'unused') });
  if (desk.release === '1.6') build(app, PlatformProfile.cozystack('1.6'));
  else build(app);
  const text = app.synthYaml();
  desk.file('dist/objects.yaml', text);
  return parseAllDocuments(text).map((document) => document.toJS() as Manifest);
}

const written = (manifests: readonly object[]): string =>
  manifests.map((manifest) => stringify(manifest, { aliasDuplicateObjects: false, version: '1.1' })).join('---\n');

/** The same objects, of which the first cluster has one machine more at the most. */
function changed(manifests: readonly Manifest[]): { manifests: Manifest[]; group: string; name: string } {
  const copy = structuredClone(manifests) as Manifest[];
  const cluster = copy.find(({ kind }) => kind === 'Kubernetes')!;
  const groups = cluster.spec!.nodeGroups as Record<string, { maxReplicas: number }>;
  const [group] = Object.keys(groups) as [string];
  groups[group]!.maxReplicas += 1;
  return { manifests: copy, group, name: cluster.metadata.name };
}

const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
afterAll(() => stderr.mockRestore());

describe.each(releases())('the commands on platform %s', (release) => {
  atDesk(release, (desk) => {
    const cases = release === '1.6' ? EXAMPLES.filter((example) => ANYWHERE.includes(example)) : EXAMPLES;

    it.each(cases)(
      'take %s through its life: diff, apply, nothing, a change, exactly that, apply, nothing',
      async (example) => {
        const manifests = synthesise(desk, example);
        // Child tenants have namespaces of their own, in which nobody has rights before they are made.
        const as = { user: 'admin' } as const;
        const apply = ['apply', 'dist', '--yes', '--wait', 'workers', ...desk.profile];
        const diff = ['diff', 'dist', ...desk.profile];

        expect((await desk.hikube(['check', 'dist', ...desk.profile])).code).toBe(0);
        const before = await desk.hikube(diff, as);
        expect([before.code, before.out.match(/HK5001/g)?.length]).toEqual([1, manifests.length]);

        const first = await desk.hikube(apply, as);
        expect([first.code, first.err]).toEqual([0, '']);
        expect(await desk.hikube(diff, as)).toMatchObject({ code: 0, out: expect.stringContaining('No difference') });

        const { manifests: next, group, name } = changed(manifests);
        desk.file('dist/objects.yaml', written(next));
        const { code, out } = await desk.hikube([...diff, '--format', 'json'], as);
        const { changes } = JSON.parse(out) as {
          changes: { is: string; object: { name: string }; fields: { pointer: string }[] }[];
        };
        const differing = changes.filter(({ is }) => is !== 'same');
        expect([code, differing.map(({ object }) => object.name)]).toEqual([1, [name]]);
        expect(differing[0]!.fields.map(({ pointer }) => pointer)).toEqual([`/spec/nodeGroups/${group}/maxReplicas`]);

        expect((await desk.hikube(apply, as)).code).toBe(0);
        expect((await desk.hikube(diff, as)).code).toBe(0);
        const writes = (await desk.platform.requestLog()).filter(({ verb }) => verb === 'update' || verb === 'create');
        expect((await desk.hikube(apply, as)).out).toContain('No difference');
        const after = (await desk.platform.requestLog()).filter(({ verb }) => verb === 'update' || verb === 'create');
        expect(after).toHaveLength(writes.length);
      },
    );
  });
});
