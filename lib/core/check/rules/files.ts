import { pointerKeys } from '../../json';
import type { Reading } from '../../read/read';
import type { FileRule, Finding, RuleFacts } from '../rule';
import { PLANE_RULES } from './planes';

const YAML = 'sigs.k8s.io/yaml, by which kubectl reads; YAML 1.1 with its own rules for numbers and words';
const cluster = (spec: string): string =>
  `apiVersion: apps.cozystack.io/v1alpha1
kind: Kubernetes
metadata:
  name: web
  namespace: tenant-acme
spec:
  nodeGroups:
    md0:
${spec
  .split('\n')
  .map((line) => `      ${line}`)
  .join('\n')}
`;
const SOUND = cluster(`minReplicas: 2
maxReplicas: 3
instanceType: u1.large
ephemeralStorage: 20Gi
resources: {}`);

const respelt: RuleFacts = {
  code: 'HK1506',
  severity: 'warning',
  title: 'A word that kubectl reads as another value',
  why: 'YAML, as kubectl reads it, has more words for true and false than most people know, and takes a leading zero for an octal number.',
  remedy: 'Write the number in full, or put the word in quotes.',
  source: YAML,
};

/** What is wrong with a file before anything is known of its objects, or with how a value is spelt in it. */
export const FILE_RULES: readonly FileRule[] = [
  {
    code: 'HK1501',
    severity: 'error',
    title: 'A text that kubectl cannot read',
    why: 'Nothing of the document reaches the platform.',
    remedy: 'Correct the text; most often it is the indentation, a tab or a quote.',
    source: YAML,
    only: 'files',
    example: { fails: SOUND.replace('  name: web', '  name: "web'), passes: SOUND },
  },
  {
    code: 'HK1502',
    severity: 'error',
    title: 'A text nested beyond reason',
    why: 'No object of the platform is a hundred levels deep, and what reads such a text may not survive it.',
    remedy: 'Flatten it.',
    source: 'this library',
    only: 'files',
    example: {
      fails: SOUND.replace('resources: {}', `resources: ${'{a: '.repeat(101)}1${'}'.repeat(101)}`),
      passes: SOUND,
    },
  },
  {
    code: 'HK1503',
    severity: 'error',
    title: 'An alias that contains itself, or grows beyond reason',
    why: 'kubectl refuses the document.',
    remedy: 'Write the values out.',
    source: YAML,
    only: 'files',
    example: {
      fails: SOUND.replace('resources: {}', 'resources: &a { cpu: *a }'),
      passes: SOUND.replace('minReplicas: 2', 'minReplicas: &n 2').replace('maxReplicas: 3', 'maxReplicas: *n'),
    },
  },
  {
    code: 'HK1504',
    severity: 'error',
    title: 'A key twice in one mapping',
    why: 'What the others say is lost.',
    remedy: 'Keep one of the two.',
    source: YAML,
    only: 'files',
    example: { fails: SOUND.replace('resources: {}', 'resources: {}\n      minReplicas: 3'), passes: SOUND },
  },
  {
    code: 'HK1505',
    severity: 'error',
    title: 'A number that cannot be sent',
    why: 'Objects travel as JSON, which has no infinity, and kubectl refuses the document.',
    remedy: 'Write a number that there is.',
    source: YAML,
    only: 'files',
    example: { fails: SOUND.replace('maxReplicas: 3', 'maxReplicas: .inf'), passes: SOUND },
  },
  {
    ...respelt,
    only: 'files',
    check: readOtherwise,
    example: { fails: SOUND.replace('maxReplicas: 3', 'maxReplicas: 010'), passes: SOUND },
  },
  {
    code: 'HK1507',
    severity: 'error',
    title: "An object that the platform's API does not have",
    why: 'The API server has no such kind or version, and refuses it.',
    remedy: 'Write the kind as the platform has it, and apps.cozystack.io/v1alpha1.',
    source: 'cozystack v1.1.2 and v1.6.2, packages/system/*-rd/cozyrds',
    only: 'files',
    example: { fails: SOUND.replace('kind: Kubernetes', 'kind: kubernetes'), passes: SOUND },
  },
  ...PLANE_RULES,
];

function* readOtherwise({ notices }: Reading): Iterable<Finding> {
  for (const notice of notices) {
    if (notice.kind !== 'respelt') continue;
    const { onKey, pointer, spelling, value } = notice;
    const [read, meant] = onKey ? [pointerKeys(pointer).at(-1)!, 'the key'] : [String(value), `"${notice.key}"`];
    yield {
      pointer,
      onKey,
      message: `kubectl reads ${meant}, which is written ${spelling}, as ${read}.`,
      remedy: onKey ? `Put it in quotes: "${spelling}".` : `Write ${read} if that is meant, or the number in full.`,
    };
  }
}
