import { object, optional, type Shape } from '../../core/props';
import { RESOURCES_SHAPE, type Resources } from '../resources';

/** What a container asks for and may use. */
export interface ContainerResources {
  readonly requests?: Resources;
  readonly limits?: Resources;
}

export const CONTAINER_SHAPE: Shape = object<ContainerResources>({
  requests: optional(RESOURCES_SHAPE),
  limits: optional(RESOURCES_SHAPE),
});
