import type { OperatorRule } from '../rule';

export const RING_RULES: readonly OperatorRule[] = [];
