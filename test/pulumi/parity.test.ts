import { App } from 'cdk8s';
import fc from 'fast-check';
import { ManagedCluster, NodeGroup, InstanceType, TenantChart } from 'hikube-constructs';
import * as hikube from 'hikube-constructs/pulumi';
import { build } from '../properties/build';
import { soundPlan } from '../properties/plan';
import { asProgram, EXAMPLES, rendered, treeOf } from './examples';
import { objectsOf, written, type Wanted } from './objects';
import { keepsSecrets, run, shapes, sound } from './support';

/** The App that the next program goes into, whatever App it makes for itself. */
let into: App | undefined;
jest.mock('cdk8s', () => {
  const actual = jest.requireActual<{ App: new (props?: object) => App }>('cdk8s');
  class GivenApp extends actual.App {
    public constructor(props?: object) {
      if (into) return into;
      super(props);
    }
  }
  return { ...actual, App: GivenApp };
});

function planned(app: App, plan: Parameters<typeof build>[0]): void {
  into = app;
  build(plan);
  into = undefined;
}

let stderr: jest.SpyInstance;
beforeAll(() => (stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true)));
afterAll(() => stderr.mockRestore());

/** The examples whose Pulumi program deploys something more into the cluster. */
const MORE: Readonly<Record<string, readonly string[]>> = { production: ['welcome'] };

const named = ({ kind, namespace, name }: Wanted): string => `${kind} ${namespace}/${name}`;

describe.each(EXAMPLES)('the example %s', (example) => {
  it('gives the same objects from both backends', async () => {
    expect(objectsOf(await rendered(example))).toEqual(written(treeOf(example)));
  });

  it('gives them as the program that stands beside it as well', async () => {
    const found = objectsOf(await asProgram(example));
    const own = found.filter(({ name }) => !(MORE[example] ?? []).includes(name));
    const tree = written(treeOf(example));
    expect(own.map(named)).toEqual(tree.map(named));
    if (example !== 'quickstart') expect(own).toEqual(tree);
  });

  it('registers the same in a preview that knows nothing yet', async () => {
    expect(shapes(await rendered(example, { preview: true }))).toEqual(shapes(await rendered(example)));
  });
});

describe('a random program', () => {
  it('gives the same objects from both backends', async () => {
    await fc.assert(
      fc.asyncProperty(soundPlan, async (plan) => {
        const expected = written((app) => planned(app, plan));
        const done = await sound(() => hikube.render('random', (app) => planned(app, plan), { waitFor: 'none' }));
        expect(objectsOf(done)).toEqual(expected);
      }),
      { seed: 20_26, numRuns: 30 },
    );
  });
});

describe('a tree that cdk8s refuses', () => {
  it('is refused by `render` with the same text, and nothing of it is registered', async () => {
    const wrong = (app: App): void => {
      const chart = new TenantChart(app, 'production', { namespace: 'tenant-acme' });
      const web = new ManagedCluster(chart, 'web', { version: '1.30.3' });
      new NodeGroup(web, 'md0', { instanceType: InstanceType.of('u1.2xlrage'), scaling: { min: 3, max: 1 } });
    };
    const app = new App();
    wrong(app);
    const { error, registered } = await run(() => hikube.render('wrong', wrong));
    expect(() => app.synthYaml()).toThrow(error?.message);
    expect(error?.message).toMatch(/^\d errors/);
    expect(registered.map(({ type }) => type)).toEqual(['pulumi:pulumi:Stack']);
  });
});

keepsSecrets();
