import { startPlatform } from '../harness';

// Starts a platform, says where it is, and does nothing more until it is killed.
void startPlatform({ release: '1.1', own: true }).then(({ address }) => {
  process.stdout.write(JSON.stringify(address));
  setInterval(() => undefined, 60_000);
});
