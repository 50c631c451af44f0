import { App } from 'cdk8s';
import fc from 'fast-check';
import * as hikube from 'hikube-constructs';
import { HikubeError, type ManagedCluster, type TenantChart } from 'hikube-constructs';
import { cluster, issuesOf, synth, tenantChart, warningsOf } from '../support/programs';

// What a program in JavaScript can do, where no compiler stands before it.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- that is the point
type AnyNoun = new (scope: any, id: any, props?: any) => unknown;
const inChart: AnyNoun[] = [hikube.ManagedCluster, hikube.EtcdRing, hikube.Tenant, hikube.ReplicatedVolumeLayer];
const inCluster: AnyNoun[] = [
  hikube.NodeGroup,
  hikube.Addon,
  hikube.CertManager,
  hikube.Cilium,
  hikube.CoreDns,
  hikube.FluxCd,
  hikube.GatewayApi,
  hikube.GpuOperator,
  hikube.Hami,
  hikube.IngressNginx,
  hikube.MonitoringAgents,
  hikube.Ouroboros,
  hikube.Velero,
  hikube.VerticalPodAutoscaler,
];
const all = [...inChart.map((Noun) => [Noun, false] as const), ...inCluster.map((Noun) => [Noun, true] as const)];
const named = all.map(([Noun, part]) => [Noun.name, Noun, part] as const);

/** Runs a program; what it throws has to be a HikubeError whose issues say something. */
function survives(program: () => unknown): void {
  for (const issue of issuesOf(() => warningsOf(program))) {
    expect(issue).toMatchObject({
      code: expect.stringMatching(/^HK\d{4}$/),
      message: expect.stringMatching(/\S/),
      remedy: expect.any(String),
    });
  }
}

describe('a program without types', () => {
  it.each(named)('is told what is wrong with the scope or id of %s', (_, Noun, part) => {
    const scope = (): TenantChart | ManagedCluster => (part ? cluster() : tenantChart());

    for (const wrong of [undefined, null, 5, 'x', {}, [], new App()])
      expect(() => new Noun(wrong, 'x', {})).toThrow(HikubeError);
    for (const wrong of [undefined, null, 5, {}, '']) expect(() => new Noun(scope(), wrong, {})).toThrow(HikubeError);
  });

  it.each(named)('is told what is wrong with props of %s that are not an object', (_, Noun, part) => {
    for (const wrong of [null, 5, 'x', [], () => 1, Symbol('x')]) {
      survives(() => {
        const scope = part ? cluster() : tenantChart();
        new Noun(scope, 'x', wrong);
        synth(scope);
      });
    }
  });

  const keys = [
    'name',
    'overrides',
    'across',
    'scaling',
    'instanceType',
    'resources',
    'gpus',
    'roles',
    'values',
    'hosts',
    'nodes',
    'addon',
    'modules',
    'quotas',
    'etcd',
    'volumes',
    'controlPlane',
    'labels',
    'replication',
    'members',
    'size',
    'locations',
    'sync',
    'hubble',
    'kubelet',
    'oidc',
    'host',
    'version',
  ];

  it.each(named)('is never answered by %s with a fault from inside, whatever it passes', (_, Noun, part) => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.oneof(fc.constantFrom(...keys), fc.string()),
          fc.anything({ maxDepth: 3, withBigInt: true, withDate: true, withNullPrototype: true }),
        ),
        (props) => {
          survives(() => {
            const scope = part ? cluster() : tenantChart();
            new Noun(scope, 'x', props);
            synth(scope);
          });
        },
      ),
      { numRuns: 150, seed: 1 },
    );
  });

  it.each([
    [{ scaling: { min: '1', max: 3 } }, 'The prop "scaling.min" has to be a whole number, but is "1".'],
    [{ scaling: 3 }, 'The prop "scaling" has to be an object such as { min, max }, but is 3.'],
    [{ roles: 'web' }, 'The prop "roles" has to be a list, but is "web".'],
    [{ instanceType: 's1.large' }, 'The prop "instanceType" has to be an InstanceType, but is "s1.large".'],
    [{ gpus: 'L40S' }, 'The prop "gpus" has to be an object such as { model, perNode }, but is "L40S".'],
    [{ across: 'geneva' }, 'The prop "across" has to be a Region, but is "geneva".'],
    [{ instancetype: 1 }, 'There is no prop "instancetype".'],
    [
      { volumes: { storageClass: 'local' } },
      'The prop "volumes" has to be a ReplicatedVolumeLayer, but is {"storageClass":"local"}.',
    ],
  ])('is told of %j in one sentence', (props, message) => {
    const issues = issuesOf(() => {
      const web = cluster();
      new hikube.NodeGroup(web, 'md0', {
        scaling: { min: 1, max: 3 },
        instanceType: hikube.InstanceType.U1_LARGE,
        ...props,
      } as never);
      synth(web);
    });

    expect(issues.map((issue) => issue.message)).toContain(message);
  });
});

describe('an entry of a map that does not fit', () => {
  it('is told of once', () => {
    const issues = issuesOf(() => {
      const web = cluster({ labels: { team: 5, stage: 'no label' } } as never);
      synth(web);
    });

    expect(issues.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(['HK1102', 'HK1307']);
  });
});

describe('an error', () => {
  it('shows frames of the program alone', () => {
    let stack = '';
    try {
      cluster({ nmae: 'x' } as never);
      new hikube.NodeGroup(tenantChart(), 'x', {} as never);
    } catch (error) {
      stack = (error as Error).stack!;
    }

    expect(stack).toMatch(/^HikubeError: HK1001 production\/x: /);
    expect(stack).not.toMatch(/lib.(constructs|core)/);
  });
});
