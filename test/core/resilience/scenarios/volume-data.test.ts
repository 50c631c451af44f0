import type { Data, Failure } from '../../../../lib/core/resilience/objective';
import { judged, LOSE_ONE, pinned, requires, SOFT, systemOf, verdictOn, volume } from '../support';
import { breakOf, FOUR, sites, unknown, verdictFor, withHosts, wouldProve } from './support';

const lossless = requires('zeroDataLoss', 'data');
const losing = (most: number, data: Data): Failure => ({ fail: 'regions', most, data });
const anywhere = { spread: SOFT } as const;

describe('what a volume loses', () => {
  it.each([
    // protocol, regions, disks: of three copies in three regions
    ['C', 1, 'destroyed', 'proven'], // 2 copies have every write
    ['C', 2, 'destroyed', 'proven'], // 1 copy has every write, though it may not be written any more
    ['C', 3, 'destroyed', 'refuted'], // none is left
    ['C', 3, 'returns', 'proven'], // all come back with what they had
    ['B', 1, 'destroyed', 'proven'], // the peers had it in memory and did not lose power
    ['B', 3, 'destroyed', 'refuted'], // none is left
    ['B', 3, 'returns', 'proven'], // the writer's own disk has it
    ['A', 1, 'destroyed', 'refuted'], // what was still in the send buffer
    ['A', 1, 'returns', 'refuted'], // another takes over without it
  ] as const)('by protocol %s, of up to %i regions whose data is %s: %s', (protocol, most, data, verdict) => {
    expect(verdictFor(systemOf([volume(3, { protocol })]), losing(most, data), lossless).kind).toBe(verdict);
  });

  it('is everything where its one copy burns', () => {
    // Wherever it stands, that region may burn.
    expect(verdictOn(systemOf([volume(1, anywhere)]), [losing(1, 'destroyed')], lossless)).toBe('refuted');
    expect(verdictOn(systemOf([volume(1, anywhere)]), [losing(1, 'returns')], lossless)).toBe('proven');
  });

  it('hangs on whether its copies stand together', () => {
    // 2/0/0 burns as a whole, 1/1/0 does not.
    const { verdict } = judged(systemOf([volume(2, anywhere)]), [losing(1, 'destroyed')], lossless);

    expect(verdict.kind).toBe('unknown');
    expect(breakOf(verdict).failure).toMatchObject({ data: 'destroyed' });
  });

  it('is nothing where one machine burns, for no machine has two copies', () => {
    expect(verdictOn(systemOf([volume(2, anywhere)]), [{ fail: 'host', data: 'destroyed' }], lossless)).toBe('proven');
    expect(verdictOn(systemOf([volume(1, anywhere)]), [{ fail: 'host', data: 'destroyed' }], lossless)).toBe('refuted');
  });

  it('is nothing where a region is emptied in good order, whatever the protocol', () => {
    // The writer leaves after its buffer was sent. A machine that fails meanwhile may take what was not.
    const system = systemOf([volume(3, { protocol: 'A' })]);

    expect(verdictOn(system, [{ fail: 'rolling' }], lossless)).toBe('proven');
    expect(verdictOn(system, [{ fail: 'rolling', node: true }], lossless)).toBe('refuted');
  });

  it('is what the cut-off writer had not sent, by protocol A', () => {
    expect(verdictOn(systemOf([volume(3, { protocol: 'A' })]), [{ fail: 'isolate' }], lossless)).toBe('refuted');
    expect(verdictOn(systemOf([volume(3)]), [{ fail: 'isolate' }], lossless)).toBe('proven');
  });

  it('hangs on a protocol that nobody told', () => {
    const protocol = unknown('class.protocol', 'C' as const, 'A' as const);
    const { verdict } = judged(systemOf([volume(3, { protocol })]), [losing(1, 'destroyed')], lossless);

    expect(wouldProve(verdict)).toEqual([[{ fact: 'class.protocol', is: 'C' }]]);
  });

  it('is nothing of what the burnt regions did not hold', () => {
    // Copies in Gland and Lucerne; Geneva burns.
    const system = systemOf([volume(2, { spread: pinned(0, 1, 1) })]);

    expect(verdictOn(system, [{ fail: 'region', region: 'geneva', data: 'destroyed' }], lossless)).toBe('proven');
  });
});

describe('whether the copies of a volume are made again', () => {
  const again = requires('reprotected', 'data');
  const evicting = { eviction: true } as const;

  it('is no where the platform does not evict, as is its default', () => {
    expect(verdictOn(systemOf([volume(3)], withHosts(3, 3, 3)), [LOSE_ONE], again)).toBe('refuted');
  });

  it('is no where every region that is left has its copy', () => {
    // 3 of 9 machines: round(3.06) = 3, so the gate is open. Two regions have room for 2 copies, not for 3.
    const system = systemOf([volume(3, evicting)], withHosts(3, 3, 3));

    expect(verdictOn(system, [LOSE_ONE], again)).toBe('refuted');
  });

  it('is yes for two copies: the third region takes one', () => {
    // 3 of 9 machines: 3 <= 3. Two regions are left for two copies.
    expect(verdictOn(systemOf([volume(2, evicting)], withHosts(3, 3, 3)), [LOSE_ONE], again)).toBe('proven');
  });

  it('is no for what stood in a region with too many of the machines', () => {
    // 4 of 10 machines: round(3.4) = 3 < 4. Without a copy in Geneva only 3 are ever away, and 3 <= 3.
    const more = withHosts(4, 3, 3);

    expect(verdictOn(systemOf([volume(2, evicting)], more), [LOSE_ONE], again)).toBe('unknown');
    const there = volume(2, { ...evicting, within: ['geneva', 'gland'] });
    expect(verdictOn(systemOf([there], more), [{ fail: 'region', region: 'geneva' }], again)).toBe('refuted');
  });

  it('hangs on the share that the platform set', () => {
    // 4 of 10 machines: round(40 % of 10) = 4.
    const wide = volume(2, { ...evicting, evictionMostPercent: 40 });

    expect(verdictOn(systemOf([wide], withHosts(4, 3, 3)), [LOSE_ONE], again)).toBe('proven');
  });

  it('is yes for three copies in four regions', () => {
    // 3 of 12 machines: round(4.08) = 4. Three regions are left for three copies.
    const system = systemOf([volume(3, evicting)], { regions: sites(FOUR, [3, 3, 3, 3]) });

    expect(verdictOn(system, [LOSE_ONE], again)).toBe('proven');
    // Two regions: 6 of 12 machines.
    expect(verdictOn(system, [{ fail: 'regions', most: 2 }], again)).toBe('refuted');
  });

  it('hangs on the number of machines where nobody told it', () => {
    const { verdict } = judged(systemOf([volume(2, evicting)]), [LOSE_ONE], again);

    expect(verdict.kind).toBe('unknown');
    expect(wouldProve(verdict)).toEqual([[{ fact: 'hosts', is: true }]]);
  });

  it('is no without room', () => {
    const system = systemOf([volume(2, evicting)], { ...withHosts(3, 3, 3), freeCapacity: false });

    expect(verdictOn(system, [LOSE_ONE], again)).toBe('refuted');
  });

  it('is no where a lost machine has to be made up for on machines that all have a copy', () => {
    // One machine in each region, three copies: without one machine there are two for three. 1 of 3: round(1.02) = 1.
    const one = systemOf([volume(3, { ...evicting, ...anywhere })], withHosts(1, 1, 1));
    expect(verdictOn(one, [{ fail: 'host' }], again)).toBe('refuted');

    // Two in each region: 1 of 6, round(2.04) = 2, and five machines for three copies.
    const two = systemOf([volume(3, { ...evicting, ...anywhere })], withHosts(2, 2, 2));
    expect(verdictOn(two, [{ fail: 'host' }], again)).toBe('proven');
  });

  it('is no where each copy has its place', () => {
    // Pinned 1/1/0: what Geneva had is not put into Lucerne.
    const system = systemOf([volume(2, { ...evicting, spread: pinned(1, 1, 0) })], withHosts(3, 3, 3));

    expect(verdictOn(system, [LOSE_ONE], again)).toBe('refuted');
  });

  it('is yes after a region was emptied in good order, for its copies come back', () => {
    expect(verdictOn(systemOf([volume(3)]), [{ fail: 'rolling' }], again)).toBe('proven');
  });
});
