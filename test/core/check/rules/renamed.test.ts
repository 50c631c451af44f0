import { cluster, findings, group, places, type Judged } from './support';

const web = (changes: object): Judged => cluster({ nodeGroups: { web: { ...group(), ...changes } } });

describe('a key that has another name on this release', () => {
  it('is not to be renamed to what is there already', () => {
    expect(findings('HK1201', web({ diskSize: '20Gi' }))[0]?.remedy).toBe(
      'On this release it is called "ephemeralStorage", which is there already: move what is still missing, and remove it.',
    );
  });

  it('is not also missing under the name of the release', () => {
    expect(places('HK1203', web({ diskSize: '20Gi', ephemeralStorage: undefined }))).toEqual([]);
    expect(places('HK1203', web({ ephemeralStorage: undefined }))).toEqual(['/spec/nodeGroups/web/ephemeralStorage']);
  });

  it('is also one that only samples have', () => {
    expect(findings('HK1201', cluster({ kamajiControlPlane: {} }))[0]?.remedy).toBe(
      'On this release it is called "controlPlane".',
    );
  });
});
