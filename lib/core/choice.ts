import { HikubeError } from './issue';

/**
 * A choice that does not exist, made where no construct's path can be given: a release, a type, a region.
 *
 * @param why what the choice is for, so that the reader knows what it has to be
 */
export function choiceFault(message: string, why: string, remedy: string): HikubeError {
  return new HikubeError([{ code: 'HK1106', severity: 'error', message, why, remedy }]);
}
