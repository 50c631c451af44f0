// What the Pulumi backend costs beside what it rests on, both in this run: loading it against loading @pulumi/pulumi, and
// registering through it against registering the same resources by hand under mocks. By hand nothing is judged. The limit
// holds for trees, and for components that deploy something into their clusters, be it one object; for components of
// clusters with nothing in them the ratio is told without a limit (docs/adr/0009).
import { spawnSync } from 'node:child_process';
import { Provider as KubernetesProvider } from '@pulumi/kubernetes/provider';
import { ConfigMap, type ConfigMapArgs } from '@pulumi/kubernetes/core/v1/configMap';
import * as pulumi from '@pulumi/pulumi';
import { ApiObject, type App } from 'cdk8s';
import * as constructs from '../build';
import * as hikube from '../build/pulumi';

const [CLUSTERS, TREES, OBJECTS, PROCESSES, RUNS, LOADS] = [50, 10, 20, 5, 11, 21];
const [REGISTERING, LOADING] = [1.15, 1.25];
const MEASURE = '--measure';

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

/** A resource as it was registered once, and the options that it had. */
interface Bare {
  readonly resource: pulumi.Resource;
  readonly type: string;
  readonly name: string;
  readonly props: pulumi.Inputs;
  readonly opts: pulumi.CustomResourceOptions;
}

/** Registers the clusters of a tenant through their components, and hands each on. */
function throughComponents(
  opts: pulumi.ComponentResourceOptions,
  goOn: (cluster: hikube.ManagedCluster, name: string) => void = () => undefined,
): void {
  const connection = hikube.Connection.forTests();
  const tenancy = new hikube.Tenancy('acme', { namespace: 'tenant-acme', modules: { etcd: true }, connection }, opts);
  const acknowledge = { HK4114: 'one ring for a hundred clusters' };
  new hikube.EtcdRing('etcd', { size: '250Gi' }, { parent: tenancy, acknowledge });
  for (let n = 0; n < CLUSTERS; n++) {
    const cluster = new hikube.ManagedCluster(
      `c${n}`,
      {
        version: 'v1.34',
        host: `k8s-${n}.acme.example`,
        nodeGroups: {
          md0: { instanceType: hikube.InstanceType.S1_LARGE, scaling: { min: 2, max: 5 } },
          batch: { instanceType: hikube.InstanceType.U1_LARGE, scaling: { min: 2, max: 5 }, roles: ['batch'] },
        },
        addons: { certManager: true, ingressNginx: { hosts: [`app-${n}.acme.example`], nodes: 'md0' } },
      },
      { parent: tenancy, waitFor: 'none' },
    );
    goOn(cluster, `c${n}`);
  }
}

/** The program that a user begins with: a cluster, and something in it. */
const withObject: Program = (opts = {}) =>
  throughComponents(opts, ({ provider }, name) => {
    const metadata = { name: 'hello', namespace: 'default' };
    new ConfigMap(`hello-${name}`, { metadata, data: { a: name } }, { ...opts, provider });
  });

const alone: Program = (opts = {}) => throughComponents(opts);

/** Registers a tree of the same clusters, each with some objects of an application in it. */
const throughTree =
  (clusters: number, objects: number): Program =>
  (opts = {}) => {
    const connection = hikube.Connection.forTests();
    const build = (app: App): void => {
      const chart = new constructs.TenantChart(app, 'acme', { namespace: 'tenant-acme', modules: { etcd: true } });
      new constructs.EtcdRing(chart, 'etcd', { size: '250Gi' });
      for (let n = 0; n < clusters; n++) {
        const cluster = clusterIn(chart, n);
        if (objects === 0) continue;
        const apps = new constructs.WorkloadChart(app, `apps-${n}`, { cluster });
        for (let i = 0; i < objects; i++) {
          const metadata = { name: `settings-${i}`, namespace: 'default' };
          new ApiObject(apps, `settings-${i}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: `${i}` } });
        }
      }
    };
    hikube.render('prod', build, { connection, waitFor: 'none' }, opts);
  };

function clusterIn(chart: constructs.TenantChart, n: number): constructs.ManagedCluster {
  const cluster = new constructs.ManagedCluster(chart, `c${n}`, {
    version: 'v1.34',
    host: `k8s-${n}.acme.example`,
  });
  const scaling = { min: 2, max: 5 };
  const md0 = new constructs.NodeGroup(cluster, 'md0', { instanceType: constructs.InstanceType.S1_LARGE, scaling });
  new constructs.NodeGroup(cluster, 'batch', {
    instanceType: constructs.InstanceType.U1_LARGE,
    scaling,
    roles: ['batch'],
  });
  new constructs.CertManager(cluster, 'cert-manager');
  new constructs.IngressNginx(cluster, 'ingress-nginx', { hosts: [`app-${n}.acme.example`], nodes: md0 });
  return cluster;
}

class Custom extends pulumi.CustomResource {}

/** As a component is written by hand: it says when it is through. */
class Component extends pulumi.ComponentResource {
  public constructor(type: string, name: string, opts: pulumi.ComponentResourceOptions) {
    super(type, name, {}, opts);
    this.registerOutputs({});
  }
}

class Provider extends pulumi.ProviderResource {}

/** Inputs as a program writes them out: made anew each time. */
function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(written);
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, written(entry)]));
}

/** The least that it takes to get at the kubeconfig of a cluster that was registered by hand. */
const kubeconfigOf = (cluster: pulumi.CustomResource): pulumi.Output<string> =>
  pulumi.secret(cluster.id.apply(() => Promise.resolve(KUBECONFIG)));
const KUBECONFIG = JSON.stringify({ apiVersion: 'v1', kind: 'Config', clusters: [], contexts: [], users: [] });

/** One resource as a program writes it that does without the library. */
function bare({ resource, type, name, props }: Bare, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  if (resource instanceof KubernetesProvider) {
    const cluster = opts.deletedWith as pulumi.CustomResource;
    const own = { kubeconfig: kubeconfigOf(cluster), clusterIdentifier: cluster.id };
    return new KubernetesProvider(name, own, opts);
  }
  const inputs = written(props) as pulumi.Inputs;
  // What a user deploys into a cluster is written the same with the library and without.
  if (resource instanceof ConfigMap) return new ConfigMap(name, inputs as ConfigMapArgs, opts);
  const provided = /^pulumi:providers:(.*)/.exec(type);
  if (provided) return new Provider(provided[1]!, name, inputs, opts);
  return type.startsWith('hikube:') ? new Component(type, name, opts) : new Custom(type, name, inputs, opts);
}

/** Registers the same resources by hand, with the same options. */
function byHand(resources: readonly Bare[]): void {
  const made = new Map<pulumi.Resource, pulumi.Resource>();
  const now = <T>(value: T): T => (made.get(value as pulumi.Resource) as T | undefined) ?? value;
  for (const one of resources) {
    const { parent, provider, deletedWith, dependsOn } = one.opts;
    const own: pulumi.CustomResourceOptions = {
      ...one.opts,
      ...(parent && { parent: now(parent) }),
      ...(provider && { provider: now(provider) }),
      ...(deletedWith && { deletedWith: now(deletedWith) }),
      ...(Array.isArray(dependsOn) && { dependsOn: dependsOn.map(now) as pulumi.Resource[] }),
    };
    made.set(one.resource, bare(one, own));
  }
}

/** Waits until everything is registered. */
const settled = (): Promise<void> => pulumi.runtime.disconnect();

type Program = (opts?: pulumi.ComponentResourceOptions) => void;

/** What a program registers, in its order. */
async function recorded(program: Program): Promise<Bare[]> {
  const seen: Bare[] = [];
  program({
    transformations: [
      ({ resource, type, name, props, opts }) => {
        seen.push({ resource, type, name, props, opts: { ...opts, transformations: [] } });
        return undefined;
      },
    ],
  });
  await settled();
  return seen;
}

async function timed(work: () => void): Promise<number> {
  global.gc?.();
  const start = performance.now();
  work();
  await settled();
  return performance.now() - start;
}

/** What a program cost in one process: medians of milliseconds, and of what each pair of runs came to. */
interface Cost {
  readonly resources: number;
  readonly hand: number;
  readonly through: number;
  readonly ratio: number;
}

async function costOf(program: Program): Promise<Cost> {
  const resources = await recorded(program);
  const [through, hand]: [number[], number[]] = [[], []];
  for (let run = -5; run < RUNS; run++) {
    const even = run % 2 === 0;
    const first = await timed(() => (even ? program() : byHand(resources)));
    const second = await timed(() => (even ? byHand(resources) : program()));
    // The first runs warm the engine of JavaScript up.
    if (run < 0) continue;
    through.push(even ? first : second);
    hand.push(even ? second : first);
  }
  // Of pairs, since a machine that others use as well is slow for both of a pair.
  const ratio = median(through.map((time, i) => time / hand[i]!));
  return { resources: resources.length, hand: median(hand), through: median(through), ratio };
}

const PROGRAMS: readonly (readonly [what: string, program: Program, limit: number])[] = [
  [`${CLUSTERS} clusters alone, as one tree`, throughTree(CLUSTERS, 0), REGISTERING],
  [`${CLUSTERS} clusters, a provider and an object of each`, withObject, REGISTERING],
  [`${TREES} clusters with ${OBJECTS} objects each, as one tree`, throughTree(TREES, OBJECTS), REGISTERING],
  [`${CLUSTERS} clusters alone`, alone, Infinity],
];

/** What the programs cost in a process of their own: where its heap and its compiled code come to lie is chance. */
async function measure(): Promise<void> {
  process.stderr.write = () => true;
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ name, inputs }) => ({ id: name, state: { ...inputs, uid: name } }),
    call: () => ({}),
  };
  await pulumi.runtime.setMocks(mocks, 'shop', 'dev', false, 'acme');
  const costs: Cost[] = [];
  for (const [, program] of PROGRAMS) costs.push(await costOf(program));
  process.stdout.write(JSON.stringify(costs));
  process.exit();
}

/** Whether all programs keep to their limits. */
function registering(): boolean {
  const runs = Array.from({ length: PROCESSES }, () => {
    const { stdout } = spawnSync(process.execPath, [...process.execArgv, __filename, MEASURE], { encoding: 'utf8' });
    return JSON.parse(stdout) as Cost[];
  });
  const ratios = PROGRAMS.map(([what, , limit], i) => {
    const costs = runs.map((run) => run[i]!);
    const of = (figure: keyof Cost): number => median(costs.map((cost) => cost[figure]));
    const range = [Math.min, Math.max].map((edge) => edge(...costs.map(({ ratio }) => ratio)).toFixed(2)).join(' to ');
    const told = limit === Infinity ? 'no limit' : `at most ${limit}`;
    console.log(
      `registering ${of('resources')} resources, ${what} (${told}): by hand ${Math.round(of('hand'))} ms, through the library ${Math.round(of('through'))} ms, ratio ${of('ratio').toFixed(2)} (${range} in ${PROCESSES} processes)`,
    );
    return of('ratio');
  });
  return ratios.every((ratio, i) => ratio <= PROGRAMS[i]![2]);
}

function loadTime(module: string): number {
  const script = `const t = performance.now(); require(${JSON.stringify(module)}); process.stdout.write(String(performance.now() - t)); process.exit()`;
  return Number(spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout);
}

function loading(): number {
  const [peer, own]: [number[], number[]] = [[], []];
  for (let run = -1; run < LOADS; run++) {
    const [a, b] = [loadTime('@pulumi/pulumi'), loadTime('hikube-constructs/pulumi')];
    if (run < 0) continue;
    peer.push(a);
    own.push(b);
  }
  const ratio = median(own.map((time, i) => time / peer[i]!));
  console.log(
    `loading: @pulumi/pulumi ${Math.round(median(peer))} ms, hikube-constructs/pulumi ${Math.round(median(own))} ms, ratio ${ratio.toFixed(2)} (at most ${LOADING})`,
  );
  return ratio;
}

function main(): void {
  const loads = loading() <= LOADING;
  process.exit(registering() && loads ? 0 : 1);
}

if (process.argv.includes(MEASURE)) void measure();
else main();
