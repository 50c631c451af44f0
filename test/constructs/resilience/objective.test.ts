import {
  Assume,
  ContractFacts,
  Failure,
  HikubeError,
  PlatformProfile,
  Require,
  ResilienceObjective,
  replay,
  type ResilienceObjectiveProps,
} from 'hikube-constructs';
import { issuesOf, synth } from '../../support/programs';
import { goalIn, oneRegion, shop, shopOnPlatform, SWISS } from './programs';

const LABELS = Assume.labels('the commands of SiteLabels were run');
const SPREAD = Assume.fact('etcd.spread', 'ticket 4711');

describe('an objective of a tenant', () => {
  it('is proven where the program alone says enough', () => {
    const { chart, etcd, cluster, web, ingress } = shop();
    const goal = goalIn(chart, {
      survive: [Failure.node()],
      require: [
        Require.etcdQuorum(etcd),
        Require.apiAvailable(cluster),
        Require.capacity(web, { atLeast: 0.6 }),
        Require.ingressReachable(ingress),
      ],
    });

    expect(goal.prove().report.verdict).toMatchObject({
      kind: 'proven',
      relies: ['A-STEADY', 'A-FRESH', 'A-MGMT', 'A-NODES'],
    });
    expect(synth(chart).length).toBeGreaterThan(0);
  });

  it('is unknown on Hikube for the loss of a region, and names every fact that would prove it', () => {
    const own = shop();
    const { verdict } = goalIn(own.chart, { ...oneRegion(own), failOn: 'never' }).prove().report;

    expect(verdict).toMatchObject({ kind: 'unknown', because: 'placement' });
    const [first] = verdict.kind === 'unknown' && verdict.because === 'placement' ? verdict.wouldProve : [];
    expect(first?.map(({ fact }) => fact).sort()).toEqual([
      'A-LABELS',
      'etcd.spread',
      'volumes.replicated.copies',
      'volumes.replicated.spread',
      'workers.spread',
    ]);
  });

  it('is proven for the loss of a region by what the operator declares in the same program', () => {
    const own = shopOnPlatform();
    const { report, basis } = goalIn(own.chart, { ...oneRegion(own), assume: [LABELS] }).prove();

    expect(report.verdict).toMatchObject({ kind: 'proven', relies: expect.arrayContaining(['A-LABELS']) as unknown });
    expect(basis).toContainEqual(expect.objectContaining({ id: 'etcd.spread', basis: 'declared' }));
    expect(basis).toContainEqual(expect.objectContaining({ id: 'volumes.replicated', basis: 'declared' }));
  });

  it('is refuted with a counterexample that replays', () => {
    const { chart, etcd } = shop();
    const { verdict } = goalIn(chart, {
      survive: [Failure.regions(3)],
      require: [Require.etcdQuorum(etcd)],
      failOn: 'never',
    }).prove().report;

    expect(verdict.kind).toBe('refuted');
    expect(verdict.kind === 'refuted' && replay(verdict.counterexample)).toBe(false);
  });
});

describe('what an objective does to a program', () => {
  const unproven = (failOn?: ResilienceObjectiveProps['failOn']): string[] => {
    const { chart, etcd } = shop();
    goalIn(chart, {
      survive: [Failure.regions(1)],
      require: [Require.etcdQuorum(etcd)],
      ...(failOn !== undefined && { failOn }),
    });
    return issuesOf(() => synth(chart)).map(({ code }) => code);
  };

  it('is to refuse it where it is not proven, unless that was chosen otherwise', () => {
    expect(unproven()).toEqual(['HK7003']);
    expect(unproven('unknown')).toEqual(['HK7003']);
    expect(unproven('refuted')).toEqual([]);
    expect(unproven('never')).toEqual([]);
  });

  it('tells the counterexample in words, and the cheapest way out', () => {
    const { chart, etcd } = shop();
    goalIn(chart, { survive: [Failure.regions(1)], require: [Require.etcdQuorum(etcd)] });
    const [issue] = issuesOf(() => synth(chart));

    expect(issue).toMatchObject({ code: 'HK7003', construct: 'shop/goal' });
    expect(issue?.message).toContain('"shop/etcd" has 3 members: 3 in geneva. Geneva is lost.');
    expect(issue?.remedy).toContain('etcd.spread');
  });

  it('is to refuse it wherever it is refuted, but for `never`', () => {
    const refuted = (failOn: ResilienceObjectiveProps['failOn'] & string): string[] => {
      const { chart, etcd } = shop();
      goalIn(chart, { survive: [Failure.regions(3)], require: [Require.etcdQuorum(etcd)], failOn });
      return issuesOf(() => synth(chart)).map(({ code }) => code);
    };

    expect([refuted('unknown'), refuted('refuted'), refuted('never')]).toEqual([['HK7002'], ['HK7002'], []]);
  });

  it('leaves the manifests alone', () => {
    const [bare, judged] = [shop(), shop()];
    goalIn(judged.chart, { ...oneRegion(judged), failOn: 'never' });

    expect(synth(judged.chart)).toEqual(synth(bare.chart));
  });
});

describe('what an objective assumes', () => {
  it('proves, and is listed with what the proof relies on', () => {
    const { chart, etcd } = shop();
    const props = { survive: [Failure.regions(1)], require: [Require.etcdQuorum(etcd)], assume: [SPREAD] };
    const { verdict } = goalIn(chart, props).prove().report;

    expect(verdict).toEqual({ kind: 'proven', relies: ['A-STEADY', 'A-FRESH', 'A-MGMT', 'etcd.spread'] });
  });

  it('has to be open, and what it may be', () => {
    const codes = (assume: Assume): string[] => {
      const { chart, etcd } = shop();
      goalIn(chart, { survive: [Failure.node()], require: [Require.etcdQuorum(etcd)], assume: [assume] });
      return issuesOf(() => synth(chart)).map(({ code }) => code);
    };

    expect(codes(Assume.fact('etcd.sprad', 'a guess'))).toEqual(['HK7012']);
    expect(codes(Assume.fact('etcd.spread', 'a guess', 'everywhere'))).toEqual(['HK7012']);
    expect(() => Assume.fact('etcd.spread', ' ')).toThrow(HikubeError);
  });
});

describe('what the platform is known to do', () => {
  const etcdOn = (facts: ContractFacts): string => {
    const { chart, etcd } = shop();
    const props = {
      survive: [Failure.regions(1)],
      require: [Require.etcdQuorum(etcd)],
      failOn: 'never',
      facts,
    } as const;
    return goalIn(chart, props).prove().report.verdict.kind;
  };
  const told = (is: unknown): ContractFacts =>
    ContractFacts.hikube().with({
      fact: 'etcd.spread',
      is,
      text: 'Members are kept apart.',
      source: 'ticket 4711',
      date: '2026-11-22',
      trust: 'promised',
    });

  it('proves or refutes what is unknown without it', () => {
    expect(etcdOn(ContractFacts.hikube())).toBe('unknown');
    expect(etcdOn(told({ rule: 'zone', maxSkew: 1 }))).toBe('proven');
    expect(etcdOn(told({ rule: 'none' }))).toBe('unknown');
  });

  it('is listed with its source, its date and its trust', () => {
    const { chart, etcd } = shop();
    const facts = told({ rule: 'zone', maxSkew: 1 });
    const { basis } = goalIn(chart, { survive: [Failure.node()], require: [Require.etcdQuorum(etcd)], facts }).prove();

    expect(basis).toContainEqual({
      id: 'etcd.spread',
      basis: 'contract',
      text: 'Members are kept apart.',
      source: 'ticket 4711',
      date: '2026-11-22',
      trust: 'promised',
    });
  });

  it('comes from the contract of the operator where the chart has one', () => {
    const regions = SWISS.regions.map(({ name }) => name);
    const { chart, etcd } = shop({
      contract: {
        format: 1,
        platform: { name: 'hikube', release: PlatformProfile.hikube().release },
        regions,
        classes: [{ name: 'replicated', mode: 'synchronous', copies: 3, perRegion: 1, regions }],
        schedulingClasses: [],
        spread: { regions, recovery: 'strict' },
      },
    });
    const { report, basis } = goalIn(chart, {
      survive: [Failure.regions(1)],
      require: [Require.etcdQuorum(etcd)],
    }).prove();

    expect(report.verdict.kind).toBe('proven');
    expect(basis).toContainEqual(expect.objectContaining({ id: 'etcd.spread', basis: 'contract' }));
  });
});

describe('an objective that cannot be judged', () => {
  const issueOf = (make: () => unknown): { code: string; message: string } => {
    try {
      make();
    } catch (error) {
      if (error instanceof HikubeError) return error.issues[0]!;
      throw error;
    }
    throw new Error('nothing was refused');
  };

  it('is of a chart without regions', () => {
    const { chart, etcd } = shop({ topology: undefined } as never);
    const goal = goalIn(chart, { survive: [Failure.node()], require: [Require.etcdQuorum(etcd)] });

    expect(issueOf(() => goal.prove())).toMatchObject({ code: 'HK7010' });
    expect(issuesOf(() => synth(chart)).map(({ code }) => code)).toEqual(['HK7010']);
  });

  it('survives nothing, or requires nothing', () => {
    const { chart, etcd } = shop();

    expect(
      issueOf(() => goalIn(chart, { survive: [], require: [Require.etcdQuorum(etcd)] }, 'a').prove()),
    ).toMatchObject({
      code: 'HK7012',
    });
    expect(issueOf(() => goalIn(chart, { survive: [Failure.node()], require: [] }, 'b').prove())).toMatchObject({
      code: 'HK7012',
    });
  });

  it('is asked of what has no such thing', () => {
    const { cluster } = shop();

    expect(issueOf(() => Require.etcdQuorum(cluster as never)).message).toContain('"shop/live"');
    expect(issueOf(() => Require.writable(undefined as never)).message).toContain('nothing');
    expect(issueOf(() => Failure.regions(0)).message).toContain('0');
    expect(issueOf(() => Failure.region('gland' as never)).message).toContain('"gland"');
    expect(issueOf(() => Failure.isolate().destroyed()).message).toContain('isolate');
  });

  it('is given props of the wrong type', () => {
    const { chart } = shop();
    new ResilienceObjective(chart, 'goal', { survive: 'gland', require: 7 } as never);

    expect(issuesOf(() => synth(chart)).map(({ code }) => code)).toEqual(['HK1102', 'HK1102']);
  });

  it('stands in no chart of a plane', () => {
    const { app, etcd } = shop();
    const props = { survive: [Failure.node()], require: [Require.etcdQuorum(etcd)] };

    expect(issueOf(() => new ResilienceObjective(app, 'goal', props))).toMatchObject({ code: 'HK1001' });
  });
});

describe('the figures of an objective', () => {
  it('are of the user’s own probabilities, for what there is a figure for', () => {
    const { chart, etcd, web } = shop();
    const goal = goalIn(chart, {
      survive: [Failure.regions(1)],
      require: [Require.etcdQuorum(etcd), Require.capacity(web, { atLeast: 0.3 })],
      assume: [SPREAD],
      failOn: 'never',
    });
    const figures = goal.availability({ region: 0.001 });

    expect(figures.map(({ require }) => require.check)).toEqual(['etcdQuorum']);
    expect(figures[0]?.assumptions).toContain('A-INDEP');
    expect(figures[0]!.low).toBeCloseTo(2.998e-6, 9);
    expect(() => goal.availability({ region: 1.5 })).toThrow(/HK7014/);
  });
});
