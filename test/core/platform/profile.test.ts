import { PlatformProfile } from '../../../lib/core/platform/profile';

const hikube = PlatformProfile.hikube();
const v11 = PlatformProfile.cozystack('1.1');
const v16 = PlatformProfile.cozystack('1.6');

describe('PlatformProfile', () => {
  it.each([
    ['hikube', '1.1.2', 'hikube (platform 1.1)', hikube],
    ['cozystack-1.1', '1.1.2', 'cozystack-1.1', v11],
    ['cozystack-1.6', '1.6.2', 'cozystack-1.6', v16],
  ])('%s runs %s, and is called %s in a sentence', (name, release, title, profile) => {
    expect([profile.name, profile.release, profile.title]).toEqual([name, release, title]);
  });

  describe('Kubernetes versions', () => {
    it.each([
      ['v1.30', 'v1.30.14'],
      ['v1.31', 'v1.31.14'],
      ['v1.32', 'v1.32.12'],
      ['v1.33', 'v1.33.8'],
      ['v1.34', 'v1.34.4'],
      ['v1.35', 'v1.35.1'],
    ])('%s is %s at 1.1 and at Hikube', (minor, patch) => {
      expect([v11, hikube].map(({ data }) => data.kubernetes[minor])).toEqual([patch, patch]);
    });

    it.each([
      ['v1.31', 'v1.31.14'],
      ['v1.32', 'v1.32.13'],
      ['v1.33', 'v1.33.13'],
      ['v1.34', 'v1.34.9'],
      ['v1.35', 'v1.35.6'],
    ])('%s is %s at 1.6', (minor, patch) => {
      expect(v16.data.kubernetes[minor]).toBe(patch);
    });

    it.each([
      ['hikube', ['v1.30', 'v1.31', 'v1.32', 'v1.33', 'v1.34', 'v1.35'], hikube],
      ['cozystack-1.6', ['v1.31', 'v1.32', 'v1.33', 'v1.34', 'v1.35'], v16],
    ])('are offered by %s from the oldest on', (_, versions, profile) => {
      expect(profile.kubernetesVersions).toEqual(versions);
    });
  });

  it.each([
    ['L40S', 'nvidia.com/AD102GL_L40S', 48],
    ['A100', 'nvidia.com/GA100_A100_PCIE_80GB', 80],
    ['H100', 'nvidia.com/H100_94GB', 80],
  ])('knows the GPU %s of Hikube', (model, device, memoryGb) => {
    expect(hikube.data.gpus[model]).toEqual({ device, memoryGb });
  });

  it('knows three GPUs of Hikube, and none of an operator whom it does not know', () => {
    expect([hikube, v11, v16].map(({ data }) => Object.keys(data.gpus).length)).toEqual([3, 0, 0]);
  });

  it.each([
    ['hikube', ['local', 'replicated', 'replicated-async'], hikube],
    ['cozystack-1.1', ['local', 'replicated'], v11],
    ['cozystack-1.6', ['local', 'replicated'], v16],
  ])('knows the storage classes of %s', (_, classes, profile) => {
    expect(profile.data.storageClasses).toEqual(classes);
  });

  it.each([
    ['hikube', 7, hikube],
    ['cozystack-1.1', 7, v11],
    ['cozystack-1.6', 47, v16],
  ])('of %s offers the %d presets of the release', (_, count, profile) => {
    expect(profile.presets).toHaveLength(count);
  });

  it('offers hami and ouroboros from 1.4 on', () => {
    const added = v16.addons.filter((name) => !v11.addons.includes(name));
    expect([added, hikube.addons]).toEqual([['hami', 'ouroboros'], v11.addons]);
  });

  it("knows at Hikube the platform's instance types beside the documented ones", () => {
    const { instanceTypes, otherInstanceTypes } = hikube.data;
    expect([Object.hasOwn(instanceTypes, 'cx1.large'), Object.hasOwn(otherInstanceTypes, 'cx1.large')]).toEqual([
      false,
      true,
    ]);
  });

  it.each([
    ['hikube', 'replicated', 'kubevirt', hikube],
    ['hikube', 'local', 'kubevirt', hikube],
    ['cozystack-1.1', 'anything', 'kubevirt', v11],
    ['cozystack-1.6', 'replicated', 'replicated', v16],
    ['cozystack-1.6', 'fast', 'fast', v16],
    ['cozystack-1.6', 'local', undefined, v16],
  ])('of %s passes the class %s on as %s', (_, outside, inside, profile) => {
    expect(profile.storageClassInside(outside)).toBe(inside);
  });

  describe('with what a provider offers beyond it', () => {
    const additions = {
      instanceTypes: { 'x1.large': { cpu: 4, memory: '16Gi' } },
      gpus: { B200: { device: 'nvidia.com/GB100_B200', memoryGb: 192 } },
      storageClasses: ['fast', 'replicated'],
    };

    it('has both', () => {
      expect(hikube.with(additions).data).toMatchObject({
        instanceTypes: { 'x1.large': { cpu: 4 }, 's1.small': { cpu: 1 } },
        gpus: { B200: { memoryGb: 192 }, L40S: { memoryGb: 48 } },
      });
    });

    it('names a class once', () => {
      expect(hikube.with(additions).data.storageClasses).toEqual(['local', 'replicated', 'replicated-async', 'fast']);
    });

    it('is the same as being made so', () => {
      expect(PlatformProfile.hikube(additions).data).toEqual(hikube.with(additions).data);
    });

    it('changes no other profile', () => {
      hikube.with(additions);
      expect(Object.keys(PlatformProfile.hikube().data.instanceTypes)).toHaveLength(20);
    });

    it('adds up', () => {
      const both = v16.with({ storageClasses: ['a'] }).with({ storageClasses: ['b'] });
      expect(both.data.storageClasses).toEqual(['local', 'replicated', 'a', 'b']);
    });
  });

  it.each([['1.2'], ['1.6.2'], ['v1.6'], [''], ['__proto__'], ['constructor'], [2], [NaN], [undefined], [null], [{}]])(
    'has no facts of release %p',
    (release) => {
      expect(() => PlatformProfile.cozystack(release as '1.6')).toThrow(
        expect.objectContaining({ name: 'HikubeError', issues: [expect.objectContaining({ code: 'HK1106' })] }),
      );
    },
  );

  it.each([
    ['v1.6', '1.6'],
    ['latest', '1.6'],
    ['1.1.2', '1.1'],
    [undefined, '1.6'],
  ])('proposes for release %p another: %s', (release, near) => {
    expect(() => PlatformProfile.cozystack(release as '1.6')).toThrow(`PlatformProfile.cozystack('${near}')`);
  });
});
