import type { Verdict } from '../judge';
import type { Paint } from './colour';

/** What a format may know beside the verdict. */
export interface FormatContext {
  /** Of this package. */
  readonly version: string;
  /** How many columns there are. */
  readonly width: number;
  readonly paint: Paint;
  /** A file's place as seen from the repository's root, for those who show issues in its files. */
  fromRoot(file: string): string;
}

/** A verdict as text for standard output. */
export type Format = (verdict: Verdict, context: FormatContext) => string;
