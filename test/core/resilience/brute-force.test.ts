import type { Failure, Requirement } from '../../../lib/core/resilience/objective';
import type { Part, Spread, Unknown } from '../../../lib/core/resilience/system';
import { casesOf, differences, FAILURES, regions, systemIn, type Case } from './search';
import { group, ingress, plane, requires, ring, volume, workload } from './support';

const share = (check: 'capacity' | 'runningReplicas', of: string, atLeast: number): Requirement[] =>
  (['instant', 'recovered'] as const).map((phase) => requires(check, of, { phase, atLeast }));

describe('the verdict is that of a search through all placements and all that may happen', () => {
  it('for the quorum of a ring', () => {
    const rings = casesOf([1, 2, 3, 4], [2, 3, 4], (n, spread) => [ring(n, spread)], [requires('etcdQuorum', 'etcd')]);

    expect(differences(rings)).toEqual([]);
  });

  it('for rings of five and six', () => {
    const rings = casesOf([5, 6], [2, 3], (n, spread) => [ring(n, spread)], [requires('etcdQuorum', 'etcd')]);

    expect(differences(rings)).toEqual([]);
  });

  it('for parts on machines of which the number is known', () => {
    const parts = (n: number, spread: Spread): Part[] => [ring(n, spread)];
    const require = [requires('etcdQuorum', 'etcd')];
    const told = casesOf([2, 3, 4], [2, 3], parts, require, { regions: regions(3, 2) });

    expect(differences(told)).toEqual([]);
  });

  it('for an API that its ring, its servers and its address have to keep up together', () => {
    const phases = (['instant', 'recovered'] as const).map((phase) => requires('apiAvailable', 'api', { phase }));
    for (const endpoint of ['anywhere', ['gland', 'geneva']] as const) {
      const planes = casesOf([2, 3], [2, 3], (n, spread) => [ring(3), plane(n, spread, { endpoint })], phases);
      expect(differences(planes)).toEqual([]);
    }
  });

  it('for machines at once and once they are replaced', () => {
    for (const more of [
      { maxUnhealthy: '50%' },
      { maxUnhealthy: 1, max: 8 },
      { maxUnhealthy: '34%', max: 6 },
    ] as const) {
      const parts = (n: number, spread: Spread): Part[] => [group(n, spread, { max: n, ...more })];
      const require = share('capacity', 'web', more.maxUnhealthy === 1 ? 1 : 0.6);
      expect(differences(casesOf([1, 2, 4, 5], [3], parts, require))).toEqual([]);
    }
  });

  it('for machines of two groups that share an autoscaler and a selector', () => {
    const parts = (n: number, spread: Spread): Part[] => {
      const one = spread.rule === 'zone' ? { ...spread, selector: 'shop' } : spread;
      const other = one.rule === 'pinned' ? ({ rule: 'none' } as const) : one;
      return [group(n, one, { max: n + 2 }), group(2, other, { name: 'batch', maxUnhealthy: 0 })];
    };
    const require = share('capacity', 'web', 1);

    expect(differences(casesOf([2, 3], [2, 3], parts, require))).toEqual([]);
  });

  it('for pods', () => {
    const parts = (n: number, spread: Spread): Part[] => [workload(n, spread)];

    expect(differences(casesOf([1, 3, 6], [3], parts, share('runningReplicas', 'app', 2)))).toEqual([]);
    const full = { freeCapacity: false };
    expect(differences(casesOf([3, 4], [3], parts, share('runningReplicas', 'app', 3), full))).toEqual([]);
  });

  it('for requests that come in', () => {
    const phases = (['instant', 'recovered'] as const).map((phase) => requires('ingressReachable', 'door', { phase }));
    for (const exposure of ['anywhere', ['geneva'], ['gland', 'lucerne']] as const) {
      const parts = (n: number, spread: Spread): Part[] => [group(n, spread), ingress({ exposure })];
      expect(differences(casesOf([1, 3], [3], parts, phases))).toEqual([]);
    }
  });
});

describe('what nobody told', () => {
  const unknown = <T>(fact: string, ...oneOf: T[]): Unknown<T> => ({ unknown: fact, oneOf });
  const open = systemIn(3, [
    ring(3, undefined, { spread: unknown<Spread>('spread', { rule: 'zone', maxSkew: 1 }, { rule: 'none' }) }),
    plane(2, undefined, {
      spread: unknown<Spread>('spread', { rule: 'zone', maxSkew: 1 }, { rule: 'zone', maxSkew: 2 }),
      endpoint: unknown<'anywhere' | readonly string[]>('endpoint', 'anywhere', ['geneva']),
    }),
  ]);

  it('is gone through like placements, and what hangs on one fact is settled together', () => {
    const require = [requires('etcdQuorum', 'etcd'), requires('apiAvailable', 'api')];
    const cases = FAILURES.map((failure): Case => [open, [failure], require]);

    expect(differences(cases)).toEqual([]);
  });

  it('counts in requirements that have it in common', () => {
    const labelled = unknown('labels', true, false);
    const both = systemIn(3, [volume(3), volume(2, { name: 'logs' })], { labelled });
    const require = [requires('writable', 'data'), requires('writable', 'logs')];

    expect(differences(FAILURES.map((failure): Case => [both, [failure], require]))).toEqual([]);
  });
});

describe('failures that are to be survived together', () => {
  it('are put to each placement before placements are compared', () => {
    const survive: Failure[] = ['geneva', 'gland', 'lucerne'].map((region) => ({ fail: 'region', region }));
    const cases = [1, 2, 3, 4].map((n): Case => [
      systemIn(3, [ring(n, { rule: 'none' })]),
      survive,
      [requires('etcdQuorum', 'etcd')],
    ]);

    expect(differences(cases)).toEqual([]);
  });
});
