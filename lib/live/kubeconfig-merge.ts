import { isAlias, isMap, isSeq, visit, YAMLSeq, type Document, type YAMLMap } from 'yaml';
import { sortKeys } from '../core/json';
import {
  broken,
  kubeconfigDocument,
  kubeconfigOf,
  LISTS,
  readKubeconfig,
  type Kubeconfig,
  type ListName,
} from './kubeconfig-document';
import { LiveError } from './live-error';

/** How a kubeconfig is merged into another one. */
export interface MergeOptions {
  /** The name of the context, and of its cluster and user. What has that name already is replaced. */
  readonly name: string;
  /** Whether it becomes the current context. @default where there is none */
  readonly makeCurrent?: boolean | undefined;
  /** The namespace of the context. @default the incoming one's */
  readonly namespace?: string | undefined;
  /** The file that the existing text is from, for faults. @default `The kubeconfig` */
  readonly where?: string | undefined;
}

/** The name under which a cluster stands in a kubeconfig. */
export const contextName = (namespace: string, cluster: string): string => `hikube-${namespace}-${cluster}`;

/**
 * Puts the context of one kubeconfig, its cluster and its user, into another. Everything else stays, with its comments,
 * order and anchors; only spaces may change.
 *
 * @param existing the text as it is; empty for none
 * @param incoming the kubeconfig whose current context, or only one, is put in
 * @throws LiveError of kind `kubeconfig` where either is none; nothing is lost then, as nothing was written
 */
export function mergeKubeconfig(existing: string, incoming: string, options: MergeOptions): string {
  const { name, makeCurrent, where = 'The kubeconfig' } = options;
  const entry = entryOf(incoming, options);
  const document = kubeconfigDocument(existing, where);
  const before = kubeconfigOf(document, where);
  if (document.contents === null || !isMap(document.contents)) {
    // What was there is nothing but comments, and the document keeps those.
    document.contents = document.createNode({
      apiVersion: 'v1',
      kind: 'Config',
    }) as unknown as typeof document.contents;
  }
  for (const list of Object.keys(LISTS) as ListName[]) put(document, list, name, entry[list]);
  if (makeCurrent ?? before.currentContext === undefined) document.set('current-context', name);

  const text = textOf(document, existing, where);
  const after = readKubeconfig(text, where);
  if (!keeps(before, after, name)) throw broken(where, 'an entry of it cannot be replaced without touching others');
  return text;
}

/** Sets the current context of a kubeconfig, and nothing else. */
export function withCurrentContext(existing: string, name: string, where = 'The kubeconfig'): string {
  const document = kubeconfigDocument(existing, where);
  kubeconfigOf(document, where);
  if (!isMap(document.contents)) return `apiVersion: v1\nkind: Config\ncurrent-context: ${JSON.stringify(name)}\n`;
  document.set('current-context', name);
  return textOf(document, existing, where);
}

function entryOf(incoming: string, { name, namespace }: MergeOptions): Record<ListName, object> {
  const where = 'The kubeconfig of the cluster';
  const { contexts, clusters, users, currentContext } = readKubeconfig(incoming, where);
  const context =
    contexts.find((one) => one.name === currentContext) ?? (contexts.length === 1 ? contexts[0] : undefined);
  const cluster = clusters.find((one) => one.name === context?.value.cluster);
  const user = users.find((one) => one.name === context?.value.user);
  if (!context || !cluster || !user) throw broken(where, 'it has no context with a cluster and a user');
  return {
    contexts: { ...context.value, cluster: name, user: name, ...(namespace !== undefined && { namespace }) },
    clusters: cluster.value,
    users: user.value,
  };
}

/** Replaces the first entry of a name, where it stands, and drops others of that name. */
function put(document: Document, list: ListName, name: string, value: object): void {
  const found = document.get(list);
  let items: YAMLSeq;
  if (isSeq(found)) items = found as YAMLSeq;
  else document.set(list, (items = new YAMLSeq()));
  if (items.items.length === 0) items.flow = false;

  const node = document.createNode({ [LISTS[list]]: value, name }) as YAMLMap;
  const own = (item: unknown): boolean => isMap(item) && item.get('name') === name;
  const index = items.items.findIndex(own);
  if (index < 0) items.items.push(node);
  else {
    const { commentBefore, comment, spaceBefore } = items.items[index] as YAMLMap;
    Object.assign(node, { commentBefore, comment, spaceBefore });
    items.items = items.items.filter((item, at) => at === index || !own(item));
    items.items[index] = node;
  }
}

function textOf(document: Document, existing: string, where: string): string {
  checkAnchors(document, where);
  // As it was written: kubectl does not indent lists, people do.
  const indentSeq = /^(?:contexts|clusters|users):[ \t]*(?:#.*)?\r?\n[ \t]+- /m.test(existing);
  try {
    return document.toString({ lineWidth: 0, indentSeq, flowCollectionPadding: /\{ /.test(existing) });
  } catch {
    throw broken(where, 'it cannot be written again');
  }
}

/** An entry that is replaced takes its anchors along; what leans on them would fall. */
function checkAnchors(document: Document, where: string): void {
  const anchors = new Set<string>();
  visit(document, {
    Node(_key, node) {
      if (isAlias(node)) {
        if (!anchors.has(node.source)) {
          throw new LiveError('kubeconfig', {
            message: `${where} has an entry that leans on the one to be replaced, by the alias "*${node.source}".`,
            remedy: 'Write it out, and try again.',
          });
        }
      } else if ('anchor' in node && typeof node.anchor === 'string') anchors.add(node.anchor);
    },
  });
}

function keeps(before: Kubeconfig, after: Kubeconfig, name: string): boolean {
  return (Object.keys(LISTS) as ListName[]).every((list) => {
    const others = (config: Kubeconfig): string =>
      JSON.stringify(config[list].filter((entry) => entry.name !== name).map((entry) => sortKeys(entry)));
    return others(before) === others(after) && after[list].some((entry) => entry.name === name);
  });
}
