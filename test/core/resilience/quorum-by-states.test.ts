import { isQuorate, type QuorumRule } from '../../../lib/core/resilience/drbd';

// DRBD's own way to count, from the view of one copy that stays: each peer has a state, and the states are counted.
// Source: LINBIT/drbd 7d3945b, drbd_state.c, calc_quorum and __calc_quorum_with_disk.

/** What happens to a peer. A crash is settled once those that are left have agreed on who is left. */
type Event = 'leaves' | 'crashes' | 'crashes and is settled' | 'diskless peer goes';
type Peer = 'up to date' | 'outdated' | 'absent' | 'absent and settled';

interface Node {
  readonly copies: readonly Peer[];
  readonly connected: number;
  readonly missing: number;
  readonly quorate: boolean;
}

function neededFor(quorum: QuorumRule['quorum'], voters: number): number {
  if (quorum === 'off') return 0;
  if (quorum === 'all') return voters;
  return quorum === 'majority' ? Math.floor(voters / 2) + 1 : quorum;
}

/** Whether a node has a quorum, by the states of its peers and whether it had one before. */
function countStates(
  { quorum, minimumRedundancy }: QuorumRule,
  { copies, connected, missing, quorate }: Node,
): boolean {
  const inState = (...states: Peer[]): number => copies.filter((peer) => states.includes(peer)).length;
  const upToDate = 1 + inState('up to date');
  const outdated = inState('outdated');
  // Who left the members is known to have no quorum only as long as this side has one.
  let quorumless = quorate ? inState('absent and settled') : 0;
  let unknown = inState('absent', 'absent and settled') - quorumless;
  const away = outdated + quorumless + unknown;
  if (away >= neededFor(quorum, upToDate + away)) {
    unknown += quorumless;
    quorumless = 0;
  }
  // If nothing is unknown, nobody of the absent can go on, and they are no voters.
  const voters = unknown > 0 ? upToDate + away : upToDate;
  const needed = neededFor(quorum, voters);
  if (upToDate >= needed && upToDate >= minimumRedundancy) return true;
  const majorityOfDiskless = Math.floor((connected + missing) / 2) + 1;
  return voters % 2 === 0 && upToDate === needed - 1 && connected >= majorityOfDiskless && quorate;
}

function after(rule: QuorumRule, node: Node, event: Event): Node {
  const judge = (next: Node): Node => ({ ...next, quorate: countStates(rule, next) });
  if (event === 'diskless peer goes') {
    return judge({ ...node, connected: node.connected - 1, missing: node.missing + 1 });
  }
  const at = node.copies.indexOf('up to date');
  const become = (peer: Peer): Peer[] => node.copies.map((one, i) => (i === at ? peer : one));
  if (event === 'leaves') return judge({ ...node, copies: become('outdated') });
  const crashed = judge({ ...node, copies: become('absent') });
  return event === 'crashes' ? crashed : judge({ ...crashed, copies: become('absent and settled') });
}

const EVENTS: readonly Event[] = ['leaves', 'crashes', 'crashes and is settled', 'diskless peer goes'];

const ordersOf = (length: number): Event[][] =>
  length === 0 ? [[]] : [[], ...ordersOf(length - 1).flatMap((rest) => EVENTS.map((event) => [event, ...rest]))];

/** Every order of up to three failures, for up to five copies and three diskless peers. */
function* histories(): Iterable<{ copies: number; diskless: number; order: readonly Event[] }> {
  const orders = [...new Map(ordersOf(3).map((order) => [order.join(), order])).values()];
  for (let copies = 1; copies <= 5; copies++) {
    for (let diskless = 0; diskless <= 3; diskless++) {
      for (const order of orders) {
        const ofDiskless = order.filter((event) => event === 'diskless peer goes').length;
        if (order.length - ofDiskless < copies && ofDiskless <= diskless) yield { copies, diskless, order };
      }
    }
  }
}

const byStates = (rule: QuorumRule, copies: number, diskless: number, order: readonly Event[]): boolean => {
  const peers = Array.from({ length: copies - 1 }, (): Peer => 'up to date');
  const start: Node = { copies: peers, connected: diskless, missing: 0, quorate: false };
  const healthy = { ...start, quorate: countStates(rule, start) };
  return order.reduce((node, event) => after(rule, node, event), healthy).quorate;
};

const byFormula = (rule: QuorumRule, copies: number, diskless: number, order: readonly Event[]): boolean => {
  const left = order.filter((event) => event === 'leaves').length;
  const crashed = order.filter((event) => event.startsWith('crashes')).length;
  const here = copies - left - crashed;
  return isQuorate(rule, {
    copies: here,
    voters: crashed === 0 ? here : copies,
    diskless: diskless - (order.length - left - crashed),
    allDiskless: diskless,
  });
};

const RULES: readonly QuorumRule[] = (['majority', 'all'] as const).map((quorum) => ({
  quorum,
  minimumRedundancy: 1,
}));

/** That something goes once a crash was settled: the lost no longer count then. */
const goesOnAfterSettling = (order: readonly Event[]): boolean => order.slice(0, -1).includes('crashes and is settled');

/** The histories, in words, for which something is so. */
const told = (
  rules: readonly QuorumRule[],
  is: (byStates: boolean, byFormula: boolean, order: readonly Event[], copies: number) => boolean,
): string[] =>
  rules.flatMap((rule) =>
    [...histories()]
      .filter(({ copies, diskless, order }) =>
        is(byStates(rule, copies, diskless, order), byFormula(rule, copies, diskless, order), order, copies),
      )
      .map(({ copies, diskless, order }) => `${rule.quorum}: ${copies}+${diskless}, ${order.join(', ')}`),
  );

describe('the quorum of a volume', () => {
  it('is that of the states, counted one by one, until something goes after a settled crash', () => {
    expect(told(RULES, (states, formula, order) => states !== formula && !goesOnAfterSettling(order))).toEqual([]);
  });

  it('is never kept where the states lose it, whatever goes in whichever order', () => {
    expect(told(RULES, (states, formula) => formula && !states)).toEqual([]);
  });

  it('is the same for up to three copies whatever the order, diskless peers left out', () => {
    const isOfCopies = (order: readonly Event[]): boolean => !order.includes('diskless peer goes');

    expect(
      told(
        RULES.slice(0, 1),
        (states, formula, order, copies) => states !== formula && copies < 4 && isOfCopies(order),
      ),
    ).toEqual([]);
  });

  it('is given up where DRBD may keep it: a crash of four or more was settled, and then somebody left in order', () => {
    const kept = told(
      RULES.slice(0, 1),
      (states, formula, order, copies) => states && !formula && copies >= 4 && !order.includes('diskless peer goes'),
    );

    expect(kept).toContain('majority: 4+0, crashes and is settled, leaves');
  });

  it('is given up where DRBD keeps it: a crash was settled with the help of a diskless peer, which goes then', () => {
    const order = ['crashes and is settled', 'diskless peer goes'] as const;
    const rule = RULES[0]!;

    expect([byStates(rule, 2, 1, order), byFormula(rule, 2, 1, order)]).toEqual([true, false]);
  });

  it('is not kept by diskless peers below a number or a minimum redundancy: the crash is settled right after', () => {
    const kept = ([2, 3] as const).flatMap((least) => {
      const rules: QuorumRule[] = [
        { quorum: 'majority', minimumRedundancy: least },
        { quorum: least, minimumRedundancy: 1 },
      ];
      return told(rules, (states, formula, order, copies) => {
        const isMeant = copies >= least && order.length > 0 && !order.includes('crashes');
        return isMeant && formula && !states;
      });
    });

    expect(kept).toEqual([]);
  });
});
