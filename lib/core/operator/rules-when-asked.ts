import type * as Catalogue from './catalogue';
import type { OperatorRule } from './rule';

/**
 * Every rule of the operator's plane. Most programs have none of its objects, and loading its rules takes a fifth of what
 * loading the library takes, so it is left to who first asks for one.
 */
export function operatorRules(): readonly OperatorRule[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- `import` is either at once or asynchronous
  return (require('./catalogue') as typeof Catalogue).OPERATOR_RULES;
}
