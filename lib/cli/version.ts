import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The version of this package. Its package.json is two folders up, from the sources and from the build alike. */
export function packageVersion(): string {
  const file = path.join(__dirname, '..', '..', 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}
