import { SEEDS, faultOf, fuzz } from '../support/fuzz';
import { judge } from '../../lib/cli/judge';
import { PlatformProfile } from '../../lib/core/platform/profile';

const COUNT = 500;

// `npm run fuzz` does the same 10,000 times.
describe('a manifest that somebody changed at random', () => {
  it('is answered by issues or by a fault of the text, never by an exception', () => {
    const faults = Array.from({ length: COUNT }, (_, i) => faultOf(fuzz(i + 1))).filter(Boolean);
    expect(faults).toEqual([]);
  });

  it('is mostly told of, so that the changes mean something', () => {
    const told = Array.from({ length: COUNT }, (_, i) => fuzz(i + 1).issues.length).filter((count) => count > 0);
    expect(told.length).toBeGreaterThan(COUNT * 0.7);
  });

  it('would be sound without the changes', () => {
    const bytes = Buffer.from(SEEDS.map((seed) => JSON.stringify(seed)).join('\n---\n'));
    const { issues } = judge([{ name: 'seeds.yaml', bytes }], { profile: PlatformProfile.hikube() });
    // The seeds accept a warning that is not there, so that changes meet an acknowledgement.
    expect(issues.map(({ code }) => code)).toEqual(['HK1107']);
  });
});
