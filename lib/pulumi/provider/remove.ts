import { isProtected, PROTECTION } from '../../core/change/protection';
import { quote, valueAt } from '../../core/json';
import { LiveError } from '../../live/live-error';
import { refOf, type LiveObject, type Manifest } from '../../live/live-object';
import { ProviderError } from './errors';
import { directivesIn, objectIn } from './inputs';
import { markOf, titleOf } from './manifest';
import type { Properties } from './protocol';
import type { Session } from './session';
import { plain } from './values';

/**
 * Deletes an object and waits until it is gone. What the platform makes by itself stays: it would be made again, empty.
 *
 * @throws ProviderError for one that is protected, or belongs to another stack by now
 */
export async function remove(props: Properties, session: Session): Promise<void> {
  const state = plain(props);
  const object = objectIn(state) as Manifest | undefined;
  if (!object)
    throw new ProviderError('The state of this resource cannot be read: no object of hikube-constructs is in it.');
  if (isProtected(object)) throw new ProviderError(`${titleOf(object)} has deletion protection. ${UNPROTECT}`);
  const { madeByPlatform, mark } = directivesIn(state);
  if (madeByPlatform) return;
  const api = await session.api();
  const live = await api.get(refOf(object));
  if (!live) return;
  refuseOthers(live, mark);
  const uid = valueAt(state, 'uid');
  try {
    await api.remove(refOf(object), { clock: session.clock, ...(typeof uid === 'string' && uid !== '' && { uid }) });
  } catch (error) {
    if (!LiveError.is(error) || error.kind !== 'conflict') throw error;
    throw error.with({ remedy: '`pulumi refresh` takes the new one into the state; look at it before it goes.' });
  }
}

const UNPROTECT =
  'Declare it without `deletionProtection`, run `pulumi up`, and then destroy it or take it out of the program.';

/** What the live object says counts as well: somebody may have taken it over, or have put the protection on by hand. */
function refuseOthers(live: LiveObject, mark: string | undefined): void {
  const other = markOf(live);
  if (other !== undefined && mark !== undefined && other !== mark) {
    throw new ProviderError(
      `${titleOf(live)} belongs to ${quote(other)} by now, and is not deleted. Take it out of this stack: \`pulumi state delete\`.`,
    );
  }
  if (isProtected(live)) {
    throw new ProviderError(
      `${titleOf(live)} has deletion protection, which this stack does not declare: somebody put the annotation ${PROTECTION} on it. Ask them, have it taken away, and then destroy it.`,
    );
  }
}
