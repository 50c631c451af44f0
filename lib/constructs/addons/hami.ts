import type { Construct } from 'constructs';
import { instance, type Shapes } from '../../core/props';
import { ADDON_SHAPES, AddonBase, type AddonProps } from '../addon';
import { GpuOperator } from './gpu-operator';

/** What HAMi takes. */
export interface HamiProps extends AddonProps {
  /** The operator whose cards it shares. */
  readonly gpuOperator: GpuOperator;
}

const SHAPES: Shapes<HamiProps> = {
  ...ADDON_SHAPES,
  gpuOperator: instance(GpuOperator, "new GpuOperator(cluster, 'gpu-operator')"),
};

/** Shares of GPUs between pods (platform 1.4). It takes the place of the operator's device plugin. */
export class Hami extends AddonBase<HamiProps> {
  public constructor(scope: Construct, id: string, props: HamiProps) {
    super(scope, id, { addon: 'hami', example: "new Hami(cluster, 'hami', { gpuOperator })" }, 'Hami', SHAPES, props);
    if (this.props.gpuOperator) this.refersTo('gpuOperator', [this.props.gpuOperator]);
  }
}
