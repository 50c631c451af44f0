import { Command, CommanderError, Option } from 'commander';
import { checkFiles, FORMATS, type CheckCommand } from './commands/check';
import { explain } from './commands/explain';
import { listRules } from './commands/rules';
import { DAY_TWO } from './day-two';
import { visible } from './formats/visible';

import { Unusable, type CommandIo, type ExitCode } from './io';
import { LiveError } from '../live/live-error';
import { codes, example, namespace, withProfile } from './options';
import { RESILIENCE } from './resilience';
import { packageVersion } from './version';

/** Runs the command line and tells its exit code. It never throws, and never ends the process. */
export async function run(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  let code: ExitCode = 0;
  try {
    await program(io, (result) => (code = result)).parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof Unusable) io.stderr(`hikube: ${error.message}\n`);
    else if (LiveError.is(error)) io.stderr(`hikube: ${visible(error.text)}\n`);
    else {
      const message = error instanceof Error ? error.message : String(error);
      io.stderr(`hikube: internal error: ${visible(message)}; please report it\n`);
    }
    return 2;
  }
}

function program(io: CommandIo, done: (code: ExitCode) => void): Command {
  const hikube = new Command('hikube')
    .description('Judges objects of a Cozystack tenant, and changes them without surprise.')
    .version(packageVersion())
    .exitOverride()
    .configureOutput({
      writeOut: io.stdout,
      writeErr: io.stderr,
      outputError: (text, write) => write(`${oneParagraph(text)}\n`),
      getOutHelpWidth: () => (io.isTTY && io.columns) || 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText(
      'after',
      example(
        'hikube check clusters/',
        'kustomize build . | hikube check -',
        'hikube diff dist/',
        'hikube apply dist/ --wait workers',
      ),
    );

  withProfile(hikube.command('check'))
    .description('judge the objects in YAML and JSON files')
    .argument('<files...>', 'files, folders with *.yaml, *.yml and *.json, or - for standard input')
    .addOption(
      new Option('--format <format>', 'how to tell what was found').choices(Object.keys(FORMATS)).default('text'),
    )
    .option('--namespace <name>', 'the namespace of objects that name none', namespace)
    .option('--strict', 'fail on warnings as well')
    .option('--ignore <codes>', 'leave out these codes; may be given again', codes)
    .addHelpText('after', example('hikube check --strict --namespace tenant-acme clusters/ etcd.yaml'))
    .action(async (files: string[], options: CheckCommand) => done(await checkFiles(files, options, io)));

  hikube
    .command('explain')
    .description('print the page of a code')
    .argument('<code>', 'such as HK2101')
    .addHelpText('after', example('hikube explain HK2101'))
    .action((code: string) => done(explain(code, io)));

  hikube
    .command('rules')
    .description('list all codes of rules and of changes')
    .addOption(new Option('--format <format>', 'how to list them').choices(['text', 'json']).default('text'))
    .addHelpText('after', example('hikube rules --format json'))
    .action(({ format }: { format: 'text' | 'json' }) => done(listRules(format, io)));

  for (const add of [...DAY_TWO, ...RESILIENCE]) add(hikube, io, done);
  return hikube;
}

/** What commander says of wrong arguments, in one paragraph that begins as every other message. */
const oneParagraph = (text: string): string =>
  `hikube: ${visible(
    text
      .trim()
      .replace(/^error: /, '')
      .replace(/\s*\n\s*/g, ' '),
  )}`;
