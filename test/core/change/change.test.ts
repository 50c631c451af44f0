import { change } from '../../../lib/core/change/change';
import { exampleManifest } from '../../../lib/core/check/page';
import { PlatformProfile } from '../../../lib/core/platform/profile';
import { COZYSTACK_1_6 } from './cozystack-1.6';
import { HIKUBE } from './hikube';
import type { Row } from './rows';

const codes = ({ kind, before, after, facts }: Row, profile: PlatformProfile): string[] => {
  const [old, now] = [before, after].map((spec) => exampleManifest(kind, { spec }));
  return change(old, now, profile, facts)
    .effects.map(({ code }) => code)
    .sort();
};

const named = (rows: readonly Row[]): [string, Row][] => rows.map((row) => [`${row.kind}: ${row.what}`, row]);

describe('what a change does at Hikube (platform 1.1)', () => {
  it.each(named(HIKUBE))('%s', (_, row) => expect(codes(row, PlatformProfile.hikube())).toEqual(row.gives));
});

describe('what a change does at platform 1.6', () => {
  it.each(named(COZYSTACK_1_6))('%s', (_, row) =>
    expect(codes(row, PlatformProfile.cozystack('1.6'))).toEqual(row.gives),
  );
});
