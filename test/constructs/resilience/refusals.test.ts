import { App } from 'cdk8s';
import {
  ContractFacts,
  EtcdRing,
  Failure,
  InstanceType,
  NodeGroup,
  RegionTopology,
  Require,
  TenantChart,
  writeReports,
} from 'hikube-constructs';
import { issuesOf, synth } from '../../support/programs';
import { goalIn, shop } from './programs';

const codes = (program: () => unknown): string[] => issuesOf(program).map(({ code }) => code);
const text = (program: () => unknown): string =>
  issuesOf(program)
    .map(({ message, remedy }) => `${message} ${remedy}`)
    .join('\n');

describe('options of requirements and failures', () => {
  const { cluster, web } = shop();

  it.each([
    ['a phase that there is not', () => Require.apiAvailable(cluster, { phase: 'later' as never }), '"later"'],
    ['a misspelt option', () => Require.capacity(web, { atLeast: 0.5, phse: 'recovered' } as never), '"phse"'],
    ['no share', () => Require.capacity(web, {} as never), 'atLeast'],
    ['no options', () => Require.capacity(web, undefined as never), 'atLeast'],
    ['a share above the whole', () => Require.capacity(web, { atLeast: 1.5 }), '1.5'],
    ['a share of nothing', () => Require.capacity(web, { atLeast: 0 }), '0'],
    ['another option of maintenance', () => Failure.rollingRegion({ foo: 1 } as never), '"foo"'],
    ['a word for a flag', () => Failure.rollingRegion({ andMachine: 'yes' as never }), '"yes"'],
    [
      'a link to itself',
      () => {
        const gland = RegionTopology.hikube().region('gland');
        return Failure.cut(gland, gland);
      },
      '"gland"',
    ],
  ])('are refused: %s', (_, program, quoted) => {
    expect(codes(program)).toEqual(['HK1106']);
    expect(text(program)).toContain(quoted);
  });
});

describe('an objective about what stands elsewhere', () => {
  const elsewhere = (app: App, topology?: RegionTopology<string>): EtcdRing => {
    const chart = new TenantChart(app, 'other', {
      namespace: 'tenant-other',
      modules: { etcd: true },
      ...(topology && { topology }),
    });
    return new EtcdRing(chart, 'etcd', { members: 5 });
  };
  const asked = (make: (app: App) => EtcdRing): string[] => {
    const { app, chart } = shop();
    goalIn(chart, { survive: [Failure.node()], require: [Require.etcdQuorum(make(app))] });
    return codes(() => synth(chart)).filter((code) => code.startsWith('HK7'));
  };

  it('is refused for other regions, none, and another app', () => {
    expect(asked((app) => elsewhere(app, RegionTopology.of({ regions: ['x', 'y'] })))).toEqual(['HK7012']);
    expect(asked((app) => elsewhere(app))).toEqual(['HK7012']);
    expect(asked(() => elsewhere(new App(), RegionTopology.hikube()))).toEqual(['HK7012']);
  });
});

describe('an objective with props that are none', () => {
  const misspelt = () => {
    const { app, chart, etcd } = shop();
    const props = { survve: [Failure.node()], require: [Require.etcdQuorum(etcd)] };
    return { app, chart, goal: goalIn(chart, props as never) };
  };

  it('is told of as any other noun, whoever asks it first', () => {
    const { app, chart, goal } = misspelt();
    const asked = [() => goal.prove(), () => goal.explain(), () => goal.availability({ region: 0.1 })];

    for (const program of [...asked, () => writeReports(app, { dir: 'reports' }), () => synth(chart)]) {
      expect(text(program)).toContain('survve');
      expect(issuesOf(program).every(({ construct }) => construct === 'shop/goal')).toBe(true);
    }
  });

  it('is not all that a report tells of where a part of the system is at fault', () => {
    const { app, chart, cluster } = shop();
    const scaling = { min: 'two', max: 5 } as never;
    const group = new NodeGroup(cluster, 'extra', { instanceType: InstanceType.S1_LARGE, scaling });
    goalIn(chart, { survive: [Failure.node()], require: [Require.capacity(group, { atLeast: 0.5 })] });
    const program = (): unknown => writeReports(app, { dir: 'reports' });

    expect(codes(program)).toContain('HK1102');
    expect(text(program)).toContain('"two"');
  });

  it('says where it stands in what it refuses itself', () => {
    const { chart, etcd } = shop();
    const goal = goalIn(chart, { survive: [], require: [Require.etcdQuorum(etcd)] });

    expect(issuesOf(() => goal.prove())).toMatchObject([{ code: 'HK7012', construct: 'shop/goal' }]);
  });
});

describe('what is said twice, or of too much', () => {
  it('is refused', () => {
    const { chart, etcd } = shop();
    goalIn(chart, { survive: [Failure.regions(4)], require: [Require.etcdQuorum(etcd)] });

    expect(codes(() => synth(chart))).toEqual(['HK7012']);
  });
});

describe('a contract of facts', () => {
  const told = { fact: 'etcd.spread', text: 'Kept apart.', source: 'ticket', date: '2026-11-22', trust: 'promised' };

  it.each([
    { rule: 'zone' },
    { rule: 'zone', maxSkew: 0 },
    { rule: 'perRegion', most: 0 },
    { rule: 'zone', maxSkew: 1, foo: 1 },
  ])('has no rule %j', (is) => {
    expect(codes(() => ContractFacts.hikube().with({ ...told, is } as never))).toEqual(['HK7013']);
  });

  it('is told of nothing without a stack trace', () => {
    expect(codes(() => ContractFacts.hikube().with(null as never))).toContain('HK7013');
  });
});

describe('reports', () => {
  it('go into no file', () => {
    expect(codes(() => writeReports(new App(), { dir: __filename }))).toEqual(['HK1106']);
  });
});
