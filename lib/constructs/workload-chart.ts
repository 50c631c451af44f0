import { Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { isRecord, quote } from '../core/json';
import { map, optional, readProps, text, type Shapes } from '../core/props';
import { HikubeError } from '../core/issue';
import type { ICluster } from './managed-cluster';
import { freshScope, issueOfFault, pathOf, refuse, refuseNested } from './wiring';

/** What a chart of a cluster's workloads takes. */
export interface WorkloadChartProps {
  /** The cluster that it is deployed into. */
  readonly cluster: ICluster;
  /** The namespace of objects that name none. @default none: Kubernetes puts them into `default` */
  readonly namespace?: string;
  /** Labels for every object of the chart. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

const SHAPES: Shapes<Omit<WorkloadChartProps, 'cluster'>> = {
  namespace: optional(text()),
  labels: optional(map(text())),
};
const REMEDY = "Write `new WorkloadChart(app, 'apps', { cluster })`.";
const CHART = Symbol.for('hikube-constructs.WorkloadChart');

/**
 * What runs inside a cluster: a chart for cdk8s-plus constructs, and for any other object that the cluster's own API
 * server knows. With cdk8s it becomes a file of its own, to apply with the cluster's kubeconfig; with Pulumi its objects
 * are deployed into the cluster once that is up.
 */
export class WorkloadChart extends Chart {
  /** The cluster that it is deployed into. */
  public readonly cluster: ICluster;

  /** @throws HikubeError HK1001 inside another chart, HK1102 without a cluster */
  public constructor(scope: Construct, id: string, props: WorkloadChartProps) {
    const parent = freshScope('WorkloadChart', scope, id, REMEDY);
    refuseNested('WorkloadChart', parent, id);
    const { cluster, ...rest } = (isRecord(props) ? props : {}) as Partial<WorkloadChartProps>;
    if (typeof cluster?.name !== 'string' || typeof (cluster as Partial<ICluster>).kubeconfig !== 'object') {
      const message = `The prop "cluster" has to be a cluster, but is ${quote(cluster)}.`;
      refuse('HK1102', pathOf(parent, id), message, 'Write the ManagedCluster, or ManagedCluster.fromName(…).');
    }
    const { props: given, faults } = readProps(SHAPES, rest);
    if (faults.length > 0) {
      const path = pathOf(parent, id);
      throw new HikubeError(faults.map((fault) => issueOfFault(fault, path))); // node-do-not-add-exception-line
    }
    super(parent, id, {
      ...(given.namespace !== undefined && { namespace: given.namespace }),
      ...(given.labels && { labels: { ...given.labels } }),
    });
    this.cluster = cluster!;
    Object.defineProperty(this, CHART, { value: true });
    if (Construct.isConstruct(cluster)) this.node.addDependency(cluster);
  }

  /** Whether a construct is such a chart. */
  public static isWorkloadChart(construct: IConstruct): construct is WorkloadChart {
    return CHART in construct;
  }
}
