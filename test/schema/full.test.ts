import { PlatformProfile } from 'hikube-constructs';
import { synth } from '../support/programs';
import { renderOn } from '../support/rendering';
import { KINDS, ownSchema, places, type Kind, type Schema } from '../support/schemas';
import { everything } from './full';

/** What no program of this library writes, on purpose. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'Kubernetes /addons/monitoringAgents/valuesOverride':
    'no template of any release reads it, so there is no prop for it',
};

const PROFILES = [PlatformProfile.hikube(), PlatformProfile.cozystack('1.6')];
const CASES = PROFILES.flatMap((profile) => KINDS.map((kind) => [kind, profile.name, profile] as const));

/** The places of a schema that hold something: what is below a place that takes anything does not count. */
const placesOf = (schema: Schema): string[] =>
  places(schema)
    .filter((line) => !line.startsWith('/:') && !line.endsWith('is required'))
    .map((line) => line.split(':')[0]!);

/** The places that an object fills, as the schema names them. */
function filled(schema: Schema, value: unknown, at = ''): string[] {
  const here = at === '' ? [] : [at];
  if (Array.isArray(value))
    return [...here, ...value.flatMap((item) => (schema.items ? filled(schema.items, item, `${at}/[]`) : []))];
  if (typeof value !== 'object' || value === null) return here;
  return Object.entries(value).reduce((found, [key, child]) => {
    const property = schema.properties?.[key];
    if (property) return [...found, ...filled(property, child, `${at}/${key}`)];
    const values = schema.additionalProperties;
    return typeof values === 'object' ? [...found, ...filled(values, child, `${at}/*`)] : found;
  }, here);
}

describe('a program that says everything', () => {
  it.each(CASES)('fills every field of %s on %s, at every level', (kind: Kind, _, profile) => {
    const schema = ownSchema(profile.release, kind);
    const objects = synth(everything(profile)).filter((manifest) => manifest.kind === kind);
    const missing = placesOf(schema).filter(
      (place) => !objects.some(({ spec }) => filled(schema, spec).includes(place)),
    );

    expect(missing.filter((place) => !(`${kind} ${place}` in LEFT_OUT))).toEqual([]);
  });

  it.each(CASES)('leaves out of %s on %s only what it leaves out on purpose', (kind: Kind, _, profile) => {
    const schema = ownSchema(profile.release, kind);
    const objects = synth(everything(profile)).filter((manifest) => manifest.kind === kind);
    const written = new Set(objects.flatMap(({ spec }) => filled(schema, spec)));

    for (const place of Object.keys(LEFT_OUT).filter((entry) => entry.startsWith(`${kind} `))) {
      expect(written).not.toContain(place.split(' ')[1]);
    }
  });

  it.each(PROFILES.map((profile) => [profile.name, profile] as const))('is taken by the charts of %s', (_, profile) => {
    for (const manifest of synth(everything(profile))) expect(renderOn(profile, manifest).faults).toEqual([]);
  });
});
