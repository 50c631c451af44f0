import { capsOf } from '../../../lib/core/operator/linstor/class-values';
import { exampleClass } from '../../../lib/core/operator/rules/class-support';
import { PROPERTY, ZONE, REGION, sound, found } from './class-support';
import { issuesOf, codesOf } from './support';

describe('the values of a class', () => {
  it.each(['0', '-1', 'three', '1.5', '', ' 3', '2147483648', '3x'])(
    'hold no number of copies %j',
    (placementCount) => {
      expect(codesOf([sound({ placementCount })])).toContain('HK6208');
    },
  );

  it.each(['1', '+3', '03', '2147483647'])('hold the number of copies %j', (placementCount) => {
    expect(codesOf([sound({ placementCount })])).not.toContain('HK6208');
  });

  it.each([
    ['drbd,storage', 'Write "drbd storage".'],
    ['drbd  storage', 'Write "drbd storage".'],
    ['drbd storge', 'Write "storage".'],
  ])('hold no layers %j', (layerList, remedy) => {
    expect(issuesOf([sound({ layerList })])).toMatchObject([{ code: 'HK6209', remedy }]);
  });

  it('take layers in any case', () => {
    expect(found([sound({ layerList: 'DRBD luks Storage' })])).toEqual([]);
  });

  it.each([
    `${ZONE} 1`,
    `${ZONE}: one`,
    `${ZONE}: "1"`,
    `${ZONE}: 1, ${REGION}: 1`,
    `a, b: 1`,
    `${ZONE}:1`,
    `${ZONE}: 0`,
  ])('hold no mapping %j', (xReplicasOnDifferent) => {
    expect(found([sound({ xReplicasOnDifferent })])).toEqual(['HK6210']);
  });

  it.each([
    [`${ZONE}: 1`, { [ZONE]: 1 }],
    [`${ZONE}:  2 # two\n"${REGION}": 3\n`, { [ZONE]: 2, [REGION]: 3 }],
    [`{${ZONE}: 1, ${REGION}: 2}`, { [ZONE]: 1, [REGION]: 2 }],
    [`Aux/topology/${ZONE}: 1`, { [ZONE]: 1 }],
    ['', {}],
  ])('read the mapping %j', (text, caps) => {
    expect(Object.fromEntries(capsOf(text).caps!)).toEqual(caps);
  });

  it.each([`&a ${ZONE}: 1`, `${ZONE}: 0x2`, `? ${ZONE}\n: 1`, `${ZONE}: 2.0`])(
    'say nothing of %j, beyond them',
    (text) => {
      expect(capsOf(text)).toEqual({});
    },
  );

  it.each([
    ['encryption', 'yes'],
    ['usePvcName', 'on'],
    ['disklessOnRemaining', ''],
    ['allowRemoteVolumeAccess', 'no'],
    ['placementPolicy', 'Auto'],
  ])('hold no %s %j', (name, value) => {
    expect(found([sound({ [name]: value })])).toEqual(['HK6211']);
  });

  it.each([
    ['usePvcName', 'T'],
    ['placementPolicy', 'autoplace'],
    ['allowRemoteVolumeAccess', '- fromSame: [topology.kubernetes.io/zone]'],
  ])('hold %s %j', (name, value) => {
    expect(found([sound({ [name]: value })])).toEqual([]);
  });

  it.each([
    ['replicasOnDifferent', `${ZONE},${REGION}`, `Write "${ZONE} ${REGION}".`],
    ['replicasOnDifferent', `${ZONE}  ${REGION}`, `Write "${ZONE} ${REGION}".`],
    ['replicasOnSame', `${REGION} `, `Write "${REGION}".`],
    ['storagePool', 'fast, slow', 'Write "fast slow".'],
  ])('hold a list %s %j that the driver takes apart wrongly', (name, text, remedy) => {
    expect(issuesOf([sound({ [name]: text })])).toMatchObject([{ code: 'HK6212', remedy }]);
  });

  it.each([
    ['replicasOnDifferent', `topology/${ZONE}`],
    ['xReplicasOnDifferent', `topology/${ZONE}: 1`],
    ['replicasOnSame', `topology/${REGION}=eu`],
    ['replicasOnDifferent', `aux/topology/${ZONE}`],
  ])('hold a rule %s %j about a property that there is not', (name, text) => {
    expect(issuesOf([sound({ [name]: text })])).toMatchObject([{ code: 'HK6213', severity: 'error' }]);
  });

  it.each(['D', 'a', 'async', 'C '])('hold no protocol %j', (protocol) => {
    expect(found([exampleClass({ [`${PROPERTY}DrbdOptions/Net/protocol`]: protocol })])).toEqual(['HK6214']);
  });

  it.each(['A', 'B', 'C'])('hold the protocol %s, which is a choice', (protocol) => {
    const named = { metadata: { name: 'replicated-async' } };
    const manifest = exampleClass({ [`${PROPERTY}DrbdOptions/Net/protocol`]: protocol }, named);
    expect(codesOf([manifest], { profile: 'cozystack-1.6' })).toEqual([]);
  });
});
