// Judges changed manifests, 10,000 unless a number is given: `npm run fuzz -- 100000 7` begins with the seed 7.
import { fuzz, faultOf } from '../test/support/fuzz';

const [count = 10_000, first = 1] = process.argv.slice(2).map(Number);
const LONGEST_MS = 2000;

let slowest = { seed: 0, ms: 0 };
let [silent, broken, wrong] = [0, 0, 0];
for (let seed = first; seed < first + count; seed++) {
  const start = performance.now();
  try {
    const verdict = fuzz(seed);
    const fault = faultOf(verdict);
    if (fault !== undefined) {
      console.error(`seed ${seed}: ${fault}`);
      wrong++;
    }
    if (verdict.issues.length === 0) silent++;
    if (verdict.issues.some(({ code }) => code.startsWith('HK15'))) broken++;
  } catch (error) {
    console.error(`seed ${seed}: ${error instanceof Error ? error.stack : String(error)}`);
    wrong++;
  }
  const ms = performance.now() - start;
  if (ms > slowest.ms) slowest = { seed, ms };
  if (ms > LONGEST_MS) {
    console.error(`seed ${seed}: took ${Math.round(ms)} ms`);
    wrong++;
  }
}
console.log(
  `${count} texts: ${silent} without an issue, ${broken} with a fault of the text, the slowest took ${Math.round(slowest.ms)} ms (seed ${slowest.seed}); ${wrong} wrong`,
);
process.exitCode = wrong > 0 ? 1 : 0;
