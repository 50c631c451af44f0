import { HikubeError, sortIssues, type Issue } from '../core/issue';
import { ruleOf } from '../core/check/catalogue';
import { pointer as pointerTo, quote } from '../core/json';
import { prove } from '../core/resilience/prove';
import type { Memo } from '../core/resilience/examine';
import type { Objective } from '../core/resilience/objective';
import { readSystemFile, type FileFault } from '../core/resilience/read-system';
import type { System } from '../core/resilience/system';
import type { ObjectiveReport } from '../core/resilience/verdict';
import { decode, readYaml, type SourceDocument, type TextFault } from '../yaml/documents';
import { visible } from './formats/visible';
import { readInput } from './input';
import { Unusable, type CommandIo } from './io';
import type { FileIssue, SourceFile } from './judge';

/** A description that was judged. */
export interface Judged {
  readonly system: System;
  readonly reports: readonly ObjectiveReport[];
}

/** A description that nothing can be said of, with its text as far as it has one. */
export interface Refused {
  readonly issues: readonly FileIssue[];
  readonly file: string;
  readonly text: string | undefined;
}

const SYSTEM = {
  code: 'HK7010',
  why: 'What is judged has to be what was meant, to the last field.',
} as const;
const OBJECTIVE = {
  code: 'HK7012',
  why: 'What is asked has to be understood as it was meant.',
} as const;

/**
 * Reads the description of a system and judges its objectives.
 *
 * @throws Unusable where there is no such file, or more than one
 */
export async function judgeSystem(given: string, io: Pick<CommandIo, 'cwd' | 'stdin'>): Promise<Judged | Refused> {
  const [file, ...others] = await readInput([given], io);
  if (!file || others.length > 0) {
    throw new Unusable(`"${visible(given)}" holds ${others.length + 1} files; name the one that describes the system.`);
  }
  const decoded = decode(file.bytes);
  if ('fault' in decoded) return { file: file.name, text: undefined, issues: [textIssue(file.name, decoded.fault)] };
  const judged = judgeText(file, decoded.text);
  return 'reports' in judged
    ? judged
    : { file: file.name, text: decoded.text, issues: sortIssues(judged) as FileIssue[] };
}

const textIssue = (file: string, { code, message, remedy, line, column }: TextFault): FileIssue => {
  const { severity, why } = ruleOf(code);
  return { code, severity, message, why, remedy, source: { file, line, column } };
};

function judgeText({ name: file }: SourceFile, text: string): Judged | FileIssue[] {
  const { documents, faults } = readYaml(text);
  if (faults.length > 0) return faults.map((fault) => textIssue(file, fault));
  const [document, second] = documents;
  const wrong = (message: string, remedy: string, place: FileIssue['source']): FileIssue[] => [
    { ...SYSTEM, severity: 'error', message, remedy, source: place },
  ];
  if (!document) {
    return wrong('The file describes nothing.', 'Write `regions`, `parts` and `objectives`.', {
      file,
      line: 1,
      column: 1,
    });
  }
  if (second) {
    const message = `The file holds ${documents.length} documents.`;
    return wrong(message, 'Write one system in one document.', { file, ...second.place('') });
  }
  return judgeDocument(file, document);
}

function judgeDocument(file: string, document: SourceDocument): Judged | FileIssue[] {
  const at = (pointer: string): FileIssue['source'] => ({ file, ...document.place(pointer) });
  const { system, objectives, faults } = readSystemFile(document.value);
  if (faults.length > 0) return faults.map((fault) => ({ ...issueOf(fault), source: at(fault.pointer) }));
  if (objectives.length === 0) {
    const remedy = 'Write `objectives`, each with what it is to `survive` and what it is to `require` then.';
    const message = 'There is no objective, so there is nothing to prove.';
    return [{ ...OBJECTIVE, severity: 'error', message, remedy, source: at('/objectives') }];
  }
  const memo: Memo = new Map();
  const results = objectives.map((objective, i) => attempt(system, objective, memo, i));
  const issues = results.flatMap((result) => ('issues' in result ? result.issues : []));
  if (issues.length > 0) return issues.map((issue) => ({ ...issue, source: at(issue.pointer ?? '') }));
  return { system, reports: results.flatMap((result) => ('report' in result ? [result.report] : [])) };
}

const issueOf = ({ pointer, message, remedy }: FileFault): Issue => ({
  ...(pointer === '/objectives' || pointer.startsWith('/objectives/') ? OBJECTIVE : SYSTEM),
  severity: 'error',
  message,
  remedy,
  pointer,
});

type Attempt = { readonly report: ObjectiveReport } | { readonly issues: readonly Issue[] };

/** A verdict, or what keeps it from being drawn, with where that stands. */
function attempt(system: System, objective: Objective, memo: Memo, number: number): Attempt {
  try {
    return { report: prove(system, objective, memo) };
  } catch (error) {
    if (!HikubeError.isHikubeError(error)) throw error;
    const own = pointerTo('objectives', number);
    return {
      issues: error.issues.map((issue) => ({
        ...issue,
        pointer:
          issue.code === OBJECTIVE.code
            ? nearestIn(issue, asked(objective, own), own)
            : nearestIn(issue, named(system), ''),
      })),
    };
  }
}

type Named = readonly [pointer: string, name: string];

const listed = (names: readonly string[], ...keys: readonly string[]): Named[] =>
  names.map((name, i) => [pointerTo(...keys) + pointerTo(i), name]);

const named = ({ parts, groups, regions }: System): Named[] => [
  ...listed(
    parts.map(({ name }) => name),
    'parts',
  ),
  ...listed(
    groups.map(({ name }) => name),
    'groups',
  ),
  ...listed(
    regions.map(({ name }) => name),
    'regions',
  ),
];

const asked = ({ require, assume }: Objective, own: string): Named[] =>
  [
    ...listed(
      require.map(({ of }) => of),
      'require',
    ),
    ...listed(
      assume.map(({ fact }) => fact),
      'assume',
    ),
  ].map(([pointer, name]) => [own + pointer, name]);

/** What a sentence is about is what it names first; of two of one name, the second is one too many. */
function nearestIn({ message }: Issue, places: readonly Named[], otherwise: string): string {
  const found = places
    .map(([pointer, name]) => ({ pointer, at: message.indexOf(quote(name)) }))
    .filter(({ at }) => at >= 0);
  const first = Math.min(...found.map(({ at }) => at));
  return found.findLast(({ at }) => at === first)?.pointer ?? otherwise;
}
