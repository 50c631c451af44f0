import type { Construct } from 'constructs';
import { flag, instance, optional, type Shapes } from '../../core/props';
import { ADDON_SHAPES, AddonBase, type AddonProps } from '../addon';
import { switched } from './switched';
import { MonitoringAgents } from './monitoring-agents';

/** What the vertical pod autoscaler takes. */
export interface VerticalPodAutoscalerProps extends AddonProps {
  /** The agents that it comes with and takes its figures from. */
  readonly monitoringAgents: MonitoringAgents;
  /** Whether it recommends sizes. @default true */
  readonly recommender?: boolean;
  /** Whether it evicts pods to change their size. @default true */
  readonly updater?: boolean;
  /** Whether it sets sizes when pods are made. @default true */
  readonly admissionController?: boolean;
}

const SHAPES: Shapes<VerticalPodAutoscalerProps> = {
  ...ADDON_SHAPES,
  monitoringAgents: instance(MonitoringAgents, "new MonitoringAgents(cluster, 'monitoring-agents')"),
  recommender: optional(flag()),
  updater: optional(flag()),
  admissionController: optional(flag()),
};

/** Settings of the vertical pod autoscaler, which comes with the monitoring agents. */
export class VerticalPodAutoscaler extends AddonBase<VerticalPodAutoscalerProps> {
  public constructor(scope: Construct, id: string, props: VerticalPodAutoscalerProps) {
    super(
      scope,
      id,
      { addon: 'verticalPodAutoscaler', example: "new VerticalPodAutoscaler(cluster, 'vpa', { monitoringAgents })" },
      'VerticalPodAutoscaler',
      SHAPES,
      props,
    );
    if (this.props.monitoringAgents) this.refersTo('monitoringAgents', [this.props.monitoringAgents]);
  }

  protected override typedValues(): object {
    const { recommender, updater, admissionController } = this.props;
    return {
      recommender: switched(recommender),
      updater: switched(updater),
      admissionController: switched(admissionController),
    };
  }
}
