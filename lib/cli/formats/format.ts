import type { Verdict } from '../judge';
import type { OutputContext } from './context';

/** What a format may know beside the verdict. */
export interface FormatContext extends OutputContext {
  /** Of this package. */
  readonly version: string;
}

/** A verdict as text for standard output. */
export type Format = (verdict: Verdict, context: FormatContext) => string;
