import { cluster, findings, places, ring, tenant, type Judged } from './support';

const PREFIX = 'acknowledge.hikube-constructs/';
const PLACE = '/metadata/annotations/acknowledge.hikube-constructs~1';
const accepting = (annotations: unknown): Judged => cluster({}, { annotations });

describe('HK1107: an acknowledgement that accepts nothing', () => {
  const WHY = 'It has no effect.';

  it.each([
    ['HK41012', 'Did you mean "HK4101"?'],
    ['hk4102', 'Did you mean "HK4102"?'],
    ['everything', '`hikube rules` lists all codes.'],
    ['', '`hikube rules` lists all codes.'],
  ])('names the code "%s", which there is not', (code, remedy) => {
    expect(findings('HK1107', accepting({ [`${PREFIX}${code}`]: 'we know' }))).toEqual([
      { pointer: `${PLACE}${code}`, message: `There is no rule "${code}".`, remedy, why: WHY, onKey: true },
    ]);
  });

  it.each(['HK4101', 'HK1002', 'HK3102'])('names %s, an error', (code) => {
    expect(findings('HK1107', accepting({ [`${PREFIX}${code}`]: 'we know' }))).toEqual([
      {
        pointer: `${PLACE}${code}`,
        message: `${code} is an error, which cannot be accepted.`,
        remedy: 'Mend what it says.',
        why: WHY,
        onKey: true,
      },
    ]);
  });

  it.each(['', '  ', '\n\t', null, true, 3, {}])('has %j for a reason', (reason) => {
    expect(findings('HK1107', accepting({ [`${PREFIX}HK4102`]: reason }))).toEqual([
      {
        pointer: `${PLACE}HK4102`,
        message: 'The acknowledgement of HK4102 has no reason.',
        remedy: 'Say in a few words why it is fine here.',
        why: WHY,
        onKey: true,
      },
    ]);
  });

  it('says of an error and of no code at all that first, whatever the reason', () => {
    const messages = findings('HK1107', accepting({ [`${PREFIX}HK4101`]: '', [`${PREFIX}HK0000`]: '' }));

    expect(messages.map(({ message }) => message)).toEqual([
      'HK4101 is an error, which cannot be accepted.',
      'There is no rule "HK0000".',
    ]);
  });

  it.each([
    ['a warning over one object', 'HK4102'],
    ['a warning over several objects', 'HK4111'],
    ['this warning itself', 'HK1107'],
  ])('is not one of %s with a reason', (_, code) => {
    expect(findings('HK1107', accepting({ [`${PREFIX}${code}`]: 'we know' }))).toEqual([]);
  });

  it.each([
    ['annotations of others', { 'acme.example/owner': 'platform', HK4101: 'we know' }],
    ['a prefix within the key', { [`x.${PREFIX}HK4101`]: 'we know' }],
    ['a prefix without the slash', { [`${PREFIX.slice(0, -1)}-HK4101`]: 'we know' }],
    ['no annotations', undefined],
    ['annotations that are no object', `${PREFIX}HK4101`],
  ])('is not found in %s', (_, annotations) => {
    expect(findings('HK1107', accepting(annotations))).toEqual([]);
  });

  it('is each of several, and not the sound ones between', () => {
    const annotations = { [`${PREFIX}HK4101`]: 'a', [`${PREFIX}HK4102`]: 'b', [`${PREFIX}HK2203`]: '' };

    expect(places('HK1107', accepting(annotations))).toEqual([`${PLACE}HK4101`, `${PLACE}HK2203`]);
  });

  it.each([
    ['a ring', ring],
    ['a tenant', tenant],
    ['a cluster', cluster],
  ])('is found in %s', (_, object) => {
    expect(places('HK1107', object({}, { annotations: { [`${PREFIX}HK4101`]: 'we know' } }))).toEqual([
      `${PLACE}HK4101`,
    ]);
  });
});
