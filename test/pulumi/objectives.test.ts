import { EtcdRing, Failure, RegionTopology, Require, ResilienceObjective, TenantChart } from 'hikube-constructs';
import * as hikube from 'hikube-constructs/pulumi';
import { keepsSecrets, run, sound } from './support';

let stderr: jest.SpyInstance;
beforeAll(() => (stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true)));
afterAll(() => stderr.mockRestore());

const topology = RegionTopology.hikube();

/** A ring, and the loss of what it is to survive. */
const program = (failure: Failure) => () =>
  hikube.render('prod', (app) => {
    const chart = new TenantChart(app, 'production', { namespace: 'tenant-acme', topology, modules: { etcd: true } });
    const etcd = new EtcdRing(chart, 'etcd', { members: 3 });
    new ResilienceObjective(chart, 'goal', { survive: [failure], require: [Require.etcdQuorum(etcd)] });
  });

describe('an objective under Pulumi', () => {
  it.each([true, false])(
    'stops a program that does not meet it before anything is registered (preview: %s)',
    async (preview) => {
      const { error, registered } = await run(program(Failure.regions(1)), { preview });

      expect(String(error)).toMatch(/HK7003/);
      expect(String(error)).toContain('"production/etcd" has 3 members: 3 in geneva. Geneva is lost.');
      expect(registered.filter(({ type }) => type.endsWith(':Etcd'))).toEqual([]);
    },
  );

  it('registers nothing of its own where it is met', async () => {
    const { registered } = await sound(program(Failure.node()), { preview: true });

    expect(registered.filter(({ type }) => type.endsWith(':Etcd'))).toHaveLength(1);
    expect(registered.filter(({ name }) => name.includes('goal') && !name.startsWith('prod'))).toEqual([]);
  });

  it('is a component of a tenancy as well', async () => {
    class Goal extends hikube.component('acme:index:Goal', ResilienceObjective) {}
    const goalAfter = (failure: Failure) => () => {
      const connection = hikube.Connection.forTests();
      const parent = new hikube.Tenancy('acme', {
        namespace: 'tenant-acme',
        topology,
        modules: { etcd: true },
        connection,
      });
      const ring = new hikube.EtcdRing('etcd', { members: 3 }, { parent });
      new Goal('goal', { survive: [failure], require: [Require.etcdQuorum(ring.construct)] }, { parent });
    };

    expect(String((await run(goalAfter(Failure.regions(1)), { preview: true })).error)).toMatch(/HK7003/);
    await sound(goalAfter(Failure.node()), { preview: true });
  });
});

keepsSecrets();
