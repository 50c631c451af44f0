import { App } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import {
  HikubeError,
  InstanceType,
  ManagedCluster,
  NodeGroup,
  TenantChart,
  type Issue,
  type ManagedClusterProps,
  type NodeGroupProps,
  type TenantChartProps,
} from 'hikube-constructs';

/** An object, as it was synthesised. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: object;
    readonly annotations?: object;
  };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into specs of every kind
  readonly spec: any;
}

/** A tenant's chart in an App of its own. */
export function tenantChart(props: Partial<TenantChartProps> = {}, app = new App()): TenantChart {
  return new TenantChart(app, 'production', { namespace: 'tenant-acme', ...props });
}

/** A cluster called `web` in a chart of its own. */
export function cluster(props: ManagedClusterProps = {}, chart = tenantChart()): ManagedCluster {
  return new ManagedCluster(chart, 'web', props);
}

/** A sound group, called md0 so that platform 1.1 adds none of its own. */
export function group(owner: ManagedCluster, props: Partial<NodeGroupProps> = {}, id = 'workers'): NodeGroup {
  return new NodeGroup(owner, id, {
    name: 'md0',
    instanceType: InstanceType.U1_LARGE,
    scaling: { min: 1, max: 3 },
    ...props,
  } as NodeGroupProps);
}

/** Everything that an App synthesises, read back from its YAML. */
export function synth(from: { readonly node: { readonly root: unknown } }): Manifest[] {
  const yaml = (from.node.root as App).synthYaml();
  return parseAllDocuments(yaml).map((document) => document.toJS() as Manifest);
}

/** The one object of a kind that an App synthesises. */
export function theOne(kind: string, from: { readonly node: { readonly root: unknown } }): Manifest {
  const found = synth(from).filter((manifest) => manifest.kind === kind);
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** The issues that a program is refused with; none if it is not refused. */
export function issuesOf(program: () => unknown): readonly Issue[] {
  try {
    program();
    return [];
  } catch (error) {
    if (!HikubeError.isHikubeError(error)) throw error;
    return error.issues;
  }
}

/** The codes of those that are errors. */
export const errorsOf = (program: () => unknown): string[] =>
  issuesOf(program)
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

/** What a program writes to standard error. */
export function warningsOf(program: () => unknown): string {
  const lines: string[] = [];
  const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  try {
    program();
  } finally {
    spy.mockRestore();
  }
  return lines.join('');
}
