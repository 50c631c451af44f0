import {
  Addon,
  CertManager,
  IngressNginx,
  MonitoringAgents,
  type NodeGroup,
  PlatformProfile,
  type ManagedCluster,
} from 'hikube-constructs';
import { cluster, errorsOf, group, issuesOf, synth, tenantChart } from '../support/programs';

interface Stage {
  readonly web: ManagedCluster;
  readonly nodes: NodeGroup;
}

const stage = (profile: PlatformProfile = PlatformProfile.hikube()): Stage => {
  const web = cluster({}, tenantChart({ profile }));
  return { web, nodes: group(web) };
};
const later = PlatformProfile.cozystack('1.6');

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

  it.each(['gatewayAPI', 'monitoringAgents'] as const)('with values that nothing reads: %s', (addon) => {
    const { web } = stage(later);
    new Addon(web, 'x', { addon, values: { a: 1 } });

    expect(errorsOf(() => synth(web))).toEqual(['HK3108']);
  });

  it.each(['hami', 'ouroboros'] as const)('before platform 1.4: %s, which names that release', (addon) => {
    const { web } = stage();
    new Addon(web, 'x', { addon });

    expect(() => synth(web)).toThrow(`has no field "addons.${addon}"; platform 1.4 is the first that has it`);
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
