import type { OperatorRule } from '../rule';
import { CLASS_KEY_RULES } from './class-keys';
import { CLASS_OBJECT_RULES } from './class-object';
import { CLASS_PLACEMENT_RULES } from './class-placement';
import { CLASS_VALUE_RULES } from './class-values';

/** Rules over classes of volumes that LINSTOR serves, and over classes of snapshots. */
export const CLASS_RULES: readonly OperatorRule[] = [
  ...CLASS_KEY_RULES,
  ...CLASS_VALUE_RULES,
  ...CLASS_PLACEMENT_RULES,
  ...CLASS_OBJECT_RULES,
];
