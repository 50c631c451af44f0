import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../../lib/cli/judge';
import { PlatformProfile } from '../../lib/core/platform/profile';

const BESIDE = join(__dirname, '..', '..', '..', 'shared');
const INPUTS = join(BESIDE, 'inputs', 'hikube-docs');

/** File, pointer and code, and the line of the reference that the issue rests on: its page, and words of it. */
type Row = readonly [file: string, pointer: string, code: string, page: string, line: string];

const TOUR = 'getting-started-quick-start--01-kubernetes';
const GPUS = 'gpu-how-to-provision-gpu-kubernetes--03-cluster-multi-gpu';
const PRODUCTION = 'kubernetes-api-reference--01-production-cluster';
const LEARNING = 'kubernetes-api-reference--03-ml-cluster';
const FIRST = 'kubernetes-quick-start--01-my-first-cluster';

const [APP, ADDONS, HIKUBE] = ['platform/kubernetes-app', 'platform/addons', 'hikube'];
const PHANTOM = [APP, '| Helm map merge'] as const;
const RESOURCES = [APP, '| `.resources` | {cpu?,memory?}'] as const;
const OPERATOR = [HIKUBE, 'The `gpuOperator` add-on must be on'] as const;
const NAMESPACE = [APP, '| api-reference | namespaces `company-prod`'] as const;
const UNREAD = [ADDONS, '| monitoringAgents | enabled | cozy-monitoring'] as const;

const ROWS: readonly Row[] = [
  [TOUR, '/spec/kamajiControlPlane', 'HK1201', APP, '| getting-started/quick-start | `spec.kamajiControlPlane.*`'],

  [GPUS, '/spec/nodeGroups', 'HK2203', ...PHANTOM],
  [GPUS, '/spec/nodeGroups/default-workers/resources', 'HK1203', ...RESOURCES],
  [GPUS, '/spec/nodeGroups/gpu-inference/resources', 'HK1203', ...RESOURCES],
  [GPUS, '/spec/nodeGroups/gpu-inference/instanceType', 'HK2110', HIKUBE, 'Size 8–16 vCPU per GPU'],
  [GPUS, '/spec/nodeGroups/gpu-inference/gpus', 'HK3104', ...OPERATOR],
  [GPUS, '/spec/nodeGroups/gpu-training/resources', 'HK1203', ...RESOURCES],
  [GPUS, '/spec/nodeGroups/gpu-training/gpus', 'HK3104', ...OPERATOR],

  [PRODUCTION, '/metadata/namespace', 'HK1309', ...NAMESPACE],
  [PRODUCTION, '/spec/nodeGroups', 'HK2203', ...PHANTOM],
  [PRODUCTION, '/spec/nodeGroups/web/resources', 'HK1203', ...RESOURCES],
  [PRODUCTION, '/spec/nodeGroups/compute/resources', 'HK1203', ...RESOURCES],
  [PRODUCTION, '/spec/nodeGroups/monitoring/resources', 'HK1203', ...RESOURCES],
  [
    PRODUCTION,
    '/spec/addons/certManager/valuesOverride/prometheus',
    'HK3107',
    ADDONS,
    '| cert-manager | `certManager:` or bare `prometheus:`',
  ],
  [
    PRODUCTION,
    '/spec/addons/ingressNginx/valuesOverride/controller',
    'HK3107',
    ADDONS,
    '| ingress-nginx | `ingressNginx:` or bare `controller:`',
  ],
  [
    PRODUCTION,
    '/spec/addons/fluxcd/valuesOverride/gitRepository',
    'HK3107',
    ADDONS,
    '| fluxcd | `fluxcd.gitRepository` / `gitRepository`',
  ],
  [PRODUCTION, '/spec/addons/monitoringAgents/valuesOverride', 'HK3108', ...UNREAD],

  [LEARNING, '/metadata/namespace', 'HK1309', ...NAMESPACE],
  [LEARNING, '/spec/storageClass', 'HK4201', APP, '| api-reference | storageClass `fast-ssd`'],
  [LEARNING, '/spec/nodeGroups', 'HK2203', ...PHANTOM],
  [LEARNING, '/spec/nodeGroups/system/resources', 'HK1203', ...RESOURCES],
  [LEARNING, '/spec/nodeGroups/system/roles/0', 'HK3124', HIKUBE, 'only `ingress-nginx` has an effect'],
  [LEARNING, '/spec/nodeGroups/gpu/resources', 'HK1203', ...RESOURCES],
  [LEARNING, '/spec/nodeGroups/gpu/minReplicas', 'HK2204', APP, 'a 0-min group still starts 2 VMs'],
  [LEARNING, '/spec/nodeGroups/gpu/minReplicas', 'HK2205', HIKUBE, 'no GPU capacity hint is published'],
  [LEARNING, '/spec/nodeGroups/gpu/gpus', 'HK3104', ...OPERATOR],
  [LEARNING, '/spec/addons/monitoringAgents/valuesOverride', 'HK3108', ...UNREAD],

  [FIRST, '/spec/nodeGroups', 'HK2203', ...PHANTOM],
];

const told = (file: string): string[] => {
  const name = `${file}.yaml`;
  const { issues } = judge([{ name, bytes: readFileSync(join(INPUTS, name)) }], { profile: PlatformProfile.hikube() });
  return issues.map(({ pointer, code }) => `${pointer} ${code}`).sort();
};

if (existsSync(INPUTS)) {
  describe('the clusters that the documentation shows', () => {
    it.each([TOUR, GPUS, PRODUCTION, LEARNING, FIRST])('%s is told exactly this', (file) => {
      const expected = ROWS.filter(([name]) => name === file).map(([, pointer, code]) => `${pointer} ${code}`);
      expect(told(file)).toEqual(expected.sort());
    });

    it('are all of those that are clusters', () => {
      const others = readdirSync(INPUTS)
        .map((name) => name.replace(/\.yaml$/, ''))
        .filter((file) => !ROWS.some(([name]) => name === file));
      expect(others.flatMap(told)).toEqual([]);
      expect(others).toHaveLength(2);
    });

    it.each(ROWS)('%s%s: %s rests on %s: %s', (_file, _pointer, _code, page, line) => {
      expect(readFileSync(join(BESIDE, 'reference', `${page}.md`), 'utf8')).toContain(line);
    });
  });
} else {
  describe('the clusters that the documentation shows', () => {
    it('are not here, so nothing is compared', () => expect(existsSync(INPUTS)).toBe(false));
  });
}
