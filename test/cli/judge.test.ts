import { ACKNOWLEDGE_PREFIX } from '../../lib/core/check/annotation';
import { FAILS, judged, ring, WARNS } from './support';

const API = 'apps.cozystack.io/v1alpha1';
const indented = (text: string): string => text.trimEnd().replace(/^/gm, '  ').replace(/^ {2}/, '- ');
const listOf = (...items: string[]): string =>
  `apiVersion: v1\nkind: List\nitems:\n${items.map(indented).join('\n')}\n`;

describe('the text of a file', () => {
  it('is an issue at its line where it is broken, and the other documents are judged all the same', async () => {
    const { issues, summary } = await judged(`${WARNS}---\nname: "web\n---\n${FAILS.replaceAll('acme', 'other')}`);

    expect(issues.map(({ code, source }) => [code, source.line])).toEqual([
      ['HK4102', 7],
      ['HK1501', 9],
      ['HK1201', 18],
    ]);
    expect(issues[1]).toMatchObject({ severity: 'error', why: 'Nothing of the document reaches the platform.' });
    expect(issues[1]).not.toHaveProperty('object');
    expect(summary).toEqual({ objects: 2, errors: 2, warnings: 1, passedOver: 0 });
  });

  it.each([
    ['comments only', '# a\n---\n# b\n'],
    ['separators only', '---\n---\n'],
  ])('may hold nothing: %s', async (_, text) => {
    expect(await judged(text)).toEqual({
      issues: [],
      summary: { objects: 0, errors: 0, warnings: 0, passedOver: 0 },
    });
  });

  it('tells how kubectl reads a number, also inside a list', async () => {
    const { issues } = await judged(listOf(ring('tenant-other'), ring('tenant-acme', '05')));

    expect(issues).toMatchObject([{ code: 'HK1506', pointer: '/spec/replicas', source: { line: 17, column: 15 } }]);
  });
});

describe('a List', () => {
  it('stands for its items: places are in the file, pointers in the item', async () => {
    const { issues, summary } = await judged(listOf(ring(), 'kind: Secret', FAILS.replace('acme', 'other')));

    expect(issues).toMatchObject([{ code: 'HK1201', pointer: '/spec/replicasss', source: { line: 19, column: 5 } }]);
    expect(summary).toMatchObject({ objects: 2, passedOver: 1 });
  });

  it('may be of a kind of its own, and hold lists', async () => {
    const inner = listOf(FAILS).replace('v1', API).replace('kind: List', 'kind: EtcdList');

    const { issues, summary } = await judged(listOf(inner, ring('tenant-other')));
    expect(issues).toMatchObject([{ code: 'HK1201', pointer: '/spec/replicasss' }]);
    expect(summary).toMatchObject({ objects: 2, passedOver: 0 });
  });

  it.each(['items: {}', 'items: null', 'items: 5', ''])(
    'without a list of items is another document: %s',
    async (items) => {
      expect((await judged(`apiVersion: v1\nkind: List\n${items}\n`)).summary).toMatchObject({
        objects: 0,
        passedOver: 1,
      });
    },
  );
});

describe('which objects are judged', () => {
  it.each([
    ['another kind of Kubernetes', 'apiVersion: apps/v1\nkind: Deployment'],
    ['a kind of the platform that is not judged', `apiVersion: ${API}\nkind: Postgres`],
    ['a kind that an operator may have added', `apiVersion: ${API}\nkind: GameServer`],
    ['a kind of JavaScript', `apiVersion: ${API}\nkind: constructor`],
    ['the same word of somebody else', 'apiVersion: minio.min.io/v2\nkind: Tenant'],
    ['values of a chart', 'replicas: 3'],
    ['a scalar', 'kind'],
    ['a list of something else', '- kind: Deployment'],
    ['no known kind and no apiVersion', 'kind: Etcdd'],
    ['a kind that is no text', 'apiVersion: v1\nkind: 5'],
  ])('%s is passed over, and counted', async (_, text) => {
    expect(await judged(text)).toEqual({ issues: [], summary: { objects: 0, errors: 0, warnings: 0, passedOver: 1 } });
  });

  it.each([
    ['a later version', 'apiVersion: apps.cozystack.io/v1beta1\nkind: Etcd', '/apiVersion', `Write ${API}.`],
    ['no version', 'apiVersion: apps.cozystack.io\nkind: Etcd', '/apiVersion', `Write ${API}.`],
    ['no apiVersion', 'kind: Tenant', '/apiVersion', `Write ${API}.`],
    ['an empty apiVersion', 'apiVersion:\nkind: Tenant', '/apiVersion', `Write ${API}.`],
    ['a near group', 'apiVersion: app.cozystack.io/v1alpha1\nkind: Etcd', '/apiVersion', `Did you mean "${API}"?`],
    ['no group', 'apiVersion: v1alpha1\nkind: Etcd', '/apiVersion', `Did you mean "${API}"?`],
    ['no text', 'apiVersion: [v1]\nkind: Etcd', '/apiVersion', `Did you mean "${API}"?`],
    ['a near kind', `apiVersion: ${API}\nkind: kubernetes`, '/kind', 'Did you mean "Kubernetes"?'],
    ['a later kind', `apiVersion: ${API}\nkind: OpenSearch`, '/kind', 'Platform 1.2 is the first to have it.'],
    ['no kind', `apiVersion: ${API}\nmetadata: {}`, '/kind', 'Write the kind, such as Kubernetes.'],
    ['a kind that is a list', `apiVersion: ${API}\nkind: [Etcd]`, '/kind', 'Write the kind, such as Kubernetes.'],
    ['a list', `- apiVersion: ${API}\n  kind: Etcd`, '', 'Separate the objects with "---"'],
    ['a key in another case', `apiVersion2: x\nKind: Kubernetes`, '/Kind', 'Write kind.'],
    ['another key in another case', `ApiVersion: ${API}\nKind: Postgres`, '/ApiVersion', 'Write apiVersion.'],
  ])('%s is an object that no API has', async (_, text, pointer, remedy) => {
    const { issues, summary } = await judged(text);

    expect(issues).toMatchObject([{ code: 'HK1507', severity: 'error', pointer }]);
    expect(issues[0]!.remedy).toContain(remedy);
    expect(summary).toMatchObject({ objects: 1, errors: 1, passedOver: 0 });
  });

  it('knows the kinds of the later release', async () => {
    const text = `apiVersion: ${API}\nkind: KubernetesNodes`;

    expect((await judged(text)).issues).toHaveLength(1);
    expect((await judged(text, '--profile', 'cozystack-1.6')).summary).toMatchObject({ errors: 0, passedOver: 1 });
  });

  it('survives wrong types and odd keys everywhere', async () => {
    const odd = ['[]', '5', '"x"', 'null', '{__proto__: {name: x}, constructor: 1}'];
    const texts = ['Kubernetes', 'Etcd', 'Tenant'].flatMap((kind) =>
      odd.map(
        (value) => `{apiVersion: ${API}, kind: ${kind}, metadata: ${value}, spec: ${value}, __proto__: ${value}}`,
      ),
    );

    const { summary } = await judged(texts.join('\n---\n'), '--namespace', 'tenant-acme');
    expect(summary).toMatchObject({ objects: texts.length, passedOver: 0 });
  });
});

describe('--namespace', () => {
  const codes = async (text: string, name: string): Promise<string[]> =>
    (await judged(text, '--namespace', name)).issues.map(({ code }) => code);

  it.each(['', '  namespace:\n', '  namespace: ""\n'])('is that of objects that name none: %j', async (own) => {
    const text = ring().replace('  namespace: tenant-acme\n', own);
    const { issues } = await judged(text, '--namespace', 'production');

    expect(issues).toMatchObject([
      { code: 'HK1309', object: { namespace: 'production' }, pointer: '/metadata/namespace' },
    ]);
  });

  it('leaves those alone that name their own, and those whose metadata is nothing to add to', async () => {
    expect(await codes(ring(), 'production')).toEqual([]);
    expect(await codes(`apiVersion: ${API}\nkind: Etcd\nmetadata: []\n`, 'tenant-acme')).toContain('HK1202');
  });

  it('makes one object of two that would become one', async () => {
    expect(await codes(`${ring()}---\n${ring().replace('  namespace: tenant-acme\n', '')}`, 'tenant-acme')).toEqual([
      'HK1002',
    ]);
  });
});

describe('an acknowledgement in the annotations', () => {
  const accepting = (code: string, text: string): string =>
    text.replace('metadata:', `metadata:\n  annotations:\n    ${ACKNOWLEDGE_PREFIX}${code}: nine on purpose`);

  it('takes a warning out, and is told', async () => {
    const { issues, acknowledged, summary } = await judged(accepting('HK4102', WARNS), '--strict');

    expect(issues).toEqual([]);
    expect(acknowledged).toEqual([
      {
        code: 'HK4102',
        reason: 'nine on purpose',
        object: { apiVersion: API, kind: 'Etcd', namespace: 'tenant-acme', name: 'etcd' },
        source: { file: '<stdin>', line: 9, column: 13 },
      },
    ]);
    expect(summary).toMatchObject({ errors: 0, warnings: 0 });
  });

  it('is a warning itself where it accepts nothing', async () => {
    const { issues } = await judged(accepting('HK4102', ring()));

    expect(issues).toMatchObject([{ code: 'HK1107', source: { line: 5, column: 5 } }]);
  });
});

describe('much of everything', () => {
  it('judges a thousand documents, and an object with ten thousand issues', async () => {
    const documents = Array.from({ length: 1000 }, (_, i) => ring(`tenant-t${i}`)).join('---\n');
    expect((await judged(documents)).summary).toMatchObject({ objects: 1000, errors: 0 });

    const keys = Array.from({ length: 10_000 }, (_, i) => `  x${i}: 1\n`).join('');
    expect((await judged(ring() + keys)).summary).toMatchObject({ objects: 1, errors: 10_000 });
  }, 30_000);
});
