import { RING_RULES } from './rules/rings';
import { CERTIFICATE_RULES } from './rules/certificates';
import { CLASS_RULES } from './rules/classes';
import { CONNECTION_RULES } from './rules/connections';
import { NAME_RULES } from './rules/names';
import { OWNERSHIP_RULES } from './rules/ownership';
import { POOL_LABEL_RULES } from './rules/pool-labels';
import { POOL_RULES } from './rules/pools';
import { PROPERTY_RULES } from './rules/linstor-properties';
import { QUORUM_RULES } from './rules/quorum';
import { SPREAD_RULES } from './rules/spread';
import { byCodeUnit } from '../json';
import type { OperatorRule } from './rule';

/** Every rule of the operator's plane. A new rule is one more entry in the list of its family. */
export const OPERATOR_RULES: readonly OperatorRule[] = [
  ...NAME_RULES,
  ...OWNERSHIP_RULES,
  ...CLASS_RULES,
  ...QUORUM_RULES,
  ...POOL_RULES,
  ...POOL_LABEL_RULES,
  ...CONNECTION_RULES,
  ...PROPERTY_RULES,
  ...RING_RULES,
  ...CERTIFICATE_RULES,
  ...SPREAD_RULES,
].sort((a, b) => byCodeUnit(a.code, b.code));
