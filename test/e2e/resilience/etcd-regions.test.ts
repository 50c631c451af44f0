import { quorateRegions } from '../../../lib/core/resilience/etcd';
import type { Failure } from '../../../lib/core/resilience/objective';
import { reachIn, situationsOf, type Situation } from '../../../lib/core/resilience/scenario';
import { leftOf } from '../../../lib/core/resilience/stand';
import { pinned, requires, ring as ringOf, systemOf, THREE, verdictOn } from '../../core/resilience/support';
import { availability } from '../servers';
import { regionsAvailability } from './network';
import { PATIENCE, RealRing, someWrites, tally } from './ring';

/** For this time no write is taken where the core says that none is: several elections long. */
const QUIET = 4000;
/** A test brings its ring down and up again a few times. */
const LONG = 300_000;

type Case = readonly [what: string, failure: Failure];
const LOSS: Case = ['the loss of any region', { fail: 'regions', most: 1 }];
const LOSSES: Case = ['the loss of any one or two regions', { fail: 'regions', most: 2 }];
const ISOLATION: Case = ['the isolation of any region', { fail: 'isolate' }];
const CUT: Case = ['the cut of any link', { fail: 'cut' }];
const SPLIT: Case = ['the cut of all links', { fail: 'split' }];

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

const cutting = (...cut: readonly (readonly [number, number])[]): Situation => ({
  failure: { fail: 'cut' },
  lost: [],
  drained: [],
  cut,
  data: 'returns',
});

/** What of a situation is told where the core and etcd differ. */
const tell = ({ lost, cut }: Situation): string =>
  [...lost.map((region) => `lost ${THREE[region]}`), ...cut.map(([a, b]) => `cut ${THREE[a]} from ${THREE[b]}`)].join(
    ', ',
  );

/** What the core says: regions with a member that reaches a quorum, and those that reach no such region. */
function forecast(counts: readonly number[], situation: Situation): { quorate: number[]; stranded: number[] } {
  const reach = reachIn(situation, counts.length);
  const said = quorateRegions(leftOf({ counts, share: counts }, situation), reach, total(counts));
  const regions = counts.map((_, region) => region).filter((region) => !situation.lost.includes(region));
  return {
    quorate: regions.filter((region) => said[region]),
    stranded: regions.filter((here) => !regions.some((there) => said[there] && reach[here]![there])),
  };
}

interface Outcome {
  readonly what: string;
  /** Somebody takes writes of those who reach a quorum. */
  readonly goesOn: boolean;
  /** Somebody takes writes of those who reach nobody that does. */
  readonly alone: boolean;
}

const expected = (counts: readonly number[], situation: Situation): Outcome => ({
  what: tell(situation),
  goesOn: forecast(counts, situation).quorate.length > 0,
  alone: false,
});

/** What etcd does. Who follows a leader passes writes on to it, so those between the two are not asked. */
async function observed(ring: RealRing, counts: readonly number[], situation: Situation): Promise<Outcome> {
  const { quorate, stranded } = forecast(counts, situation);
  await ring.suffer(situation);
  const [goesOn, alone] = await Promise.all([
    someWrites(ring.in(...quorate), PATIENCE),
    someWrites(ring.in(...stranded), QUIET),
  ]);
  await ring.mend();
  return { what: tell(situation), goesOn, alone };
}

/** A ring for the tests of a block. */
function ringIn(regions: readonly string[], counts: readonly number[]): () => RealRing {
  let ring: RealRing | undefined;
  beforeAll(async () => {
    ring = await RealRing.start(regions, counts);
  }, LONG);
  afterAll(() => ring?.stop());
  return () => ring!;
}

function tests(): void {
  describe.each([
    { counts: [1, 1, 1], cases: [LOSSES, ISOLATION, CUT, SPLIT] },
    { counts: [2, 1, 0], cases: [LOSS, ISOLATION] },
    { counts: [2, 1, 1], cases: [LOSS, CUT] },
    { counts: [2, 2, 1], cases: [LOSS, ISOLATION, SPLIT] },
  ])('etcd with $counts members in three regions', ({ counts, cases }) => {
    const ring = ringIn(THREE, counts);
    const system = systemOf([ringOf(total(counts), pinned(...counts))]);

    it.each(cases)(
      'does what the core says under %s',
      async (_, failure) => {
        const situations = situationsOf(failure, system);
        const outcomes: Outcome[] = [];
        for (const situation of situations) outcomes.push(await observed(ring(), counts, situation));

        expect(outcomes).toEqual(situations.map((situation) => expected(counts, situation)));
        const survives = outcomes.every(({ goesOn }) => goesOn);
        expect(verdictOn(system, [failure], requires('etcdQuorum', 'etcd'))).toBe(survives ? 'proven' : 'refuted');
      },
      LONG,
    );
  });

  describe('a member in each of three regions, one link cut', () => {
    const ring = ringIn(THREE, [1, 1, 1]);
    const [geneva, gland, lucerne] = [0, 1, 2];
    beforeEach(() => ring().mend(), LONG);

    it.each([
      { leader: 'geneva', leads: geneva, other: gland },
      { leader: 'gland', leads: gland, other: geneva },
    ])(
      'with $leader leading at one end: it goes on without a pause, and the other end takes nothing',
      async ({ leads, other }) => {
        const leader = await ring().lead(leads);
        await ring().suffer(cutting([geneva, gland]));
        const { asked, taken } = await tally(leader, QUIET);
        const [cutOff] = ring().in(other);
        await ring().comes('the other end to miss its leader', async () => {
          await ring().lead(leads);
          return cutOff!.isLeaderless();
        });

        expect(asked).toBeGreaterThan(12);
        expect(taken).toBe(asked);
        expect(await cutOff!.writes()).toBe(false);
        // It reaches a majority, so the core counts it among those of whom one at least goes on.
        expect(forecast([1, 1, 1], cutting([geneva, gland])).quorate).toEqual([geneva, gland, lucerne]);
      },
      LONG,
    );

    it(
      'with the leader at neither end: every member takes writes',
      async () => {
        await ring().lead(lucerne);
        await ring().suffer(cutting([geneva, gland]));

        for (const member of ring().members) expect(await someWrites([member], PATIENCE)).toBe(true);
      },
      LONG,
    );
  });

  describe('a leader that a cut leaves without a majority', () => {
    const counts = [2, 1, 1];
    const ring = ringIn(THREE, counts);

    it(
      'gives way to one that the core says has it',
      async () => {
        const situation = cutting([0, 1]);
        const { quorate } = forecast(counts, situation);
        const leader = await ring().lead(1);
        await ring().suffer(situation);

        expect(quorate).toEqual([0, 2]);
        expect(await ring().comes('the end of its lead', async () => !(await leader.leads()))).toBe(true);
        expect(await someWrites(ring().in(...quorate), PATIENCE)).toBe(true);
      },
      LONG,
    );
  });

  describe('four regions that meet in one alone', () => {
    const counts = [1, 1, 1, 1];
    const ring = ringIn([...THREE, 'bern'], counts);

    it(
      'write there, although no three of them reach each other',
      async () => {
        const situation = cutting([0, 1], [0, 2], [1, 2]);
        const { quorate } = forecast(counts, situation);
        await ring().lead(0);
        await ring().suffer(situation);

        expect(quorate).toEqual([3]);
        expect(await ring().comes('the lead of the one', () => ring().in(3)[0]!.leads())).toBe(true);
        expect(await someWrites(ring().in(3), PATIENCE)).toBe(true);
      },
      LONG,
    );
  });

  describe('healing', () => {
    const ring = ringIn(THREE, [1, 1, 1]);

    it.each([
      ['all links were cut', cutting([0, 1], [0, 2], [1, 2])],
      ['two regions were lost', { ...cutting(), lost: [0, 2] }],
    ])(
      'brings writes back to every member after %s',
      async (_, situation) => {
        await ring().suffer(situation);
        expect(await someWrites(ring().members, QUIET)).toBe(false);

        await ring().mend();
        expect(await Promise.all(ring().members.map((member) => someWrites([member], PATIENCE)))).not.toContain(false);
      },
      LONG,
    );
  });
}

const missing = availability() ?? regionsAvailability();
if (missing === undefined) tests();
else {
  it('etcd over regions: not run here, as standard error says', () => {
    process.stderr.write(`e2e: etcd over regions: ${missing}\n`);
  });
}
