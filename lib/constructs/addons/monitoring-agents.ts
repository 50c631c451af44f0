import type { Construct } from 'constructs';
import { instance, optional, type Shapes } from '../../core/props';
import { AddonBase } from '../addon';
import { NOUN_SHAPES, type NounProps } from '../noun';
import { CertManager } from './cert-manager';

/** What the monitoring agents take. */
export interface MonitoringAgentsProps extends NounProps {
  /**
   * The cert-manager of the cluster. Platforms up to 1.5.1 wait for its CRDs for ever if it is not there.
   *
   * @default none
   */
  readonly certManager?: CertManager;
}

const SHAPES: Shapes<MonitoringAgentsProps> = {
  ...NOUN_SHAPES,
  certManager: optional(instance(CertManager, "new CertManager(cluster, 'cert-manager')")),
};

/**
 * Agents that send logs and metrics to the monitoring of the tenant or of an ancestor. The platform reads no values for
 * them, so there are none to give.
 */
export class MonitoringAgents extends AddonBase<MonitoringAgentsProps> {
  public constructor(scope: Construct, id: string, props: MonitoringAgentsProps = {}) {
    super(
      scope,
      id,
      { addon: 'monitoringAgents', example: "new MonitoringAgents(cluster, 'monitoring-agents', { certManager })" },
      'MonitoringAgents',
      SHAPES,
      props,
    );
    if (this.props.certManager) this.refersTo('certManager', [this.props.certManager]);
  }
}
