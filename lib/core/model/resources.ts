import { quantity, type Fields } from './field';

/** CPU and memory of one machine or container, as Kubernetes quantities. */
export interface ResourcesSpec {
  readonly cpu?: string | number;
  readonly memory?: string | number;
}

export const RESOURCES: Fields<ResourcesSpec> = { cpu: quantity(), memory: quantity() };
