import type { Construct } from 'constructs';
import { flag, object, optional, text, type Shapes } from '../../core/props';
import { ADDON_SHAPES, AddonBase, type AddonProps } from '../addon';
import { switched } from './switched';

/** The driver that the operator installs. */
export interface GpuDriverProps {
  /** Whether it installs one. @default true */
  readonly enabled?: boolean;
  /** Its version. @default the chart's */
  readonly version?: string;
}

/** What the GPU operator takes. */
export interface GpuOperatorProps extends AddonProps {
  readonly driver?: GpuDriverProps;
  /** The container toolkit. @default true */
  readonly toolkit?: boolean;
  /** The device plugin, by which pods ask for nvidia.com/gpu. @default true, or false beside Hami */
  readonly devicePlugin?: boolean;
  /** Metrics of the cards. @default the chart's */
  readonly metrics?: boolean;
  /** How cards are split. @default the chart's */
  readonly migStrategy?: 'none' | 'single' | 'mixed';
}

const SHAPES: Shapes<GpuOperatorProps> = {
  ...ADDON_SHAPES,
  driver: optional(object<GpuDriverProps>({ enabled: optional(flag()), version: optional(text()) })),
  toolkit: optional(flag()),
  devicePlugin: optional(flag()),
  metrics: optional(flag()),
  migStrategy: optional(text({ oneOf: ['none', 'single', 'mixed'] })),
};

/** NVIDIA's operator: driver, toolkit and device plugin on every machine with GPUs. Groups with GPUs need it. */
export class GpuOperator extends AddonBase<GpuOperatorProps> {
  public constructor(scope: Construct, id: string, props: GpuOperatorProps = {}) {
    super(
      scope,
      id,
      { addon: 'gpuOperator', example: "new GpuOperator(cluster, 'gpu-operator')" },
      'GpuOperator',
      SHAPES,
      props,
    );
  }

  protected override typedValues(): object {
    const { driver, toolkit, devicePlugin, metrics, migStrategy } = this.props;
    return {
      driver,
      toolkit: switched(toolkit),
      devicePlugin: switched(devicePlugin),
      dcgmExporter: switched(metrics),
      ...(migStrategy && { mig: { strategy: migStrategy } }),
    };
  }
}
