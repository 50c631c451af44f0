import { RegionalVolumeLayer, Replication, type PlatformProfile } from 'hikube-constructs/platform';
import { synth, warningsOf } from '../../support/programs';
import { ALL_PROFILES, COZYSTACK_1_1, found, ofKind, platformChart, storesOf, type Stores } from './support';

/** The classes that two lines become. */
const guide = (profile: PlatformProfile): Stores => {
  const chart = platformChart({ profile });
  const stores = storesOf(chart);
  new RegionalVolumeLayer(chart, 'local', { stores, replication: Replication.local(), isDefault: true });
  new RegionalVolumeLayer(chart, 'replicated', { stores, replication: Replication.documented() });
  return { chart, stores };
};

describe("the classes of the platform's guide", () => {
  it.each(ALL_PROFILES)('come out field by field on %s, from one line each', (_, profile) => {
    const { chart } = guide(profile);
    const classes = ofKind('StorageClass', chart);

    expect(classes).toEqual([
      {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: 'local', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
        provisioner: 'linstor.csi.linbit.com',
        parameters: {
          'linstor.csi.linbit.com/storagePool': 'data',
          'linstor.csi.linbit.com/layerList': 'storage',
          'linstor.csi.linbit.com/allowRemoteVolumeAccess': 'false',
        },
        volumeBindingMode: 'WaitForFirstConsumer',
        allowVolumeExpansion: true,
        reclaimPolicy: 'Delete',
      },
      {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: 'replicated' },
        provisioner: 'linstor.csi.linbit.com',
        parameters: {
          'linstor.csi.linbit.com/storagePool': 'data',
          'linstor.csi.linbit.com/autoPlace': '3',
          'linstor.csi.linbit.com/layerList': 'drbd storage',
          'linstor.csi.linbit.com/allowRemoteVolumeAccess': 'true',
          'property.linstor.csi.linbit.com/DrbdOptions/auto-quorum': 'suspend-io',
          'property.linstor.csi.linbit.com/DrbdOptions/Resource/on-no-data-accessible': 'suspend-io',
          'property.linstor.csi.linbit.com/DrbdOptions/Resource/on-suspended-primary-outdated': 'force-secondary',
          'property.linstor.csi.linbit.com/DrbdOptions/Net/rr-conflict': 'retry-connect',
        },
        volumeBindingMode: 'Immediate',
        allowVolumeExpansion: true,
        reclaimPolicy: 'Delete',
      },
    ]);
  });

  it.each(ALL_PROFILES)('are reported on %s: no rule for sites, and an option that does nothing', (_, profile) => {
    const issues = found(guide(profile).chart);

    expect(issues.map(({ code, severity, construct, pointer }) => [code, severity, construct, pointer])).toEqual([
      ['HK6220', 'warning', 'platform/replicated', expect.stringContaining('/parameters')],
      [
        'HK6230',
        'warning',
        'platform/replicated',
        '/parameters/property.linstor.csi.linbit.com~1DrbdOptions~1auto-quorum',
      ],
    ]);
    expect(issues[0]!.remedy).toBe(
      'Write "linstor.csi.linbit.com/replicasOnDifferent": "topology.kubernetes.io/zone".',
    );
  });

  it('are written all the same, with the warnings on standard error', () => {
    const { chart } = guide(COZYSTACK_1_1);
    const said = warningsOf(() => expect(synth(chart)).toHaveLength(5));

    expect(said).toMatch(/^2 warnings\n/);
    expect(said).toContain('warning HK6220 platform/replicated: All 3 copies of a volume may be at one site');
    expect(said).toContain('warning HK6230 platform/replicated: The parameter "property.linstor.csi.linbit.com/');
  });

  it('are reported no more once both are mended', () => {
    const { chart, stores } = guide(COZYSTACK_1_1);
    chart.node.tryRemoveChild('replicated');
    const replication = Replication.synchronous({ copies: 3, onePerRegion: true });
    new RegionalVolumeLayer(chart, 'replicated', { stores, replication });

    expect(found(chart)).toEqual([]);
  });
});
