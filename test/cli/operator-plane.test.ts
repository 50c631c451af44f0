import { ACKNOWLEDGE_PREFIX } from '../../lib/core/check/annotation';
import type * as Rule from '../../lib/core/operator/rule';
import { folderWith, hikube, judged, ring } from './support';

// Rules of these tests alone: what the real ones find is their own tests' matter, and how it is told is these tests'.
jest.mock('../../lib/core/operator/catalogue', () => {
  const { each, ofKind, operatorRule } = jest.requireActual<typeof Rule>('../../lib/core/operator/rule');
  const { valueAt } = jest.requireActual<{ valueAt(from: unknown, ...keys: string[]): unknown }>('../../lib/core/json');
  const facts = { why: 'It is so.', remedy: 'Mend it.', source: 'a test', example: { fails: [], passes: [] } };
  const finding = { message: 'It is bad.', remedy: 'Make it good.' };
  return {
    OPERATOR_RULES: [
      operatorRule({
        ...facts,
        code: 'HK6901',
        severity: 'error',
        title: 'A bad pool',
        check: each(['StorageClass', 'EtcdCluster'], function* ({ manifest }) {
          const key = 'linstor.csi.linbit.com/storagePool';
          if (valueAt(manifest, 'parameters', key) === 'bad')
            yield { ...finding, pointer: '/parameters/linstor.csi.linbit.com~1storagePool' };
        }),
      }),
      operatorRule({
        ...facts,
        code: 'HK6902',
        severity: 'warning',
        title: 'A bad key',
        releases: { until: '1.6.0' },
        check: each(['LinstorNodeConnection'], function* ({ manifest }) {
          if (valueAt(manifest, 'spec', 'bad') !== undefined)
            yield { ...finding, pointer: '/spec/bad', onKey: true, why: 'For a reason.' };
        }),
      }),
      operatorRule({
        ...facts,
        code: 'HK6903',
        severity: 'warning',
        title: 'Two in one namespace',
        *check(objects, { profile }) {
          const [first, ...others] = ofKind(objects, 'EtcdCluster');
          for (const other of others) {
            if (other.object.namespace === first!.object.namespace) {
              const message = `There are two on ${profile.name}, in ${first!.object.namespace}.`;
              yield { ...finding, message, in: other, pointer: '/spec', other: { in: first!, pointer: '/spec' } };
            }
          }
        },
      }),
    ],
  };
});

const CLASS = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: replicated
provisioner: linstor.csi.linbit.com
parameters:
  linstor.csi.linbit.com/storagePool: data
`;
const BAD_CLASS = CLASS.replace('Pool: data', 'Pool: bad');
const LINK = `apiVersion: piraeus.io/v1
kind: LinstorNodeConnection
metadata:
  name: sites
spec:
  bad: 1
`;
const ETCD = `apiVersion: etcd.aenix.io/v1alpha1
kind: EtcdCluster
metadata:
  name: etcd
  namespace: clusters
spec:
  replicas: 3
`;
const together = (...texts: readonly string[]): string => texts.join('---\n');
const accepting = (code: string, text: string, reason = 'on purpose'): string =>
  text.replace('metadata:', `metadata:\n  annotations:\n    ${ACKNOWLEDGE_PREFIX}${code}: ${JSON.stringify(reason)}`);
const asJson = (...items: readonly object[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
const places = async (text: string, ...options: readonly string[]): Promise<unknown[]> =>
  (await judged(text, ...options)).issues.map(({ code, source: { line, column } }) => [code, line, column]);

describe('objects of the operator’s plane', () => {
  it('are judged together, each issue at its line and column', async () => {
    const { issues, summary } = await judged(together(CLASS, BAD_CLASS, LINK, ETCD, ETCD.replace('etcd\n', 'two\n')));

    expect(issues).toEqual([
      {
        code: 'HK6901',
        severity: 'error',
        message: 'It is bad.',
        why: 'It is so.',
        remedy: 'Make it good.',
        object: { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', name: 'replicated' },
        pointer: '/parameters/linstor.csi.linbit.com~1storagePool',
        source: { file: '<stdin>', line: 15, column: 39 },
      },
      expect.objectContaining({
        code: 'HK6902',
        why: 'For a reason.',
        source: { file: '<stdin>', line: 22, column: 3 },
      }),
      expect.objectContaining({
        code: 'HK6903',
        message: 'There are two on hikube, in clusters. The other is at <stdin>:29.',
        object: { apiVersion: 'etcd.aenix.io/v1alpha1', kind: 'EtcdCluster', namespace: 'clusters', name: 'two' },
      }),
    ]);
    expect(summary).toEqual({ objects: 5, errors: 1, warnings: 2, passedOver: 0 });
  });

  it('are judged together over files, which are told apart', async () => {
    const cwd = folderWith({ 'a/b.yaml': ETCD, 'c.yml': ETCD });
    const { code, out } = await hikube(['check', '.'], cwd);

    expect(code).toBe(0);
    expect(out).toMatch(/^\.\/c\.yml:6:1 warning HK6903 .* The other is at \.\/a\/b\.yaml:6\.\n/);
    expect(out).toContain('1 warning in 2 objects.');
  });

  it.each([
    ['hikube', ['HK6902']],
    ['cozystack-1.1', ['HK6902']],
    ['cozystack-1.6', []],
    ['operators-v1alpha1', ['HK6902']],
    ['operators-v1alpha2', []],
  ])('are judged for the profile %s', async (profile, codes) => {
    expect((await judged(LINK, '--profile', profile)).issues.map(({ code }) => code)).toEqual(codes);
    expect((await judged(together(ETCD, ETCD), '--profile', profile)).issues[0]!.message).toContain(
      `two on ${profile},`,
    );
  });

  it('leave codes out that are to be ignored', async () => {
    const { out } = await hikube(['check', '-', '--ignore', 'HK6901,HK6902'], undefined, {
      input: together(BAD_CLASS, LINK),
    });
    expect(out).toBe('No issues in 2 objects; 2 ignored.\n');
  });

  it('fail with --strict on a warning', async () => {
    const run = (...options: string[]): ReturnType<typeof hikube> =>
      hikube(['check', '-', ...options], undefined, { input: LINK });
    expect((await run()).code).toBe(0);
    expect((await run('--strict')).code).toBe(1);
  });

  it('are told in SARIF by what is said of their rules', async () => {
    const { out } = await hikube(['check', '-', '--format', 'sarif'], undefined, { input: BAD_CLASS });
    expect(JSON.parse(out)).toMatchObject({
      runs: [
        {
          tool: { driver: { rules: [{ id: 'HK6901', shortDescription: { text: 'A bad pool' } }] } },
          results: [
            {
              ruleId: 'HK6901',
              locations: [{ logicalLocations: [{ fullyQualifiedName: 'StorageClass/replicated' }] }],
            },
          ],
        },
      ],
    });
  });
});

describe('the forms of a file', () => {
  it('may be a List, with pointers into the item', async () => {
    const indented = (text: string): string => text.trimEnd().replace(/^/gm, '  ').replace(/^ {2}/, '- ');
    const text = `apiVersion: v1\nkind: List\nitems:\n${[CLASS, BAD_CLASS].map(indented).join('\n')}\n`;

    expect((await judged(text)).issues).toMatchObject([
      {
        code: 'HK6901',
        pointer: '/parameters/linstor.csi.linbit.com~1storagePool',
        source: { line: 17, column: 41 },
      },
    ]);
  });

  it('may be JSON', async () => {
    const bad = {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      provisioner: 'linstor.csi.linbit.com',
      parameters: { 'linstor.csi.linbit.com/storagePool': 'bad' },
    };
    const text = asJson({ kind: 'ConfigMap' }, bad);
    expect(await places(text)).toEqual([['HK6901', 1, text.indexOf('"bad"') + 1]]);
  });

  it('may have documents without anything', async () => {
    expect(await judged(`# none\n---\n---\n${CLASS}---\n`)).toEqual({
      issues: [],
      summary: { objects: 1, errors: 0, warnings: 0, passedOver: 0 },
    });
  });

  it('may have broken documents among them', async () => {
    expect(await places(together('name: "web\n', BAD_CLASS))).toEqual([
      ['HK1501', 1, 7],
      ['HK6901', 9, 39],
    ]);
  });

  it('may have any characters, counted as editors count them', async () => {
    const text = `# Genève → Gland 🧪\n${BAD_CLASS.replace('replicated', 'répliqué-日本-🧪')}`;
    const { issues } = await judged(text);
    expect(issues).toMatchObject([{ object: { name: 'répliqué-日本-🧪' }, source: { line: 8, column: 39 } }]);
  });

  it('is no list of objects', async () => {
    const { issues, summary } = await judged(`- ${LINK.trimEnd().replaceAll('\n', '\n  ')}\n`);
    expect(issues).toMatchObject([{ code: 'HK1507', source: { line: 1 } }]);
    expect(summary).toMatchObject({ objects: 1, passedOver: 0 });
  });

  it('is JSON that is told of where it is broken and names an API of the operator', async () => {
    const cwd = folderWith({
      'link.json': '{\n  // one\n  "apiVersion": "piraeus.io/v1"\n}',
      'settings.json': '{\n  // policy/v1\n  "a": 1\n}',
    });
    const { out } = await hikube(['check', '.'], cwd);
    expect(out).toContain('link.json:2:3 error HK1501');
    expect(out).toContain('1 error in 0 objects; 1 other document passed over.');
  });
});

describe('what is not of the operator’s plane', () => {
  it.each([
    ['another version of a kind', BAD_CLASS.replace('storage.k8s.io/v1', 'storage.k8s.io/v1beta1')],
    ['a kind of another group', LINK.replace('piraeus.io/v1', 'acme.example/v1')],
    ['a version that there is not yet', ETCD.replace('v1alpha1', 'v1')],
    ['a class of another provisioner', BAD_CLASS.replace('provisioner: linstor.csi.linbit.com', 'provisioner: rbd')],
    ['a class without a provisioner', BAD_CLASS.replace(/provisioner.*\n/, '')],
    [
      'a class whose provisioner is no text',
      BAD_CLASS.replace(/provisioner.*\n/, 'provisioner: [linstor.csi.linbit.com]\n'),
    ],
    ['a kind that is no text', LINK.replace(/kind.*\n/, 'kind: [LinstorNodeConnection]\n')],
    ['a name that every object of JavaScript has', LINK.replace(/kind.*\n/, 'kind: constructor\n')],
    ['nothing but a kind', 'kind: StorageClass\n'],
  ])('is passed over: %s', async (_, text) => {
    expect(await judged(together(text, CLASS))).toEqual({
      issues: [],
      summary: { objects: 1, errors: 0, warnings: 0, passedOver: 1 },
    });
  });

  it('is a file that a kustomization lays over another object', async () => {
    const cwd = folderWith({
      'kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches: [{ path: p.yaml }]\n',
      'p.yaml': BAD_CLASS,
      'class.yaml': CLASS,
    });
    expect(await hikube(['check', '.'], cwd)).toMatchObject({
      code: 0,
      out: 'No issues in 1 object; 2 other documents passed over.\n',
    });
  });
});

describe('a namespace from the command line', () => {
  const nameless = ETCD.replace('  namespace: clusters\n', '');

  it('is that of objects that stand in one and name none', async () => {
    const { issues } = await judged(together(nameless, nameless), '--namespace', 'rings');
    expect(issues).toMatchObject([{ object: { namespace: 'rings' } }]);
    expect(issues[0]!.message).toContain('in rings.');
  });

  it('is no namespace of those that stand in none', async () => {
    const { issues } = await judged(together(BAD_CLASS, LINK), '--namespace', 'rings');
    expect(issues.map(({ object }) => object)).toEqual([
      { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', name: 'replicated' },
      { apiVersion: 'piraeus.io/v1', kind: 'LinstorNodeConnection', name: 'sites' },
    ]);
  });
});

describe('an acknowledgement', () => {
  it('takes a warning out, and is told', async () => {
    expect(await judged(accepting('HK6902', LINK), '--strict')).toEqual({
      issues: [],
      acknowledged: [
        {
          code: 'HK6902',
          reason: 'on purpose',
          object: { apiVersion: 'piraeus.io/v1', kind: 'LinstorNodeConnection', name: 'sites' },
          source: { file: '<stdin>', line: 8, column: 3 },
        },
      ],
      summary: { objects: 1, errors: 0, warnings: 0, passedOver: 0 },
    });
  });

  it('is told in the order of the places with those of tenants', async () => {
    const cwd = folderWith({
      'b.yaml': accepting('HK6902', LINK),
      'a.yaml': accepting('HK4102', ring('tenant-acme', 9)),
      'c.yaml': accepting('HK6902', LINK),
    });
    const { out } = await hikube(['check', '.', '--format', 'json'], cwd);
    const { acknowledged } = JSON.parse(out) as { acknowledged: { source: { file: string } }[] };
    expect(acknowledged.map(({ source }) => source.file)).toEqual(['./a.yaml', './b.yaml', './c.yaml']);
  });

  it.each([
    ['an error', 'HK6901', 'on purpose', /HK6901 is an error, which cannot be accepted/],
    ['no rule', 'HK6909', 'on purpose', /There is no rule "HK6909"/],
    ['no reason', 'HK6902', ' ', /The acknowledgement of HK6902 has no reason/],
    ['what was not found', 'HK6903', 'on purpose', /HK6903 is accepted here, but was not found/],
  ])('is a warning itself, on its key, for %s', async (_, code, reason, message) => {
    const { issues } = await judged(accepting(code, CLASS, reason));
    expect(issues).toMatchObject([{ code: 'HK1107', severity: 'warning', source: { line: 5, column: 5 } }]);
    expect(issues[0]!.message).toMatch(message);
  });

  it('is accepted by another', async () => {
    const text = accepting('HK6909', CLASS).replace('    ack', `    ${ACKNOWLEDGE_PREFIX}HK1107: newer\n    ack`);
    expect(await judged(text)).toMatchObject({ issues: [], acknowledged: [{ code: 'HK1107' }] });
  });

  it('is not that of another object', async () => {
    const other = accepting('HK6902', LINK.replace('name: sites', 'name: other').replace('  bad: 1\n', '  good: 1\n'));
    expect((await judged(together(LINK, other))).issues.map(({ code }) => code)).toEqual(['HK6902', 'HK1107']);
  });

  it.each(['metadata: []', 'metadata:', 'metadata: {annotations: 3}', 'metadata: {annotations: [a]}', ''])(
    'is none where there are no annotations: %s',
    async (metadata) => {
      const text = LINK.replace('metadata:\n  name: sites', metadata);
      expect((await judged(text)).issues.map(({ code }) => code)).toEqual(['HK6902']);
    },
  );
});
