import { App } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../support/programs';
import { open, type Registration, type Run } from './support';

/** What both backends have to agree on. */
export interface Wanted {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly content: unknown;
}

const inOrder = (all: readonly Wanted[]): Wanted[] =>
  [...all].sort((a, b) =>
    JSON.stringify([a.kind, a.namespace, a.name]) < JSON.stringify([b.kind, b.namespace, b.name]) ? -1 : 1,
  );

function wanted({ apiVersion, kind, metadata, ...rest }: Manifest): Wanted {
  const { name, namespace, ...said } = metadata;
  // What this library's own resource is told beside the object goes into no object.
  const content = Object.fromEntries(Object.entries(rest).filter(([key]) => !['hikube', '__provider'].includes(key)));
  return { apiVersion, kind, namespace, name, content: { metadata: said, ...content } };
}

const isObject = ({ custom, type }: Registration): boolean => custom && !type.startsWith('pulumi:providers:');

/** The objects that were registered. */
export const objectsOf = ({ registered }: Run): Wanted[] =>
  inOrder(registered.filter(isObject).map(({ inputs }) => wanted(open(inputs) as Manifest)));

/** The objects that cdk8s writes. */
export function written(build: (app: App) => unknown): Wanted[] {
  const app = new App();
  build(app);
  const manifests = parseAllDocuments(app.synthYaml()).map((document) => document.toJS() as Manifest | null);
  return inOrder(manifests.filter((manifest) => manifest !== null).map(wanted));
}
