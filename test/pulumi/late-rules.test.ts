import * as pulumi from '@pulumi/pulumi';
import { ApiObject, App, Chart } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { type HikubeError, type ManagedCluster, TenantChart, WorkloadChart } from 'hikube-constructs';
import * as hikube from 'hikube-constructs/pulumi';
import { issuesOf } from '../support/programs';
import { arriving, cluster, clusterIn, GROUP, late, tenancy } from './programs';
import { keepsSecrets, run, sound } from './support';

let stderr: jest.SpyInstance;
beforeAll(() => (stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true)));
afterAll(() => stderr.mockRestore());

/** Two clusters of a tree. */
const twins = (...hosts: [unknown, unknown]) =>
  hikube.render('prod', (app) => hosts.forEach((host, i) => clusterIn(app, { host: host as string }, `c${i}`)), {
    waitFor: 'none',
  });
const texts = (errors: readonly Error[]): string => errors.map(({ message }) => message).join('\n');

describe('a rule over several objects', () => {
  it('is applied when the values arrive', async () => {
    const { error, rejections, registered } = await run(() => twins(late('a.example'), late('a.example')));
    expect(error).toBeUndefined();
    expect(registered.filter(({ type }) => type.endsWith(':Kubernetes'))).toHaveLength(2);
    expect(rejections).toHaveLength(1);
    expect(texts(rejections)).toMatch(/HK4304 production\/c[01]: .*"a\.example"/);
    expect(pulumi.ResourceError.isInstance(rejections[0])).toBe(true);
  });

  it('is applied between a value that is late and one that is known', async () => {
    const { rejections } = await run(() => twins('a.example', late('a.example')));
    expect(texts(rejections)).toContain('HK4304');
  });

  it('is applied between the components of a tenancy as well', async () => {
    const { rejections } = await run(() => {
      const parent = tenancy();
      cluster({ host: late('a.example') }, { parent }, 'a');
      cluster({ host: late('a.example') }, { parent }, 'b');
    });
    expect(texts(rejections)).toContain('HK4304');
  });

  it('finds nothing wrong in values that differ, or are not known', async () => {
    await sound(() => twins(late('a.example'), late('b.example')));
    await sound(() => twins(arriving('a.example'), arriving('a.example')), { preview: true });
  });

  it('tells the same text that it tells of values that are known', async () => {
    const known = issuesOf(() => {
      const app = new App();
      ['c0', 'c1'].forEach((id) => clusterIn(app, { host: 'a.example' }, id));
      app.synthYaml();
    });
    const { rejections } = await run(() => twins(late('a.example'), late('a.example')));
    expect(texts(rejections)).toContain(known.find(({ code }) => code === 'HK4304')!.why);
  });

  it('never quotes a value that is secret', async () => {
    const { rejections, logs } = await run(() =>
      twins(pulumi.secret('hidden.example'), pulumi.secret('hidden.example')),
    );
    expect(texts(rejections) + JSON.stringify(logs)).not.toContain('hidden');
  });
});

describe('a rule over one object', () => {
  it('is left to the provider, which says it on the resource', async () => {
    await sound(() => cluster({ host: late('Not A Host!') }));
  });

  it('warns when the value arrives, and once', async () => {
    const { logs } = await sound(() =>
      cluster({ nodeGroups: { md0: { ...GROUP, scaling: { min: 1, max: late(1) } } } }),
    );
    const warned = logs.filter(({ severity }) => severity === 'warn').map(({ message }) => message);
    const known = await sound(() => cluster({ nodeGroups: { md0: { ...GROUP, scaling: { min: 1, max: 1 } } } }));
    expect(warned).toEqual(known.logs.filter(({ severity }) => severity === 'warn').map(({ message }) => message));
    expect(new Set(warned).size).toBe(warned.length);
  });
});

const text = `x-${late('y') as unknown as string}`;
const swallowing: readonly [string, (app: App) => unknown][] = [
  ['the id of a noun', (app) => clusterIn(app, {}, text)],
  ['a name', (app) => clusterIn(app, { name: text })],
  ['a host', (app) => clusterIn(app, { host: text })],
  ['a label', (app) => clusterIn(app, { labels: { team: text } })],
  ['the value of an override', (app) => clusterIn(app, { overrides: [{ op: 'add', path: '/spec/x', value: text }] })],
  [
    'data of a ConfigMap',
    (app) => new ConfigMap(workloads(app), 'cm', { metadata: { name: 'cm' }, data: { a: text } }),
  ],
  [
    'JSON in a ConfigMap',
    (app) =>
      new ConfigMap(workloads(app), 'cm', { metadata: { name: 'cm' }, data: { a: JSON.stringify({ b: late(1) }) } }),
  ],
  ['the name of an object', (app) => new ConfigMap(workloads(app), 'cm', { metadata: { name: text } })],
  ['the id of an object', (app) => new ConfigMap(workloads(app), text)],
  ['the id of an object with a name', (app) => new ConfigMap(workloads(app), text, { metadata: { name: 'cm' } })],
  [
    'the id of a construct that groups',
    (app) => new ConfigMap(new Construct(workloads(app), text), 'cm', { metadata: { name: 'cm' } }),
  ],
  ['the id of a chart', (app) => new ConfigMap(new WorkloadChart(app, text, { cluster: clusterIn(app) }), 'cm')],
  [
    'an object of a stock chart',
    (app) =>
      new ApiObject(new Chart(app, 'c'), 'o', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'o' },
        data: { a: text },
      } as never),
  ],
];
const workloads = (app: App): Chart => new WorkloadChart(app, 'apps', { cluster: clusterIn(app) });

describe('a text that swallowed a late value', () => {
  it.each(swallowing)('is refused by both backends in %s', async (_where, build) => {
    const app = new App();
    const codes = issuesOf(() => {
      build(app);
      new TenantChart(app, 'another', { namespace: 'tenant-x' });
      app.synthYaml();
    }).map(({ code }) => code);
    expect(codes).toContain('HK1108');
    const { error, registered } = await run(() => hikube.render('prod', build as (app: App) => void));
    expect((error as HikubeError | undefined)?.issues.map(({ code }) => code)).toContain('HK1108');
    expect(error?.message).toContain('late value');
    expect(error?.message).not.toContain('Calling');
    expect(registered).toHaveLength(1);
  });

  it.each<[string, string, () => unknown]>([
    ['a host', 'host', () => cluster({ host: text })],
    ['a label', 'labels.team', () => cluster({ labels: { team: text } })],
    [
      'a value of an add-on',
      'addons.certManager.values.image.tag',
      () => cluster({ addons: { certManager: { values: { image: { tag: text } } } } }),
    ],
    [
      'the value of an override',
      'overrides[0].value',
      () => cluster({ overrides: [{ op: 'add', path: '/spec/x', value: text }] }),
    ],
    [
      'a host of the ingress',
      'addons.ingressNginx.hosts[0]',
      () => cluster({ addons: { ingressNginx: { hosts: [text], nodes: 'md0' } } }),
    ],
    ['the name of a component', text, () => cluster({}, {}, text)],
  ])('is refused by a component in %s, at the argument', async (_, propertyPath, program) => {
    const { error, registered } = await run(program);
    expect(error).toBeInstanceOf(hikube.InputIssuesError);
    const told = error as hikube.InputIssuesError;
    expect(told.issues.map(({ code }) => code)).toContain('HK1108');
    if (propertyPath !== text) expect(told.errors?.map((one) => one.propertyPath)).toContain(propertyPath);
    expect(registered.filter(({ type }) => type.endsWith('Kubernetes'))).toEqual([]);
  });

  it('is no text that speaks of Outputs', () => {
    const app = new App();
    const made: ManagedCluster = clusterIn(app, { labels: { note: 'not-supported' } });
    expect(issuesOf(() => app.synthYaml()).filter(({ code }) => code === 'HK1108')).toEqual([]);
    expect(made.name).toBe('web');
  });
});

keepsSecrets();
