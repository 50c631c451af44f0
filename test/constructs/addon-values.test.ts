import { CertManager, CoreDns, type ManagedCluster } from 'hikube-constructs';
import { cluster, errorsOf, group, issuesOf, synth, theOne } from '../support/programs';

interface Stage {
  readonly web: ManagedCluster;
}

const stage = (): Stage => {
  const web = cluster();
  group(web);
  return { web };
};
const addonsOf = ({ web }: Stage): Record<string, unknown> =>
  theOne('Kubernetes', web).spec.addons as Record<string, unknown>;

describe('values of an add-on', () => {
  it('land below the key that the platform reads, whatever they are', () => {
    const on = stage();
    new CertManager(on.web, 'x', { values: { webhook: { replicaCount: 2 }, global: { logLevel: 4 } } });

    expect(addonsOf(on)).toEqual({
      certManager: {
        enabled: true,
        valuesOverride: { 'cert-manager': { webhook: { replicaCount: 2 }, global: { logLevel: 4 } } },
      },
    });
  });

  it('win over the typed props, key by key', () => {
    const on = stage();
    new CertManager(on.web, 'x', {
      replicas: 2,
      metrics: true,
      values: { replicaCount: 3, prometheus: { servicemonitor: { enabled: true } } },
    });

    expect(addonsOf(on)).toMatchObject({
      certManager: {
        valuesOverride: {
          'cert-manager': { replicaCount: 3, prometheus: { enabled: true, servicemonitor: { enabled: true } } },
        },
      },
    });
  });

  it('keep a null, which takes a default of the chart away', () => {
    const on = stage();
    new CoreDns(on.web, 'x', { values: { affinity: null } });

    expect(addonsOf(on)).toEqual({ coredns: { valuesOverride: { coredns: { affinity: null } } } });
  });

  it.each([
    ['a function', { a: () => 1 }],
    ['a class instance', { a: new Date(0) }],
    ['a number that is none', { a: NaN }],
    ['half a character', { a: '\ud800' }],
  ])('are refused with %s', (_, values) => {
    const on = stage();
    new CoreDns(on.web, 'x', { values: values as never });

    expect(errorsOf(() => synth(on.web))).toEqual(['HK1102']);
  });

  it('are refused if they contain themselves', () => {
    const values: Record<string, unknown> = {};
    values.self = values;
    const on = stage();
    new CoreDns(on.web, 'x', { values: values as never });

    expect(issuesOf(() => synth(on.web))).toMatchObject([
      { code: 'HK1102', message: 'The prop "values" contains itself.' },
    ]);
  });
});
