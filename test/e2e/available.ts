import { availability } from './servers';

// For scripts: ends well when the e2e tests can run here, and says why when they cannot.
const reason = availability();
if (reason !== undefined) {
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
}
