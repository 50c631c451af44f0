import type { TogetherRule } from '../rule';
import { SHARED_QUOTA_RULES } from './quotas';
import { RING_RULES } from './shared-ring';
import { TWIN_RULES } from './twins';

/** Every rule over objects that are given together. */
export const TOGETHER_RULES: readonly TogetherRule[] = [...TWIN_RULES, ...RING_RULES, ...SHARED_QUOTA_RULES];
