import { LiveError } from '../../live/live-error';
import { RUNGS, settled } from '../../live/readiness';
import type { ObjectRef } from '../../live/resources';
import type { Rung } from '../../live/rung';
import { readLadder } from '../../live/watch-readiness';
import type { TenantApi } from '../../live/tenant-api';
import { patienceOf, WaitedTooLong } from '../apply/patience';
import { RUNG_STYLE } from '../apply/progress';
import { waitFor, type Wait } from '../apply/wait';
import { contextOf, type OutputContext } from '../formats/context';
import { jsonText } from '../formats/json';
import { visible, wrap } from '../formats/visible';
import { Unusable, type CommandIo, type ExitCode, type Target } from '../io';
import { namespaceOf, refFrom } from '../references';

/** How `hikube status` was called. */
export interface StatusCommand extends Target {
  readonly format: 'text' | 'json';
  /** The step to wait for. @default it tells how far it is now */
  readonly wait?: Exclude<Wait, 'none'>;
  /** Milliseconds. */
  readonly timeout: number;
}

/** Tells how far an object is, step by step, or all clusters of the namespace; 0 if nothing is waited for. */
export async function status(written: string | undefined, command: StatusCommand, io: CommandIo): Promise<ExitCode> {
  const api = await io.connect(command);
  const refs = written === undefined ? await clusters(api, io) : [refFrom(written, api)];
  if (command.wait !== undefined) return waitForAll(refs, api, { ...command, wait: command.wait }, io);
  const ladders: (readonly [ObjectRef, readonly Rung[]])[] = [];
  for (const ref of refs) {
    const live = await api.get(ref, io.signal);
    if (!live) throw new Unusable(`There is no ${visible(title(ref))} at ${visible(api.context ?? api.server.host)}.`);
    ladders.push([ref, await readLadder(api, ref, { inside: io.lookInside, ...(io.signal && { signal: io.signal }) })]);
  }
  io.stdout(command.format === 'json' ? jsonText(ladders.map(data)) : text(ladders, contextOf(io)));
  return ladders.every(([ref, rungs]) => isThrough(ref, rungs)) ? 0 : 1;
}

/** What cannot be seen from here is no reason to say that something is amiss. */
const isThrough = ({ kind }: ObjectRef, rungs: readonly Rung[]): boolean =>
  settled(
    rungs.map((rung) => (rung.state === 'unknown' ? { ...rung, state: 'done' as const } : rung)),
    RUNGS[kind].at(-1)!,
  ) === 'done';

async function clusters(api: TenantApi, io: CommandIo): Promise<ObjectRef[]> {
  const namespace = namespaceOf(api);
  const found = await api.list('Kubernetes', namespace, io.signal);
  if (found.length === 0) throw new Unusable(`There is no cluster in ${visible(namespace)}.`);
  return found.map(({ kind, metadata }) => ({ kind, namespace, name: metadata.name }));
}

async function waitForAll(
  refs: readonly ObjectRef[],
  api: TenantApi,
  { wait, timeout }: StatusCommand & { readonly wait: Exclude<Wait, 'none'> },
  io: CommandIo,
): Promise<ExitCode> {
  const patience = patienceOf(io, timeout);
  try {
    let through = true;
    for (const { kind, name, namespace } of refs) {
      const manifest = { apiVersion: '', kind, metadata: { name, namespace } };
      through = (await waitFor(manifest, api, { wait, patience }, io)) && through;
    }
    return through ? 0 : 1;
  } catch (caught) {
    const error = patience.meaning(caught);
    if (!(error instanceof WaitedTooLong) && !(LiveError.is(error) && error.kind === 'aborted')) throw error;
    io.stderr(`hikube: ${visible(error.message)}\n`);
    return 1;
  }
}

const title = ({ kind, namespace, name }: ObjectRef): string => `${kind} ${namespace}/${name}`;

const data = ([{ kind, namespace, name }, rungs]: readonly [ObjectRef, readonly Rung[]]): object => ({
  object: { kind, namespace, name },
  steps: rungs,
});

function text(ladders: readonly (readonly [ObjectRef, readonly Rung[]])[], { width, paint }: OutputContext): string {
  const blocks = ladders.map(([ref, rungs]) =>
    [
      paint('bold', visible(title(ref))),
      ...rungs.flatMap(({ name, state, says, details = [] }) => [
        `  ${name.padEnd(12)} ${paint(RUNG_STYLE[state], state.padEnd(7))} ${visible(says)}`,
        ...details.map((detail) => wrap(visible(detail), width, ' '.repeat(23))),
      ]),
    ].join('\n'),
  );
  return `${blocks.join('\n\n')}\n`;
}
