import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const folders: string[] = [];

/** A folder of one test's own. */
export function folder(): string {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'live-'));
  folders.push(made);
  return made;
}

/** Removes what the tests of a file made. */
export const removeFolders = (): void => folders.splice(0).forEach((made) => fs.rmSync(made, { recursive: true }));

export function write(file: string, text: string): string {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  return file;
}

/** A kubeconfig in JSON, which is YAML: contexts by name, each with a cluster and a user of its own. */
export const kubeconfig = (
  names: readonly string[],
  over: { current?: string; user?: object; cluster?: object } = {},
) =>
  JSON.stringify({
    ...{ apiVersion: 'v1', kind: 'Config' },
    ...(over.current !== undefined && { 'current-context': over.current }),
    contexts: names.map((name) => ({ name, context: { cluster: name, user: name, namespace: `tenant-${name}` } })),
    clusters: names.map((name) => ({ name, cluster: { server: `https://${name}.example`, ...over.cluster } })),
    users: names.map((name) => ({ name, user: { ...over.user } })),
  });
