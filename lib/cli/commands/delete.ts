import { whatGoes } from '../../core/change/losses';
import { isProtected, PROTECTION } from '../../core/change/protection';
import { LiveError } from '../../live/live-error';
import type { LiveObject } from '../../live/live-object';
import { patienceOf, WaitedTooLong } from '../apply/patience';
import { contextOf } from '../formats/context';
import { visible, wrap } from '../formats/visible';
import { Unusable, type CommandIo, type ExitCode, type Target } from '../io';
import { refFrom } from '../references';

/** How `hikube delete` was called. */
export interface DeleteCommand extends Target {
  /** The name, said beforehand where nobody can be asked. */
  readonly confirm?: string;
  /** Milliseconds. */
  readonly timeout: number;
}

/** What else is to be known before an object goes. */
const BESIDE = {
  Kubernetes: '',
  Etcd: 'If the tenant has its etcd flag on, the platform makes the ring again, empty.',
  Tenant: '',
} as const;

/** Deletes one object, after it has said what goes with it and was told the name, and waits until it is gone. */
export async function deleteObject(written: string, command: DeleteCommand, io: CommandIo): Promise<ExitCode> {
  const api = await io.connect(command);
  const ref = refFrom(written, api);
  const live = await api.get(ref, io.signal);
  const title = `${ref.kind} ${ref.namespace}/${ref.name}`;
  if (!live) throw new Unusable(`There is no ${visible(title)} at ${visible(api.context ?? api.server.host)}.`);
  const { width, paint } = contextOf(io);
  io.stdout(
    `${paint('bold', visible(title))}\n${wrap(visible(`With it goes ${whatGoes(ref.kind, live)} ${BESIDE[ref.kind]}`), width, '  ')}\n`,
  );
  io.stdout(`${wrap('Nothing brings that back.', width, '  ')}\n`);
  if (isProtected(live)) {
    io.stderr(
      `hikube: it has deletion protection (annotation ${PROTECTION}). Take that away in the program (\`deletionProtection\`), apply it, and then delete.\n`,
    );
    return 3;
  }
  if (!(await confirmed(ref.name, command.confirm, io))) {
    io.stderr('hikube: nothing was deleted.\n');
    return 2;
  }
  let told = '';
  const patience = patienceOf(io, command.timeout);
  try {
    await api.remove(ref, {
      uid: live.metadata.uid,
      timeout: command.timeout,
      clock: patience.clock,
      signal: patience.signal,
      onProgress: ({ object }) => {
        const line = waitingFor(object);
        if (line !== told) io.stdout(`${line}\n`);
        told = line;
      },
    });
  } catch (caught) {
    const error = patience.meaning(caught);
    if (!LiveError.is(error) && !(error instanceof WaitedTooLong)) throw error;
    // Once the server has taken the deletion, nothing that happens here takes it back.
    const taken = told !== '';
    const text = LiveError.is(error) ? error.text : error.message;
    const rest = taken
      ? 'The platform goes on deleting; `hikube status` shows whether it is still there.'
      : LiveError.is(error) && error.outcome === 'unknown'
        ? ''
        : 'Nothing was deleted.';
    io.stderr(`hikube: ${visible(`${text} ${rest}`.trim())}\n`);
    return taken && !(LiveError.is(error) && error.kind !== 'timeout' && error.kind !== 'aborted') ? 1 : 2;
  }
  io.stdout(`${visible(title)} is gone.\n`);
  return 0;
}

async function confirmed(name: string, said: string | undefined, io: CommandIo): Promise<boolean> {
  if (said !== undefined) {
    if (said === name) return true;
    throw new Unusable(`--confirm says "${visible(said)}", and the object is called "${visible(name)}".`);
  }
  const answer = await io.ask(`To delete it, write its name: `);
  if (answer === undefined) throw new Unusable(`There is no terminal to ask at; add --confirm ${name}.`);
  return answer.trim() === name;
}

/** The platform uninstalls the release before the object goes, and says in its condition how that goes. */
function waitingFor({ metadata, status }: LiveObject): string {
  const ready = status.conditions.find(({ type }) => type === 'Ready');
  return visible(`waiting until ${metadata.name} is gone${ready?.message ? `: ${ready.message}` : ''}`);
}
