import type { OperatorRule } from '../rule';

export const SPREAD_RULES: readonly OperatorRule[] = [];
