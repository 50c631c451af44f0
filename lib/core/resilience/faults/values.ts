import type { Issue } from '../../issue';
import { isUnknown } from '../system';

/** What is wrong with a system or an objective, before anything can be said of it. */
export type Fault = Pick<Issue, 'message' | 'remedy'>;

/** Whether it is a whole number that a part can have of something. */
export const isCount = (value: unknown, least: number): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= 10_000;

/** Every value that something may have. */
export const valuesOf = (value: unknown): readonly unknown[] => (isUnknown(value) ? value.oneOf : [value]);
