import { CSI_PARAMETERS, readClass } from '../../../lib/core/operator/linstor/class-parameters';
import { exampleClass } from '../../../lib/core/operator/rules/class-support';
import { CSI, PROPERTY, ZONE, sound, found } from './class-support';
import { issuesOf, codesOf } from './support';

describe('the keys of a class', () => {
  it.each([[3], [true], [null], [{}], [['3']]])('are refused with %j, which is no text', (value) => {
    const issues = issuesOf([sound({ overProvision: value })]);

    expect(issues).toMatchObject([{ code: 'HK6201', severity: 'error' }]);
    expect(issues[0]!.pointer).toBe('/parameters/linstor.csi.linbit.com~1overProvision');
  });

  it('may be absent altogether, but no list', () => {
    expect(found([sound({}, { parameters: null })])).toEqual([]);
    expect(found([sound({}, { parameters: ['a'] })])).toEqual(['HK6201']);
  });

  it.each([
    ['linstor.csi.linbit.com/placmentCount', 'Write "linstor.csi.linbit.com/placementCount".'],
    ['autoplce', 'Write "linstor.csi.linbit.com/autoPlace".'],
    ['fsType', 'Write "csi.storage.k8s.io/fstype".'],
    [
      'linstor.csi.linbit.com/DrbdOptions/Net/protocol',
      'Write "property.linstor.csi.linbit.com/DrbdOptions/Net/protocol": it is a property of LINSTOR\'s.',
    ],
  ])('are denied as %s', (key, remedy) => {
    expect(issuesOf([exampleClass({ [key]: 'C' })])).toMatchObject([{ code: 'HK6202', remedy }]);
  });

  it.each(CSI_PARAMETERS.map((name) => [name]))('know %s, in any case and without its prefix', (name) => {
    for (const key of [`${CSI}${name}`, `${CSI}${name.toUpperCase()}`, name.toLowerCase()]) {
      expect(codesOf([exampleClass({ [key]: 'x' })])).not.toContain('HK6202');
    }
  });

  it('know the parameter of the platform’s own driver from 1.2 on', () => {
    expect(found([sound({ relocateAfterClone: 'true' })])).toEqual(['HK6202']);
    expect(found([sound({ relocateAfterClone: 'true' })], { profile: 'cozystack-1.6' })).toEqual([]);
  });

  it.each([
    ['linstor.csi.linbit.co/encryption', 'linstor.csi.linbit.com/encryption'],
    ['properties.linstor.csi.linbit.com/DrbdOptions/Net/protocol', `${PROPERTY}DrbdOptions/Net/protocol`],
    ['drbdOptions/Net/protocol', 'DrbdOptions/Net/protocol'],
  ])('are lost as %s', (key, right) => {
    expect(issuesOf([exampleClass({ [key]: 'C' })])).toMatchObject([
      { code: 'HK6203', severity: 'error', remedy: `Write "${right}".` },
    ]);
  });

  it.each(['acme.example/tier', 'snap.linstor.csi.linbit.com/type'])('are ignored as %s', (key) => {
    expect(issuesOf([exampleClass({ [key]: 'x' })])).toMatchObject([{ code: 'HK6204', severity: 'warning' }]);
  });

  it.each([
    [{ [`${CSI}encryption`]: 'false', [`${CSI}Encryption`]: 'false' }],
    [{ [`${CSI}encryption`]: 'false', encryption: 'false' }],
    [{ [`${PROPERTY}DrbdOptions/Net/protocol`]: 'C', 'DrbdOptions/Net/protocol': 'C' }],
  ])('collide in %j', (parameters) => {
    expect(found([exampleClass(parameters)])).toEqual(['HK6205']);
  });

  it('name the copies once', () => {
    expect(found([sound({ autoPlace: '3' })])).toEqual(['HK6206']);
    expect(found([sound({ autoPlace: '3', placementCount: undefined })])).toEqual([]);
  });

  it.each([
    ['autoPlace', `Write "${CSI}autoPlace".`],
    ['DrbdOptions/net/protocol', `Write "${PROPERTY}DrbdOptions/Net/protocol".`],
    ['DrbdOptions/Resource/Quorum', `Write "${PROPERTY}DrbdOptions/Resource/quorum".`],
  ])('are no property as %s', (name, remedy) => {
    expect(issuesOf([exampleClass({ [`${PROPERTY}${name}`]: '3' })])).toMatchObject([{ code: 'HK6207', remedy }]);
  });
});

describe('reading a class', () => {
  it('knows the defaults of the driver', () => {
    expect(readClass({})).toMatchObject({
      copies: 1,
      layers: ['drbd', 'storage'],
      storagePools: [],
      remoteAccess: 'anywhere',
      encryption: false,
      manual: undefined,
    });
  });

  it('takes everything apart', () => {
    const read = readClass(
      exampleClass({ [`${CSI}storagePool`]: 'fast slow', 'DrbdOptions/Net/protocol': 'A', 'a.b/c': 'x', foo: 'y' }),
    );

    expect(read).toMatchObject({
      copies: 3,
      storagePools: ['fast', 'slow'],
      unread: [{ key: 'a.b/c' }, { key: 'foo' }],
    });
    expect(read.properties.get('DrbdOptions/Net/protocol')).toEqual([{ key: 'DrbdOptions/Net/protocol', text: 'A' }]);
    expect(read.replicasOnDifferent).toEqual([{ text: ZONE, label: ZONE }]);
  });

  it('does not choose between two counts, and takes an integer for what was meant', () => {
    expect(readClass({ parameters: { autoPlace: '2', placementCount: '3' } }).copies).toBeUndefined();
    expect(readClass({ parameters: { autoPlace: 3 } }).copies).toBe(3);
  });

  it.each([[null], ['x'], [{ parameters: null }], [{ parameters: [1] }], [{ parameters: { autoPlace: {} } }]])(
    'takes %j',
    (manifest) => {
      expect(() => readClass(manifest)).not.toThrow();
    },
  );
});
