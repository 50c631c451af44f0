import {
  Addon,
  CertManager,
  Cilium,
  CoreDns,
  FluxCd,
  GatewayApi,
  GpuOperator,
  Hami,
  IngressNginx,
  MonitoringAgents,
  type NodeGroup,
  Ouroboros,
  PlatformProfile,
  Velero,
  VerticalPodAutoscaler,
  type ManagedCluster,
} from 'hikube-constructs';
import { cluster, group, tenantChart, theOne, warningsOf } from '../support/programs';

interface Stage {
  readonly web: ManagedCluster;
  readonly nodes: NodeGroup;
}

const stage = (profile: PlatformProfile = PlatformProfile.hikube()): Stage => {
  const web = cluster({}, tenantChart({ profile }));
  return { web, nodes: group(web) };
};
const addonsOf = ({ web }: Stage): Record<string, unknown> =>
  theOne('Kubernetes', web).spec.addons as Record<string, unknown>;
const later = PlatformProfile.cozystack('1.6');

describe('an add-on writes', () => {
  const cases: [string, (stage: Stage) => unknown, Record<string, unknown>][] = [
    ['CertManager alone', ({ web }) => new CertManager(web, 'x'), { certManager: { enabled: true } }],
    [
      'CertManager with settings',
      ({ web }) =>
        new CertManager(web, 'x', { replicas: 2, metrics: true, dns01Nameservers: ['9.9.9.9:53', '1.1.1.1:53'] }),
      {
        certManager: {
          enabled: true,
          valuesOverride: {
            'cert-manager': {
              replicaCount: 2,
              prometheus: { enabled: true },
              dns01RecursiveNameservers: '9.9.9.9:53,1.1.1.1:53',
              dns01RecursiveNameserversOnly: true,
            },
          },
        },
      },
    ],
    [
      'IngressNginx behind the tenant',
      ({ web, nodes }) =>
        new IngressNginx(web, 'x', {
          hosts: ['a.example'],
          nodes,
          onlyOnNodes: true,
          config: { 'ssl-protocols': 'TLSv1.3' },
        }),
      {
        ingressNginx: {
          enabled: true,
          hosts: ['a.example'],
          valuesOverride: {
            'ingress-nginx': {
              controller: {
                config: { 'ssl-protocols': 'TLSv1.3' },
                nodeSelector: { 'node-role.kubernetes.io/ingress-nginx': '' },
              },
            },
          },
        },
      },
    ],
    [
      'IngressNginx with an address of its own',
      ({ web }) => new IngressNginx(web, 'x', { exposure: 'LoadBalancer', serviceAnnotations: { note: 'public' } }),
      {
        ingressNginx: {
          enabled: true,
          exposeMethod: 'LoadBalancer',
          valuesOverride: { 'ingress-nginx': { controller: { service: { annotations: { note: 'public' } } } } },
        },
      },
    ],
    [
      'FluxCd',
      ({ web }) =>
        new FluxCd(web, 'x', {
          sync: { url: 'https://git.acme.example/fleet.git', ref: 'refs/heads/main', path: 'prod', pullSecret: 'git' },
        }),
      {
        fluxcd: {
          enabled: true,
          valuesOverride: {
            'flux-instance': {
              instance: {
                sync: {
                  kind: 'GitRepository',
                  url: 'https://git.acme.example/fleet.git',
                  ref: 'refs/heads/main',
                  path: 'prod',
                  pullSecret: 'git',
                },
              },
            },
          },
        },
      },
    ],
    ['GatewayApi', ({ web }) => new GatewayApi(web, 'x'), { gatewayAPI: { enabled: true } }],
    [
      'MonitoringAgents',
      ({ web }) => new MonitoringAgents(web, 'x', { certManager: new CertManager(web, 'y') }),
      { certManager: { enabled: true }, monitoringAgents: { enabled: true } },
    ],
    [
      'VerticalPodAutoscaler',
      ({ web }) =>
        new VerticalPodAutoscaler(web, 'x', {
          updater: false,
          monitoringAgents: new MonitoringAgents(web, 'y', { certManager: new CertManager(web, 'z') }),
        }),
      {
        certManager: { enabled: true },
        monitoringAgents: { enabled: true },
        verticalPodAutoscaler: { valuesOverride: { 'vertical-pod-autoscaler': { updater: { enabled: false } } } },
      },
    ],
    [
      'Velero',
      ({ web }) =>
        new Velero(web, 'x', {
          locations: [
            {
              name: 'default',
              bucket: 'backups',
              url: 'https://prod.s3.hikube.cloud',
              credential: { secretName: 's3', key: 'cloud' },
            },
          ],
          schedules: { nightly: { schedule: '0 2 * * *', ttl: '720h' } },
        }),
      {
        velero: {
          enabled: true,
          valuesOverride: {
            velero: {
              configuration: {
                backupStorageLocation: [
                  {
                    name: 'default',
                    provider: 'aws',
                    bucket: 'backups',
                    config: { s3Url: 'https://prod.s3.hikube.cloud', s3ForcePathStyle: true },
                    credential: { name: 's3', key: 'cloud' },
                  },
                ],
              },
              schedules: { nightly: { schedule: '0 2 * * *', template: { ttl: '720h' } } },
            },
          },
        },
      },
    ],
    [
      'Cilium',
      ({ web }) => new Cilium(web, 'x', { hubble: { relay: true }, encryption: 'wireguard', operatorReplicas: 2 }),
      {
        cilium: {
          valuesOverride: {
            cilium: {
              hubble: { enabled: true, relay: { enabled: true } },
              encryption: { enabled: true, type: 'wireguard' },
              operator: { replicas: 2 },
            },
          },
        },
      },
    ],
    [
      'CoreDns',
      ({ web }) => new CoreDns(web, 'x', { replicas: 3 }),
      { coredns: { valuesOverride: { coredns: { replicaCount: 3 } } } },
    ],
    [
      'Addon by its name',
      ({ web }) => new Addon(web, 'x', { addon: 'velero', values: { deployNodeAgent: true } }),
      { velero: { enabled: true, valuesOverride: { velero: { deployNodeAgent: true } } } },
    ],
  ];

  it.each(cases)('%s', (_, declare, addons) => {
    const on = stage();
    declare(on);

    expect(addonsOf(on)).toEqual(addons);
  });

  it('GpuOperator, Hami and Ouroboros on platform 1.6', () => {
    const on = stage(later);
    new Hami(on.web, 'hami', {
      gpuOperator: new GpuOperator(on.web, 'gpu', { driver: { version: '570' }, migStrategy: 'single' }),
    });
    new Ouroboros(on.web, 'ouroboros', {
      ingress: new IngressNginx(on.web, 'in', { hosts: ['a.example'], nodes: on.nodes }),
    });
    let addons = {};

    warningsOf(() => (addons = addonsOf(on)));

    expect(addons).toMatchObject({
      gpuOperator: {
        enabled: true,
        valuesOverride: { 'gpu-operator': { driver: { version: '570' }, mig: { strategy: 'single' } } },
      },
      hami: { enabled: true },
      ouroboros: { enabled: true },
    });
  });

  it('what only an override says, also for what is always there', () => {
    const on = stage();
    new Cilium(on.web, 'cilium', {
      overrides: [{ op: 'add', path: '/valuesOverride', value: { cilium: { MTU: 1300 } } }],
    });

    expect(addonsOf(on)).toEqual({ cilium: { valuesOverride: { cilium: { MTU: 1300 } } } });
  });

  it('nothing for what is always there and has no settings', () => {
    const on = stage();
    new Cilium(on.web, 'cilium');

    expect(theOne('Kubernetes', on.web).spec).not.toHaveProperty('addons');
  });
});
