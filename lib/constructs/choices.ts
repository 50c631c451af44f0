import { refuse } from './wiring';

/** Refuses a choice that is made outside of the tree, where no construct path can be given. */
export function refuseChoice(message: string, remedy: string): never {
  return refuse('HK1106', '', message, remedy);
}
