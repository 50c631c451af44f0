import { quote } from '../../json';
import { Quantity } from '../../quantity';
import { didYouMean } from '../../suggest';
import { rule, type ExampleObject, type ObjectRule } from '../rule';
import { SOUND_GROUP_1_6, effectiveGroups, groupsOf, itemsOf, machineOf, withDiskBelow, withGroup } from './groups';

const DOCS = "Hikube's documentation, docs/services/gpu";

/** A GPU machine that every rule is content with, in the wire form of platform 1.6. */
export const GPU_MACHINE = {
  gpus: [{ name: 'nvidia.com/AD102GL_L40S' }],
  instanceType: 'u1.2xlarge',
  diskSize: '100Gi',
} as const;

/** A cluster with one GPU group that every rule is content with, changed as an example needs it. */
export const withGpus = (changes: object = {}, addons: object = {}): ExampleObject =>
  withGroup(
    {
      gpus: [{ name: 'nvidia.com/AD102GL_L40S' }],
      instanceType: 'u1.2xlarge',
      ephemeralStorage: '100Gi',
      ...changes,
    },
    { addons: { gpuOperator: { enabled: true }, ...addons } },
  );

const gpuModel = rule({
  code: 'HK2107',
  severity: 'error',
  title: 'A GPU that the provider does not have',
  why: 'No host has a device of this name, so the machines never start.',
  remedy: 'Write the device name of a GPU of the profile.',
  source: "Hikube's documentation, docs/services/gpu; cozystack, packages/apps/kubernetes/templates/cluster.yaml",
  kind: 'Kubernetes',
  *check({ spec }, { profile, at }) {
    const devices = Object.values(profile.data.gpus).map((gpu) => gpu.device);
    // Where the operator of the platform decides which devices there are, any name may be right.
    if (devices.length === 0) return;
    for (const [name, { gpus }] of groupsOf(spec)) {
      const seen = new Set<string>();
      for (const [i, { name: device }] of itemsOf(gpus)) {
        if (device === undefined || devices.includes(device) || seen.has(device)) continue;
        seen.add(device);
        yield {
          pointer: at('nodeGroups', name, 'gpus', i, 'name'),
          message: `Node group "${name}" attaches ${quote(device)}, which ${profile.title} does not have.`,
          remedy: didYouMean(device, devices),
        };
      }
    }
  },
  example: { fails: withGpus({ gpus: [{ name: 'nvidia.com/L40S' }] }), passes: withGpus() },
});

/** What one GPU asks for beside it: virtual CPUs, and memory where there are several. */
const PER_GPU = { cpu: 8, memory: Quantity.of(32, 'Gi') } as const;
/** What the driver alone asks for. */
const DRIVER_MEMORY = Quantity.of(4, 'Gi');

const gpuRatio = rule({
  code: 'HK2110',
  severity: 'warning',
  title: 'Too small a machine for its GPUs',
  why: 'The cards wait for CPU and memory, and are paid for while they wait: 8 to 16 virtual CPUs for one card, at least 8 and 32 GiB for each of several.',
  remedy: 'Take a larger instance type, or fewer cards.',
  source: `${DOCS}/overview; cozystack, packages/system/gpu-operator (the driver needs 4 GiB)`,
  kind: 'Kubernetes',
  *check({ spec }, { profile, at }) {
    for (const [name, group] of groupsOf(spec)) {
      const cards = group.gpus?.length ?? 0;
      const machine = cards > 0 && machineOf(group, profile);
      if (!machine) continue;
      const cpu = Quantity.of(PER_GPU.cpu * cards);
      const memory = cards === 1 ? DRIVER_MEMORY : PER_GPU.memory.times(cards);
      if (machine.cpu.compare(cpu) >= 0 && machine.memory.compare(memory) >= 0) continue;
      const enough = Object.entries(profile.data.instanceTypes)
        .filter(([, size]) => Quantity.of(size.cpu).compare(cpu) >= 0)
        .filter(([, size]) => Quantity.parse(size.memory)!.compare(PER_GPU.memory.times(cards)) >= 0)
        .sort(([, a], [, b]) => a.cpu - b.cpu)[0]?.[0];
      yield {
        pointer: at('nodeGroups', name, group.instanceType ? 'instanceType' : 'resources'),
        message: `A machine of node group "${name}" has ${machine.cpu} CPU and ${machine.memory} for ${cards} GPU${cards === 1 ? '' : 's'}.`,
        remedy: largerMachine(enough, cards),
      };
    }
  },
  example: { fails: withGpus({ instanceType: 'u1.large' }), passes: withGpus({ instanceType: 'u1.2xlarge' }) },
});

function largerMachine(enough: string | undefined, cards: number): string {
  if (enough === undefined) return cards > 1 ? 'Take fewer cards for one machine.' : 'Take a larger machine.';
  return `Take "${enough}" or larger${cards > 1 ? ', or fewer cards' : ''}.`;
}

const IMAGES = Quantity.of(50, 'Gi');

const gpuDisk = rule({
  code: 'HK2111',
  severity: 'warning',
  title: 'A disk that does not hold the images of a GPU stack',
  why: 'The driver, the toolkit and one framework image fill some 25 GB, and the kubelet starts to remove images and pods when 15 % of the disk are left.',
  remedy: 'Write 100Gi.',
  source: `${DOCS} (samples give 100Gi and more); Kubernetes, docs/concepts/scheduling-eviction/node-pressure-eviction`,
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    for (const [name, { gpus, diskSize }] of withDiskBelow(IMAGES, spec)) {
      if (!gpus?.length) continue;
      yield {
        pointer: at('nodeGroups', name, 'diskSize'),
        message: `The disk of node group "${name}", which attaches GPUs, has ${diskSize}.`,
        remedy: 'Write 100Gi.',
      };
    }
  },
  example: { fails: withGpus({ ephemeralStorage: '20Gi' }), passes: withGpus({ ephemeralStorage: '100Gi' }) },
});

const GPU_OPERATOR = { gpuOperator: { enabled: true } };
const gpuGroup = (minReplicas: number): object => ({
  ...SOUND_GROUP_1_6,
  ...GPU_MACHINE,
  minReplicas,
});

const gpuFromZero = rule({
  code: 'HK2205',
  severity: 'warning',
  title: 'A GPU group that may stay at zero',
  why: 'The platform tells the autoscaler of the CPU and memory of an empty group and not of its GPUs, so a pod that asks for one may never wake it.',
  remedy: 'Write a min of 1 or more.',
  source:
    'cozystack, packages/apps/kubernetes/templates/cluster.yaml (annotations capacity.cluster-autoscaler.kubernetes.io)',
  kind: 'Kubernetes',
  *check(reading, { at }) {
    for (const [name, { gpus, minReplicas }] of effectiveGroups(reading)) {
      if (!gpus?.length || minReplicas !== 0) continue;
      yield {
        pointer: at('nodeGroups', name, 'minReplicas'),
        message: `Node group "${name}" attaches GPUs and has min 0.`,
        remedy: 'Write a min of 1 or more, or raise min before the work starts.',
      };
    }
  },
  example: {
    profile: 'cozystack-1.6',
    fails: { spec: { nodeGroups: { md0: SOUND_GROUP_1_6, gpu: gpuGroup(0) }, addons: GPU_OPERATOR } },
    passes: { spec: { nodeGroups: { md0: SOUND_GROUP_1_6, gpu: gpuGroup(1) }, addons: GPU_OPERATOR } },
  },
});

/** Rules over GPUs and the machines that carry them. */
export const GPU_RULES: readonly ObjectRule[] = [gpuModel, gpuRatio, gpuDisk, gpuFromZero].map((r) => r as ObjectRule);
