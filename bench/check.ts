// How long judging YAML takes, as a ratio to parsing it with the `yaml` package alone, both in this run.
import { parseAllDocuments, stringify } from 'yaml';
import { judge } from '../lib/cli/judge';
import { PlatformProfile } from '../lib/core/platform/profile';

const [DOCUMENTS, GROUPS, RUNS, LIMIT] = [1000, 10, 5, 3];

const group = (i: number): object => ({
  minReplicas: 1 + (i % 3),
  maxReplicas: 5,
  instanceType: 'u1.large',
  ephemeralStorage: '50Gi',
  resources: {},
  roles: i === 0 ? ['ingress-nginx'] : [`role-${i}`],
});

const cluster = (n: number): object => ({
  apiVersion: 'apps.cozystack.io/v1alpha1',
  kind: 'Kubernetes',
  metadata: { name: `cluster-${n}`, namespace: `tenant-t${n}` },
  spec: {
    version: 'v1.34',
    host: `k8s-${n}.acme.example`,
    storageClass: 'replicated',
    controlPlane: { replicas: 3 },
    nodeGroups: Object.fromEntries(
      Array.from({ length: GROUPS }, (_, i) => [i === 0 ? 'md0' : `group-${i}`, group(i)]),
    ),
    addons: {
      certManager: { enabled: true },
      ingressNginx: { enabled: true, hosts: [`app-${n}.acme.example`] },
    },
  },
});

const sound = Array.from({ length: DOCUMENTS }, (_, n) => stringify(cluster(n))).join('---\n');
// One unknown key and one missing field in every group.
const faulty = sound.replaceAll('      resources: {}\n', '      diskSize: 20Gi\n');

function median(work: () => unknown): number {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)]!;
}

let failed = false;
for (const [name, text] of Object.entries({ sound, faulty })) {
  const bytes = Buffer.from(text);
  const judged = (): ReturnType<typeof judge> =>
    judge([{ name: 'all.yaml', bytes }], { profile: PlatformProfile.hikube() });
  const parse = (): unknown => parseAllDocuments(text).map((document) => document.toJS() as unknown);
  judged();
  parse();
  const [parsing, judging] = [median(parse), median(judged)];
  const ratio = judging / parsing;
  failed ||= ratio > LIMIT;
  const { objects, errors } = judged().summary;
  console.log(
    `${name}: ${objects} clusters of ${GROUPS} groups, ${Math.round(bytes.length / 1024)} KiB, ${errors} errors: ` +
      `parsing ${Math.round(parsing)} ms, hikube check ${Math.round(judging)} ms, ratio ${ratio.toFixed(2)} (at most ${LIMIT})`,
  );
}
process.exitCode = failed ? 1 : 0;
