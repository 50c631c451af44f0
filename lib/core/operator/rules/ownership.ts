import type { OperatorRule } from '../rule';

export const OWNERSHIP_RULES: readonly OperatorRule[] = [];
