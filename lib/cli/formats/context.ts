import path from 'node:path';
import type { CommandIo } from '../io';
import { paintFor, type Paint } from './colour';

const WIDTH_ELSEWHERE = 100;
const NARROWEST = 40;

/** What every format may know of where its text goes. */
export interface OutputContext {
  /** How many columns there are. */
  readonly width: number;
  readonly paint: Paint;
  /** A file's place as seen from the repository's root, for those who show issues in its files. */
  fromRoot(file: string): string;
}

/** Where the text of a command goes. */
export function contextOf(io: Pick<CommandIo, 'cwd' | 'env' | 'isTTY' | 'columns'>): OutputContext {
  // In a workflow of GitHub, paths count from the checkout, wherever in it the step runs.
  const root = io.env.GITHUB_WORKSPACE || io.cwd;
  return {
    width: io.isTTY && io.columns ? Math.max(NARROWEST, io.columns) : WIDTH_ELSEWHERE,
    paint: paintFor(io),
    fromRoot: (file) => path.relative(root, path.resolve(io.cwd, file)).replaceAll(path.sep, '/'),
  };
}
