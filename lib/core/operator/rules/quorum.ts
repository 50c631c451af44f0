import type { OperatorRule } from '../rule';

export const QUORUM_RULES: readonly OperatorRule[] = [];
