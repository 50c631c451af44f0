import type { OperatorRule } from '../rule';
import { POOL_OVERLAP_RULES } from './pool-overlap';
import { POOL_SHAPE_RULES } from './pool-shape';
import { POOL_SITE_RULES } from './pool-sites';

/** Rules over the pools of LINSTOR's satellites. */
export const POOL_RULES: readonly OperatorRule[] = [...POOL_SHAPE_RULES, ...POOL_OVERLAP_RULES, ...POOL_SITE_RULES];
