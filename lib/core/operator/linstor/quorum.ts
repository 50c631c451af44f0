import { quorumByLinstor, wantsTieBreaker } from '../../resilience/drbd';

/** The copies of a volume, and who decides about its quorum. */
export interface QuorumFacts {
  /** Copies with data. */
  readonly diskful: number;
  /** Copies without data that are no tie-breaker. @default 0 */
  readonly diskless?: number;
  /** Whether LINSTOR may add a tie-breaker and there is a node for it. @default true */
  readonly tieBreaker?: boolean;
  /** `DrbdOptions/Resource/quorum`, where somebody set it. @default LINSTOR decides */
  readonly explicit?: string | undefined;
}

/** What a volume does about its majority. */
export interface Quorum {
  /** `off`, `majority`, or what somebody wrote. */
  readonly setting: string;
  readonly by: 'person' | 'linstor';
  /** Whether there is a diskless copy that only breaks ties. */
  readonly tieBreaker: boolean;
  /** Whether the rest keeps its quorum when one of the copies with data goes; nothing for settings other than a majority. */
  readonly outlivesOneCopy: boolean | undefined;
}

/**
 * LINSTOR's rule of quorum, once its option auto-quorum was gone (v1.32.3, CtrlRscAutoQuorumHelper and
 * CtrlRscAutoTieBreakerHelper), and DRBD's of who votes (drbd_state.c, calc_quorum).
 */
export function quorumOf({ diskful, diskless = 0, tieBreaker = true, explicit }: QuorumFacts): Quorum {
  const even = wantsTieBreaker(diskful);
  const wanted = explicit === undefined || explicit === 'majority';
  const added = tieBreaker && wanted && even && diskless === 0;
  const peers = diskless + (added ? 1 : 0);
  const setting = explicit ?? quorumByLinstor(diskful, peers);
  const left = diskful - 1;
  // Copies without data have no vote: they break the tie of an even number.
  const kept = left >= Math.floor(diskful / 2) + 1 || (even && left === diskful / 2 && peers > 0);
  return {
    setting,
    by: explicit === undefined ? 'linstor' : 'person',
    tieBreaker: added,
    outlivesOneCopy: setting === 'majority' ? kept : undefined,
  };
}
