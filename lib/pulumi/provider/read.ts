import { BOOKKEEPING } from '../../core/change/bookkeeping';
import { isRecord } from '../../core/json';
import { refOf, type LiveObject, type Manifest, type Texts } from '../../live/live-object';
import { ownedBy } from '../../live/replacement';
import { ProviderError } from './errors';
import { directivesIn, objectIn, profileOf } from './inputs';
import { projected } from './projection';
import type { Properties, ReadResult } from './protocol';
import type { Session } from './session';
import { clean, plain } from './values';

/**
 * What is live of an object, as far as it concerns what is declared: the same as the state where nothing drifted. An
 * object that is gone has no id.
 */
export async function read(props: Properties, session: Session): Promise<ReadResult> {
  const state = plain(props) as Properties;
  const object = objectIn(state) as Manifest | undefined;
  if (!object)
    throw new ProviderError('The state of this resource cannot be read: no object of hikube-constructs is in it.');
  const api = await session.api();
  const live = await api.get(refOf(object));
  if (!live) return { id: '', props: {} };
  const { release } = profileOf(directivesIn(state));
  const inputs = clean({
    ...state,
    // Another object may have the name by now.
    uid: undefined,
    metadata: { ...object.metadata, ...metadataOf(object, live) },
    spec: projected(object.kind, object.spec, live.spec, release),
  });
  const name = [live.metadata.namespace, live.kind, live.metadata.name].join('/');
  return { id: `${name}/${live.metadata.uid}`, props: { ...inputs, uid: live.metadata.uid }, inputs };
}

/** Labels and annotations that are declared, or that this library wrote: what others put on the object is theirs. */
function metadataOf({ metadata }: Manifest, live: LiveObject): { labels?: unknown; annotations?: unknown } {
  const owned = ownedBy(live);
  return {
    labels: textsOf(metadata.labels, live.metadata.labels, owned.labels),
    annotations: textsOf(metadata.annotations, live.metadata.annotations, owned.annotations),
  };
}

function textsOf(declared: Texts | undefined, live: Texts, owned: readonly string[]): Texts | undefined {
  const keys = [...Object.keys(isRecord(declared) ? declared : {}), ...owned];
  const seen = Object.fromEntries(
    [...new Set(keys)]
      .filter((key) => Object.hasOwn(live, key) && !BOOKKEEPING.includes(key))
      .map((key) => [key, live[key]!]),
  );
  return declared === undefined && Object.keys(seen).length === 0 ? undefined : seen;
}
