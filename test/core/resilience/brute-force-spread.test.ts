import { admissible } from '../../../lib/core/resilience/placement';
import { refill } from '../../../lib/core/resilience/refill';
import type { ZoneSpread } from '../../../lib/core/resilience/system';
import { addUp } from './enumeration';
import { NAMES } from './search';

/** All counts at which the scheduler may end when it places pods one by one, each in any region that its filter lets. */
function reachable(size: number, count: number, maxSkew: number): string[] {
  let states = new Set([JSON.stringify(Array.from({ length: count }, () => 0))]);
  for (let pod = 0; pod < size; pod++) {
    const next = new Set<string>();
    for (const state of states) {
      const counts = JSON.parse(state) as number[];
      counts.forEach((own, i) => {
        if (own + 1 - Math.min(...counts) > maxSkew) return;
        next.add(JSON.stringify(counts.map((one, j) => (i === j ? one + 1 : one))));
      });
    }
    states = next;
  }
  return [...states].sort();
}

const spreadOver = (size: number, count: number, maxSkew: number): number[][] => [
  ...(admissible(
    size,
    { rule: 'zone', maxSkew },
    {
      names: NAMES.slice(0, count),
      eligible: NAMES.slice(0, count).map(() => true),
      hosts: NAMES.slice(0, count).map(() => undefined),
    },
  ) as Iterable<number[]>),
];

const SKEWS = [1, 2, 3].flatMap((maxSkew) =>
  [1, 2, 3, 4].flatMap((count) => [0, 1, 2, 3, 4, 5, 6, 7, 8].map((size) => ({ size, count, maxSkew }))),
);

/** The most that the loss of so many of some regions takes. */
function worst(size: number, count: number, lost: number, maxSkew: number): number {
  const least = Array.from({ length: Math.floor(size / count) + 1 }, (_, i) => i);
  return Math.min(size, Math.max(...least.map((own) => Math.min(lost * (own + maxSkew), size - (count - lost) * own))));
}

describe('a spread over regions', () => {
  it.each(SKEWS)(
    'of $size over $count by $maxSkew is what the scheduler may come to pod by pod',
    ({ size, count, maxSkew }) => {
      const admitted = spreadOver(size, count, maxSkew).map((counts) => JSON.stringify(counts));

      expect(admitted.sort()).toEqual(reachable(size, count, maxSkew));
    },
  );

  it('loses at worst what the formula says', () => {
    for (const { size, count, maxSkew } of SKEWS) {
      for (let lost = 1; lost <= count; lost++) {
        const losses = spreadOver(size, count, maxSkew).map((counts) =>
          addUp([...counts].sort((a, b) => b - a).slice(0, lost)),
        );
        expect(Math.max(...losses)).toBe(worst(size, count, lost, maxSkew));
      }
    }
  });

  it('lets as many start again whichever regions the scheduler takes', () => {
    for (const nodeTaintsPolicy of ['Honor', 'Ignore'] as const) {
      for (const minDomains of [1, 3]) {
        const spread = { rule: 'zone', maxSkew: 2, nodeTaintsPolicy, minDomains } as const;
        for (const before of spreadOver(6, 3, 2)) {
          for (const up of [
            [true, true, false],
            [true, false, false],
            [true, true, true],
          ]) {
            const left = before.map((own, i) => (up[i] ? Math.max(0, own - 1) : 0));
            const missing = 6 - addUp(left);
            const machines = up.map(() => undefined);
            const room = { left, before, up, eligible: [true, true, true], machines, enoughMachines: true };
            expect([refill(missing, spread, room)]).toEqual(endsOf(missing, left, up, spread));
          }
        }
      }
    }
  });
});

/** How many may have started when the scheduler gets no further, each number once. */
function endsOf(missing: number, left: readonly number[], up: readonly boolean[], spread: ZoneSpread): number[] {
  const ends = new Set<number>();
  const seen = new Set<string>();
  const go = (counts: readonly number[], started: number): void => {
    if (seen.has(counts.join())) return;
    seen.add(counts.join());
    const domains = counts.filter((_, i) => up[i] || spread.nodeTaintsPolicy !== 'Honor');
    const least = domains.length < (spread.minDomains ?? 1) ? 0 : Math.min(...domains);
    const open = counts.flatMap((own, i) => (up[i] && own + 1 - least <= spread.maxSkew ? [i] : []));
    if (started === missing || open.length === 0) ends.add(started);
    else
      for (const region of open)
        go(
          counts.map((own, i) => (i === region ? own + 1 : own)),
          started + 1,
        );
  };
  go(left, 0);
  return [...ends];
}
