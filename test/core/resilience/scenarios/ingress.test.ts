import type { Served } from '../../../../lib/core/resilience/system';
import { group, HARD, ingress, judged, LOSE_ONE, pinned, requires, SOFT, systemOf, verdictOn } from '../support';
import { breakOf, HONOR, unknown, wouldProve } from './support';

const reachable = requires('ingressReachable', 'door');
const later = requires('ingressReachable', 'door', { phase: 'recovered' });

describe('what takes requests in, at once', () => {
  it('survives a region where its nodes are in more than one', () => {
    expect(verdictOn(systemOf([group(3), ingress()]), [LOSE_ONE], reachable)).toBe('proven');
  });

  it('goes with its only node', () => {
    // One node somewhere: the loss of that region leaves none.
    expect(verdictOn(systemOf([group(1), ingress()]), [LOSE_ONE], reachable)).toBe('refuted');
  });

  it('hangs on where its nodes stand that nothing spreads', () => {
    // 2/0/0 without Geneva; 1/1/0 keeps one.
    expect(verdictOn(systemOf([group(2, SOFT), ingress()]), [LOSE_ONE], reachable)).toBe('unknown');
  });

  it('survives with the nodes of either of two groups', () => {
    // One group in Geneva, another in Gland: one of them is left.
    const parts = [group(2, pinned(2, 0, 0)), group(2, pinned(0, 2, 0), { name: 'more' })];
    const system = systemOf([...parts, ingress({ nodes: ['web', 'more'] })]);

    expect(verdictOn(system, [LOSE_ONE], reachable)).toBe('proven');
    expect(verdictOn(system, [{ fail: 'regions', most: 2 }], reachable)).toBe('refuted');
  });

  it('goes with the only region where its address is served', () => {
    // Two of three nodes are left, and nothing leads to them.
    const { verdict } = judged(systemOf([group(3), ingress({ exposure: ['lucerne'] })]), [LOSE_ONE], reachable);

    expect(verdict.kind).toBe('refuted');
    expect(breakOf(verdict).failure.lost).toEqual(['lucerne']);
  });

  it('hangs on whether its address moves, which is then named', () => {
    const exposure = unknown<Served>('A-ENDPOINT', 'anywhere', ['geneva']);
    const { verdict } = judged(systemOf([group(3), ingress({ exposure })]), [LOSE_ONE], reachable);

    expect(wouldProve(verdict)).toEqual([[{ fact: 'A-ENDPOINT', is: 'anywhere' }]]);
  });

  it('goes where the link from its address to its nodes is cut', () => {
    // Nodes in Gland, address in Geneva. Any other link may go.
    const system = systemOf([group(2, pinned(0, 2, 0)), ingress({ exposure: ['geneva'] })]);

    expect(verdictOn(system, [{ fail: 'cut', between: ['gland', 'geneva'] }], reachable)).toBe('refuted');
    expect(verdictOn(system, [{ fail: 'cut', between: ['geneva', 'lucerne'] }], reachable)).toBe('proven');
    expect(verdictOn(system, [{ fail: 'isolate', region: 'lucerne' }], reachable)).toBe('proven');
  });
});

describe('what takes requests in, once everything has healed', () => {
  it('is back with a node that was made again elsewhere', () => {
    // 2 in one region, both lost: no more than floor(100 % of 2).
    const system = systemOf([group(2, SOFT, { maxUnhealthy: '100%' }), ingress()]);

    expect(verdictOn(system, [LOSE_ONE], later)).toBe('proven');
  });

  it('is not back where nothing makes its nodes again', () => {
    // A group of 1: floor(50 % of 1) = 0 < 1, and the autoscaler may add max - min = 0.
    expect(verdictOn(systemOf([group(1, HONOR), ingress()]), [LOSE_ONE], later)).toBe('refuted');
    // Pinned: nothing goes elsewhere.
    const system = systemOf([group(2, pinned(2, 0, 0), { maxUnhealthy: '100%' }), ingress()]);
    expect(verdictOn(system, [LOSE_ONE], later)).toBe('refuted');
  });

  it('is not back where its address is lost', () => {
    const system = systemOf([group(3, HARD), ingress({ exposure: ['lucerne'] })]);

    expect(verdictOn(system, [LOSE_ONE], later)).toBe('refuted');
  });

  it('gets no new nodes where the old ones live on behind a cut', () => {
    // Nodes in Gland, address in Geneva, which nobody reaches. No machine is lost, so none is made anew in Geneva.
    const system = systemOf([group(2, pinned(0, 2, 0)), ingress({ exposure: ['geneva'] })]);

    expect(verdictOn(system, [{ fail: 'isolate', region: 'geneva' }], later)).toBe('refuted');
  });
});
