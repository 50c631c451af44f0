import fc from 'fast-check';
import { KubernetesVersion, minorNumber } from '../../../lib/core/kubernetes-version';
import { PlatformProfile } from '../../../lib/core/platform/profile';
import { upgradePath, type UpgradePath } from '../../../lib/core/upgrade/path';

const HIKUBE = PlatformProfile.hikube();
const LATEST = PlatformProfile.cozystack('1.6');
const ALL = Object.values(KubernetesVersion);

function pathFrom(from: string, to: string, profile = HIKUBE): UpgradePath {
  const path = upgradePath(from, to, profile);
  if ('fault' in path) throw new Error(path.fault);
  return path;
}

describe('the path between two versions', () => {
  it('goes one minor at a time, with the patch that the platform picks', () => {
    const steps = pathFrom('v1.31', 'v1.34').steps.map(({ from, to, patch }) => `${from} ${to} ${patch}`);

    expect(steps).toEqual(['v1.31 v1.32 v1.32.12', 'v1.32 v1.33 v1.33.8', 'v1.33 v1.34 v1.34.4']);
  });

  it.each([
    ['1.31', '1.32'],
    ['v1.31.14', 'V1.32.0'],
    [' 1.31 ', 'v1.32-rc.1'],
  ])('takes versions as people write them: %s, %s', (from, to) => {
    expect(pathFrom(from, to)).toMatchObject({ from: 'v1.31', to: 'v1.32', notes: [] });
  });

  it('takes the patches of the profile', () => {
    expect(pathFrom('1.34', '1.35', LATEST).steps[0]!.patch).toBe('v1.35.6');
  });

  it('starts from a version that is no longer offered, and says so', () => {
    const { notes, steps } = pathFrom('1.30', '1.32', LATEST);

    expect(steps.map(({ to }) => to)).toEqual(['v1.31', 'v1.32']);
    expect(notes).toEqual([expect.stringContaining('cozystack-1.6 no longer offers v1.30.')]);
  });

  it('is there for every two versions upwards, and for no others', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALL), fc.constantFrom(...ALL), (from, to) => {
        const path = upgradePath(from, to, HIKUBE);
        const up = minorNumber(to)! - minorNumber(from)!;
        return 'fault' in path ? up <= 0 : path.steps.length === up && path.steps.at(-1)!.to === to;
      }),
      { seed: 7 },
    );
  });
});

describe('there is no path', () => {
  const offers = 'hikube (platform 1.1) offers v1.30, v1.31, v1.32, v1.33, v1.34, v1.35.';

  it.each([
    ['newest', '1.34', `"newest" is no version of Kubernetes. Write a minor version such as v1.34. ${offers}`],
    ['1.33', '1,34', `"1,34" is no version of Kubernetes. Did you mean "v1.34"? ${offers}`],
    ['', '1.34', `"" is no version of Kubernetes. Write a minor version such as v1.34. ${offers}`],
    [
      '1.34',
      '1.36',
      `Kubernetes v1.36 is not one that hikube (platform 1.1) offers, and the chart fails for anything else. ${offers}`,
    ],
    [
      '1.33',
      '1.43',
      `Kubernetes v1.43 is not one that hikube (platform 1.1) offers, and the chart fails for anything else. Did you mean "v1.34"? ${offers}`,
    ],
    [
      '1.33',
      '2.0',
      `Kubernetes v2.0 is not one that hikube (platform 1.1) offers, and the chart fails for anything else. ${offers}`,
    ],
    [
      '1.29',
      '1.31',
      `No release of the platform that is known here offered Kubernetes v1.29, so no cluster can start from it. ${offers}`,
    ],
    [
      'v1.34',
      'v1.34',
      "There is nothing to do: v1.34 is v1.34, and the patch is the platform's choice (v1.34.4 on hikube (platform 1.1)).",
    ],
    [
      '1.34.1',
      'v1.34.4',
      'There is nothing to do: "1.34.1" and "v1.34.4" are both v1.34, and the patch is the platform\'s choice (v1.34.4 on hikube (platform 1.1)).',
    ],
    [
      '1.34',
      '1.33',
      'From v1.34 to v1.33 is down, and there is no way down: etcd holds objects in the form that the newer version wrote, which an older API server need not read. The platform would carry it out all the same (HK5103). Stay on v1.34, or make a new cluster of v1.33 and move.',
    ],
  ])('from "%s" to "%s"', (from, to, fault) => {
    expect(upgradePath(from, to, HIKUBE)).toEqual({ fault });
  });

  it('to a version that the profile no longer offers, and no patch is named for it', () => {
    expect(upgradePath('1.30', 'v1.30', LATEST)).toEqual({
      fault: 'There is nothing to do: "1.30" and "v1.30" are both v1.30, and the patch is the platform\'s choice.',
    });
  });
});
