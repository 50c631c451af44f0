import type { OperatorRule } from '../rule';
import { CONNECTION_PROPERTY_RULES } from './connection-properties';
import { CONNECTION_PROTOCOL_RULES } from './connection-protocol';
import { CONNECTION_SELECTOR_RULES } from './connection-selector';
import { CONNECTION_TIMER_RULES } from './connection-timers';

/** Rules over the links between nodes. */
export const CONNECTION_RULES: readonly OperatorRule[] = [
  ...CONNECTION_SELECTOR_RULES,
  ...CONNECTION_PROPERTY_RULES,
  ...CONNECTION_TIMER_RULES,
  ...CONNECTION_PROTOCOL_RULES,
];
