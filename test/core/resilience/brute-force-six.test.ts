import type { Part, Spread } from '../../../lib/core/resilience/system';
import { casesOf, differences } from './search';
import { group, plane, requires, ring, volume, workload } from './support';

const SIZES = [1, 2, 3, 4, 5, 6];
const REGIONS = [2, 3, 4];

/** A part of every size over every number of regions, under every rule and every failure. */
describe('the verdict is that of the search, up to six of a part over two to four regions', () => {
  it.each([
    ['members of a ring', (n: number, spread: Spread): Part[] => [ring(n, spread)], requires('etcdQuorum', 'etcd')],
    [
      'copies of a volume',
      (n: number, spread: Spread): Part[] => [volume(n, { spread })],
      requires('writable', 'data'),
    ],
    [
      'machines',
      (n: number, spread: Spread): Part[] => [group(n, spread)],
      requires('capacity', 'web', { atLeast: 0.5 }),
    ],
    [
      'API servers',
      (n: number, spread: Spread): Part[] => [ring(1, { rule: 'none' }), plane(n, spread)],
      requires('apiAvailable', 'api'),
    ],
    [
      'pods',
      (n: number, spread: Spread): Part[] => [workload(n, spread)],
      requires('runningReplicas', 'app', { atLeast: 2, phase: 'recovered' }),
    ],
  ])('%s', (_, parts, require) => {
    expect(differences(casesOf(SIZES, REGIONS, parts, [require]))).toEqual([]);
  });
});
