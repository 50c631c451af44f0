import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { FAILS } from './support';

const ROOT = path.resolve(__dirname, '..', '..');
const node = (args: readonly string[], input = ''): ReturnType<typeof spawnSync> =>
  spawnSync(process.execPath, ['--import', 'tsx', ...args], { cwd: ROOT, input, encoding: 'utf8' });

describe('the program itself', () => {
  it('judges what comes in, and ends with the exit code', () => {
    const { status, stdout, stderr } = node(['lib/cli/bin.ts', 'check', '-'], FAILS);

    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/^<stdin>:8:3 error HK1201 /);
  }, 30_000);

  it('starts without the constructs and what they rest on', () => {
    const list = `require('./lib/cli/main'); console.log(JSON.stringify(Object.keys(require.cache)))`;
    const { stdout } = node(['-e', list]);
    const loaded = JSON.parse(String(stdout)) as string[];

    expect(loaded.some((file) => file.endsWith(path.join('lib', 'cli', 'main.ts')))).toBe(true);
    expect(
      loaded.filter((file) => /node_modules.(cdk8s|constructs)|lib.(constructs|report.(?!resilience))./.test(file)),
    ).toEqual([]);
  }, 30_000);
});
