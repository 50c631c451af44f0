import fs, { readdirSync, statSync, type BigIntStats } from 'node:fs';
import path from 'node:path';
import { byCodeUnit } from '../core/json';
import { visible } from './formats/visible';
import { Unusable, type CommandIo } from './io';
import type { SourceFile } from './judge';

/** Standard input, as an argument and as the name of a file. */
const STDIN = '-';
const STDIN_NAME = '<stdin>';

/** Space, tab and ends of lines. */
const BLANK = [0x20, 0x09, 0x0a, 0x0d];

/** Far more than any tenant's manifests; what is larger was named by mistake, and would fill the memory. */
const MOST_BYTES = 64 * 2 ** 20;

/** Reads what the arguments name, each file once. Throws where one of them cannot be read: then nothing is judged. */
export async function readInput(given: readonly string[], io: Pick<CommandIo, 'cwd' | 'stdin'>): Promise<SourceFile[]> {
  const files = new Map<string, string>();
  for (const name of given) if (name !== STDIN) collect(name, io.cwd, files);
  const read: SourceFile[] = [];
  for (const name of files.values()) {
    read.push({ name, bytes: contentOf(name, io.cwd) });
  }
  if (given.includes(STDIN)) read.push({ name: STDIN_NAME, bytes: await readStdin(io) });
  return read;
}

/** The bytes of a file. Throws where it cannot be read. */
export const contentOf = (name: string, cwd: string): Uint8Array =>
  attempt(name, () => fs.readFileSync(path.resolve(cwd, name)));

async function readStdin(io: Pick<CommandIo, 'stdin'>): Promise<Uint8Array> {
  const bytes = await io.stdin().catch((error: unknown) => unreadable(STDIN_NAME, error));
  if (bytes.length > MOST_BYTES) tooLarge(STDIN_NAME);
  // A pipe whose first half failed must not pass for manifests that are fine.
  if (bytes.every((byte) => BLANK.includes(byte))) throw new Unusable('Nothing came on standard input.');
  return bytes;
}

function collect(argument: string, cwd: string, files: Map<string, string>): void {
  if (argument === '') throw new Unusable('An argument is empty where a file or folder is expected.');
  const name = path.sep === '\\' ? argument.replaceAll('\\', '/') : argument;
  const stats = attempt(name, () => statSync(path.resolve(cwd, name), { bigint: true }));
  if (!stats.isDirectory()) {
    add(name, stats, files);
    return;
  }
  const found = filesBelow(name.replace(/(?<=.)\/+$/, ''), cwd);
  if (found.length === 0) throw new Unusable(`There is no *.yaml, *.yml or *.json file in "${visible(name)}".`);
  for (const [file, facts] of found) add(file, facts, files);
}

/** A file that has several names, by links or by a longer way, goes by the shortest, whatever came first. */
function add(name: string, { dev, ino, size }: BigIntStats, files: Map<string, string>): void {
  if (size > MOST_BYTES) tooLarge(name);
  const identity = `${dev}:${ino}`;
  const known = files.get(identity);
  if (known === undefined || (name.length - known.length || byCodeUnit(name, known)) < 0) files.set(identity, name);
}

/** Links are followed to files and not to folders: those could lead in circles. */
function filesBelow(folder: string, cwd: string): [string, BigIntStats][] {
  const found: [string, BigIntStats][] = [];
  const waiting = [folder];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const here = at;
    const entries = attempt(here, () => readdirSync(path.resolve(cwd, here), { withFileTypes: true }));
    for (const entry of entries) {
      const name = here.endsWith('/') ? here + entry.name : `${here}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.') && entry.name !== 'node_modules') waiting.push(name);
      } else if (/\.(?:ya?ml|json)$/i.test(entry.name)) {
        const stats = followed(name, cwd);
        if (stats?.isFile()) found.push([name, stats]);
      }
    }
  }
  return found;
}

/** What stands at a name in a folder. A link to nowhere or to itself, as editors leave them, holds no object. */
function followed(name: string, cwd: string): BigIntStats | undefined {
  return attempt(name, () => {
    try {
      return statSync(path.resolve(cwd, name), { bigint: true });
    } catch (error) {
      if (['ENOENT', 'ELOOP'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
      throw error;
    }
  });
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such file or folder',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  EISDIR: 'it is a folder',
  ERR_FS_FILE_TOO_LARGE: 'it is too large',
};

function attempt<T>(name: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    return unreadable(name, error);
  }
}

function unreadable(name: string, error: unknown): never {
  const { code = '', message } = error as NodeJS.ErrnoException;
  throw new Unusable(`"${visible(name)}" cannot be read: ${REASONS[code] ?? visible(message)}.`);
}

function tooLarge(name: string): never {
  throw new Unusable(`"${visible(name)}" is larger than ${MOST_BYTES / 2 ** 20} MiB.`);
}
