import { SYSTEM_CLOCK, type Clock } from './clock';
import { AnswerLost, type Exchange } from './exchange';
import { LiveError } from './live-error';
import { conditionOf, liveObject, type LiveObject } from './live-object';
import { redacted } from './redact';
import { application, nameOf, type ObjectRef } from './resources';

/** How a removal goes on. */
export interface RemovalProgress {
  /** Milliseconds since the server took the deletion. */
  readonly elapsed: number;
  /** What is still there. */
  readonly object: LiveObject;
}

/** How an object is deleted. */
export interface RemoveOptions {
  /** Delete it only if it is this one. @default whichever has the name */
  readonly uid?: string;
  /** Milliseconds until waiting ends with an error; the platform goes on deleting. @default 1800000, half an hour */
  readonly timeout?: number;
  /** Milliseconds between two looks. @default 5000 */
  readonly interval?: number;
  readonly signal?: AbortSignal | undefined;
  /** Told at every look, as long as it is there. @default nobody is told */
  readonly onProgress?: (progress: RemovalProgress) => void;
  /** @default the time of the process */
  readonly clock?: Clock;
}

/**
 * Deletes an object and waits until there is none of its name, or another one. The uid goes along as a precondition; as
 * the platform drops it (cozystack v1.1.2 and v1.6.2, pkg/registry/apps/application/rest.go), it is compared beforehand
 * as well.
 */
export async function removal(exchange: Exchange, ref: ObjectRef, options: RemoveOptions): Promise<boolean> {
  const { signal, onProgress, clock = SYSTEM_CLOCK, timeout = 1_800_000, interval = 5000 } = options;
  const resource = application(ref);
  const look = async (): Promise<LiveObject | undefined> => {
    const value = await exchange.get(resource, signal);
    return value && liveObject(value, ref.kind);
  };

  const first = await look();
  if (!first) return false;
  const { uid } = first.metadata;
  if (options.uid !== undefined && options.uid !== uid) {
    throw new LiveError('conflict', {
      message: `The ${nameOf(resource)} is not the one that was to be deleted.`,
      why: 'It was deleted and created again meanwhile.',
      remedy: 'Plan again, on what is there now.',
      outcome: 'notDone',
      moved: ['/metadata/uid'],
    });
  }
  // Already on its way: a second deletion adds nothing.
  if (first.metadata.deletionTimestamp === undefined) await send(exchange, ref, uid, look, signal);

  const start = clock.now();
  for (;;) {
    const now = await look();
    if (!now || now.metadata.uid !== uid) return true;
    const elapsed = clock.now() - start;
    onProgress?.({ elapsed, object: now });
    if (elapsed >= timeout) throw stillThere(ref, now, elapsed);
    await clock.sleep(Math.min(interval, timeout - elapsed), signal);
  }
}

async function send(
  exchange: Exchange,
  ref: ObjectRef,
  uid: string,
  look: () => Promise<LiveObject | undefined>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const body = {
    apiVersion: 'v1',
    kind: 'DeleteOptions',
    propagationPolicy: 'Background',
    ...(uid !== '' && { preconditions: { uid } }),
  };
  try {
    await exchange.write('DELETE', application(ref), body, signal);
  } catch (error) {
    if (error instanceof LiveError && error.kind === 'notFound') return;
    if (!(error instanceof AnswerLost)) throw error;
    let now: LiveObject | undefined;
    try {
      now = await look();
    } catch {
      throw error.unknown;
    }
    if (now && now.metadata.uid === uid && now.metadata.deletionTimestamp === undefined) throw error.nothingDone;
  }
}

function stillThere(ref: ObjectRef, object: LiveObject, elapsed: number): LiveError {
  const { deletionTimestamp } = object.metadata;
  const ready = conditionOf(object, 'Ready');
  const said = ready && ready.message !== '' ? ` Helm says: ${redacted(ready.message)}` : '';
  return new LiveError('timeout', {
    message: `After ${Math.round(elapsed / 1000)} s, ${nameOf(application(ref))} is still there.`,
    why:
      deletionTimestamp === undefined
        ? `It is not marked as deleted.${said}`
        : `It is being deleted since ${deletionTimestamp}; the platform uninstalls it first.${said}`,
    remedy: 'The platform goes on deleting. Look again later; if it stays, ask whoever runs the platform.',
    outcome: 'unknown',
  });
}
