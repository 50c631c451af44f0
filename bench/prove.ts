// What it takes to judge what survives, beside synthesising the same program, both in this run; and how it grows with the
// number of clusters.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'cdk8s';
import {
  Acknowledge,
  EtcdRing,
  Failure,
  InstanceType,
  ManagedCluster,
  NodeGroup,
  RegionTopology,
  ReplicatedVolumeLayer,
  Replication,
  Require,
  ResilienceObjective,
  TenantChart,
} from '../build';
import { ProvingPass } from '../build/constructs/resilience/proving-pass';
import type { Memo } from '../build/core/resilience/examine';
import { verdictKindOf } from '../build/core/resilience/verdict-kind';

const [CLUSTERS, GROWN, RUNS] = [1000, 4000, 5];
const [SHARE, GROWTH] = [0.1, 4.6];

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

interface Program {
  readonly app: App;
  readonly goals: readonly ResilienceObjective[];
}

/** A tenant's clusters, and five objectives for each of them. Their groups differ in size. */
function programOf(clusters: number): Program {
  const app = new App({ outdir: mkdtempSync(path.join(tmpdir(), 'hikube-bench-')) });
  const topology = RegionTopology.hikube();
  const goals: ResilienceObjective[] = [];
  // cdk8s goes through the whole app for every chart, so all of them stand in one.
  const chart = new TenantChart(app, 'acme', { namespace: 'tenant-acme', topology, modules: { etcd: true } });
  Acknowledge.issue(chart, 'HK4114', 'it is not to be applied');
  const etcd = new EtcdRing(chart, 'etcd', { members: 3, size: '1000Gi' });
  const volumes = new ReplicatedVolumeLayer(chart, 'volumes', { replication: Replication.synchronous() });
  for (let n = 0; n < clusters; n++) {
    const host = `k8s-${n}.acme.example`;
    const cluster = new ManagedCluster(chart, `c${n}`, {
      etcd,
      volumes,
      host,
      controlPlane: { replicas: 2 + (n % 2) },
    });
    const scaling = { min: 3 + (n % 7), max: 12 };
    const web = new NodeGroup(cluster, 'web', { name: 'md0', instanceType: InstanceType.U1_LARGE, scaling });
    const ask = (id: string, failure: Failure, ...require: Require[]): void => {
      goals.push(new ResilienceObjective(chart, `c${n}-${id}`, { survive: [failure], require, failOn: 'never' }));
    };
    ask('machine', Failure.node(), Require.etcdQuorum(etcd), Require.apiAvailable(cluster));
    ask('region', Failure.regions(1), Require.etcdQuorum(etcd), Require.writable(volumes));
    ask('isolation', Failure.isolate(), Require.etcdQuorum(etcd), Require.noSplitBrain(volumes));
    ask('capacity', Failure.regions(1), Require.capacity(web, { atLeast: 0.3 }));
    ask('maintenance', Failure.rollingRegion(), Require.apiAvailable(cluster));
  }
  return { app, goals };
}

const cpu = (work: () => unknown): number => {
  global.gc?.();
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

/** What the prover is given for each objective. */
const casesOf = ({ goals }: Program): ReturnType<ResilienceObjective['caseIn']>[] => {
  const pass = new ProvingPass();
  return goals.map((goal) => goal.caseIn(pass));
};

interface Measured {
  /** Putting the systems together of what the program declares. */
  readonly reading: number;
  readonly proving: number;
  readonly synth: number;
}

/** The middle of several runs. Synth judges as well, and so has all of it in it. */
function measured(clusters: number, runs: number): Measured {
  const [reading, proving, synth]: [number[], number[], number[]] = [[], [], []];
  for (let run = 0; run < runs; run++) {
    const program = programOf(clusters);
    let cases: ReturnType<typeof casesOf> = [];
    reading.push(cpu(() => (cases = casesOf(program))));
    proving.push(
      cpu(() => {
        const memo: Memo = new Map();
        for (const { system, objective } of cases) verdictKindOf(system, objective, memo);
      }),
    );
    synth.push(cpu(() => program.app.synth()));
    rmSync(program.app.outdir, { recursive: true });
  }
  return { reading: median(reading), proving: median(proving), synth: median(synth) };
}

measured(50, 1);
const small = measured(CLUSTERS, RUNS);
const grown = measured(GROWN, 3);
const share = small.proving / small.synth;
const growth = grown.proving / small.proving;
console.log(
  `${CLUSTERS} clusters with 5 objectives each: synth ${Math.round(small.synth)} ms, putting systems together ${Math.round(small.reading)} ms, proving ${Math.round(small.proving)} ms, share ${share.toFixed(3)} (at most ${SHARE})`,
);
console.log(
  `${GROWN} clusters: proving ${Math.round(grown.proving)} ms of CPU, ${growth.toFixed(2)} times as much (at most ${GROWTH})`,
);
process.exitCode = share > SHARE || growth > GROWTH ? 1 : 0;
