import { isRecord, pointer } from '../core/json';
import type { Spellings } from '../core/read/read';
import type { SourceDocument } from '../yaml/documents';

/** One object of a document: the document itself, or an item of a List in it. */
export interface Part {
  readonly value: unknown;
  /** The pointer from the document to the object. */
  readonly base: string;
  /** The spellings below the object, by pointers into the object. */
  readonly spellings: Spellings;
}

const ITEM = /^\/items\/\d+(?=\/)/;
const PLAIN: Spellings = { respelt: new Map(), respeltKeys: new Map() };

/** The objects of a document: `kind: List`, and any other list of objects, stands for its items. */
export function partsOf({ value, respelt, respeltKeys }: SourceDocument): Part[] {
  const parts: Part[] = [];
  collect({ value, base: '', spellings: { respelt, respeltKeys } }, parts);
  return parts;
}

function collect(part: Part, parts: Part[]): void {
  const items = itemsOf(part.value);
  if (!items) {
    parts.push(part);
    return;
  }
  const values = byItem(part.spellings.respelt);
  const keys = byItem(part.spellings.respeltKeys);
  for (const [i, value] of items.entries()) {
    const at = pointer('items', i);
    const spellings = {
      respelt: values.get(at) ?? PLAIN.respelt,
      respeltKeys: keys.get(at) ?? PLAIN.respeltKeys,
    };
    collect({ value, base: part.base + at, spellings }, parts);
  }
}

function itemsOf(value: unknown): readonly unknown[] | undefined {
  if (!isRecord(value) || typeof value.kind !== 'string' || !value.kind.endsWith('List')) return undefined;
  return Array.isArray(value.items) ? value.items : undefined;
}

/** Spellings by the item that they stand in, with pointers into that item. One pass: a List may have many items. */
function byItem(spellings: ReadonlyMap<string, string>): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const items = new Map<string, Map<string, string>>();
  for (const [place, spelling] of spellings) {
    const item = ITEM.exec(place)?.[0];
    if (item === undefined) continue;
    const known = items.get(item) ?? new Map<string, string>();
    items.set(item, known.set(place.slice(item.length), spelling));
  }
  return items;
}
