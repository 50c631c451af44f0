import type { OperatorRule } from '../rule';
import { MEMBER_RULES } from './ring-members';
import { OPTION_RULES } from './ring-options';
import { SELECTOR_RULES } from './ring-selectors';
import { SHAPE_RULES } from './ring-shape';
import { RING_SPREAD_RULES } from './ring-spread';
import { STORAGE_RULES } from './ring-storage';

/** Rules over rings of etcd. */
export const RING_RULES: readonly OperatorRule[] = [
  ...MEMBER_RULES,
  ...SHAPE_RULES,
  ...OPTION_RULES,
  ...STORAGE_RULES,
  ...RING_SPREAD_RULES,
  ...SELECTOR_RULES,
];
