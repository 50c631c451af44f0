import { exampleClass } from '../../../lib/core/operator/rules/class-support';
import { issuesOf } from './support';

const LABEL = 'example.com/site';
const byLabel = (label: string): object => exampleClass({ 'linstor.csi.linbit.com/replicasOnDifferent': label });
const satellites = (...properties: object[]): object => ({
  apiVersion: 'piraeus.io/v1',
  kind: 'LinstorSatelliteConfiguration',
  metadata: { name: 'geneva' },
  spec: {
    nodeSelector: { [LABEL]: 'gva' },
    storagePools: [{ name: 'data', lvmPool: { volumeGroup: 'vg0' } }],
    properties,
  },
});
const found = (...objects: object[]): number =>
  issuesOf(objects, { profile: 'operators-v1alpha2' }).filter(({ code }) => code === 'HK6333').length;

describe('a label that copies are placed by', () => {
  it('has to be known to LINSTOR, which learns zone and region by itself', () => {
    expect(found(byLabel(LABEL), satellites())).toBe(1);
    expect(found(byLabel('topology.kubernetes.io/zone'), satellites())).toBe(0);
  });

  it('is known by a property of the satellites, by its name or made of the labels that there are', () => {
    const from = { nodeFieldRef: `metadata.labels['${LABEL}']` };

    expect(found(byLabel(LABEL), satellites({ name: `Aux/topology/${LABEL}`, valueFrom: from }))).toBe(0);
    expect(
      found(byLabel(LABEL), satellites({ name: 'all', expandFrom: { nodeFieldRef: "metadata.labels['*']" } })),
    ).toBe(0);
  });

  it('is left alone where nobody shows what the satellites are told', () => {
    expect(found(byLabel(LABEL))).toBe(0);
  });
});
