import fc from 'fast-check';
import { applyPatch } from 'rfc6902';
import { copyJson, patch, type PatchOperation } from '../../lib/core/json-patch';

const late = new (class {
  public readonly __pulumiOutput = true;
  public apply(): void {}
})();
const document = (): { spec: Record<string, unknown> } => ({
  spec: { text: 'word', number: 7, list: ['a', 'b'], map: { key: 1 }, late },
});

describe('an operation', () => {
  it.each<[string, PatchOperation]>([
    ['below a text', { op: 'add', path: '/spec/text/x', value: 1 }],
    ['at a character of a text', { op: 'replace', path: '/spec/text/0', value: 1 }],
    ['below a number', { op: 'add', path: '/spec/number/x', value: 1 }],
    ['below a late value', { op: 'add', path: '/spec/late/x', value: 1 }],
    ['at the length of a list', { op: 'replace', path: '/spec/list/length', value: 0 }],
    ['at the length of a list, which it removes', { op: 'remove', path: '/spec/list/length' }],
    ['at the end of a list, which is not an item', { op: 'replace', path: '/spec/list/-', value: 1 }],
    ['beyond the end of a list', { op: 'add', path: '/spec/list/99', value: 1 }],
    ['at a position that is no number', { op: 'copy', from: '/spec/text', path: '/spec/list/abc' }],
    ['at a position with a leading zero', { op: 'replace', path: '/spec/list/01', value: 1 }],
    ['at what only the prototype has', { op: 'remove', path: '/spec/toString' }],
    ['below what only the prototype has', { op: 'add', path: '/spec/toString/x', value: 1 }],
    ['below __proto__', { op: 'add', path: '/spec/__proto__/x', value: 1 }],
    ['from what only the prototype has', { op: 'copy', from: '/spec/toString', path: '/spec/x' }],
    ['that moves a map into itself', { op: 'move', from: '/spec/map', path: '/spec/map/inner' }],
    ['that moves something to no place', { op: 'move', from: '/spec/map', path: '/spec/nowhere/map' }],
  ])('%s finds nothing, and changes nothing', (_, operation) => {
    const before = document();

    expect(patch(before, operation)).toBe('missing');
    expect(before).toEqual(document());
  });

  it('may be at any key of its own, __proto__ included', () => {
    const changed = document();

    expect(patch(changed, { op: 'add', path: '/spec/__proto__', value: 1 })).toBeUndefined();
    expect(Object.keys(changed.spec)).toContain('__proto__');
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it.each<PatchOperation>([
    { op: 'add', path: '/spec/new', value: late },
    { op: 'add', path: '/spec/new', value: { deep: [late] } },
    { op: 'copy', path: '/spec/new', from: '/spec/late' },
    { op: 'move', path: '/spec/new', from: '/spec/late' },
  ])('hands a late value on as it is: %j', (operation) => {
    const changed = document();
    patch(changed, operation);
    const found = changed.spec.new as { deep?: unknown[] };

    expect(found.deep ? found.deep[0] : found).toBe(late);
  });

  it('tests by what values say, not by the order of their keys', () => {
    const both = { a: { x: 1, y: [2] } };

    expect(patch(both, { op: 'test', path: '/a', value: { y: [2], x: 1 } })).toBeUndefined();
    expect(patch(both, { op: 'test', path: '/a', value: { y: [2] } })).toBe('differs');
    expect(patch(both, { op: 'test', path: '/b', value: 1 })).toBe('missing');
  });

  it('does what another implementation of RFC 6902 does, wherever it applies', () => {
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(1, 'x', true, null),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c/d'), tie('value')),
      ),
    })).value;
    const path = fc
      .array(fc.constantFrom('a', 'b', 'c~1d', '0', '1', '-'), { minLength: 1, maxLength: 3 })
      .map((keys) => `/${keys.join('/')}`);
    const operation = fc.oneof(
      fc.record({ op: fc.constantFrom('add' as const, 'replace' as const, 'test' as const), path, value: json }),
      fc.record({ op: fc.constant('remove' as const), path }),
      fc.record({ op: fc.constantFrom('copy' as const, 'move' as const), path, from: path }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c/d'), json), operation, (given, one) => {
        const [mine, theirs] = [copyJson(given), copyJson(given)];
        if (patch(mine, one as PatchOperation) !== undefined) return;

        expect(applyPatch(theirs, [one as never])).toEqual([null]);
        expect(mine).toEqual(theirs);
      }),
      { numRuns: 1000, seed: 6902 },
    );
  });
});
