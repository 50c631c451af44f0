import type { OperatorRule } from '../rule';
import { CERTIFICATE_RING_RULES } from './certificate-rings';
import { CERTIFICATE_SHAPE_RULES } from './certificate-shape';
import { STORE_RULES } from './certificate-stores';

/** Rules over certificates, their issuers, and the stores that use them. */
export const CERTIFICATE_RULES: readonly OperatorRule[] = [
  ...CERTIFICATE_SHAPE_RULES,
  ...CERTIFICATE_RING_RULES,
  ...STORE_RULES,
];
