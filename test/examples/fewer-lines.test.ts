import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { App } from 'cdk8s';
import { PlatformProfile } from 'hikube-constructs';
import { parse } from 'yaml';
import * as programs from './same-intent';
import type { Manifest } from '../support/programs';
import { ROOT, renderOn } from '../support/rendering';

type Name = keyof typeof programs;

/** The cluster of the documentation that each program has the intent of: its page and the position there. */
const DOCUMENTED: Readonly<Record<Name, string>> = {
  guidedTour: 'getting-started-quick-start--01-kubernetes.yaml',
  firstCluster: 'kubernetes-quick-start--01-my-first-cluster.yaml',
  inferenceAndTraining: 'gpu-how-to-provision-gpu-kubernetes--03-cluster-multi-gpu.yaml',
  productionCluster: 'kubernetes-api-reference--01-production-cluster.yaml',
  learningCluster: 'kubernetes-api-reference--03-ml-cluster.yaml',
};
const NAMES = Object.keys(DOCUMENTED) as Name[];
const DOCUMENTS = path.resolve(ROOT, '..', 'shared', 'inputs', 'hikube-docs');

const SOURCE = readFileSync(path.join(__dirname, 'same-intent.ts'), 'utf8');

/** Lines that say something: not empty, not a comment, not brackets and punctuation alone. */
const sayingLines = (text: string, comment: RegExp): string[] =>
  text.split('\n').filter((line) => !comment.test(line) && /[^\s{}()[\];,]/.test(line));

/** A program as it is written, from its first line to its closing brace. Imports stay outside. */
function programLines(name: Name): string[] {
  const text = new RegExp(`^export function ${name}\\b[\\s\\S]*?^}$`, 'm').exec(SOURCE)?.[0];
  if (text === undefined) throw new Error(`there is no function ${name}`);
  return sayingLines(text, /^\s*(\/\/|\/\*|\*)/);
}

function clusterOf(name: Name): Manifest {
  const app = new App();
  programs[name](app);
  // It throws where there is more than one document.
  return parse(app.synthYaml()) as Manifest;
}

interface Spec {
  readonly controlPlane?: { readonly replicas?: number };
  readonly nodeGroups?: Readonly<Record<string, Record<string, unknown>>>;
  readonly addons?: Readonly<Record<string, { readonly enabled?: boolean; readonly hosts?: readonly string[] }>>;
}

/** What a cluster is meant to be, without names: bounds, disks and cards of its groups, replicas, hosts. */
const intentOf = ({ controlPlane, nodeGroups, addons }: Spec): object => ({
  replicas: controlPlane?.replicas,
  groups: Object.values(nodeGroups ?? {})
    .map(({ minReplicas, maxReplicas, ephemeralStorage, gpus = [] }) =>
      JSON.stringify({ minReplicas, maxReplicas, ephemeralStorage, gpus }),
    )
    .sort(),
  // A cluster that names no hosts says nothing of them.
  ...(addons?.ingressNginx?.hosts && { hosts: addons.ingressNginx.hosts.length }),
});

const addonsOn = ({ addons = {} }: Spec): string[] => Object.keys(addons).filter((name) => addons[name]?.enabled);

test('every program belongs to a documented cluster', () => {
  expect([...NAMES].sort()).toEqual(Object.keys(programs).sort());
});

describe.each(NAMES)('the program %s', (name) => {
  test('becomes a cluster that its chart takes, without a warning', () => {
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const cluster = clusterOf(name);
    expect(stderr).not.toHaveBeenCalled();
    stderr.mockRestore();
    expect(renderOn(PlatformProfile.hikube(), cluster).faults).toEqual([]);
  });
});

if (existsSync(DOCUMENTS)) {
  describe.each(NAMES)('beside the documented YAML, the program %s', (name) => {
    const yaml = readFileSync(path.join(DOCUMENTS, DOCUMENTED[name]), 'utf8');
    const documented = (parse(yaml) as Manifest).spec as Spec;

    test('takes no more lines', () => {
      const lines = { program: programLines(name).length, yaml: sayingLines(yaml, /^\s*#/).length };
      expect(lines.program).toBeLessThanOrEqual(lines.yaml);
    });

    test('says the same', () => {
      const written = clusterOf(name).spec as Spec;
      expect(intentOf(written)).toMatchObject(intentOf(documented));
      expect(addonsOn(written)).toEqual(expect.arrayContaining(addonsOn(documented)));
    });
  });
} else {
  test('without the documented clusters beside this checkout there are no lines to compare', () => {
    expect(existsSync(DOCUMENTS)).toBe(false);
  });
}
