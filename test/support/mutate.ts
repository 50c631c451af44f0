import { stringify } from 'yaml';

/** A source of numbers that is the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;
type Tree = { [key: string]: unknown } | unknown[];

const pick = <T>(items: readonly T[], random: Random): T => items[Math.floor(random() * items.length)]!;

/** Values that have made parsers and checks stumble. */
const ODD: readonly unknown[] = [
  null,
  '',
  0,
  -1,
  0.5,
  1e308,
  2 ** 53,
  true,
  [],
  {},
  [[]],
  [null],
  'null',
  '~',
  '9'.repeat(400),
  '1e999999',
  '__proto__',
  '../..',
  'a'.repeat(5000),
  '\u0000',
  '\ud800',
  'é\u0301😀',
  '{{ .Values }}',
  '*a',
  '&a',
  '!!binary x',
  '-----',
];
const KEYS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', '0', '_x', 'a/b~c', 'é😀', '<<', 'on'];

/** Every object and list of a tree. */
function placesOf(tree: unknown, found: Tree[] = []): Tree[] {
  if (typeof tree !== 'object' || tree === null) return found;
  found.push(tree as Tree);
  for (const value of Object.values(tree)) placesOf(value, found);
  return found;
}

const own = (target: Tree, key: string, value: unknown): void => {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
};

/** Ways of changing one place of a tree. */
const CHANGES: readonly ((place: Tree, key: string, all: readonly Tree[], random: Random) => void)[] = [
  (place, key, _all, random) => {
    const value = (place as Record<string, unknown>)[key];
    delete (place as Record<string, unknown>)[key];
    own(place, random() < 0.5 ? `${key}x` : pick(KEYS, random), value);
  },
  (place, key, _all, random) => own(place, key, structuredClone(pick(ODD, random))),
  (place, key, all, random) => own(place, key, structuredClone(pick(all, random))),
  (place, key) => own(place, key, { nested: { deeper: (place as Record<string, unknown>)[key] } }),
  (place, key) => own(place, key, [(place as Record<string, unknown>)[key]]),
  (place, key) => delete (place as Record<string, unknown>)[key],
  (place, key) => own(place, `${key}2`, structuredClone((place as Record<string, unknown>)[key])),
  (place, _key, _all, random) => own(place, pick(KEYS, random), structuredClone(pick(ODD, random))),
];

/** A text made of manifests by a few changes of their trees, and sometimes of its bytes. */
export function mutate(manifests: readonly object[], seed: number): Uint8Array {
  const random = randomFrom(seed);
  const documents = manifests.map((manifest) => structuredClone(manifest));
  for (let i = Math.floor(random() * 4); i >= 0; i--) {
    const all = documents.flatMap((document) => placesOf(document));
    const place = pick(all, random);
    const keys = Object.keys(place);
    if (keys.length > 0) pick(CHANGES, random)(place, pick(keys, random), all, random);
  }
  const text = documents
    .map((document) =>
      random() < 0.7 ? stringify(document, { aliasDuplicateObjects: false }) : JSON.stringify(document),
    )
    .join(random() < 0.9 ? '\n---\n' : '\n--- \n');
  const bytes = Buffer.from(text);
  if (random() < 0.4) flip(bytes, random);
  return bytes;
}

/** Flips, drops or repeats a few bytes. */
function flip(bytes: Buffer, random: Random): void {
  for (let i = Math.floor(random() * 6); i >= 0 && bytes.length > 0; i--) {
    const at = Math.floor(random() * bytes.length);
    const length = Math.min(bytes.length - at, 1 + Math.floor(random() * 12));
    if (random() < 0.5) bytes[at] = Math.floor(random() * 256);
    else bytes.copyWithin(at, Math.floor(random() * bytes.length), bytes.length - length);
  }
}
