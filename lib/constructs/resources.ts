import type { Deferrable } from '../core/deferred';
import { object, optional, quantity, text, type Shape, type Shapes } from '../core/props';

/** CPU and memory, as Kubernetes quantities. */
export interface Resources {
  readonly cpu?: Deferrable<string | number>;
  readonly memory?: Deferrable<string | number>;
}

export const RESOURCES_SHAPE: Shape = object<Resources>({
  cpu: optional(quantity({ late: true })),
  memory: optional(quantity({ late: true })),
});

/** When an unhealthy machine is replaced (platform 1.6). */
export interface NodeHealth {
  /** How many may be unhealthy for replacement to go on: a number such as `1` or a share such as `50%`. */
  readonly maxUnhealthy?: Deferrable<string>;
  /** How long a new machine may take to join, such as `10m`. */
  readonly startupTimeout?: Deferrable<string>;
}

export const HEALTH_SHAPES: Shapes<NodeHealth> = {
  maxUnhealthy: optional(text({ late: true })),
  startupTimeout: optional(text({ late: true })),
};
