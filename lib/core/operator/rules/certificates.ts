import type { OperatorRule } from '../rule';

export const CERTIFICATE_RULES: readonly OperatorRule[] = [];
