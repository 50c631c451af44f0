import { keyOf, referenceOf } from '../../core/change/changes';
import { NEVER_ALLOWED } from '../../core/change/effects/objects';
import { pointer } from '../../core/json';
import type { PlatformProfile } from '../../core/platform/profile';
import type { LiveObject } from '../../live/live-object';
import { refOf } from '../../live/live-object';
import { LiveError } from '../../live/live-error';
import type { TenantApi } from '../../live/tenant-api';
import { withAdditions } from '../additions';
import { endingOf } from '../apply/ending';
import { inOrder } from '../apply/order';
import { patienceOf, WaitedTooLong, type Patience } from '../apply/patience';
import { waitFor, type Wait } from '../apply/wait';
import { write, type Written } from '../apply/write';
import { planLive, type LivePlan, type Pairing } from '../changes/live';
import { changedOf, stops, type ReportedChange } from '../changes/report';
import { contextOf } from '../formats/context';
import { someOf, textChanges } from '../formats/changes/text';
import { textFormat } from '../formats/text';
import { visible } from '../formats/visible';
import { Unusable, type CommandIo, type ExitCode, type Target } from '../io';
import { judge } from '../judge';
import { readManifests } from '../manifests';
import { packageVersion } from '../version';

/** How `hikube apply` was called. */
export interface ApplyCommand extends Target {
  readonly profile: PlatformProfile;
  readonly additions?: string;
  readonly yes?: boolean;
  /** Codes of effects that destroy or are refused and are wanted. */
  readonly allow?: ReadonlySet<string>;
  /** @default accepted, for what was written */
  readonly wait?: Wait;
  /** Milliseconds. */
  readonly timeout: number;
  /** Whether objects are written that are as they should be, so that no default stays stored with them. */
  readonly thaw?: boolean;
}

/** Creates and replaces what differs from the files, and waits for it. It deletes nothing. */
export async function apply(given: readonly string[], command: ApplyCommand, io: CommandIo): Promise<ExitCode> {
  const { additions } = command;
  const profile = additions === undefined ? command.profile : withAdditions(command.profile, additions, io.cwd);
  const api = await io.connect(command);
  const namespace = command.namespace ?? api.namespace;
  const manifests = await readManifests(given, { profile, namespace }, io);
  if (manifests.objects.length === 0) {
    const others = manifests.passedOver.length > 0 ? `, only ${someOf(manifests.passedOver)}` : '';
    throw new Unusable(`There is no object to apply: no cluster, ring or tenant${visible(others)}.`);
  }
  const verdict = judge(manifests.files, { profile, namespace });
  if (verdict.summary.errors > 0) {
    io.stdout(textFormat(verdict, { ...contextOf(io), version: packageVersion() }));
    io.stderr('hikube: nothing was written: the platform would take these objects and then fail.\n');
    return 1;
  }
  const plan = await planLive(manifests, api, { profile, signal: io.signal });
  io.stdout(textChanges(plan.report, contextOf(io)));
  const wanted = toWrite(plan, command.thaw);
  const refusal = refusalOf(plan, command);
  if (refusal !== undefined) {
    io.stderr(`hikube: nothing was written. ${refusal}\n`);
    return 3;
  }
  if (wanted.length === 0 && command.wait === undefined) return 0;
  if (wanted.length > 0 && !command.yes && !(await agreed(wanted.length, io))) {
    io.stderr('hikube: nothing was written.\n');
    return 2;
  }
  return new Run(api, plan, command, io).run(wanted);
}

const isBeingDeleted = ({ live }: Pairing): boolean => live?.metadata.deletionTimestamp !== undefined;

function toWrite({ pairings, report }: LivePlan, thaw = false): Pairing[] {
  const changed = new Set(changedOf(report).map(({ object }) => keyOf(object)));
  return inOrder(pairings).filter(({ manifest }) => thaw || changed.has(keyOf(referenceOf(manifest))));
}

/** Why nothing is written, if somebody has to say so first. */
function refusalOf({ report, pairings }: LivePlan, { allow = new Set() }: ApplyCommand): string | undefined {
  const going = pairings.find(isBeingDeleted);
  if (going) {
    const { kind, metadata } = going.manifest;
    return `${kind} "${visible(metadata.name)}" is being deleted. Wait until it is gone, and run this again.`;
  }
  const open = changedOf(report).flatMap(({ effects }: ReportedChange) =>
    effects.filter((effect) => stops(effect) && (NEVER_ALLOWED.includes(effect.code) || !allow.has(effect.code))),
  );
  const codes = [...new Set(open.map(({ code }) => code))].sort();
  if (codes.length === 0) return undefined;
  const allowable = codes.filter((code) => !NEVER_ALLOWED.includes(code));
  const hard = codes.filter((code) => NEVER_ALLOWED.includes(code));
  return [
    `${codes.join(', ')} would destroy, or fail.`,
    ...(hard.length > 0 ? [`Nobody can allow ${hard.join(', ')}: see what stands there to be done first.`] : []),
    ...(allowable.length > 0 && hard.length === 0
      ? [`If that is what you want, add \`--allow ${allowable.join(',')}\`.`]
      : []),
  ].join(' ');
}

async function agreed(count: number, io: CommandIo): Promise<boolean> {
  const answer = await io.ask(`\nWrite ${count} object${count === 1 ? '' : 's'}? Only "yes" is a yes: `);
  if (answer === undefined) throw new Unusable('There is no terminal to ask at; add --yes.');
  return answer.trim() === 'yes';
}

/** One run: what was written so far, so that whoever stops it knows. */
class Run {
  private readonly written: Written[] = [];

  public constructor(
    private readonly api: TenantApi,
    private readonly plan: LivePlan,
    private readonly command: ApplyCommand,
    private readonly io: CommandIo,
  ) {}

  public async run(wanted: readonly Pairing[]): Promise<ExitCode> {
    const { io, command } = this;
    const patience = patienceOf(io, command.timeout);
    try {
      for (const pairing of wanted) await this.one(pairing, patience);
      const ready = await this.wait(patience);
      for (const cluster of await this.clusters()) io.stdout(`\n${await endingOf(cluster, this.api, io.signal)}\n`);
      return ready ? 0 : 1;
    } catch (caught) {
      const error = patience.meaning(caught);
      if (!LiveError.is(error) && !(error instanceof WaitedTooLong)) throw error;
      const names = this.written.map(({ manifest: { kind, metadata } }) => `${kind} ${metadata.name}`);
      io.stderr(`hikube: ${visible(LiveError.is(error) ? error.text : error.message)}\n`);
      if (names.length === wanted.length) {
        io.stderr(
          `hikube: ${names.length > 0 ? 'Everything is written; only' : 'Nothing was to be written; only'} the wait ended. \`hikube status\` goes on.\n`,
        );
        return 1;
      }
      io.stderr(
        `hikube: ${names.length} of ${wanted.length} objects are written${names.length > 0 ? ` (${visible(names.join(', '))})` : ''}; each is written whole or not at all. Run it again to go on.\n`,
      );
      return 2;
    }
  }

  private async one(pairing: Pairing, patience: Patience): Promise<void> {
    const { io, api, plan } = this;
    if (io.signal?.aborted) throw new LiveError('aborted', { message: 'It was stopped.' });
    const all = plan.pairings.map(({ manifest }) => manifest);
    const written = await write(pairing, all, api, patience, io);
    this.written.push(written);
    const { kind, metadata } = written.manifest;
    io.stdout(`${written.how} ${kind} ${visible(`${metadata.namespace}/${metadata.name}`)}\n`);
  }

  /** Waits for what was written, or for all where somebody asked to wait. */
  private async wait(patience: Patience): Promise<boolean> {
    const { command, plan, api, io } = this;
    const { wait = 'accepted' } = command;
    if (wait === 'none') return true;
    const done = new Map(this.written.map((written) => [written.manifest, written]));
    let ready = true;
    for (const { manifest } of inOrder(plan.pairings)) {
      const written = done.get(manifest);
      if (!written && command.wait === undefined) continue;
      const replaced = written && this.touchedSpec(manifest) ? written.replaced : undefined;
      ready = (await waitFor(manifest, api, { wait, patience, replaced }, io)) && ready;
    }
    return ready;
  }

  /** A change of labels alone upgrades no release, so nothing is to be awaited of it. */
  private touchedSpec(manifest: Pairing['manifest']): boolean {
    const key = keyOf(referenceOf(manifest));
    const change = this.plan.report.changes.find(({ object }) => keyOf(object) === key);
    return change?.fields.some((field) => field.pointer.startsWith(pointer('spec'))) === true;
  }

  private async clusters(): Promise<LiveObject[]> {
    const found: LiveObject[] = [];
    for (const { manifest } of this.written.filter(({ manifest: { kind } }) => kind === 'Kubernetes')) {
      const live = await this.api.get(refOf(manifest), this.io.signal);
      if (live) found.push(live);
    }
    return found;
  }
}
