import { parseDocument, type Document } from 'yaml';
import { isRecord, type Unchecked } from '../core/json';
import { LiveError } from './live-error';

/** The lists of a kubeconfig, and the key of what each entry holds. */
export const LISTS = { contexts: 'context', clusters: 'cluster', users: 'user' } as const;
export type ListName = keyof typeof LISTS;

/** One entry of a list. */
export interface Entry {
  readonly name: string;
  readonly value: Unchecked;
}

/** A kubeconfig, as far as it concerns everybody. */
export interface Kubeconfig extends Readonly<Record<ListName, readonly Entry[]>> {
  readonly currentContext?: string;
}

/** The fault of a kubeconfig; its content is never part of it. */
export const broken = (where: string, why: string): LiveError =>
  new LiveError('kubeconfig', {
    message: `${where} is no kubeconfig that can be read: ${why}.`,
    remedy: 'Correct it, or name another one.',
  });

/**
 * Parses a kubeconfig as YAML, keeping what a person wrote around it.
 *
 * @throws LiveError of kind `kubeconfig`, with the line and never the text
 */
export function kubeconfigDocument(text: string, where: string): Document {
  // Pretty errors quote the line, and on the line may stand a token.
  const document = parseDocument(text, { merge: true, prettyErrors: false, keepSourceTokens: false });
  const [error] = document.errors;
  if (error) {
    const line = text.slice(0, error.pos[0]).split('\n').length;
    throw broken(where, `line ${line} is no YAML (${error.code.toLowerCase().replaceAll('_', ' ')})`);
  }
  return document;
}

/** Reads a parsed kubeconfig. An empty one has nothing in it. */
export function kubeconfigOf(document: Document, where: string): Kubeconfig {
  let value: unknown;
  try {
    value = document.toJS();
  } catch {
    throw broken(where, 'it has an alias without an anchor, or too many');
  }
  if (value === null || value === undefined) return { contexts: [], clusters: [], users: [] };
  if (!isRecord(value)) throw broken(where, 'it is no map');
  if (value.kind !== undefined && value.kind !== 'Config') throw broken(where, 'its kind is not "Config"');
  const current = value['current-context'];
  return {
    contexts: entriesOf(value, 'contexts', where),
    clusters: entriesOf(value, 'clusters', where),
    users: entriesOf(value, 'users', where),
    ...(typeof current === 'string' && current !== '' && { currentContext: current }),
  };
}

/** Parses and reads a kubeconfig in one go. */
export const readKubeconfig = (text: string, where: string): Kubeconfig =>
  kubeconfigOf(kubeconfigDocument(text, where), where);

function entriesOf(config: Unchecked, list: ListName, where: string): Entry[] {
  const found = config[list];
  if (found === undefined || found === null) return [];
  if (!Array.isArray(found)) throw broken(where, `"${list}" is no list`);
  return found.map((item: unknown) => {
    const value = isRecord(item) ? (item[LISTS[list]] ?? {}) : undefined;
    if (!isRecord(item) || typeof item.name !== 'string' || !isRecord(value))
      throw broken(where, `an entry of "${list}" has no name, or is no map`);
    return { name: item.name, value };
  });
}
