import { LATE, PLATFORM_1_1, PLATFORM_1_6, cluster, findings, group, group16, places, type Judged } from './support';

const L40S = 'nvidia.com/AD102GL_L40S';
const cards = (count: number): object[] => Array.from({ length: count }, () => ({ name: L40S }));
/** A machine of a size of its own. */
const sized = (cpu: unknown, memory: unknown): object => ({ instanceType: '', resources: { cpu, memory } });
const gpu = (changes: object = {}): object =>
  group({ gpus: cards(1), instanceType: 'u1.2xlarge', ephemeralStorage: '100Gi', ...changes });
const one = (changes: object = {}): Judged => cluster({ nodeGroups: { md0: group(), gpu: gpu(changes) } });

const DEVICES = `${L40S}, nvidia.com/GA100_A100_PCIE_80GB, nvidia.com/H100_94GB`;

describe('HK2107: the device of a GPU', () => {
  it.each(DEVICES.split(', '))('may be %s', (name) => {
    expect(findings('HK2107', one({ gpus: [{ name }] }))).toEqual([]);
  });

  it.each([
    ['what is near', 'nvidia.com/AD102GL_L40', `Did you mean "${L40S}"?`],
    ['all, where nothing is near', 'RTX', `Known: ${DEVICES}.`],
  ])('is named among others where it is not one: %s', (_, name, remedy) => {
    expect(findings('HK2107', one({ gpus: [{ name: L40S }, { name }] }))).toMatchObject([
      {
        pointer: '/spec/nodeGroups/gpu/gpus/1/name',
        message: `Node group "gpu" attaches "${name}", which hikube (platform 1.1) does not have.`,
        remedy,
      },
    ]);
  });

  it('is said once per group and device', () => {
    const gpus = [{ name: 'A' }, { name: 'A' }, { name: 'B' }];
    const nodeGroups = { md0: group(), a: gpu({ gpus }), b: gpu({ gpus: [{ name: 'A' }] }) };

    expect(places('HK2107', cluster({ nodeGroups }))).toEqual([
      '/spec/nodeGroups/a/gpus/0/name',
      '/spec/nodeGroups/a/gpus/2/name',
      '/spec/nodeGroups/b/gpus/0/name',
    ]);
  });

  it('is passed over where it is late or missing', () => {
    expect(places('HK2107', one({ gpus: [LATE, { name: LATE }, {}, 5, { name: 'A' }] }))).toEqual([
      '/spec/nodeGroups/gpu/gpus/4/name',
    ]);
  });

  it('is any where the operator decides', () => {
    expect(findings('HK2107', one({ gpus: [{ name: 'A' }] }), PLATFORM_1_1)).toEqual([]);
  });

  it('is one of the profile where the operator says which there are', () => {
    const profile = PLATFORM_1_1.with({ gpus: { A: { device: 'acme/A' } } });

    expect(findings('HK2107', one({ gpus: [{ name: 'acme/A' }, { name: L40S }] }), profile)).toMatchObject([
      { pointer: '/spec/nodeGroups/gpu/gpus/1/name', remedy: 'Known: acme/A.' },
    ]);
  });
});

describe('HK2110: a machine for its GPUs', () => {
  it.each([
    ['one', 1, 8, '4Gi'],
    ['two', 2, 16, '64Gi'],
    ['four', 4, 32, '128Gi'],
  ])('with %s is large enough at 8 CPU for each, and the memory that they ask for', (_, count, cpu, memory) => {
    expect(findings('HK2110', one({ gpus: cards(count), ...sized(cpu, memory) }))).toEqual([]);
  });

  it.each([
    ['one, by CPU', 1, 7, '64Gi', '7 CPU and 64Gi for 1 GPU.', 'u1.2xlarge'],
    ['one, by memory', 1, 8, '4095Mi', '8 CPU and 4095Mi for 1 GPU.', 'u1.2xlarge'],
    ['two, by CPU', 2, 15, '64Gi', '15 CPU and 64Gi for 2 GPUs.', 'u1.4xlarge'],
    ['two, by memory', 2, 16, '65535Mi', '16 CPU and 65535Mi for 2 GPUs.', 'u1.4xlarge'],
    ['four, by memory', 4, 32, '127Gi', '32 CPU and 127Gi for 4 GPUs.', 'u1.8xlarge'],
  ])('with %s, is too small below', (_, count, cpu, memory, words, enough) => {
    expect(findings('HK2110', one({ gpus: cards(count), ...sized(cpu, memory) }))).toMatchObject([
      {
        pointer: '/spec/nodeGroups/gpu/resources',
        message: `A machine of node group "gpu" has ${words}`,
        remedy: `Take "${enough}" or larger${count > 1 ? ', or fewer cards' : ''}.`,
      },
    ]);
  });

  it('is judged by its instance type, also one that is not documented', () => {
    const nodeGroups = {
      a: gpu({ instanceType: 'u1.large', minReplicas: 0, maxReplicas: 9 }),
      b: gpu({ instanceType: 'gn1.xlarge' }),
      c: gpu(),
    };

    expect(findings('HK2110', cluster({ nodeGroups }))).toMatchObject([
      {
        pointer: '/spec/nodeGroups/a/instanceType',
        message: 'A machine of node group "a" has 2 CPU and 8Gi for 1 GPU.',
      },
      {
        pointer: '/spec/nodeGroups/b/instanceType',
        message: 'A machine of node group "b" has 4 CPU and 16Gi for 1 GPU.',
      },
    ]);
  });

  it('names the type with the fewest cores that has enough of both', () => {
    const profile = PLATFORM_1_1.with({
      instanceTypes: { 'a.fewer': { cpu: 15, memory: '512Gi' }, 'a.less': { cpu: 16, memory: '63Gi' } },
    });

    expect(findings('HK2110', one({ gpus: cards(2) }), profile)).toMatchObject([
      { remedy: 'Take "u1.4xlarge" or larger, or fewer cards.' },
    ]);
  });

  it('knows that no machine is large enough for many', () => {
    expect(findings('HK2110', one({ gpus: cards(9) }))).toMatchObject([
      {
        message: 'A machine of node group "gpu" has 8 CPU and 32Gi for 9 GPUs.',
        remedy: 'Take fewer cards for one machine.',
      },
    ]);
  });

  it('knows that none has both the CPU and the memory for eight', () => {
    // s1.8xlarge has 64 CPU and 128Gi, m1.8xlarge 32 and 256Gi: no type has both.
    expect(findings('HK2110', one({ gpus: cards(8) }))).toMatchObject([
      { remedy: 'Take fewer cards for one machine.' },
    ]);
  });

  it.each([
    ['has no GPUs', { gpus: [], ...sized(1, '1Gi') }],
    ['has no GPUs and makes no sense', { gpus: [], ...sized(-1, '-1Gi') }],
    ['says nothing of GPUs', { gpus: undefined, ...sized(1, '1Gi') }],
    ['is of an unknown type', { instanceType: 'm5.large' }],
    ['is of a late type', { instanceType: LATE }],
    ['has half a size', sized(1, undefined)],
  ])('is not judged where it %s', (_, changes) => {
    expect(findings('HK2110', one(changes))).toEqual([]);
  });

  it('is judged where the number of machines is not known', () => {
    expect(places('HK2110', one({ instanceType: 'u1.large', minReplicas: LATE, maxReplicas: LATE }))).toEqual([
      '/spec/nodeGroups/gpu/instanceType',
    ]);
  });
});

describe('HK2111: the disk of a GPU machine', () => {
  it.each(['1Mi', '20Gi', '51199Mi'])('is small at %s', (ephemeralStorage) => {
    expect(findings('HK2111', one({ ephemeralStorage }))).toMatchObject([
      {
        pointer: '/spec/nodeGroups/gpu/ephemeralStorage',
        message: `The disk of node group "gpu", which attaches GPUs, has ${ephemeralStorage}.`,
        remedy: 'Write 100Gi.',
      },
    ]);
  });

  it.each(['50Gi', '100Gi', '1023Ki', 20, undefined, LATE, '50GB'])('is not judged small at %p', (ephemeralStorage) => {
    expect(findings('HK2111', one({ ephemeralStorage }))).toEqual([]);
  });

  it.each([[], undefined, LATE])('is no matter where the GPUs are %p', (gpus) => {
    expect(findings('HK2111', one({ gpus, ephemeralStorage: '20Gi' }))).toEqual([]);
  });

  it('is judged in each group, by the name of the release', () => {
    const gpus = cards(1);
    const nodeGroups = { a: group16({ gpus }), b: group16(), c: group16({ gpus }) };

    expect(places('HK2111', cluster({ nodeGroups }), PLATFORM_1_6)).toEqual([
      '/spec/nodeGroups/a/diskSize',
      '/spec/nodeGroups/c/diskSize',
    ]);
  });
});

describe('HK2205: a GPU group at zero', () => {
  it('may stay there', () => {
    const nodeGroups = { a: gpu({ minReplicas: 0 }), b: group({ minReplicas: 0 }), c: gpu({ minReplicas: 0 }) };

    expect(findings('HK2205', cluster({ nodeGroups }))).toMatchObject([
      {
        pointer: '/spec/nodeGroups/a/minReplicas',
        message: 'Node group "a" attaches GPUs and has min 0.',
        remedy: 'Write a min of 1 or more, or raise min before the work starts.',
      },
      { pointer: '/spec/nodeGroups/c/minReplicas' },
    ]);
  });

  it.each([
    ['has a machine', { minReplicas: 1 }],
    ['makes no sense', { minReplicas: -1 }],
    ['has no GPUs', { minReplicas: 0, gpus: [] }],
    ['says nothing of GPUs', { minReplicas: 0, gpus: undefined }],
    ['has a min that comes late', { minReplicas: LATE }],
  ])('is not one that %s', (_, changes) => {
    expect(findings('HK2205', one(changes))).toEqual([]);
  });
});
