import { readFileSync } from 'node:fs';
import path from 'node:path';
import { change } from '../../../lib/core/change/change';
import { effectOf } from '../../../lib/core/change/catalogue';
import { exampleManifest } from '../../../lib/core/check/page';
import { PlatformProfile } from '../../../lib/core/platform/profile';
import { TABLE } from './table';

const PROFILES = { hikube: PlatformProfile.hikube(), 'cozystack-1.6': PlatformProfile.cozystack('1.6') };

// What people read before they decide, a line each: profile, pair of the table, code, sentence, and what to do first where
// that is not what the effect says in general. A sentence that changes is read again by whoever changes it.
const LINES = readFileSync(path.join(__dirname, 'sentences.txt'), 'utf8').trimEnd().split('\n');

describe('what is said of a change', () => {
  it.each(LINES.map((line) => line.split(' | ')))('at %s of %s: %s %s', (...cells) => {
    const [profile, pair, code, message, first] = cells as [keyof typeof PROFILES, string, string, string, string?];
    const row = TABLE[profile].find(({ kind, what }) => `${kind}: ${what}` === pair)!;
    const [before, after] = [row.before, row.after].map((spec) => exampleManifest(row.kind, { spec }));
    const { effects } = change(before, after, PROFILES[profile], row.facts);
    const said = effects.map((effect) => [effect.code, effect.message, effect.first]);
    expect(said).toContainEqual([code, message, first ?? effectOf(code!)!.first]);
  });
});
