/** The size of one machine of an instance type. */
export interface MachineSize {
  /** Virtual CPUs. */
  readonly cpu: number;
  /** Memory, as a Kubernetes quantity. */
  readonly memory: string;
}

/** Instance types by name. */
export type InstanceTypes = Readonly<Record<string, MachineSize>>;

const NANO_TO_SMALL: Readonly<Record<string, [number, string]>> = {
  nano: [1, '512Mi'],
  micro: [1, '1Gi'],
  small: [1, '2Gi'],
};
const MEDIUM: Readonly<Record<string, [number, string]>> = { medium: [1, '4Gi'], '2xmedium': [2, '4Gi'] };
const LARGE: Readonly<Record<string, [number, string]>> = { large: [2, '8Gi'] };
const XLARGE: Readonly<Record<string, [number, string]>> = {
  xlarge: [4, '16Gi'],
  '2xlarge': [8, '32Gi'],
  '4xlarge': [16, '64Gi'],
  '8xlarge': [32, '128Gi'],
};

function series(prefix: string, ...sizes: Readonly<Record<string, [number, string]>>[]): InstanceTypes {
  const types = sizes
    .flatMap((some) => Object.entries(some))
    .map(([size, [cpu, memory]]) => [`${prefix}.${size}`, { cpu, memory }]);
  return Object.fromEntries(types) as InstanceTypes;
}

const MEMORY_SERIES: Readonly<Record<string, [number, string]>> = {
  large: [2, '16Gi'],
  xlarge: [4, '32Gi'],
  '2xlarge': [8, '64Gi'],
  '4xlarge': [16, '128Gi'],
  '8xlarge': [32, '256Gi'],
};
const COMPUTE_SERIES: Readonly<Record<string, [number, string]>> = {
  medium: [1, '2Gi'],
  large: [2, '4Gi'],
  xlarge: [4, '8Gi'],
  '2xlarge': [8, '16Gi'],
  '4xlarge': [16, '32Gi'],
  '8xlarge': [32, '64Gi'],
};
const suffixed = (
  sizes: Readonly<Record<string, [number, string]>>,
  suffix: string,
): Readonly<Record<string, [number, string]>> =>
  Object.fromEntries(Object.entries(sizes).map(([size, shape]) => [size + suffix, shape]));

const { '2xmedium': TWO_MEDIUM, ...ONE_MEDIUM } = MEDIUM;

/**
 * What the platform ships as VirtualMachineClusterInstancetype at 1.1.
 * Source: cozystack v1.1.2, packages/system/kubevirt-instancetypes/templates/instancetypes.yaml.
 */
export const COZYSTACK_1_1: InstanceTypes = {
  ...series('u1', NANO_TO_SMALL, MEDIUM, LARGE, XLARGE),
  ...series('m1', MEMORY_SERIES),
  ...series('cx1', COMPUTE_SERIES),
  ...series('gn1', XLARGE),
  ...series('n1', {
    medium: [4, '4Gi'],
    large: [4, '8Gi'],
    xlarge: [8, '16Gi'],
    '2xlarge': [16, '32Gi'],
    '4xlarge': [32, '64Gi'],
    '8xlarge': [64, '128Gi'],
  }),
  ...series('o1', NANO_TO_SMALL, ONE_MEDIUM, LARGE, XLARGE),
  ...series('rt1', { micro: [1, '1Gi'], small: [1, '2Gi'] }, ONE_MEDIUM, LARGE, XLARGE),
};

/** The same at 1.6. Source: cozystack v1.6.2, same folder, with extra-instancetypes.yaml. */
export const COZYSTACK_1_6: InstanceTypes = {
  ...COZYSTACK_1_1,
  ...series('d1', NANO_TO_SMALL, ONE_MEDIUM, { '2xmedium': TWO_MEDIUM! }, LARGE, XLARGE),
  ...series('cx1', suffixed(COMPUTE_SERIES, '1gi')),
  ...series('m1', suffixed(MEMORY_SERIES, '1gi')),
};

const u = COZYSTACK_1_1;

/**
 * What Hikube documents. The S series is its own; U and M are the platform's.
 * Source: Hikube's documentation (HidoraSwiss/hikube-public-doc 1da2526), docs/services/kubernetes/concepts.
 */
export const HIKUBE: InstanceTypes = {
  's1.small': { cpu: 1, memory: '2Gi' },
  's1.medium': { cpu: 2, memory: '4Gi' },
  's1.large': { cpu: 4, memory: '8Gi' },
  's1.xlarge': { cpu: 8, memory: '16Gi' },
  's1.3large': { cpu: 12, memory: '24Gi' },
  's1.2xlarge': { cpu: 16, memory: '32Gi' },
  's1.3xlarge': { cpu: 24, memory: '48Gi' },
  's1.4xlarge': { cpu: 32, memory: '64Gi' },
  's1.8xlarge': { cpu: 64, memory: '128Gi' },
  'u1.medium': u['u1.medium']!,
  'u1.large': u['u1.large']!,
  'u1.xlarge': u['u1.xlarge']!,
  'u1.2xlarge': u['u1.2xlarge']!,
  'u1.4xlarge': u['u1.4xlarge']!,
  'u1.8xlarge': u['u1.8xlarge']!,
  'm1.large': u['m1.large']!,
  'm1.xlarge': u['m1.xlarge']!,
  'm1.2xlarge': u['m1.2xlarge']!,
  'm1.4xlarge': u['m1.4xlarge']!,
  'm1.8xlarge': u['m1.8xlarge']!,
};
