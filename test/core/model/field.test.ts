import { choice, integer, isOffered, list, map, object, text, wireKey } from '../../../lib/core/model/field';
import { PlatformProfile } from '../../../lib/core/platform/profile';
import type { Release } from '../../../lib/core/platform/release';

describe('a field', () => {
  it.each<[string, ReturnType<typeof text>, Release, boolean]>([
    ['always there', text(), '1.1.2', true],
    ['not there yet', text({ since: '1.6.0' }), '1.5.9', false],
    ['there from now on', text({ since: '1.6.0' }), '1.6.0', true],
    ['still there', text({ until: '1.6.0' }), '1.5.9', true],
    ['gone', text({ until: '1.6.0' }), '1.6.0', false],
  ])('is %s', (_, field, release, offered) => {
    expect(isOffered(field, release)).toBe(offered);
  });

  it.each<[Release, string]>([
    ['1.1.2', 'ephemeralStorage'],
    ['1.3.9', 'ephemeralStorage'],
    ['1.4.0', 'diskSize'],
    ['1.6.2', 'diskSize'],
  ])('that was renamed at 1.4 travels at %s as %s', (release, key) => {
    expect(wireKey('diskSize', text({ before: { release: '1.4.0', key: 'ephemeralStorage' } }), release)).toBe(key);
  });

  it('that was never renamed travels under its name', () => {
    expect(wireKey('host', text(), '1.1.2')).toBe('host');
  });

  it.each([
    ['all releases', text({ required: true }), {}],
    ['some releases', text({ required: { until: '1.4.5' } }), { until: '1.4.5' }],
  ])('may be insisted on in %s', (_, field, span) => {
    expect(field.required).toEqual(span);
  });

  it('is insisted on nowhere unless that is said', () => {
    expect(text()).not.toHaveProperty('required');
  });

  it('holds what others are made of', () => {
    expect([list(integer()), map(integer()), object<{ a: number }>({ a: integer() })]).toMatchObject([
      { type: { kind: 'list', of: { type: { kind: 'integer' } } } },
      { type: { kind: 'map', of: { type: { kind: 'integer' } } } },
      { type: { kind: 'object', fields: { a: { type: { kind: 'integer' } } } } },
    ]);
  });
});

describe('a choice', () => {
  const profile = PlatformProfile.hikube();
  const offered = (field: ReturnType<typeof choice>): readonly string[] | undefined =>
    field.type.kind === 'text' ? field.type.oneOf?.(profile) : undefined;

  it('is among fixed texts', () => {
    expect(offered(choice(['a', 'b']))).toEqual(['a', 'b']);
  });

  it('is among what the profile says', () => {
    expect(offered(choice(({ name }) => [name]))).toEqual(['hikube']);
  });

  it('remembers what comes later', () => {
    const later = { since: '1.4.0', values: ['c1.medium'] } as const;
    expect(choice(['medium'], { later, since: '1.1.0' })).toMatchObject({ since: '1.1.0', type: { later } });
  });
});
