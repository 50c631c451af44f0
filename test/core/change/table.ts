import { COZYSTACK_1_6 } from './cozystack-1.6';
import { HIKUBE } from './hikube';

/** Every pair, by the profile that it is for. */
export const TABLE = { hikube: HIKUBE, 'cozystack-1.6': COZYSTACK_1_6 } as const;
