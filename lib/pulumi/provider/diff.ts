import { BOOKKEEPING } from '../../core/change/bookkeeping';
import { isSame } from '../../core/change/difference';
import { isRecord } from '../../core/json';
import type { Directives } from '../object-inputs';
import { ProviderError } from './errors';
import { directivesIn, objectIn, type DeclaredObject } from './inputs';
import type { DiffResult, Properties } from './protocol';
import { plain, settled } from './values';

/**
 * Whether an object is another one than the state says, by what is declared of it alone. What the program says beside it
 * changes nothing but who is to delete it, and what is not known yet may be anything.
 *
 * It refuses nothing: a refresh calls it to show what drifted. `check` refuses, which sees the refreshed inputs as the old
 * ones, and so does the write, which looks at the live object.
 */
export function diff(olds: Properties, news: Properties): DiffResult {
  const [before, after] = [objectIn(plain(olds)), objectIn(plain(news))];
  if (!before || !after) {
    throw new ProviderError(
      `The ${before ? 'inputs' : 'state'} of this resource cannot be read: no object of hikube-constructs is in it.`,
    );
  }
  const directives = directivesIn(plain(news)) as Directives;
  if (isSame(comparable(before), comparable(after))) {
    // What the state says of this decides whether a later `destroy` deletes the object.
    const changes = directivesIn(plain(olds)).madeByPlatform !== directives.madeByPlatform;
    return { changes, replaces: [], stables: ['uid'] };
  }
  const known = settled(after, before) as DeclaredObject;
  const replaces = identityChange(before, known);
  // The new one may be in the way of the old one's hosts and addresses.
  if (replaces.length > 0) return { changes: true, replaces, deleteBeforeReplace: true };
  return { changes: true, replaces: [], stables: ['uid'] };
}

const identityChange = (before: DeclaredObject, after: DeclaredObject): string[] => [
  ...(before.kind === after.kind ? [] : ['kind']),
  ...(['namespace', 'name'].every((key) => before.metadata[key] === after.metadata[key]) ? [] : ['metadata']),
];

/** An object without what tools note down on it; no labels are the same as none. */
const comparable = ({ metadata, ...object }: DeclaredObject): object => ({
  ...object,
  metadata: { ...metadata, labels: texts(metadata.labels), annotations: texts(metadata.annotations) },
});

function texts(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const own = Object.entries(value).filter(([key]) => !BOOKKEEPING.includes(key));
  return own.length === 0 ? undefined : Object.fromEntries(own);
}
