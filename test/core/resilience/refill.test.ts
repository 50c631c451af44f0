import { refill, type Room } from '../../../lib/core/resilience/refill';

const ALL = [true, true, true];
/** Three regions of which the first is lost, with nothing left in it. */
const room = (left: readonly number[], more: Partial<Room> = {}): Room => ({
  left,
  before: left,
  up: [false, true, true],
  eligible: ALL,
  machines: [3, 3, 3],
  enoughMachines: true,
  ...more,
});

describe('what starts again', () => {
  it('is nothing where nothing is missing, or nowhere is open', () => {
    expect(refill(0, { rule: 'none' }, room([0, 1, 1]))).toBe(0);
    expect(refill(2, { rule: 'none' }, room([0, 1, 1], { up: [false, false, false] }))).toBe(0);
    expect(refill(2, { rule: 'none' }, room([0, 1, 1], { eligible: [true, false, false] }))).toBe(0);
  });

  it('is everything where no rule stands in the way', () => {
    expect(refill(4, { rule: 'none' }, room([0, 1, 1]))).toBe(4);
  });

  it('is what was pinned to a region that is there, and nothing of a lost one', () => {
    const pinned = { rule: 'pinned', counts: { geneva: 2, gland: 2 } } as const;

    expect(refill(1, pinned, room([2, 1, 0], { before: [2, 2, 0], up: ALL }))).toBe(1);
    expect(refill(2, pinned, room([0, 2, 0], { before: [2, 2, 0] }))).toBe(0);
    expect(refill(3, pinned, room([0, 1, 0], { before: [2, 2, 0] }))).toBe(1);
  });

  it('is what the other regions have room for, of so many in each', () => {
    expect(refill(3, { rule: 'perRegion', most: 2 }, room([0, 1, 2]))).toBe(1);
    expect(refill(3, { rule: 'perRegion', most: 1 }, room([0, 2, 1]))).toBe(0);
  });

  it('is what the machines that are left have room for', () => {
    const hard = { rule: 'hostname', maxSkew: 1 } as const;

    expect(refill(3, hard, room([0, 2, 2]))).toBe(2);
    expect(refill(3, { ...hard, maxSkew: 2 }, room([0, 2, 2]))).toBe(3);
    expect(refill(3, hard, room([0, 4, 4]))).toBe(0);
  });

  it('is all or nothing where nobody told how many machines there are', () => {
    const hard = { rule: 'hostname', maxSkew: 1 } as const;
    const untold = { machines: [3, 3, undefined] };

    expect(refill(3, hard, room([0, 2, 2], untold))).toBe(3);
    expect(refill(3, hard, room([0, 2, 2], { ...untold, enoughMachines: false }))).toBe(0);
  });

  it('is nothing under a hard spread while a lost region counts, and all of it once it no longer does', () => {
    const hard = { rule: 'zone', maxSkew: 1 } as const;

    expect(refill(1, hard, room([0, 1, 1]))).toBe(0);
    expect(refill(1, { ...hard, nodeTaintsPolicy: 'Honor' }, room([0, 1, 1]))).toBe(1);
    expect(refill(3, { ...hard, nodeTaintsPolicy: 'Honor', minDomains: 3 }, room([0, 1, 1]))).toBe(0);
    expect(refill(4, { ...hard, maxSkew: 2 }, room([0, 1, 0]))).toBe(3);
  });
});
