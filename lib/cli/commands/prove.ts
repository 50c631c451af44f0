import { jsonReport } from '../../report/resilience/json';
import { remediesFor } from '../../report/resilience/remedies';
import { textReport } from '../../report/resilience/text';
import { contextOf } from '../formats/context';
import { jsonText } from '../formats/json';
import { textFormat } from '../formats/text';
import { visible, visibleJson } from '../formats/visible';
import type { CommandIo, ExitCode } from '../io';
import { judgeSystem, type Judged, type Refused } from '../system-file';
import { packageVersion } from '../version';

export const PROVE_FORMATS = ['text', 'json'] as const;

/** How `hikube prove` was called. */
export interface ProveCommand {
  readonly format: (typeof PROVE_FORMATS)[number];
}

/** Judges what a system survives: 0 all of it is proven, 1 something is refuted, 3 something is unknown, 2 it cannot be read. */
export async function proveFile(file: string, { format }: ProveCommand, io: CommandIo): Promise<ExitCode> {
  const judged = await judgeSystem(file, io);
  if ('issues' in judged) return refuse(judged, format, io);
  const { system, reports } = judged;
  const extra = { remedies: remediesFor(system, reports) };
  io.stdout(
    format === 'json' ? visibleJson(jsonReport(system, reports, extra)) : shown(textReport(system, reports, extra)),
  );
  return codeOf(judged);
}

function codeOf({ reports }: Judged): ExitCode {
  const kinds = reports.map(({ verdict }) => verdict.kind);
  return kinds.includes('refuted') ? 1 : kinds.includes('unknown') ? 3 : 0;
}

/** A text with names of somebody else's, safe to show. */
export const shown = (text: string): string => text.split('\n').map(visible).join('\n');

/** Tells why a description is of no use: to people beside the output, to programs in place of it. */
export function refuse({ issues, file, text }: Refused, format: ProveCommand['format'], io: CommandIo): ExitCode {
  if (format === 'json') {
    io.stdout(jsonText({ format: 1, issues }));
    return 2;
  }
  const summary = { objects: 1, errors: issues.length, warnings: 0, passedOver: 0 };
  const texts = new Map(text === undefined ? [] : [[file, text]]);
  const verdict = { issues, acknowledged: [], summary, ignored: 0, texts };
  const all = textFormat(verdict, { ...contextOf(io), version: packageVersion() });
  // The last line counts objects of the platform, of which there are none here.
  io.stderr(`${all.slice(0, all.lastIndexOf('\n\n'))}\n`);
  return 2;
}
