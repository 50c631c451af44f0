import { quote } from '../../core/json';
import { factsIn } from '../../core/resilience/facts';
import type { Assumption } from '../../core/resilience/objective';
import { BASELINE, OWN_MACHINES } from '../../core/resilience/prove';
import type { System } from '../../core/resilience/system';
import type { CheckReport, Counterexample, ObjectiveReport, Verdict } from '../../core/resilience/verdict';
import {
  BASELINE_TEXT,
  OWN_MACHINES_TEXT,
  type Basis,
  type KnownFact,
  type ReportExtra,
  type SuggestedRemedy,
} from './inputs';
import { choiceText, failureText, requirementText, verdictText } from './words';

/** What became of objectives, as plain text for people: the verdicts, what shows them, and what they rest on. */
export function textReport(system: System, reports: readonly ObjectiveReport[], extra: ReportExtra = {}): string {
  const blocks = [
    ...reports.map((report) => objectiveText(report, extra.remedies?.get(report.objective.name) ?? [])),
    inputsText(system, reports, extra.facts ?? []),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

const indented = (lines: readonly string[], by: number): string[] => lines.map((line) => ' '.repeat(by) + line);

function objectiveText(
  { objective, verdict, checks }: ObjectiveReport,
  remedies: readonly SuggestedRemedy[],
): string[] {
  // What no check shows by itself comes of all of them together.
  const together = checks.some((check) => check.verdict.kind === verdict.kind) ? undefined : breakOf(verdict);
  return [
    `Objective ${quote(objective.name)}: ${verdictText(verdict)}.`,
    ...indented(checks.flatMap(checkText), 2),
    ...(together ? indented(['all of it together:', ...indented(stepsText(together), 2)], 2) : []),
    ...indented(proofText(verdict), 2),
    ...indented(remedyText(remedies), 2),
  ];
}

/** How a verdict is shown to be as it is, if anything goes wrong. */
function breakOf(verdict: Verdict): Counterexample | undefined {
  if (verdict.kind === 'refuted') return verdict.counterexample;
  return verdict.kind === 'unknown' && verdict.because === 'placement' ? verdict.bad : undefined;
}

function checkText({ require, failure, verdict }: CheckReport): string[] {
  const broken = breakOf(verdict);
  return [
    `${verdict.kind.padEnd('refuted'.length)}  ${requirementText(require)} when ${failureText(failure)}`,
    ...(broken ? indented(stepsText(broken), 4) : []),
  ];
}

const stepsText = ({ facts, steps }: Counterexample): string[] => [
  ...(facts.length > 0 ? [`Where ${facts.map(choiceText).join(', and ')}:`] : []),
  ...steps.map((step, i) => `${i + 1}. ${step}`),
];

function proofText(verdict: Verdict): string[] {
  if (verdict.kind !== 'unknown' || verdict.because !== 'placement') return [];
  if (verdict.wouldProve.length === 0)
    return ['No open fact alone would prove it: the rules of placement have to change.'];
  return ['What would prove it:', ...verdict.wouldProve.map((facts) => `  - ${facts.map(choiceText).join(', and ')}`)];
}

const remedyText = (remedies: readonly SuggestedRemedy[]): string[] =>
  remedies.length === 0
    ? []
    : ['What to ask for or to change, the least first:', ...remedies.map(({ steps }) => `  - ${steps.join(' ')}`)];

const HEADINGS: Readonly<Record<Basis, string>> = {
  declared: 'Declared, by whoever describes the system:',
  contract: 'Contract, by whoever runs the platform:',
  assumption: 'Assumed:',
  unknown: 'Open, since nobody told:',
};

/** The kinds of input, each by itself: what is declared is not promised, and what is assumed is neither. */
function inputsText(system: System, reports: readonly ObjectiveReport[], facts: readonly KnownFact[]): string[] {
  const of = (basis: Basis): string[] => facts.filter((fact) => fact.basis === basis).map(factText);
  // What an objective assumes is listed there; one that does not, and looks at it, names it itself.
  const isAssumed = (id: string): boolean =>
    reports.some(({ objective }) => objective.assume.some(({ fact }) => fact === id));
  const open = facts.filter(({ id, basis }) => basis === 'unknown' && !isAssumed(id)).map(factText);
  const section = (basis: Basis, lines: readonly string[]): string[] => [
    HEADINGS[basis],
    ...(lines.length > 0 ? lines : ['nothing']).map((line) => `  - ${line}`),
  ];
  const hoped = factsIn(system);
  const declared = `${counted(system.regions.length, 'region')}: ${system.regions.map(({ name }) => name).join(', ')}; ${counted(system.parts.length, 'part')}: ${system.parts.map(({ name }) => name).join(', ') || 'none'}`;
  return [
    ...section('declared', [declared, ...of('declared')]),
    ...section('contract', of('contract')),
    ...section('assumption', [
      ...BASELINE.map((id) => `${id}: ${BASELINE_TEXT[id]}`),
      ...(reports.some(losesNodes) ? [`${OWN_MACHINES}: ${OWN_MACHINES_TEXT}`] : []),
      ...new Set(reports.flatMap(({ objective }) => objective.assume.map((one) => assumptionText(one, hoped)))),
      ...of('assumption'),
    ]),
    ...(open.length > 0 ? section('unknown', open) : []),
  ];
}

const losesNodes = ({ objective }: ObjectiveReport): boolean => objective.survive.some(({ fail }) => fail === 'node');

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Where nothing is said, what one would hope for is assumed, and that is the first of what it may be. */
function assumptionText({ fact, is, reason }: Assumption, facts: ReturnType<typeof factsIn>): string {
  const taken = is === undefined ? facts.get(fact)?.oneOf[0] : is;
  return `${taken === undefined ? fact : choiceText({ fact, is: taken })}: ${reason}`;
}

function factText({ id, text, source, date, trust }: KnownFact): string {
  const from = [source, date, trust].filter((word) => word !== undefined).join(', ');
  return `${id}: ${text}${from === '' ? '' : ` (${from})`}`;
}
