import path from 'node:path';
import { releases, SHARED, startPlatform } from './harness';
import { type Platform } from './support/platform';
import { REAL_API } from './support/release';

declare global {
  var platforms: readonly Platform[];
}

/** One platform for each release, which all test files share; tells them where, and the teardown what to stop. */
export default async function setup(): Promise<void> {
  const started = await Promise.allSettled(releases().map((release) => startPlatform({ release })));
  const running = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const failed = started.find((each) => each.status === 'rejected');
  if (failed !== undefined) {
    await Promise.all(running.map((platform) => platform.stop()));
    throw failed.reason as Error;
  }
  const what = REAL_API === undefined ? 'the stand-in' : path.basename(REAL_API);
  process.stderr.write(`e2e: ${what}, release ${releases().join(' and ')}\n`);
  globalThis.platforms = running;
  process.env[SHARED] = JSON.stringify(Object.fromEntries(running.map(({ release, address }) => [release, address])));
}
