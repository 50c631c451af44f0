import type { PlatformProfile } from '../../core/platform/profile';
import { withAdditions } from '../additions';
import { compareFiles } from '../changes/compare';
import { withFaults } from '../changes/faults';
import { planLive } from '../changes/live';
import { stops, worstOf, type ChangeReport } from '../changes/report';
import { contextOf } from '../formats/context';
import { githubChanges } from '../formats/changes/github';
import { jsonChanges } from '../formats/changes/json';
import { markdownChanges } from '../formats/changes/markdown';
import { textChanges, type ChangeFormat } from '../formats/changes/text';
import { Unusable, type CommandIo, type ExitCode, type Target } from '../io';
import { judge } from '../judge';
import { readManifests } from '../manifests';

export const CHANGE_FORMATS = {
  text: textChanges,
  json: jsonChanges,
  github: githubChanges,
  markdown: markdownChanges,
} as const;

/** From which differences on `hikube diff` does not end with 0. */
export const FAIL_ON = ['none', 'changes', 'destroys'] as const;

/** How `hikube diff` was called. */
export interface DiffCommand extends Target {
  readonly profile: PlatformProfile;
  readonly additions?: string;
  readonly format: keyof typeof CHANGE_FORMATS;
  /** Whether files are compared with the live tenant, however many there are. */
  readonly live?: boolean;
  /** Whether objects that are live and in no file are listed. */
  readonly all?: boolean;
  readonly failOn: (typeof FAIL_ON)[number];
}

/** Tells what files would do to the live tenant, or what it does to go from one folder to another. It only reads. */
export async function diff(given: readonly string[], command: DiffCommand, io: CommandIo): Promise<ExitCode> {
  const { additions, format, failOn } = command;
  const profile = additions === undefined ? command.profile : withAdditions(command.profile, additions, io.cwd);
  const report = await reportOf(given, { ...command, profile }, io);
  const print: ChangeFormat = CHANGE_FORMATS[format];
  io.stdout(print(report, contextOf(io)));
  const worst = worstOf(report);
  if (worst === undefined || failOn === 'none') return 0;
  if (stops({ impact: worst })) return 3;
  return failOn === 'changes' ? 1 : 0;
}

async function reportOf(given: readonly string[], command: DiffCommand, io: CommandIo): Promise<ChangeReport> {
  const { profile, namespace } = command;
  const [from, to] = given;
  if (command.all && given.length === 2 && !command.live)
    throw new Unusable('--all lists live objects, and two arguments are compared with each other: add --live.');
  if (from !== undefined && to !== undefined && given.length === 2 && !command.live) {
    const sides = await Promise.all([from, to].map((name) => readManifests([name], { profile, namespace }, io)));
    const report = compareFiles({ name: from, manifests: sides[0]! }, { name: to, manifests: sides[1]! }, profile);
    return withFaults(report, judge(sides[1]!.files, { profile, namespace }).issues);
  }
  const manifests = await readManifests(given, { profile, namespace }, io);
  const api = await io.connect(command);
  const { report } = await planLive(manifests, api, { profile, all: command.all, signal: io.signal });
  return withFaults(report, judge(manifests.files, { profile, namespace: api.namespace }).issues);
}
