import { classBody, type ClassModel } from '../../../../lib/core/operator/compile/class';
import { Replication } from '../../../../lib/core/replication';

const CSI = 'linstor.csi.linbit.com/';
const model = (more: Partial<ClassModel> = {}): ClassModel => ({
  pool: 'data',
  siteLabel: 'topology.kubernetes.io/zone',
  replication: Replication.synchronous({ copies: 3, onePerRegion: true }),
  isDefault: false,
  ...more,
});
const parameters = (more: Partial<ClassModel>): Record<string, string> =>
  classBody(model(more)).parameters as Record<string, string>;

describe('a storage class', () => {
  it.each([
    ['one at each site', { copies: 3, onePerRegion: true }, 'replicasOnDifferent', 'topology.kubernetes.io/zone'],
    ['two at each site', { copies: 6, perRegion: 2 }, 'xReplicasOnDifferent', 'topology.kubernetes.io/zone: 2'],
  ])('keeps copies apart, %s, by the raw label and nothing before it', (_, options, key, value) => {
    const written = parameters({ replication: Replication.synchronous(options) });

    expect(written[`${CSI}${key}`]).toBe(value);
    expect(Object.keys(written).filter((name) => /replicasOn/i.test(name))).toEqual([`${CSI}${key}`]);
  });

  it('has no rule for sites where none is asked for', () => {
    const written = parameters({ replication: Replication.synchronous({ copies: 3 }) });

    expect(Object.keys(written).filter((name) => /replicasOn/i.test(name))).toEqual([]);
  });

  it.each([
    [Replication.local(), undefined, 'WaitForFirstConsumer', 'false'],
    [Replication.synchronous({ copies: 2 }), undefined, 'Immediate', 'true'],
    [Replication.synchronous({ copies: 2 }), false, 'WaitForFirstConsumer', 'false'],
    [Replication.asynchronous({ copies: 2 }), true, 'Immediate', 'true'],
  ])('binds when it can: %j, remote access %p', (replication, remoteAccess, binding, access) => {
    const body = classBody(model({ replication, ...(remoteAccess !== undefined && { remoteAccess }) }));

    expect(body).toMatchObject({
      volumeBindingMode: binding,
      parameters: { [`${CSI}allowRemoteVolumeAccess`]: access },
    });
  });

  it.each([
    Replication.local(),
    Replication.documented(),
    Replication.synchronous({ copies: 16, perRegion: 5 }),
    Replication.asynchronous({ copies: 3, onePerRegion: true }),
  ])('has every parameter under a prefix that is read, and as a text: %j', (replication) => {
    const written = parameters({ replication, encryption: true, tieBreaker: true });

    for (const [key, value] of Object.entries(written)) {
      expect(key).toMatch(/^(property\.)?linstor\.csi\.linbit\.com\//);
      expect(typeof value).toBe('string');
    }
  });

  it('says on-no-quorum in every class of its own, and the option that LINSTOR dropped in the documented one only', () => {
    const of = (replication: Replication): string[] =>
      Object.keys(parameters({ replication }))
        .filter((key) => key.includes('quorum'))
        .map((key) => key.slice('property.linstor.csi.linbit.com/'.length));

    expect(of(Replication.synchronous({ copies: 3 }))).toEqual(['DrbdOptions/Resource/on-no-quorum']);
    expect(of(Replication.documented())).toEqual(['DrbdOptions/auto-quorum']);
    expect(of(Replication.local())).toEqual([]);
  });
});
