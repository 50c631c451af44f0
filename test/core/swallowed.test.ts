import * as pulumi from '@pulumi/pulumi';
import { saySwallowed, swallowedIn, swallowsLateValue, withoutComplaint } from '../../lib/core/swallowed';

const late = pulumi.output('k8s.acme.example');

describe('a text that was made of a late value', () => {
  it.each([
    ['a template', `https://${late as unknown as string}/x`],
    ['a sum', 'https://' + (late as unknown as string)],
    ['a join', ['a', late as unknown as string].join('-')],
    ['JSON', JSON.stringify({ host: late })],
    ['what was cut off', `${late as unknown as string}`.slice(0, 80)],
    ['an older Pulumi', 'Calling [toString] on an [Output<T>] is not supported.\n\nUse apply.'],
  ])('is known by what Pulumi writes in its place: %s', (_, text) => {
    expect(swallowsLateValue(text)).toBe(true);
    expect(swallowedIn({ a: [text] })).toMatchObject([{ pointer: '/a/0' }]);
  });

  it.each(['', 'k8s.acme.example', 'Calling [toString] is not supported', '[Output<T>]', '${host}'])(
    'is told from others: %j',
    (text) => expect(swallowsLateValue(text)).toBe(false),
  );

  it('is told as its author meant it, however often', () => {
    const text = `https://${late as unknown as string}/${late as unknown as string}?`;
    expect(withoutComplaint(text)).toBe('https://<late value>/<late value>?');
    expect(withoutComplaint(JSON.stringify({ host: late }))).toBe('{"host":"<late value>"}');
  });

  it('is cut where it is long', () => {
    const [found] = swallowedIn(`${'x'.repeat(200)}${late as unknown as string}`);
    expect(saySwallowed(found!)).toBe(`is the text "${'x'.repeat(80)}", made of a value that arrives late`);
  });
});

describe('plain data', () => {
  it('is looked through at every depth, and keys as well', () => {
    const text = `${late as unknown as string}`;
    const found = swallowedIn({ ok: 1, 'a/b': [{ 'c~d': text }], map: { [text]: 1, fine: text }, none: null });
    expect(found.map(({ pointer }) => pointer)).toEqual(['/a~1b/0/c~0d', '/map', '/map/fine']);
    expect(saySwallowed(found[1]!)).toBe('has a key that was made of a value which arrives late');
  });

  it('may hold late values themselves', () => {
    expect(swallowedIn({ host: late, list: [late] })).toEqual([]);
  });
});
