/** What a copy asks for before it takes a write. */
export interface QuorumRule {
  readonly quorum: 'off' | 'majority' | 'all' | number;
  /** Up-to-date copies that a majority needs besides. */
  readonly minimumRedundancy: number;
}

/** What one side of a volume has, and what there was before. */
export interface Votes {
  /** Copies with data on this side. */
  readonly copies: number;
  /** Copies with data that there were; those that left in good order count no longer once all the absent did. */
  readonly voters: number;
  /** Diskless peers on this side. */
  readonly diskless: number;
  /** Diskless peers that there were. */
  readonly allDiskless: number;
}

const majority = (voters: number): number => Math.floor(voters / 2) + 1;

/**
 * Whether one side of a volume may write, after losses from a state in which all were up to date. Diskless peers have no
 * vote: most of them on one side break the tie of an even number.
 *
 * Source: LINBIT/drbd 7d3945b, drbd_state.c, calc_quorum.
 */
export function isQuorate({ quorum, minimumRedundancy }: QuorumRule, votes: Votes): boolean {
  const { copies, voters, diskless, allDiskless } = votes;
  if (copies === 0) return false;
  if (quorum === 'off') return true;
  const needed = quorum === 'majority' ? majority(voters) : quorum === 'all' ? voters : quorum;
  if (copies >= needed && copies >= minimumRedundancy) return true;
  // One vote short of it, whatever it is.
  const isTie = voters % 2 === 0 && copies === needed - 1;
  if (!isTie || diskless < majority(allDiskless)) return false;
  // Once the loss is settled the absent are voters no longer, unless they might have a quorum of their own: the rest then
  // has to pass by itself.
  if (voters - copies >= needed) return true;
  return typeof quorum === 'number' ? copies % 2 === 0 : copies >= minimumRedundancy;
}

/**
 * What LINSTOR sets where nobody does: a majority where one can be kept, nothing otherwise.
 *
 * Source: linstor-server v1.32.3, CtrlRscAutoQuorumHelper.
 */
export const quorumByLinstor = (copies: number, diskless: number): 'majority' | 'off' =>
  copies >= 3 || (copies === 2 && diskless >= 1) ? 'majority' : 'off';

/** Whether LINSTOR adds a tie-breaker. Source: linstor-server v1.32.3, CtrlRscAutoTieBreakerHelper. */
export const wantsTieBreaker = (copies: number): boolean => copies >= 2 && copies % 2 === 0;
