import { SPEC_FIELDS } from '../../lib/core/model/kind';
import { isOffered, wireKey, type AnyFields, type Field } from '../../lib/core/model/field';
import { PlatformProfile } from '../../lib/core/platform/profile';
import { includes } from '../../lib/core/platform/release';
import { KINDS, RELEASES, ownSchema, places, upstreamSchema, type Kind, type Schema } from '../support/schemas';

const CASES = RELEASES.flatMap((release) => KINDS.map((kind) => [kind, release] as const));

describe('schema/', () => {
  const beside = upstreamSchema('1.1.2', 'Etcd') !== undefined;

  it(
    beside
      ? 'is compared with the schemas beside the project'
      : 'is not compared: there are no schemas beside the project',
    () => {
      expect(CASES.filter(([kind, release]) => upstreamSchema(release, kind) === undefined)).toHaveLength(
        beside ? 0 : CASES.length,
      );
    },
  );

  if (!beside) return;
  it.each(CASES)('says of %s at %s what the platform says, key by key', (kind, release) => {
    expect(places(ownSchema(release, kind))).toEqual(places(upstreamSchema(release, kind)!));
  });
});

describe("the library's fields", () => {
  const profileOf = { '1.1.2': PlatformProfile.hikube(), '1.6.2': PlatformProfile.cozystack('1.6') } as const;

  /** What the library's table says of a place, in the words of `places`. */
  function stated(field: Field, at: string, release: '1.1.2' | '1.6.2'): string[] {
    const { type } = field;
    const profile = profileOf[release];
    switch (type.kind) {
      case 'text':
        return [`${at}: string${type.oneOf ? `, one of ${[...type.oneOf(profile)].sort().join('|')}` : ''}`];
      case 'integer':
        return [`${at}: integer`];
      case 'flag':
        return [`${at}: boolean`];
      case 'quantity':
        return [`${at}: quantity`];
      case 'free':
        return [`${at}: anything`];
      case 'map':
        return [`${at}: object`, ...stated(type.of, `${at}/*`, release)];
      case 'list':
        return [`${at}: array`, ...stated(type.of, `${at}/[]`, release)];
      case 'object':
        return [`${at}: object`, ...statedFields(type.fields, at, release)];
    }
  }

  function statedFields(fields: AnyFields, at: string, release: '1.1.2' | '1.6.2'): string[] {
    return Object.entries(fields)
      .filter(([, field]) => isOffered(field, release))
      .flatMap(([key, field]) => stated(field, `${at}/${wireKey(key, field, release)}`, release));
  }

  /** The version has a rule of its own instead of a list, which knows what a patch version means. */
  const withoutVersions = (line: string): string => line.replace(/^(\/version: string), one of .*/, '$1');
  const withoutDefaults = (line: string): string => line.replace(/, default .*/, '');

  it.each(CASES)('of %s at %s are those of the schema, neither more nor fewer', (kind, release) => {
    const fields = statedFields(SPEC_FIELDS[kind], '', release).sort();
    const schema = places(ownSchema(release, kind))
      .filter((line) => !line.endsWith('is required') && !line.startsWith('/:'))
      .map((line) => withoutVersions(withoutDefaults(line)));

    expect(fields).toEqual(schema.sort());
  });

  /** Required keys that have no default: those that a user's object has to hold. */
  function insisted(schema: Schema, at = ''): string[] {
    const below = Object.entries(schema.properties ?? {}).flatMap(([key, child]) => insisted(child, `${at}/${key}`));
    const values =
      typeof schema.additionalProperties === 'object' ? insistedOfValues(schema.additionalProperties, `${at}/*`) : [];
    return [...below, ...values, ...(schema.items ? insistedOfValues(schema.items, `${at}/[]`) : [])];
  }

  /** The chart gives its defaults to the one tree that it knows, never to the values of a map or the items of a list. */
  const insistedOfValues = (schema: Schema, at: string): string[] => [
    ...(schema.required ?? []).map((key) => `${at}/${key}`),
    ...insisted(schema, at),
  ];

  function required(fields: AnyFields, at: string, release: '1.1.2' | '1.6.2'): string[] {
    return Object.entries(fields)
      .filter(([, field]) => isOffered(field, release))
      .flatMap(([key, field]) => {
        const place = `${at}/${wireKey(key, field, release)}`;
        const own = field.required && includes(field.required, release) ? [place] : [];
        return [...own, ...requiredBelow(field, place, release)];
      });
  }

  function requiredBelow({ type }: Field, at: string, release: '1.1.2' | '1.6.2'): string[] {
    if (type.kind === 'object') return required(type.fields, at, release);
    if (type.kind === 'map') return requiredBelow(type.of, `${at}/*`, release);
    return type.kind === 'list' ? requiredBelow(type.of, `${at}/[]`, release) : [];
  }

  it.each(CASES)('of %s at %s insist on what the chart gives no default for', (kind: Kind, release) => {
    expect(required(SPEC_FIELDS[kind], '', release).sort()).toEqual(insisted(ownSchema(release, kind)).sort());
  });

  it.each(RELEASES)('offer the Kubernetes versions of the schema at %s', (release) => {
    const offered = ownSchema(release, 'Kubernetes').properties!.version!.enum!;

    expect([...profileOf[release].kubernetesVersions].sort()).toEqual([...offered].sort());
  });
});
