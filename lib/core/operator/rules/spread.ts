import type { OperatorRule } from '../rule';
import { SCHEDULING_CLASS_RULES } from './spread-classes';
import { PACKAGE_RULES } from './spread-package';

/** Rules over where the platform puts what it runs. */
export const SPREAD_RULES: readonly OperatorRule[] = [...SCHEDULING_CLASS_RULES, ...PACKAGE_RULES];
