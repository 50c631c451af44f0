import { App } from 'cdk8s';
import { ManagedCluster, movedFrom } from 'hikube-constructs';
import { formerPathsOf } from '../../lib/constructs/moved-from';
import { cluster, issuesOf, synth, tenantChart } from '../support/programs';

describe('a construct that is said to have moved', () => {
  it('is handed back, and remembers every path that it had', () => {
    const web = cluster();
    expect(movedFrom(movedFrom(web, 'production/shop'), 'old/web')).toBe(web);
    expect(formerPathsOf(web)).toEqual(['production/shop', 'old/web']);
  });

  it('passes nothing on to others', () => {
    const chart = tenantChart();
    movedFrom(new ManagedCluster(chart, 'a'), 'production/b');
    expect(formerPathsOf(new ManagedCluster(chart, 'c'))).toEqual([]);
  });

  it('is written by cdk8s as if nothing had been said', () => {
    const manifests = (move: boolean): unknown => {
      const web = cluster({}, tenantChart({}, new App()));
      if (move) movedFrom(web, 'production/old');
      return synth(web);
    };
    expect(manifests(true)).toEqual(manifests(false));
  });

  it.each([
    ['nothing', ''],
    ['a path with an empty part', 'production//web'],
    ['a path from a slash on', '/production/web'],
    ['a path that ends with a slash', 'production/web/'],
    ['the path that it has', 'production/web'],
    ['a number', 3 as never],
    ['nothing at all', undefined as never],
  ])('is refused for %s', (_, path) => {
    const web = cluster();
    const issues = issuesOf(() => movedFrom(web, path));
    expect(issues).toMatchObject([{ code: 'HK1001', construct: 'production/web' }]);
    expect(formerPathsOf(web)).toEqual([]);
  });
});
