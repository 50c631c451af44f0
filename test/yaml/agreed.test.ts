import { readYaml } from '../../lib/yaml/documents';
import { KEYS, TAGGED, TEXTS, VALUES } from './agreed';

/** What was read of a text in which the scalar stands below `k`: its JSON, or the code of the fault. */
function valueOf(scalar: string): unknown {
  const { documents, faults } = readYaml(`k: ${scalar}\n`);
  return faults[0]?.code ?? (documents[0]!.value as { k: unknown }).k;
}

function keyOf(scalar: string): string | undefined {
  const { documents, faults } = readYaml(`${scalar}: 1\n`);
  return faults[0]?.code ?? Object.keys(documents[0]!.value as object)[0];
}

describe('an unquoted value', () => {
  it.each(VALUES)('%s is read as kubectl reads it: %s', (spelling, made) => {
    const json: unknown = made?.startsWith('HK') === false ? JSON.parse(made) : (made ?? spelling);
    const value = valueOf(spelling);
    // Minus zero is zero to whoever reads JSON.
    expect(value === 0 ? 0 : value).toEqual(json === 0 ? 0 : json);
  });
});

describe('an unquoted key', () => {
  it.each(KEYS)('%s is read as kubectl reads it: %s', (spelling, made) => {
    expect(keyOf(spelling)).toBe(made ?? spelling);
  });
});

describe('a value with a tag or quotes', () => {
  it.each(TAGGED)('%s is read as kubectl reads it: %s', (text, json) => {
    const { documents, faults } = readYaml(`k: ${text}\n`);
    expect(faults.length).toBe(json === undefined ? 1 : 0);
    if (json !== undefined) expect(documents[0]!.value).toEqual({ k: JSON.parse(json) as unknown });
  });
});

describe('a text', () => {
  it.each(TEXTS)('%j is read as kubectl reads it: %s', (text, json) => {
    const { documents, faults } = readYaml(text);
    const refusals = faults.filter(({ code }) => code !== 'HK1504');
    expect(refusals.length > 0).toBe(json === undefined);
    if (json !== undefined) expect(documents.map(({ value }) => value)).toEqual(JSON.parse(json));
  });
});
