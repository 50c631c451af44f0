import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { quote } from '../../core/json';
import { systemDiagram } from '../../report/resilience/diagram';
import { jsonReport } from '../../report/resilience/json';
import { remediesFor } from '../../report/resilience/remedies';
import { textReport } from '../../report/resilience/text';
import { visible } from '../formats/visible';
import { Unusable, type CommandIo, type ExitCode } from '../io';
import { judgeSystem } from '../system-file';
import { refuse, shown } from './prove';

/** How `hikube report` was called. */
export interface ReportCommand {
  /** The folder that it is written into. */
  readonly out: string;
}

/** Writes what a system survives into a folder: 0 written, whatever it says, 2 the description cannot be read. */
export async function reportFile(file: string, { out }: ReportCommand, io: CommandIo): Promise<ExitCode> {
  const judged = await judgeSystem(file, io);
  if ('issues' in judged) return refuse(judged, 'text', io);
  const { system, reports } = judged;
  const extra = { remedies: remediesFor(system, reports) };
  const files: readonly (readonly [name: string, text: string])[] = [
    ['resilience.txt', shown(textReport(system, reports, extra))],
    ['resilience.json', jsonReport(system, reports, extra)],
    ['resilience.mmd', systemDiagram(system, reports)],
  ];
  const folder = path.resolve(io.cwd, out);
  attempt(out, () => mkdirSync(folder, { recursive: true }));
  for (const [name, text] of files) attempt(path.join(out, name), () => writeFileSync(path.join(folder, name), text));
  const verdicts = reports.map(({ objective, verdict }) => `${quote(objective.name)} is ${verdict.kind}.`);
  io.stdout(shown([...verdicts, ...files.map(([name]) => `Wrote ${path.join(out, name)}`), ''].join('\n')));
  return 0;
}

function attempt(name: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Unusable(`"${visible(name)}" cannot be written (${visible(code ?? message)}).`);
  }
}
