import type { OperatorRule } from '../rule';

export const POOL_RULES: readonly OperatorRule[] = [];
