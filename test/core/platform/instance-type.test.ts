import { InstanceType } from '../../../lib/core/platform/instance-type';

const circle: Record<string, unknown> = {};
circle.self = circle;

describe('InstanceType', () => {
  it.each([
    ['S1_SMALL', 's1.small', 1, '2Gi'],
    ['S1_MEDIUM', 's1.medium', 2, '4Gi'],
    ['S1_LARGE', 's1.large', 4, '8Gi'],
    ['S1_XLARGE', 's1.xlarge', 8, '16Gi'],
    ['S1_3LARGE', 's1.3large', 12, '24Gi'],
    ['S1_2XLARGE', 's1.2xlarge', 16, '32Gi'],
    ['S1_3XLARGE', 's1.3xlarge', 24, '48Gi'],
    ['S1_4XLARGE', 's1.4xlarge', 32, '64Gi'],
    ['S1_8XLARGE', 's1.8xlarge', 64, '128Gi'],
    ['U1_MEDIUM', 'u1.medium', 1, '4Gi'],
    ['U1_LARGE', 'u1.large', 2, '8Gi'],
    ['U1_XLARGE', 'u1.xlarge', 4, '16Gi'],
    ['U1_2XLARGE', 'u1.2xlarge', 8, '32Gi'],
    ['U1_4XLARGE', 'u1.4xlarge', 16, '64Gi'],
    ['U1_8XLARGE', 'u1.8xlarge', 32, '128Gi'],
    ['M1_LARGE', 'm1.large', 2, '16Gi'],
    ['M1_XLARGE', 'm1.xlarge', 4, '32Gi'],
    ['M1_2XLARGE', 'm1.2xlarge', 8, '64Gi'],
    ['M1_4XLARGE', 'm1.4xlarge', 16, '128Gi'],
    ['M1_8XLARGE', 'm1.8xlarge', 32, '256Gi'],
  ] as const)('has %s for %s: %d vCPU, %s', (constant, name, cpu, memory) => {
    expect(InstanceType[constant]).toMatchObject({ name, size: { cpu, memory }, asserted: false });
  });

  it('takes another name, which the profile has to know', () => {
    expect(InstanceType.of('cx1.large')).toMatchObject({ name: 'cx1.large', size: undefined, asserted: false });
  });

  it('takes another size, which the program vouches for', () => {
    expect(InstanceType.of('x1.large', { cpu: 4, memory: '16Gi' })).toMatchObject({
      name: 'x1.large',
      size: { cpu: 4, memory: '16Gi' },
      asserted: true,
    });
  });

  it('takes the smallest size', () => {
    expect(InstanceType.of('x1.nano', { cpu: 1, memory: '1' })).toMatchObject({ size: { cpu: 1, memory: '1' } });
  });

  it('is its name in a text', () => {
    expect(`${InstanceType.M1_LARGE}`).toBe('m1.large');
  });

  it('does not follow changes of the size that it was given', () => {
    const size = { cpu: 4, memory: '16Gi' };
    const type = InstanceType.of('x1.large', size);
    size.cpu = 8;
    expect(type.size).toEqual({ cpu: 4, memory: '16Gi' });
  });

  it.each([[''], [undefined], [null], [5], [{}], [['m1.large']], [InstanceType.M1_LARGE], [Symbol('x')]])(
    'refuses the name %p',
    (name) => {
      expect(() => InstanceType.of(name as string)).toThrow(
        expect.objectContaining({ name: 'HikubeError', issues: [expect.objectContaining({ code: 'HK1106' })] }),
      );
    },
  );

  it.each([
    ['null', null],
    ['a text', '4x16'],
    ['a list', [4, '16Gi']],
    ['an empty object', {}],
    ['no CPU', { memory: '16Gi' }],
    ['no memory', { cpu: 4 }],
    ['half a CPU', { cpu: 0.5, memory: '16Gi' }],
    ['zero CPUs', { cpu: 0, memory: '16Gi' }],
    ['fewer than zero', { cpu: -4, memory: '16Gi' }],
    ['no number of CPUs', { cpu: NaN, memory: '16Gi' }],
    ['endless CPUs', { cpu: Infinity, memory: '16Gi' }],
    ['a text for CPUs', { cpu: '4', memory: '16Gi' }],
    ['a big integer', { cpu: 4n, memory: '16Gi' }],
    ['memory of no unit that there is', { cpu: 4, memory: '16GB' }],
    ['no memory at all', { cpu: 4, memory: '0Gi' }],
    ['negative memory', { cpu: 4, memory: '-16Gi' }],
    ['memory beyond all bounds', { cpu: 4, memory: '1e999999' }],
    ['an object in a circle', circle],
  ])('refuses a size of %s', (_, size) => {
    expect(() => InstanceType.of('x1.large', size as never)).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ code: 'HK1106' })] }),
    );
  });
});
