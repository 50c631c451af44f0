import { Option, type Command } from 'commander';
import { PROVE_FORMATS, proveFile, type ProveCommand } from './commands/prove';
import { reportFile, type ReportCommand } from './commands/report';
import type { CommandIo, ExitCode } from './io';
import { example } from './options';

/** Adds a command to the command line, with where its exit code goes. */
type Add = (hikube: Command, io: CommandIo, done: (code: ExitCode) => void) => void;

const FILE = 'the description of a system with its objectives, as YAML or JSON, or - for standard input';

const addProve: Add = (hikube, io, done) => {
  hikube
    .command('prove')
    .description('tell what a system survives, over every placement and everything that nobody told')
    .argument('<file>', FILE)
    .addOption(new Option('--format <format>', 'how to tell').choices(PROVE_FORMATS).default('text'))
    .addHelpText('after', example('hikube prove three-regions.yaml'))
    .addHelpText(
      'after',
      '\nEnds with 0: all is proven, 1: something is refuted, 2: the description is of no use, 3: something is unknown.',
    )
    .action(async (file: string, options: ProveCommand) => done(await proveFile(file, options, io)));
};

const addReport: Add = (hikube, io, done) => {
  hikube
    .command('report')
    .description('write what a system survives into a folder: as text, as JSON and as a Mermaid diagram')
    .argument('<file>', FILE)
    .requiredOption('--out <folder>', 'the folder; it is made where there is none')
    .addHelpText('after', example('hikube report three-regions.yaml --out report/'))
    .addHelpText('after', '\nEnds with 0: written, whatever the verdicts are, 2: not written.')
    .action(async (file: string, options: ReportCommand) => done(await reportFile(file, options, io)));
};

/** What tells of what survives. */
export const RESILIENCE: readonly Add[] = [addProve, addReport];
