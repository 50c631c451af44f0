import { quoted, type Finding } from './fault';

/** A part of the text that kubectl reads by itself. */
export interface Chunk {
  /** Where it begins in the whole text. */
  readonly start: number;
  readonly text: string;
  readonly format: 'yaml' | 'json';
}

/** The parts of a text, and what is between them and should not be. */
export interface Split {
  readonly chunks: readonly Chunk[];
  readonly faults: readonly Finding[];
}

/**
 * Splits a text as kubectl does before any YAML is parsed (k8s.io/apimachinery v0.37, util/yaml/decoder.go): a text that
 * begins with a brace is read as JSON documents one after another, and as YAML from where that fails; YAML is cut at
 * every line that begins with `---`, whatever that line may be part of.
 */
export function split(text: string): Split {
  const chunks: Chunk[] = [];
  let start = 0;
  while (chunks.length < 2 || isJson(text, start)) {
    const end = isJson(text, start) ? endOfJson(text, start) : undefined;
    if (end === undefined) break;
    chunks.push({ start, text: text.slice(start, end), format: 'json' });
    start = end;
  }
  const rest = start + /^\s*/.exec(text.slice(start))![0].length;
  // After one object, kubectl tries YAML, which should begin on a line of its own; it looks four bytes ahead for it.
  const isJunk = isJson(text, 0) && Buffer.byteLength(text.slice(start, start + 4)) < 4;
  const isBehind = chunks.length === 1 && /^[^\S\n]*[^\s#]/.test(text.slice(start, start + 1000));
  if (chunks.length < 2 && !isJunk && !isBehind) return splitYaml(text, start, chunks);
  if (rest === text.length) return { chunks, faults: [] };
  const message = `kubectl reads this text as JSON, one object after another, and ${excerpt(text, rest)} is none.`;
  return {
    chunks,
    faults: [{ code: 'HK1501', offset: rest, message, remedy: 'Write every document as YAML, or all as JSON.' }],
  };
}

const excerpt = (text: string, start: number): string => quoted(/[^\n]*/.exec(text.slice(start, start + 100))![0]);

function isJson(text: string, start: number): boolean {
  const mark = /[\t\n\r ]*/y;
  mark.lastIndex = start;
  mark.exec(text);
  return text[mark.lastIndex] === '{';
}

/** Where the JSON object ends that begins here; `undefined` if it is none. */
function endOfJson(text: string, start: number): number | undefined {
  const mark = /["{}[\]]/g;
  mark.lastIndex = start;
  let depth = 0;
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    if (match[0] === '"') mark.lastIndex = endOfString(text, match.index);
    else if (match[0] === '{' || match[0] === '[') depth++;
    else if (--depth === 0) return isValid(text.slice(start, mark.lastIndex)) ? mark.lastIndex : undefined;
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return end + 1;
  }
  return text.length;
}

function isValid(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function splitYaml(text: string, after: number, before: readonly Chunk[]): Split {
  const chunks = [...before];
  const faults: Finding[] = [];
  // What follows an object begins on the next line, as kubectl counts them.
  const from = before.length === 0 ? after : after + /^[^\S\n]*\n?/.exec(text.slice(after))![0].length;
  let start = from;
  let skipping = false;
  for (let at = text.startsWith('---', from) ? from : separator(text, from); at >= 0; at = separator(text, at)) {
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    const isSound = /^[\s\u0085]*(?:#|$)/.test(text.slice(at + 3, end));
    if (at > start && !skipping && !isBlank(text, start, at))
      chunks.push({ start, text: text.slice(start, at), format: 'yaml' });
    // A separator that ends nothing stays with what follows it.
    start = at > start || skipping ? Math.min(end + 1, text.length) : at;
    skipping = !isSound;
    if (!skipping) continue;
    const message = `kubectl takes ${excerpt(text, at)} for a separator of documents, and nothing may follow its dashes.`;
    faults.push({ code: 'HK1501', offset: at, message, remedy: 'Put what follows "---" on a line of its own.' });
  }
  if (!skipping && start < text.length) chunks.push({ start, text: text.slice(start), format: 'yaml' });
  return { chunks, faults };
}

/** Whether there is nothing to be read; most texts have such a piece, and some have a million. */
function isBlank(text: string, start: number, end: number): boolean {
  const blank = /(?:---)?[ \n]*/y;
  blank.lastIndex = start;
  blank.exec(text);
  return blank.lastIndex >= end;
}

function separator(text: string, from: number): number {
  const at = text.indexOf('\n---', from);
  return at < 0 ? -1 : at + 1;
}
