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
import { cluster, errorsOf, group, issuesOf, synth, tenantChart, theOne, warningsOf } from '../support/programs';

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

  it('nothing for what is always there and has no settings', () => {
    const on = stage();
    new Cilium(on.web, 'cilium');

    expect(theOne('Kubernetes', on.web).spec).not.toHaveProperty('addons');
  });
});

describe('an add-on is refused', () => {
  it('twice in a cluster', () => {
    const { web } = stage();
    new CertManager(web, 'one');

    expect(errorsOf(() => new CertManager(web, 'two'))).toEqual(['HK3111']);
    expect(errorsOf(() => new Addon(web, 'three', { addon: 'certManager' }))).toEqual(['HK3111']);
  });

  it('outside of a cluster', () => {
    expect(errorsOf(() => new CertManager(tenantChart(), 'x'))).toEqual(['HK1001']);
  });

  it('with groups of another cluster', () => {
    const chart = tenantChart();
    const nodes = group(cluster({ name: 'other' }, chart));
    const web = new (cluster({ name: 'third' }, tenantChart()).constructor as new (...a: unknown[]) => ManagedCluster)(
      chart,
      'b',
    );

    expect(errorsOf(() => new IngressNginx(web, 'x', { hosts: ['a.example'], nodes }))).toEqual(['HK1005']);
  });

  it('under a name that no release has, with the near one', () => {
    const { web } = stage();

    expect(issuesOf(() => new Addon(web, 'x', { addon: 'certmanger' as never }))).toMatchObject([
      { code: 'HK1106', remedy: 'Did you mean "certManager"?' },
    ]);
    expect(errorsOf(() => new Addon(web, 'y', undefined as never))).toEqual(['HK1106']);
  });

  it.each(['hami', 'ouroboros'] as const)('before platform 1.4: %s, which names that release', (addon) => {
    const { web } = stage();
    new Addon(web, 'x', { addon });

    expect(() => synth(web)).toThrow(`has no field "${addon}"; platform 1.4 is the first that has it`);
  });

  it.each([
    [
      'MonitoringAgents without CertManager at 1.1',
      ({ web }: Stage) => new MonitoringAgents(web, 'x'),
      PlatformProfile.hikube(),
      ['HK3101'],
    ],
    [
      'nothing: MonitoringAgents without CertManager at 1.6',
      ({ web }: Stage) => new MonitoringAgents(web, 'x'),
      later,
      [],
    ],
    ['Hami without GpuOperator', ({ web }: Stage) => new Addon(web, 'x', { addon: 'hami' }), later, ['HK3101']],
    [
      'MonitoringAgents with values',
      ({ web }: Stage) =>
        new Addon(web, 'x', {
          addon: 'monitoringAgents',
          overrides: [{ op: 'add', path: '/valuesOverride', value: { fluentbit: {} } }],
        }),
      later,
      ['HK3108'],
    ],
    [
      'IngressNginx that no group carries',
      ({ web }: Stage) =>
        new Addon(web, 'x', {
          addon: 'ingressNginx',
          overrides: [{ op: 'add', path: '/hosts', value: ['a.example'] }],
        }),
      later,
      ['HK3102'],
    ],
    [
      'an ill-formed host',
      ({ web, nodes }: Stage) => new IngressNginx(web, 'x', { hosts: ['https://a.example'], nodes }),
      later,
      ['HK3105'],
    ],
    [
      'one host twice',
      ({ web, nodes }: Stage) => new IngressNginx(web, 'x', { hosts: ['a.example', 'a.example'], nodes }),
      later,
      ['HK3105'],
    ],
  ] as const)('%s', (_, declare, profile, codes) => {
    const on = stage(profile);
    declare(on);

    expect(errorsOf(() => synth(on.web))).toEqual(codes);
  });
});

describe('IngressNginx', () => {
  it('gives the groups that carry it the role, after their own', () => {
    const web = cluster();
    const nodes = group(web, { roles: ['web'] });
    new IngressNginx(web, 'x', { hosts: ['a.example'], nodes: [nodes] });

    expect(nodes.roles).toEqual(['web', 'ingress-nginx']);
  });

  it('leaves the groups of a role that they have alone', () => {
    const web = cluster();
    const nodes = group(web, { roles: ['ingress-nginx', 'web'] });
    new IngressNginx(web, 'x', { hosts: ['a.example'], nodes });

    expect(nodes.roles).toEqual(['ingress-nginx', 'web']);
  });
});
