import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { App } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import type { Json } from '../support/https';
import { stepsOf, type Program } from './engine';
import { OF_OPERATORS } from '../../support/examples';
import { onTheEngine } from './stage';

const EXAMPLES = path.resolve(__dirname, '../../../examples');
const read = (example: string, file: string): string => readFileSync(path.join(EXAMPLES, example, file), 'utf8');

const program = (example: string, change = (text: string): string => text): Program => ({
  project: example,
  main: 'pulumi.ts',
  files: { 'pulumi.ts': read(example, 'pulumi.ts'), 'cdk8s.ts': change(read(example, 'cdk8s.ts')) },
});

/** The objects of an example as cdk8s writes them. */
function manifests(example: string): Json[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which examples there are is known on disk only
  const { build } = require(path.join(EXAMPLES, example, 'cdk8s')) as { build: (app: App) => void };
  const app = new App();
  build(app);
  return parseAllDocuments(app.synthYaml()).map((document) => document.toJS() as Json);
}

/** A tenant whose module `etcd` is on has a ring that nobody declared; it stays when the stack goes. */
const MADE_BY_PLATFORM = /TenantChart\([^)]*namespace[^)]*etcd: true/;
const PROTECTION = 'hikube-constructs/deletion-protection';

const identity = ({ kind, metadata: { namespace, name } }: Json): string => `${kind} ${namespace}/${name}`;

/** The same program without the protection. */
const unprotected = (text: string): string => text.replace(/ *deletionProtection: true,\n/, '');

onTheEngine('the examples', (world) => {
  // The server of these tests has the platform’s API and no CRDs of operators.
  it.each(
    readdirSync(EXAMPLES)
      .filter((one) => !OF_OPERATORS.includes(one))
      .sort(),
  )(
    '%s is previewed without a write, deployed as cdk8s would, left alone, and destroyed in seconds',
    async (example) => {
      const expected = manifests(example);
      const isProtected = expected.some(({ metadata }) => metadata.annotations?.[PROTECTION] === 'true');
      // Child tenants have namespaces of their own, in which nobody has rights before they are made.
      const user = example === 'multi-tenant' ? 'admin' : 'acme';
      const stack = await world.stack({ ...program(example), user });
      if (MADE_BY_PLATFORM.test(read(example, 'cdk8s.ts'))) await world.etcdModule();

      await world.well(world.preview(stack));
      expect(await world.writes()).toEqual([]);
      await world.well(world.up(stack));
      expect((await world.objects()).map(identity).sort()).toEqual(expected.map(identity).sort());
      for (const { kind, metadata, spec = {} } of expected) {
        expect(await world.stored(kind, metadata.name, metadata.namespace)).toEqual(spec);
      }
      expect(stepsOf(await world.well(world.preview(stack)))).toEqual([]);

      if (isProtected) {
        const refused = await world.destroy(stack);
        expect(refused.code).not.toBe(0);
        expect((await world.objects()).map(identity).sort()).toEqual(expected.map(identity).sort());
        stack.write(program(example, unprotected));
        await world.well(world.up(stack));
      }
      const destroy = await world.well(world.destroy(stack));
      expect(destroy.seconds).toBeLessThan(20);
      // The ring of a module goes when the platform takes it away, with its tenant.
      const left = expected.filter(({ kind }) => kind === 'Etcd' && read(example, 'cdk8s.ts').includes('etcd: true'));
      const shown = (await world.objects()).map(identity);
      expect(shown).toEqual(left.map(identity));
    },
    120_000,
  );
});
