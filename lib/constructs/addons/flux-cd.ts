import type { Construct } from 'constructs';
import type { Deferrable } from '../../core/deferred';
import { list, object, optional, text, type Shapes } from '../../core/props';
import { ADDON_SHAPES, AddonBase, type AddonProps } from '../addon';

/** Where Flux takes manifests from. */
export interface FluxSync {
  /** @default GitRepository */
  readonly kind?: 'GitRepository' | 'OCIRepository' | 'Bucket';
  /** The address of the source. */
  readonly url: Deferrable<string>;
  /** The branch or tag as a full reference, such as `refs/heads/main`. */
  readonly ref: Deferrable<string>;
  /** The folder within it. */
  readonly path: Deferrable<string>;
  /** How often it looks. @default 1m */
  readonly interval?: Deferrable<string>;
  /** The Secret with the credentials, in namespace cozy-fluxcd of the cluster: its name, never its content. @default none */
  readonly pullSecret?: Deferrable<string>;
}

/** What Flux takes. */
export interface FluxCdProps extends AddonProps {
  /** Where manifests come from. @default nowhere: the controllers alone */
  readonly sync?: FluxSync;
  /** The controllers. @default the chart's */
  readonly components?: readonly string[];
}

const SHAPES: Shapes<FluxCdProps> = {
  ...ADDON_SHAPES,
  sync: optional(
    object<FluxSync>({
      kind: optional(text({ oneOf: ['GitRepository', 'OCIRepository', 'Bucket'] })),
      url: text({ late: true }),
      ref: text({ late: true }),
      path: text({ late: true }),
      interval: optional(text({ late: true })),
      pullSecret: optional(text({ late: true })),
    }),
  ),
  components: optional(list(text())),
};

/** GitOps inside the cluster: Flux, and the source that it follows. */
export class FluxCd extends AddonBase<FluxCdProps> {
  public constructor(scope: Construct, id: string, props: FluxCdProps = {}) {
    super(scope, id, { addon: 'fluxcd', example: "new FluxCd(cluster, 'fluxcd')" }, 'FluxCd', SHAPES, props);
  }

  protected override typedValues(): object {
    const { sync, components } = this.props;
    if (!sync && !components) return {};
    const source = sync && { kind: 'GitRepository', ...sync };
    return { instance: { ...(source && { sync: source }), ...(components && { components }) } };
  }
}
