import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { servers } from './servers';
import { startControlPlane } from './support/control-plane';
import { type Address, Platform } from './support/platform';
import { startPlatformServer } from './support/platform-server';
import { processes } from './support/processes';
import { REAL_API, type Release } from './support/release';

export type { LoggedRequest } from './support/audit';
export type { Answer, Json } from './support/https';
export type { Condition, Platform } from './support/platform';
export type { Proxy } from './support/proxy';
export type { User } from './support/users';
export type { Watch, WatchEvent } from './support/watch';
export { TENANT } from './support/objects';
export { type Release, releases } from './support/release';

/** Where a run of jest leaves the addresses of the platforms that all its files share. */
export const SHARED = 'HIKUBE_E2E_PLATFORMS';

export interface PlatformOptions {
  readonly release: Release;
  /** A platform of the test's own, to break: it takes seconds to start, and the test has to stop it. */
  readonly own?: boolean;
}

/**
 * A platform: etcd, a kube-apiserver and the platform's API behind it. Within a run of jest it is the one that all test
 * files share, so `clear()` comes before every test and `stop()` stops nothing.
 */
export async function startPlatform({ release, own = false }: PlatformOptions): Promise<Platform> {
  const shared = JSON.parse(process.env[SHARED] || '{}') as Partial<Record<Release, Address>>;
  const address = own ? undefined : shared[release];
  if (address !== undefined) return new Platform(address, () => Promise.resolve());

  const scratch = mkdtempSync(path.join(tmpdir(), 'hikube-e2e-'));
  const programs = await servers();
  const running = processes(programs.platformApi, scratch);
  const stop = async (): Promise<void> => {
    await running.stop();
    rmSync(scratch, { recursive: true, force: true });
  };
  try {
    const plane = await startControlPlane(programs, scratch, running);
    await startPlatformServer(plane, release, programs.platformApi);
    const { endpoint, tokens } = plane;
    return new Platform({ release, ...endpoint, tokens, scratch, real: REAL_API !== undefined }, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}
