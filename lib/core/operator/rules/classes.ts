import type { OperatorRule } from '../rule';

export const CLASS_RULES: readonly OperatorRule[] = [];
