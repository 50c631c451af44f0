import { Gpu } from '../../../lib/core/platform/gpu';

describe('Gpu', () => {
  it.each([
    [Gpu.L40S, 'nvidia.com/AD102GL_L40S'],
    [Gpu.A100, 'nvidia.com/GA100_A100_PCIE_80GB'],
    [Gpu.H100, 'nvidia.com/H100_94GB'],
  ])('%s is %s', (gpu, device) => {
    expect(gpu.device).toBe(device);
  });

  it.each([['nvidia.com/GB200'], ['amd.com/MI300X'], ['a-b.c/d.e_f-1']])('takes the device %s', (device) => {
    expect(Gpu.of(device).toString()).toBe(device);
  });

  it.each([
    [''],
    ['L40S'],
    ['nvidia.com/'],
    ['/L40S'],
    ['nvidia.com/L40S/1'],
    ['NVIDIA.com/L40S'],
    ['nvidia.com/L 40 S'],
    ['nvidia.com/L40S\n'],
    ['nvidia.com/Ä'],
    ['nvidia.com/\ud800'],
    [undefined],
    [null],
    [40],
    [NaN],
    [{}],
    [['nvidia.com/AD102GL_L40S']],
    [Gpu.L40S],
    [(): string => 'nvidia.com/AD102GL_L40S'],
  ])('refuses the device %p', (device) => {
    expect(() => Gpu.of(device as string)).toThrow(
      expect.objectContaining({ name: 'HikubeError', issues: [expect.objectContaining({ code: 'HK1106' })] }),
    );
  });
});
