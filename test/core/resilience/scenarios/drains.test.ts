import { group, HARD, judged, pinned, plane, requires, ring, systemOf, verdictOn, volume } from '../support';
import { at, breakOf, FIVE, FOUR, sites, withHosts } from './support';

const quorum = requires('etcdQuorum', 'etcd');
const writable = requires('writable', 'data');
const rolling = { fail: 'rolling' } as const;
const rollingAndNode = { fail: 'rolling', node: true } as const;

describe('a region that is emptied in good order', () => {
  it('takes its members of an etcd, as a loss does', () => {
    // 1/1/1 keeps 2 of 2 needed; 2/1/1 keeps 2 of 3.
    expect(verdictOn(systemOf([ring(3)]), [rolling], quorum)).toBe('proven');
    const { verdict } = judged(systemOf([ring(4)]), [rolling], quorum);
    expect(verdict.kind).toBe('refuted');
    expect(breakOf(verdict).failure).toMatchObject({ lost: [], drained: ['geneva'] });
  });

  it('takes its machines of a group', () => {
    // 2/2/2 keeps 4 of 6.
    expect(verdictOn(systemOf([group(6)]), [rolling], requires('capacity', 'web', { atLeast: 0.66 }))).toBe('proven');
    expect(verdictOn(systemOf([group(6)]), [rolling], requires('capacity', 'web', { atLeast: 0.67 }))).toBe('refuted');
  });

  it('takes the API with it where both servers stand there', () => {
    expect(verdictOn(systemOf([ring(3), plane(2, pinned(2, 0, 0))]), [rolling], requires('apiAvailable', 'api'))).toBe(
      'refuted',
    );
    const elsewhere = { fail: 'rolling', region: 'gland' } as const;
    expect(
      verdictOn(systemOf([ring(3), plane(2, pinned(2, 0, 0))]), [elsewhere], requires('apiAvailable', 'api')),
    ).toBe('proven');
  });

  it('leaves the last copy writable, for those that left in good order count no longer', () => {
    // Two copies, a majority, no tie-breaker. Emptied: 1 of 1. Lost: 1 of 2, and 2 are needed.
    const system = systemOf([volume(2, { quorum: 'majority', tieBreaker: 'none' })]);

    expect(verdictOn(system, [rolling], writable)).toBe('proven');
    expect(verdictOn(system, [{ fail: 'regions', most: 1 }], writable)).toBe('refuted');
  });

  it('takes a volume with it that has all its copies there', () => {
    const system = systemOf([volume(2, { spread: pinned(2, 0, 0), tieBreaker: 'none' })]);

    expect(verdictOn(system, [rolling], writable)).toBe('refuted');
  });

  it('still leaves fewer copies than a redundancy or a number asks for', () => {
    // 2 of 3 are left. A redundancy of 3 wants 3 up to date; a number of 3 does not shrink; all of 2 voters are 2.
    expect(verdictOn(systemOf([volume(3, { minimumRedundancy: 3 })]), [rolling], writable)).toBe('refuted');
    expect(verdictOn(systemOf([volume(3, { quorum: 'all' })]), [rolling], writable)).toBe('proven');
    expect(verdictOn(systemOf([volume(3)]), [rolling], writable)).toBe('proven');
  });
});

describe('a region that is emptied while a machine elsewhere fails', () => {
  it('leaves too few of three members', () => {
    // 1 of 2 needed.
    const { verdict } = judged(systemOf([ring(3)]), [rollingAndNode], quorum);

    expect(verdict.kind).toBe('refuted');
    expect(breakOf(verdict).failure.drained).toHaveLength(1);
    expect(breakOf(verdict).failure.machine?.what).toBe('host');
  });

  it('leaves too few of five in three regions and enough in five', () => {
    // 2/2/1 without 2 and one more: 2 of 3 needed. 1/1/1/1/1: 3 of 3.
    expect(verdictOn(systemOf([ring(5)]), [rollingAndNode], quorum)).toBe('refuted');
    expect(verdictOn(systemOf([ring(5)], { regions: sites(FIVE) }), [rollingAndNode], quorum)).toBe('proven');
  });

  it('leaves too few of five in four regions', () => {
    // 2/1/1/1 without the 2 and one more: 2 of 3 needed.
    expect(verdictOn(systemOf([ring(5)], { regions: sites(FOUR) }), [rollingAndNode], quorum)).toBe('refuted');
  });

  it('puts back all the voters of a volume, so that one of three copies is too few', () => {
    // One copy left in good order and one did not: 1 of 3, and 2 are needed.
    expect(verdictOn(systemOf([volume(3)]), [rollingAndNode], writable)).toBe('refuted');
  });

  it('leaves enough of five copies in five regions', () => {
    // 3 of 5, and 3 are needed.
    expect(verdictOn(systemOf([volume(5)], { regions: sites(FIVE) }), [rollingAndNode], writable)).toBe('proven');
  });

  it('leaves nothing of two copies where it is the other one that fails', () => {
    expect(verdictOn(systemOf([volume(2)]), [rollingAndNode], writable)).toBe('refuted');
  });

  it('leaves the last copy writable where the tie-breaker is what fails', () => {
    // Copies in Geneva and Gland, tie-breaker in Lucerne. Geneva is emptied: the copy in Gland is the only voter. If
    // then a machine in Lucerne fails, no voter is missing. If the one in Gland does, there is no copy.
    const system = systemOf([
      volume(2, { spread: at({ geneva: 1, gland: 1 }), tieBreaker: { count: 1, spread: at({ lucerne: 1 }) } }),
    ]);
    const { verdict } = judged(system, [{ fail: 'rolling', region: 'geneva', node: true }], writable);

    expect(verdict.kind).toBe('refuted');
    expect(breakOf(verdict).failure.machine?.region).toBe('gland');
  });

  it('takes the second vote where the tie-breaker left in good order', () => {
    // Lucerne with the tie-breaker is emptied; then a copy crashes: 1 of 2, and no diskless peer is left.
    const tieBreaker = { count: 1, spread: pinned(0, 0, 1) };
    const system = systemOf([volume(2, { spread: pinned(1, 1, 0), tieBreaker })]);

    expect(verdictOn(system, [{ fail: 'rolling', region: 'lucerne', node: true }], writable)).toBe('refuted');
    expect(verdictOn(system, [{ fail: 'rolling', region: 'lucerne' }], writable)).toBe('proven');
  });

  it('hangs on how much a machine carries', () => {
    // 2/2/2: 4 are left, and one machine has 1 or 2 of them: 3 of 6 or 2 of 6.
    const half = requires('capacity', 'web', { atLeast: 0.5 });

    expect(verdictOn(systemOf([group(6, HARD)]), [rollingAndNode], half)).toBe('unknown');
    // One machine in each region carries all of it: 2 of 6.
    expect(verdictOn(systemOf([group(6, HARD)], withHosts(1, 1, 1)), [rollingAndNode], half)).toBe('refuted');
  });
});
