import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith, hikube } from './support';

const ROOT = join(__dirname, '..', '..');
/** The output that a page shows: its first block of text that begins with a file. */
const shownIn = (page: string): string =>
  /```text\n(clusters\/[^]*?)\n```/.exec(readFileSync(join(ROOT, page), 'utf8'))![1]!;

const HEAD = `apiVersion: apps.cozystack.io/v1alpha1
kind: Kubernetes
metadata:
  name: web
  namespace: tenant-acme
`;

describe('the output that the documentation shows', () => {
  it.each([
    [
      'docs/check.md',
      `${HEAD}spec:
  nodeGroups:
    md0:
      instanceType: m5.large
      minReplicas: 2
`,
    ],
    [
      'README.md',
      `${HEAD}  labels:
    team: platform
  annotations:
    acknowledge.hikube-constructs/HK2203: the group of the platform is wanted
spec:
  version: v1.34
  host: k8s.acme.example
  storageClass: replicated
  controlPlane:
    replicas: 3

  nodeGroups:
    web:
      minReplicas: 2
      maxReplicas: 5
      instanceType: s1.large
      ephemeralStorage: 50Gi
`,
    ],
  ])('is what hikube check says, in %s', async (page, manifest) => {
    const { out } = await hikube(['check', 'clusters/'], folderWith({ 'clusters/web.yaml': manifest }));
    const [block] = out.split(/\n\n(?=\d+ error)/);
    expect(shownIn(page)).toBe(block);
  });
});
