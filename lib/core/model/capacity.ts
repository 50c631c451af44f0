import type { InstanceTypes } from '../platform/instance-types';
import { Quantity } from '../quantity';
import type { NodeGroupSpec } from './node-group';

/** What a number of machines adds up to. */
export interface Capacity {
  readonly nodes: number;
  /** Virtual CPUs. */
  readonly cpu: Quantity;
  readonly memory: Quantity;
  /** Whole GPUs. */
  readonly gpus: number;
}

/** Capacity at the least and at the most machines. */
export interface CapacityRange {
  readonly min: Capacity;
  readonly max: Capacity;
}

export const NO_CAPACITY: Capacity = { nodes: 0, cpu: Quantity.ZERO, memory: Quantity.ZERO, gpus: 0 };

/** The sum of two capacities. */
export function addCapacity(a: Capacity, b: Capacity): Capacity {
  return { nodes: a.nodes + b.nodes, cpu: a.cpu.plus(b.cpu), memory: a.memory.plus(b.memory), gpus: a.gpus + b.gpus };
}

/**
 * What a group offers, before what the machines keep for themselves; `undefined` where its bounds or the size of its
 * machines are not known.
 */
export function groupCapacity(group: NodeGroupSpec, types: InstanceTypes): CapacityRange | undefined {
  const { minReplicas, maxReplicas, resources, gpus = [] } = group;
  const type = group.instanceType
    ? Object.hasOwn(types, group.instanceType)
      ? types[group.instanceType]
      : undefined
    : undefined;
  const cpu = Quantity.parse(type ? type.cpu : resources?.cpu);
  const memory = Quantity.parse(type ? type.memory : resources?.memory);
  if (minReplicas === undefined || maxReplicas === undefined || !cpu || !memory) return undefined;
  const of = (nodes: number): Capacity => ({
    nodes,
    cpu: cpu.times(nodes),
    memory: memory.times(nodes),
    gpus: gpus.length * nodes,
  });
  return { min: of(minReplicas), max: of(maxReplicas) };
}
