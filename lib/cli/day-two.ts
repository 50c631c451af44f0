import { Option, type Command } from 'commander';
import { WAIT } from './apply/wait';
import { apply, type ApplyCommand } from './commands/apply';
import { deleteObject, type DeleteCommand } from './commands/delete';
import { CHANGE_FORMATS, diff, FAIL_ON, type DiffCommand } from './commands/diff';
import { KEYS, kubeconfig, type KubeconfigCommand } from './commands/kubeconfig';
import { status, type StatusCommand } from './commands/status';
import { upgradePath } from './commands/upgrade-path';
import type { CommandIo, ExitCode } from './io';
import { duration, effectCodes, example, withProfile, withTarget } from './options';

/** Adds a command to the command line, with where its exit code goes. */
type Add = (hikube: Command, io: CommandIo, done: (code: ExitCode) => void) => void;

const addDiff: Add = (hikube, io, done) => {
  withTarget(withProfile(hikube.command('diff')))
    .description('tell what files would do to the live tenant, or from one folder to another; it only reads')
    .argument('<files...>', 'files and folders; two of them are compared with each other, without a platform')
    .option('--live', 'compare with the live tenant also where two are given')
    .option('--all', 'also list live objects that no file mentions')
    .addOption(new Option('--format <format>', 'how to tell').choices(Object.keys(CHANGE_FORMATS)).default('text'))
    .addOption(new Option('--fail-on <what>', 'what does not end with 0').choices(FAIL_ON).default('changes'))
    .addHelpText('after', example('hikube diff dist/', 'hikube diff main-dist/ pr-dist/ --format markdown'))
    .addHelpText(
      'after',
      '\nEnds with 0: no difference, 1: changes, 2: not compared, 3: something is destroyed or refused.',
    )
    .action(async (files: string[], options: DiffCommand) => done(await diff(files, options, io)));
};

const timeout = (): Option =>
  new Option('--timeout <time>', 'how long to wait, such as 90s, 30m or 1h')
    .default(1_800_000, '30m')
    .argParser(duration);

const addApply: Add = (hikube, io, done) => {
  withTarget(withProfile(hikube.command('apply')))
    .description('create and replace what differs from the files, after it has shown that; it deletes nothing')
    .argument('<files...>', 'files and folders, or - for standard input')
    .option('--yes', 'do not ask')
    .option('--allow <codes>', 'effects that destroy or are refused and are wanted', effectCodes)
    .addOption(new Option('--wait <step>', 'the step to wait for (default: accepted)').choices(WAIT))
    .addOption(timeout())
    .option('--thaw', 'also write what is as it should be, so that no default stays stored with it')
    .addHelpText('after', example('hikube apply dist/ --wait workers', 'hikube apply dist/ --yes --allow HK5202'))
    .addHelpText(
      'after',
      '\nEnds with 0: done, 1: not sound or not ready, 2: not or partly written, 3: stopped by what it would do.',
    )
    .action(async (files: string[], options: ApplyCommand) => done(await apply(files, options, io)));
};

const addDelete: Add = (hikube, io, done) => {
  withTarget(hikube.command('delete'))
    .description('delete an object, after it has said what goes with it, and wait until it is gone')
    .argument('<object>', 'such as kubernetes/web, etcd/etcd or tenant/staging')
    .option('--confirm <name>', 'its name, where nobody can be asked')
    .addOption(timeout())
    .addHelpText('after', example('hikube delete kubernetes/web -n tenant-acme'))
    .action(async (object: string, options: DeleteCommand) => done(await deleteObject(object, options, io)));
};

const addStatus: Add = (hikube, io, done) => {
  withTarget(hikube.command('status'))
    .description('tell how far a cluster is, step by step, and what it waits for')
    .argument('[object]', 'such as web, etcd/etcd or tenant/staging; all clusters otherwise')
    .addOption(new Option('--wait <step>', 'wait for a step').choices(WAIT.filter((step) => step !== 'none')))
    .addOption(timeout())
    .addOption(new Option('--format <format>', 'how to tell').choices(['text', 'json']).default('text'))
    .addHelpText('after', example('hikube status web -n tenant-acme', 'hikube status web --wait workers'))
    .action(async (object: string | undefined, options: StatusCommand) => done(await status(object, options, io)));
};

const addKubeconfig: Add = (hikube, io, done) => {
  withTarget(hikube.command('kubeconfig'))
    .description("read a cluster's kubeconfig, to standard output or into your own")
    .argument('<cluster>', 'its name')
    .option('--merge', 'put it into your own kubeconfig (mode 0600), as context hikube-NAMESPACE-NAME')
    .option('--into <file>', 'merge it into this kubeconfig, rather than into the one that kubectl finds')
    .option('--current', 'merge it, and make it the current context there')
    .addOption(new Option('--key <key>', 'which of its credentials').choices(KEYS).default('admin.conf'))
    .option('--oidc', 'the one for those who log in by the platform (platform 1.6)')
    .addHelpText('after', example('hikube kubeconfig web --merge', 'hikube kubeconfig web > web.kubeconfig'))
    .action(async (cluster: string, options: KubeconfigCommand) => done(await kubeconfig(cluster, options, io)));
};

const addUpgradePath: Add = (hikube, io, done) => {
  withProfile(hikube.command('upgrade-path'))
    .description('list the steps from one Kubernetes version to another, and what each asks for first')
    .argument('<from>', 'the version that runs, such as v1.31')
    .argument('<to>', 'the version to reach')
    .addOption(new Option('--format <format>', 'how to tell').choices(['text', 'json']).default('text'))
    .addHelpText('after', example('hikube upgrade-path v1.31 v1.34'))
    .action((from: string, to: string, options: Parameters<typeof upgradePath>[2]) =>
      done(upgradePath(from, to, options, io)),
    );
};

/** What changes a tenant, and tells of it. */
export const DAY_TWO: readonly Add[] = [addDiff, addApply, addDelete, addStatus, addKubeconfig, addUpgradePath];
