import type { OperatorRule } from '../rule';

export const CONNECTION_RULES: readonly OperatorRule[] = [];
