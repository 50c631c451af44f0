import type { PlatformProfile } from '../../core/platform/profile';
import { LiveError } from '../../live/live-error';
import type { LiveObject, Manifest } from '../../live/live-object';
import { refOf } from '../../live/live-object';
import type { Directives, ObjectInputs } from '../object-inputs';
import type { DeclaredObject } from './inputs';
import { changeOf, manifestOf, markOf } from './manifest';
import { refusalsAmong, type Refusal } from './refusals';
import type { Session } from './session';
import { takenText } from './taken';
import { isUnknown, settled } from './values';

/** A preview waits for a look no longer than this, in milliseconds. */
const PATIENCE = 15_000;

/** Whether an object that is there is overwritten where it was to be created: it is ours, or meant to be. */
export const mayTakeOver = (live: LiveObject, { adopt, mark, madeByPlatform }: Directives): boolean =>
  adopt || madeByPlatform || markOf(live) === mark;

/**
 * What the creation of an object would meet, looked up beforehand: that it is there already, and what it would do to
 * write over it. It only reads; where it cannot, it says so once, and the creation decides.
 */
export async function obstacles(
  object: DeclaredObject,
  directives: Directives,
  profile: PlatformProfile,
  session: Session,
): Promise<Refusal[]> {
  const { name, namespace } = object.metadata;
  if (isUnknown(name) || isUnknown(namespace)) return [];
  const live = await look(object as unknown as Manifest, session);
  // One that is on its way out may be gone by the time of the creation.
  if (!live || live.metadata.deletionTimestamp !== undefined) return [];
  const known = settled({ ...object, hikube: directives }, live) as ObjectInputs;
  const manifest = manifestOf(known);
  if (!mayTakeOver(live, directives)) return [{ pointer: '/metadata/name', text: takenText(live, manifest, profile) }];
  return refusalsAmong(changeOf(live, manifest, profile).effects, directives);
}

async function look(manifest: Manifest, session: Session): Promise<LiveObject | undefined> {
  if (session.isOutOfReach) return undefined;
  try {
    const api = await session.api();
    return await api.get(refOf(manifest), AbortSignal.timeout(PATIENCE));
  } catch (error) {
    if (!LiveError.is(error)) throw error;
    const elsewhere = OUT_OF_REACH.includes(error.kind);
    if (elsewhere && !session.isUnknown) {
      session.say(`warning: whether objects exist already was not looked up. ${error.text}`);
    }
    session.isOutOfReach = elsewhere;
    return undefined;
  }
}

/** What the next object would meet as well, after as long a wait. */
const OUT_OF_REACH: readonly LiveError['kind'][] = [
  'kubeconfig',
  'unauthorised',
  'unreachable',
  'tls',
  'timeout',
  'aborted',
];
