import { readFileSync } from 'node:fs';
import path from 'node:path';

const LIB = path.join(__dirname, '..', '..', '..', 'lib');

/** Every module that a file loads, the library's own by their paths below lib/. Types are gone by then. */
function loads(file: string, seen = new Set<string>()): Set<string> {
  const own = path.relative(LIB, file);
  if (seen.has(own)) return seen;
  seen.add(own);
  const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type\b)[^;]*? from '([^']+)'/gms);
  for (const [, name] of imports) {
    if (name!.startsWith('.')) loads(`${path.resolve(path.dirname(file), name!)}.ts`, seen);
    else seen.add(name!);
  }
  return seen;
}

it('the provider loads core, live and its own files alone: no SDK of Pulumi, no constructs', () => {
  const loaded = [...loads(path.join(LIB, 'pulumi', 'provider', 'index.ts'))];
  const own = loaded.filter((name) => name.endsWith('.ts'));
  expect(own.filter((name) => !/^(core|live|pulumi\/provider)\/|^pulumi\/object-inputs\.ts$/.test(name))).toEqual([]);
  expect(loaded.filter((name) => !own.includes(name) && !name.startsWith('node:'))).toEqual(['yaml']);
  expect(own.length).toBeGreaterThan(50);
});

it('the way to the platform, which programs share, rests on nothing else of the provider', () => {
  const loaded = [...loads(path.join(LIB, 'pulumi', 'provider', 'open.ts'))];
  expect(loaded.filter((name) => name.startsWith('pulumi/'))).toEqual(['pulumi/provider/open.ts']);
});
