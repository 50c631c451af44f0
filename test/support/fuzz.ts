import { judge, type Verdict } from '../../lib/cli/judge';
import { PlatformProfile } from '../../lib/core/platform/profile';
import { mutate } from './mutate';

const GROUP = {
  minReplicas: 2,
  maxReplicas: 5,
  instanceType: 'u1.2xlarge',
  ephemeralStorage: '100Gi',
  resources: {},
  roles: ['ingress-nginx'],
  gpus: [{ name: 'nvidia.com/AD102GL_L40S' }],
};

/** Sound objects that use many fields, for changing. */
export const SEEDS: readonly object[] = [
  {
    apiVersion: 'apps.cozystack.io/v1alpha1',
    kind: 'Tenant',
    metadata: { name: 'acme', namespace: 'tenant-root' },
    spec: { etcd: true, monitoring: true, host: 'acme.example', resourceQuotas: { cpu: 128, memory: '512Gi' } },
  },
  {
    apiVersion: 'apps.cozystack.io/v1alpha1',
    kind: 'Etcd',
    metadata: { name: 'etcd', namespace: 'tenant-acme' },
    spec: { replicas: 3, size: '5Gi', storageClass: 'replicated', resources: { cpu: '1', memory: '1Gi' } },
  },
  {
    apiVersion: 'apps.cozystack.io/v1alpha1',
    kind: 'Kubernetes',
    metadata: {
      name: 'web',
      namespace: 'tenant-acme',
      labels: { team: 'platform' },
      annotations: { 'acknowledge.hikube-constructs/HK2203': 'on purpose' },
    },
    spec: {
      version: 'v1.34',
      host: 'k8s.acme.example',
      storageClass: 'replicated',
      controlPlane: { replicas: 3, apiServer: { resourcesPreset: 'large' }, scheduler: { resources: { cpu: '1' } } },
      nodeGroups: { md0: GROUP, web: { ...GROUP, gpus: [] } },
      addons: {
        certManager: { enabled: true, valuesOverride: { 'cert-manager': { replicaCount: 2 } } },
        cilium: { valuesOverride: { cilium: { encryption: { enabled: true, type: 'wireguard' } } } },
        fluxcd: {
          enabled: true,
          valuesOverride: {
            'flux-instance': { instance: { sync: { url: 'https://a.example', ref: 'main', path: './' } } },
          },
        },
        gpuOperator: { enabled: true },
        ingressNginx: { enabled: true, hosts: ['a.acme.example', '*.b.acme.example'] },
        monitoringAgents: { enabled: true },
        velero: {
          enabled: true,
          valuesOverride: {
            velero: { configuration: { backupStorageLocation: [{ provider: 'aws', bucket: 'backups' }] } },
          },
        },
      },
    },
  },
];

const PROFILES = [PlatformProfile.hikube(), PlatformProfile.cozystack('1.1'), PlatformProfile.cozystack('1.6')];

/** Judges one text made of the seeds by changes; the number decides which. */
export function fuzz(seed: number): Verdict {
  const bytes = mutate(SEEDS, seed);
  return judge([{ name: `${seed}.yaml`, bytes }], { profile: PROFILES[seed % PROFILES.length]! });
}

/** What is wrong with a verdict itself: an issue without its parts, or none where none can be. */
export function faultOf({ issues, summary }: Verdict): string | undefined {
  for (const issue of issues) {
    const { code, message, why, remedy, source } = issue;
    if (!/^HK\d{4}$/.test(code) || message === '' || why === '' || remedy === '') return JSON.stringify(issue);
    if (!(source.line >= 1) || !(source.column >= 1)) return JSON.stringify(issue);
    if (/undefined|\[object|NaN/.test(message + remedy)) return JSON.stringify(issue);
  }
  const said = issues.length > 0 || summary.objects + summary.passedOver > 0;
  return said ? undefined : 'nothing was said of the text';
}
