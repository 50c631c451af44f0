import { check } from '../../../../lib/core/check/check';
import { PlatformProfile } from '../../../../lib/core/platform/profile';
import { read as readManifest } from '../../../../lib/core/read/read';
import { group } from './support';

type Pairs = readonly (readonly [string, string])[];
const web = (changes: object, key = 'web'): object => ({ nodeGroups: { [key]: { ...group(), ...changes } } });

/** What is found in a cluster whose values, and whose keys, were spelt in another way than they read. */
function read(spec: object, respelt?: Pairs, respeltKeys: Pairs = []): object[] {
  const spellings = respelt && { respelt: new Map(respelt), respeltKeys: new Map(respeltKeys) };
  const reading = readManifest('Kubernetes', { spec }, PlatformProfile.hikube(), spellings);
  return [...check([reading])]
    .filter(({ issue }) => issue.code === 'HK1506')
    .map(({ onKey, issue: { pointer, message, remedy } }) => ({ pointer, onKey, message, remedy }));
}

describe('HK1506: a word that kubectl reads as another value', () => {
  it('is a number that is another than its spelling', () => {
    expect(read(web({ minReplicas: 8 }), [['/spec/nodeGroups/web/minReplicas', '010']])).toEqual([
      {
        pointer: '/spec/nodeGroups/web/minReplicas',
        onKey: false,
        message: 'kubectl reads "minReplicas", which is written 010, as 8.',
        remedy: 'Write 8 if that is meant, or the number in full.',
      },
    ]);
  });

  it('is a key', () => {
    expect(read(web({}, 'true'), [], [['/spec/nodeGroups/true', 'on']])).toEqual([
      {
        pointer: '/spec/nodeGroups/true',
        onKey: true,
        message: 'kubectl reads the key, which is written on, as true.',
        remedy: 'Put it in quotes: "on".',
      },
    ]);
  });

  it.each([
    ['+8', 8],
    ['8', 8],
  ])('is not %s for %p', (spelling, minReplicas) => {
    expect(read(web({ minReplicas }), [['/spec/nodeGroups/web/minReplicas', spelling]])).toEqual([]);
  });

  it('is not a flag, whatever the word for it', () => {
    const judged = { addons: { certManager: { enabled: true } } };
    expect(read(judged, [['/spec/addons/certManager/enabled', 'yes']])).toEqual([]);
  });

  it('is not looked for where nothing is known of spellings', () => {
    expect(read(web({ minReplicas: 8 }))).toEqual([]);
  });
});
