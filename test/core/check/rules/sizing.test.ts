import {
  HIKUBE,
  LATE,
  PLATFORM_1_1,
  PLATFORM_1_6,
  cluster,
  findings,
  group,
  group16,
  places,
  type Judged,
} from './support';

const one = (changes: object): Judged => cluster({ nodeGroups: { web: group(changes) } });
const own = (cpu: unknown, memory: unknown = '8Gi'): Judged => one({ instanceType: '', resources: { cpu, memory } });

describe('HK2101: an instance type that the provider has', () => {
  it.each(['u1.large', 's1.small', 'cx1.large', '', undefined, LATE])('may be %p', (instanceType) => {
    expect(findings('HK2101', one({ instanceType }))).toEqual([]);
  });

  it.each([
    ['a near one', 'u1.larg', 'Did you mean "u1.large"?'],
    ['those of the same size', 'zz99.small', 'Of this size it has s1.small.'],
    ['all of the same size', 'standard.2xlarge', 'Of this size it has s1.2xlarge, u1.2xlarge, m1.2xlarge.'],
    ['the series', 'enormous', 'Its series are s1, u1, m1.'],
    ['the series, for an unknown size', 'standard.huge', 'Its series are s1, u1, m1.'],
  ])('is refused otherwise, naming %s', (_, written, remedy) => {
    expect(findings('HK2101', one({ instanceType: written }))).toMatchObject([
      {
        pointer: '/spec/nodeGroups/web/instanceType',
        message: `Node group "web" has the instance type "${written}", which hikube (platform 1.1) does not have.`,
        remedy,
      },
    ]);
  });

  it('is one of the profile', () => {
    const nodeGroups = { a: group({ instanceType: 's1.small' }), b: group(), c: group({ instanceType: 'toString' }) };

    expect(places('HK2101', cluster({ nodeGroups }), PLATFORM_1_1)).toEqual([
      '/spec/nodeGroups/a/instanceType',
      '/spec/nodeGroups/c/instanceType',
    ]);
    const profile = PLATFORM_1_1.with({ instanceTypes: { 's1.small': { cpu: 1, memory: '2Gi' } } });
    expect(places('HK2101', cluster({ nodeGroups }), profile)).toEqual(['/spec/nodeGroups/c/instanceType']);
  });

  it('may be one that a program gives with its size', () => {
    expect(findings('HK2101', one({ instanceType: 'u1.larg' }), { program: true })).toMatchObject([
      {
        remedy:
          'Did you mean "u1.large"? If your provider has it, say so with its size: `InstanceType.of(name, { cpu, memory })`.',
      },
    ]);
  });
});

describe('HK2102: an instance type that the provider does not document', () => {
  it('is one that only the platform ships', () => {
    const nodeGroups = { a: group({ instanceType: 'cx1.large' }), b: group(), c: group({ instanceType: 'u1.nano' }) };

    expect(findings('HK2102', cluster({ nodeGroups }))).toMatchObject([
      {
        pointer: '/spec/nodeGroups/a/instanceType',
        message: 'Node group "a" has the instance type "cx1.large", which hikube (platform 1.1) does not document.',
        remedy: 'Prefer a documented type, or ask the provider whether it is there.',
      },
      { pointer: '/spec/nodeGroups/c/instanceType' },
    ]);
  });

  it.each([
    ['a documented type', 'u1.large', HIKUBE],
    ['an unknown type', 'm5.large', HIKUBE],
    ['no type', '', HIKUBE],
    ['a late type', LATE, HIKUBE],
    ['a type of a platform that documents all', 'cx1.large', PLATFORM_1_1],
  ])('is not %s', (_, instanceType, profile) => {
    expect(findings('HK2102', one({ instanceType }), profile)).toEqual([]);
  });

  it('is not one that the profile was given', () => {
    const profile = HIKUBE.with({ instanceTypes: { 'cx1.large': { cpu: 2, memory: '4Gi' } } });

    expect(findings('HK2102', one({ instanceType: 'cx1.large' }), profile)).toEqual([]);
  });
});

describe('HK2103: a size said twice', () => {
  it.each([
    [{ cpu: 4, memory: '8Gi' }, '{"cpu":4,"memory":"8Gi"}'],
    [{ cpu: 4 }, '{"cpu":4}'],
    [{ memory: '8Gi' }, '{"memory":"8Gi"}'],
  ])('is an instance type beside %j', (resources, quoted) => {
    expect(findings('HK2103', one({ resources }))).toMatchObject([
      {
        pointer: '/spec/nodeGroups/web/resources',
        message: `Node group "web" has the instance type "u1.large" and resources ${quoted}.`,
        remedy: 'Keep one: an instance type, or cpu and memory.',
      },
    ]);
  });

  it.each([
    ['an instance type beside nothing', { resources: {} }],
    ['an instance type without resources', { resources: undefined }],
    ['an instance type beside what is late', { resources: { cpu: LATE } }],
    ['a late instance type beside resources', { instanceType: LATE, resources: { cpu: 4 } }],
    ['resources alone', { instanceType: '', resources: { cpu: 4, memory: '8Gi' } }],
  ])('is not %s', (_, changes) => {
    expect(findings('HK2103', one(changes))).toEqual([]);
  });

  it('is found in each group', () => {
    const nodeGroups = { a: group16({ resources: { cpu: 1 } }), b: group16(), c: group16({ resources: { cpu: 1 } }) };

    expect(places('HK2103', cluster({ nodeGroups }), PLATFORM_1_6)).toEqual([
      '/spec/nodeGroups/a/resources',
      '/spec/nodeGroups/c/resources',
    ]);
  });
});

describe('HK2104: a group without a size', () => {
  it.each([
    [{}, 'cpu and no memory'],
    [undefined, 'cpu and no memory'],
    [{ cpu: 4 }, 'memory'],
    [{ memory: '8Gi' }, 'cpu'],
  ])('has no instance type and the resources %j', (resources, missing) => {
    expect(findings('HK2104', one({ instanceType: '', resources }))).toMatchObject([
      {
        pointer: '/spec/nodeGroups/web/resources',
        message: `Node group "web" has no instance type, and its resources have no ${missing}.`,
        remedy: 'Give an instance type, or both cpu and memory.',
      },
    ]);
  });

  it.each([
    ['both are there', { instanceType: '', resources: { cpu: 4, memory: '8Gi' } }],
    ['one comes late', { instanceType: '', resources: { cpu: LATE, memory: '8Gi' } }],
    ['both are written, if wrongly', { instanceType: '', resources: { cpu: 'x', memory: [] } }],
    ['there is an instance type', { resources: {} }],
    ['the instance type comes late', { instanceType: LATE, resources: {} }],
    ['the instance type is missing altogether', { instanceType: undefined, resources: {} }],
  ])('is not one where %s', (_, changes) => {
    expect(findings('HK2104', one(changes))).toEqual([]);
  });

  it('is not excused by what is late in another group or another key', () => {
    const nodeGroups = {
      a: group({ instanceType: '', resources: {} }),
      b: group({ instanceType: '', resources: { cpu: LATE, memory: LATE } }),
      c: group({ instanceType: '', resources: { cpu: LATE } }),
    };

    expect(findings('HK2104', cluster({ nodeGroups }))).toMatchObject([
      { pointer: '/spec/nodeGroups/a/resources' },
      {
        pointer: '/spec/nodeGroups/c/resources',
        message: 'Node group "c" has no instance type, and its resources have no memory.',
      },
    ]);
  });
});

describe('HK2105: whole cores', () => {
  it.each([1, '1', 4, '10', 128, undefined, LATE, 'x'])('may be %p', (cpu) => {
    expect(findings('HK2105', own(cpu))).toEqual([]);
  });

  it.each([
    ['500m', '"500m"', 1],
    ['1500m', '"1500m"', 2],
    ['2000m', '"2000m"', 2],
    ['2.0', '"2.0"', 2],
    ['2.5', '"2.5"', 3],
    ['1k', '"1k"', 1000],
    ['04', '"04"', 4],
    ['+4', '"+4"', 4],
    [0, '0', 1],
    ['0', '"0"', 1],
    [-2, '-2', 1],
    ['-2', '"-2"', 1],
  ])('are not %p', (cpu, quoted, up) => {
    expect(findings('HK2105', own(cpu))).toMatchObject([
      {
        pointer: '/spec/nodeGroups/web/resources/cpu',
        message: `Node group "web" has ${quoted} for its cores, which is not a whole number above zero.`,
        remedy: `Write ${up}.`,
      },
    ]);
  });

  it('are asked of each group', () => {
    const half = { instanceType: '', resources: { cpu: '500m', memory: '8Gi' } };
    const nodeGroups = { a: group(half), b: group(), c: group(half), d: group({ resources: undefined }) };

    expect(places('HK2105', cluster({ nodeGroups }))).toEqual([
      '/spec/nodeGroups/a/resources/cpu',
      '/spec/nodeGroups/c/resources/cpu',
    ]);
  });
});

const both = { cpu: 1, memory: '1Gi' };
const component = (path: string, spec: object): Judged => {
  const controlPlane = path.split('/').reduceRight<object>((inner, key) => ({ [key]: inner }), spec);
  return cluster({ controlPlane });
};
const COMPONENTS = [
  ['apiServer', 'apiServer'],
  ['controllerManager', 'controllerManager'],
  ['scheduler', 'scheduler'],
  ['konnectivity/server', 'konnectivity'],
] as const;

describe.each(COMPONENTS)('HK2106: a preset and resources of %s', (path, name) => {
  it('are one too many', () => {
    expect(findings('HK2106', component(path, { resourcesPreset: 'small', resources: both }))).toMatchObject([
      {
        pointer: `/spec/controlPlane/${path}/resourcesPreset`,
        message: `Component "${name}" has the preset "small" and resources {"cpu":1,"memory":"1Gi"}.`,
        remedy: 'Keep one of the two.',
      },
    ]);
  });

  it.each([
    ['no preset', { resources: both }],
    ['a preset alone', { resourcesPreset: 'small' }],
    ['a preset beside nothing', { resourcesPreset: 'small', resources: {} }],
    ['a preset that fills in the memory', { resourcesPreset: 'small', resources: { cpu: 1 } }],
    ['a preset that fills in the CPU', { resourcesPreset: 'small', resources: { memory: '1Gi' } }],
    ['a late preset', { resourcesPreset: LATE, resources: both }],
  ])('are not %s', (_, spec) => {
    expect(findings('HK2106', component(path, spec))).toEqual([]);
  });
});

describe('HK2108: sizes that make sense', () => {
  const zero = 'Write a size above zero, such as "20Gi".';
  const PLACES = [
    ['disk', 'ephemeralStorage', (size: unknown) => one({ ephemeralStorage: size })],
    ['memory', 'resources/memory', (size: unknown) => own(1, size)],
  ] as const;

  describe.each(PLACES)('the %s of a group', (what, key, sized) => {
    it.each([
      [0, '0'],
      ['0Gi', '"0Gi"'],
      ['-1Gi', '"-1Gi"'],
    ])('is not %p', (size, quoted) => {
      expect(findings('HK2108', sized(size))).toMatchObject([
        {
          pointer: `/spec/nodeGroups/web/${key}`,
          message: `The ${what} of node group "web" is ${quoted}, which is not above zero.`,
          remedy: zero,
        },
      ]);
    });

    it.each([
      [1, '1', 'Did you mean "1Gi"?'],
      ['20', '"20"', 'Did you mean "20Gi"?'],
      [1023, '1023', 'Did you mean "1023Gi"?'],
      [1024, '1024', 'Did you mean "1024Mi"?'],
      ['20m', '"20m"', 'Did you mean a unit of bytes, such as Gi?'],
      ['1023Ki', '"1023Ki"', 'Did you mean a unit of bytes, such as Gi?'],
      [1048575, '1048575', 'Did you mean "1048575Ki"?'],
    ])('is not %p', (size, quoted, remedy) => {
      expect(findings('HK2108', sized(size))).toMatchObject([
        {
          pointer: `/spec/nodeGroups/web/${key}`,
          message: `The ${what} of node group "web" is ${quoted}, which is less than a mebibyte.`,
          remedy,
        },
      ]);
    });

    it.each(['1Mi', 1048576, '1024Ki', '20Gi', undefined, LATE, '50GB'])('may be %p', (size) => {
      expect(findings('HK2108', sized(size))).toEqual([]);
    });
  });

  it('are asked of each group, by the name of the release', () => {
    const nodeGroups = {
      a: group16({ diskSize: 20 }),
      b: group16({ diskSize: '0', resources: { memory: 8 } }),
      c: group16({ resources: undefined }),
    };

    expect(places('HK2108', cluster({ nodeGroups }), PLATFORM_1_6)).toEqual([
      '/spec/nodeGroups/a/diskSize',
      '/spec/nodeGroups/b/diskSize',
      '/spec/nodeGroups/b/resources/memory',
    ]);
  });

  describe.each(COMPONENTS)('of %s', (path, name) => {
    it('include its memory', () => {
      expect(findings('HK2108', component(path, { resources: { memory: 512 } }))).toMatchObject([
        {
          pointer: `/spec/controlPlane/${path}/resources/memory`,
          message: `The memory of component "${name}" is 512, which is less than a mebibyte.`,
          remedy: 'Did you mean "512Gi"?',
        },
      ]);
    });

    it.each([
      [0, '0'],
      ['-1m', '"-1m"'],
    ])('include its CPU, which is not %p', (cpu, quoted) => {
      expect(findings('HK2108', component(path, { resources: { cpu } }))).toMatchObject([
        {
          pointer: `/spec/controlPlane/${path}/resources/cpu`,
          message: `The CPU of component "${name}" is ${quoted}, which is not above zero.`,
        },
      ]);
    });

    it.each([{ cpu: '1m', memory: '1Mi' }, {}, { cpu: LATE, memory: LATE }])('may be %j', (resources) => {
      expect(findings('HK2108', component(path, { resources }))).toEqual([]);
    });

    it('may be left out', () => {
      expect(findings('HK2108', component(path, {}))).toEqual([]);
    });
  });
});
