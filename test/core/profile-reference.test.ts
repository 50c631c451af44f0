import fc from 'fast-check';
import { PlatformProfile } from 'hikube-constructs';
import { profileFrom, referenceTo } from '../../lib/core/platform/profile-reference';
import type { ProfileAdditions } from '../../lib/core/platform/profile';

const PROFILES: readonly ((additions?: ProfileAdditions) => PlatformProfile)[] = [
  (additions) => PlatformProfile.hikube(additions),
  (additions) => PlatformProfile.cozystack('1.1', additions),
  (additions) => PlatformProfile.cozystack('1.6', additions),
];
const CASES = PROFILES.map((make) => [make().name, make] as const);

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
const size = fc.record({
  cpu: fc.integer({ min: 1, max: 64 }),
  memory: fc.integer({ min: 1, max: 256 }).map((n) => `${n}Gi`),
});
const known = fc.constantFrom('u1.large', 's1.large', 'u1.medium');
const additions: fc.Arbitrary<ProfileAdditions> = fc.record(
  {
    instanceTypes: fc.dictionary(
      fc.oneof(
        name.map((one) => `${one}.large`),
        known,
      ),
      size,
      { maxKeys: 3 },
    ),
    gpus: fc.dictionary(
      fc.oneof(name, fc.constantFrom('L40S', 'H100')),
      fc.record(
        { device: name.map((one) => `nvidia.com/${one}`), memoryGb: fc.integer({ min: 1, max: 200 }) },
        { requiredKeys: ['device'] },
      ),
      { maxKeys: 3 },
    ),
    storageClasses: fc.array(fc.oneof(name, fc.constantFrom('local', 'replicated')), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

describe.each(CASES)('the reference to the profile %s', (profileName, make) => {
  it('is its name alone', () => {
    expect(referenceTo(make())).toEqual({ name: profileName });
  });

  it('brings the same profile back, whatever was added, also from JSON', () => {
    fc.assert(
      fc.property(additions, (added) => {
        const profile = make(added);
        const sent = JSON.parse(JSON.stringify(referenceTo(profile))) as ReturnType<typeof referenceTo>;
        expect(profileFrom(sent)?.data).toEqual(profile.data);
      }),
      { seed: 20_26 },
    );
  });

  it('holds what was added and nothing that the profile has by itself', () => {
    fc.assert(
      fc.property(additions, (added) => {
        const keys = ({ instanceTypes = {}, gpus = {}, storageClasses = [] }: ProfileAdditions): string[] => [
          ...Object.keys(instanceTypes),
          ...Object.keys(gpus),
          ...storageClasses,
        ];
        expect(keys(added)).toEqual(expect.arrayContaining(keys(referenceTo(make(added)))));
      }),
      { seed: 20_26 },
    );
  });

  it('holds only what the last of several additions says', () => {
    const twice = make({ instanceTypes: { 'x.large': { cpu: 1, memory: '1Gi' } } }).with({
      instanceTypes: { 'x.large': { cpu: 2, memory: '2Gi' } },
      storageClasses: ['fast', 'local'],
    });
    expect(referenceTo(twice)).toEqual({
      name: profileName,
      instanceTypes: { 'x.large': { cpu: 2, memory: '2Gi' } },
      storageClasses: ['fast'],
    });
  });
});

it('stands for nothing where this release has no facts of the name', () => {
  expect(profileFrom({ name: 'cozystack-9.9' })).toBeUndefined();
});
