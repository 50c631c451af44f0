import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import type { App } from 'cdk8s';
import { Construct } from 'constructs';
import { ManagedCluster, movedFrom, TenantChart } from 'hikube-constructs';
import * as hikube from 'hikube-constructs/pulumi';
import { asProgram, EXAMPLES } from './examples';
import { keepsSecrets, named, run, sound, type Registration, type Run } from './support';

let stderr: jest.SpyInstance;
beforeAll(() => (stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true)));
afterAll(() => stderr.mockRestore());

const GOLDEN = path.join(__dirname, 'identities.txt');

/** What of a URN is the resource's own: the chain of types, and the name. */
const identity = ({ urn }: Registration): string => urn.split('::').slice(2).join('  ');

async function identitiesOf(example: string): Promise<string[]> {
  const { registered } = await asProgram(example);
  return registered.slice(1).map((one) => `${example}  ${identity(one)}`);
}

test('no resource of any example is called otherwise than before', async () => {
  const now: string[] = [];
  for (const example of EXAMPLES) now.push(...(await identitiesOf(example)));
  const known = readFileSync(GOLDEN, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const gone = known.filter((line) => !now.includes(line));
  const fresh = now.filter((line) => !known.includes(line));
  const remedy = 'A renamed resource is replaced: say movedFrom(construct, old path), or give it an alias.';
  const told = gone.length + fresh.length === 0 ? undefined : { remedy, gone, fresh };
  expect(told).toBeUndefined();
});

test('no two resources of an example have the same identity', () => {
  const known = readFileSync(GOLDEN, 'utf8').split('\n');
  expect(new Set(known).size).toBe(known.length);
});

/** A cluster at a path, perhaps with what it was called. */
const at =
  (where: (chart: TenantChart) => Construct, id: string, ...former: string[]) =>
  (app: App): ManagedCluster => {
    const chart = new TenantChart(app, 'production', { namespace: 'tenant-acme' });
    const cluster = new ManagedCluster(where(chart), id, { name: 'web' });
    former.forEach((old) => movedFrom(cluster, old));
    return cluster;
  };
const inChart = (chart: TenantChart): Construct => chart;
const inWrapper = (chart: TenantChart): Construct => new Construct(chart, 'platform');
const render = (build: (app: App) => unknown): Promise<Run> =>
  sound(() => {
    const tree = hikube.render('prod', build, { waitFor: 'none' });
    void tree.cluster(tree.value as ManagedCluster).provider;
  });

const urns = ({ registered }: Run): string[] => registered.map(({ urn }) => urn);

const valueOf = (output: pulumi.Output<string>): Promise<string> => new Promise((resolve) => output.apply(resolve));

/** The URNs that the engine makes of aliases; a child has those of its parent as well. */
async function formerUrns({ registered }: Run): Promise<string[]> {
  const former = new Map<string, string[]>();
  for (const { urn, name, type, parent, aliases } of registered) {
    const own = aliases.map(async (alias) => {
      const from = alias.parentUrn || parent;
      return alias.urn ?? valueOf(pulumi.createUrn(alias.name || name, alias.type || type, from, 'shop', 'prod'));
    });
    const inherited = (former.get(parent) ?? []).map((old) => {
      const [now, then] = [parent, old].map((urn) => urn.split('::').at(-1)!) as [string, string];
      const oldName = name.startsWith(now) ? then + name.slice(now.length) : name;
      return valueOf(pulumi.createUrn(oldName, type, old, 'shop', 'prod'));
    });
    former.set(urn, await Promise.all([...own, ...inherited]));
  }
  return [...former.values()].flat();
}

describe('a construct that is renamed', () => {
  it('becomes other resources, by name, where nobody says so', async () => {
    const [before, after] = [await render(at(inChart, 'web')), await render(at(inChart, 'shop'))];
    const lost = urns(before).filter((urn) => !urns(after).includes(urn));
    expect(lost.map((urn) => urn.split('::').at(-1))).toEqual(Array(3).fill('prod/production/web'));
    expect(await formerUrns(after)).toEqual([]);
  });

  it.each([
    ['renamed', at(inChart, 'shop', 'production/web')],
    ['moved into a wrapper', at(inWrapper, 'web', 'production/web')],
    ['moved for the second time', at(inWrapper, 'shop', 'production/web', 'production/store')],
  ])('and %s, with movedFrom, stays every resource that it was, its provider included', async (_, now) => {
    const [before, after] = [await render(at(inChart, 'web')), await render(now)];
    const lost = urns(before).filter((urn) => !urns(after).includes(urn));
    expect(lost).toHaveLength(3);
    expect(await formerUrns(after)).toEqual(expect.arrayContaining(lost));
  });

  it('stays what it was where something around it was renamed', async () => {
    const around = (id: string, former?: string) => (app: App) => {
      const chart = new TenantChart(app, id, { namespace: 'tenant-acme' });
      if (former) movedFrom(chart, former);
      return new ManagedCluster(chart, 'web');
    };
    const [before, after] = [await render(around('old')), await render(around('new', 'old'))];
    const lost = urns(before).filter((urn) => !urns(after).includes(urn));
    expect(lost).toHaveLength(4);
    expect(await formerUrns(after)).toEqual(expect.arrayContaining(lost));
  });

  it('keeps its name on the platform', async () => {
    const after = await render(at(inWrapper, 'shop', 'production/web'));
    expect(named(after, 'prod/production/platform/shop', 'Kubernetes').inputs.metadata.name).toBe('web');
  });
});

describe('what a program says of a path that is none', () => {
  it('is refused with the path', async () => {
    const { error } = await run(() => hikube.render('prod', at(inChart, 'web', 'production/web')));
    expect(error?.message).toMatch(/^HK1001 production\/web: It is said to have moved from "production\/web"/);
  });
});

keepsSecrets();
