import fc from 'fast-check';
import { OWNED_METADATA } from '../../lib/core/change/bookkeeping';
import { creation, movedFields, ownedBy, replacement, saysAll } from '../../lib/live/replacement';
import { live, manifest } from './support/fake-api';

type Metadata = { labels?: Record<string, string>; annotations?: Record<string, string> };
const metadataOf = (object: object): Metadata => (object as { metadata: Metadata }).metadata;
const record = (labels: string[], annotations: string[] = []): Record<string, string> => ({
  [OWNED_METADATA]: JSON.stringify({ annotations, labels }),
});

describe('what is sent to create an object', () => {
  it('is the manifest where it has no labels and no annotations', () => {
    expect(creation(manifest({}, { host: 'a.example' }))).toEqual(manifest({}, { host: 'a.example' }));
  });

  it('records which labels and annotations are its own, sorted', () => {
    const sent = creation(manifest({ labels: { b: '1', a: '2' }, annotations: { c: '3' } }));

    expect(metadataOf(sent).annotations).toEqual({
      c: '3',
      [OWNED_METADATA]: '{"annotations":["c"],"labels":["a","b"]}',
    });
  });
});

describe('what is sent to replace an object', () => {
  it('has the spec as sparse as it is written, and none of what the server fills in', () => {
    const sent = replacement(
      manifest({}, { host: 'a' }),
      live({}, { spec: { host: 'b', version: 'v1.34' }, status: {} }),
    );

    expect(sent).toEqual({
      ...{ apiVersion: 'apps.cozystack.io/v1alpha1', kind: 'Kubernetes' },
      metadata: { name: 'web', namespace: 'tenant-acme', resourceVersion: '7', uid: 'u1' },
      spec: { host: 'a' },
    });
  });

  it('keeps the labels and annotations of others', () => {
    const sent = replacement(manifest(), live({ labels: { team: 'x' }, annotations: { note: 'y' } }));

    expect(metadataOf(sent)).toMatchObject({ labels: { team: 'x' }, annotations: { note: 'y' } });
  });

  it('leaves out what it wrote before and no longer declares, and then the record as well', () => {
    const before = live({ labels: { old: '1', team: 'x' }, annotations: { gone: '2', ...record(['old'], ['gone']) } });

    expect(metadataOf(replacement(manifest(), before)).labels).toEqual({ team: 'x' });
    expect(metadataOf(replacement(manifest(), before))).not.toHaveProperty('annotations');
  });

  it('takes a label of somebody else over when it declares it', () => {
    const sent = replacement(manifest({ labels: { team: 'y' } }), live({ labels: { team: 'x' } }));

    expect(metadataOf(sent)).toMatchObject({ labels: { team: 'y' }, annotations: record(['team']) });
  });

  it('drops what kubectl apply recorded, with what kubectl apply had declared', () => {
    const applied = JSON.stringify({ metadata: { labels: { old: '1' }, annotations: { gone: '2' } } });
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': applied, gone: '2', kept: '3' };
    const sent = replacement(manifest(), live({ labels: { old: '1' }, annotations }));

    expect(metadataOf(sent)).toEqual({
      ...metadataOf(manifest()),
      resourceVersion: '7',
      uid: 'u1',
      annotations: { kept: '3' },
    });
  });

  it.each(['{', 'null', '[]', '{"labels":{"a":1}}', '{"labels":[1,null]}'])('takes the record %s for none', (text) => {
    expect(ownedBy(live({ annotations: { [OWNED_METADATA]: text } }))).toEqual({ labels: [], annotations: [] });
  });

  it('keeps what is foreign, drops what is own and says what is declared, whatever there is', () => {
    const texts = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('1', '2'));
    fc.assert(
      fc.property(texts, texts, fc.subarray(['a', 'b', 'c', 'd']), (declared, there, own) => {
        const sent = replacement(manifest({ labels: declared }), live({ labels: there, annotations: record(own) }));
        const foreign = Object.fromEntries(Object.entries(there).filter(([name]) => !own.includes(name)));
        expect(metadataOf(sent).labels ?? {}).toEqual({ ...foreign, ...declared });
        expect(ownedBy(live(metadataOf(sent))).labels).toEqual(Object.keys(declared).sort());
      }),
      { seed: 1 },
    );
  });
});

describe('what moved', () => {
  it('is nothing when only the version and the status did', () => {
    expect(movedFields(live(), live({ resourceVersion: '8' }, { status: { version: '2' } }))).toEqual([]);
  });

  it('is told by pointers, to fields that came and went as well', () => {
    const before = live({ labels: { a: '1' } }, { spec: { x: 1, groups: { web: { max: 1 } } } });
    const now = live({ annotations: { 'b/c': '2' } }, { spec: { groups: { web: { max: 2 } }, list: [1] } });

    expect(movedFields(before, now)).toEqual([
      '/metadata/labels/a',
      '/metadata/annotations/b~1c',
      '/spec/groups/web/max',
      '/spec/list',
      '/spec/x',
    ]);
  });

  it('is not told by the order of keys', () => {
    expect(movedFields(live({}, { spec: { a: 1, b: 2 } }), live({}, { spec: { b: 2, a: 1 } }))).toEqual([]);
  });

  it('is the object itself when the uid is another', () => {
    expect(movedFields(live(), live({ uid: 'u2' }, { spec: { x: 1 } }))).toEqual(['/metadata/uid']);
  });
});

describe('whether an object says what was written', () => {
  it.each([
    [{ a: 1, b: { c: 2 } }, { b: { c: 2 } }, true],
    [{ a: 1 }, {}, true],
    [undefined, {}, true],
    [{ b: { c: 3 } }, { b: { c: 2 } }, false],
    [{}, { b: {} }, true],
    [{}, { b: { c: 1 } }, false],
    [{ a: [1, 2] }, { a: [1] }, false],
  ])('%j and %j: %p', (there, said, expected) => {
    expect(saysAll(there, said)).toBe(expected);
  });
});
