import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');
const CACHE = path.join(ROOT, '.cache/e2e/pulumi');

const runs = (command: string): boolean => {
  try {
    execFileSync(command, ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Why the tests of the Pulumi backend cannot run on this machine, or undefined when they can. */
export function pulumiAvailability(): string | undefined {
  return runs('pulumi') ? undefined : 'no `pulumi` on the PATH: the tests on the real engine of Pulumi cannot run here';
}

const pluginFolder = path.join(process.env.PULUMI_HOME || path.join(homedir(), '.pulumi'), 'plugins');

/** Why nothing can be deployed into a cluster on this machine, or undefined when it can. */
export function kubernetesAvailability(): string | undefined {
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .some((folder) => existsSync(path.join(folder, 'pulumi-resource-kubernetes')));
  const installed =
    existsSync(pluginFolder) && readdirSync(pluginFolder).some((name) => /^resource-kubernetes-/.test(name));
  return onPath || installed
    ? undefined
    : 'no plug-in of Pulumi for Kubernetes: nothing can be deployed into a cluster here';
}

/** Where stacks live during a run: projects, state, Pulumi's own files, and the packages that programs import. */
export interface Workshop {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  stop(): void;
}

export function openWorkshop(): Workshop {
  const built = builtPackage();
  const folder = mkdtempSync(path.join(tmpdir(), 'hikube-pulumi-'));
  const below = (name: string): string => path.join(folder, name);
  for (const name of ['state', 'home', 'pulumi', 'node_modules/@pulumi']) mkdirSync(below(name), { recursive: true });
  if (existsSync(pluginFolder)) symlinkSync(pluginFolder, below('pulumi/plugins'));
  for (const name of ['@pulumi/pulumi', '@pulumi/kubernetes', 'cdk8s', 'cdk8s-plus-28', 'constructs', 'tsx']) {
    symlinkSync(path.join(ROOT, 'node_modules', name), below(path.join('node_modules', name)));
  }
  symlinkSync(built, below('node_modules/hikube-constructs'));
  const env = {
    PATH: process.env.PATH,
    HOME: below('home'),
    PULUMI_HOME: below('pulumi'),
    PULUMI_BACKEND_URL: `file://${below('state')}`,
    PULUMI_CONFIG_PASSPHRASE: randomUUID(),
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
    // Shows the option `--event-log`.
    PULUMI_DEBUG_COMMANDS: 'true',
  };
  return { folder, env, stop: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The package as users install it, compiled from the sources as they are now. `build/` is others'. */
function builtPackage(): string {
  const target = path.join(CACHE, fingerprint());
  if (existsSync(target)) return target;
  const unfinished = `${target}.${randomUUID()}`;
  mkdirSync(unfinished, { recursive: true });
  copyFileSync(path.join(ROOT, 'package.json'), path.join(unfinished, 'package.json'));
  const options = ['-p', path.join(ROOT, 'tsconfig.build.json'), '--outDir', path.join(unfinished, 'build')];
  try {
    execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), ...options], {
      cwd: ROOT,
      stdio: 'inherit',
    });
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    throw error;
  }
  for (const old of readdirSync(CACHE)) {
    if (!old.includes('.')) rmSync(path.join(CACHE, old), { recursive: true, force: true });
  }
  renameSync(unfinished, target);
  return target;
}

function fingerprint(): string {
  const hash = createHash('sha256');
  const files = readdirSync(path.join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  for (const name of ['../package.json', ...files.sort()])
    hash.update(name).update(readFileSync(path.join(ROOT, 'lib', name)));
  return hash.digest('hex').slice(0, 12);
}
