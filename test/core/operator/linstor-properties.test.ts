import { meantProperty, takesProperty } from '../../../lib/core/operator/linstor/properties';
import { exampleClass } from '../../../lib/core/operator/rules/class-support';
import { codesOf, issuesOf } from './support';

const connection = (name: string): object => ({
  apiVersion: 'piraeus.io/v1',
  kind: 'LinstorNodeConnection',
  metadata: { name: 'links' },
  spec: {
    selector: [
      {
        matchLabels: [
          { key: 'zone', op: 'Exists' },
          { key: 'zone', op: 'NotSame' },
        ],
      },
    ],
    properties: [{ name, value: '20' }],
  },
});

describe('the name of a property of LINSTOR', () => {
  it.each([
    ['DrbdOptions/Net/ping-timeuot', 'DrbdOptions/Net/ping-timeout'],
    ['DrbdOptions/net/ping-int', 'DrbdOptions/Net/ping-int'],
    ['DrbdOption/Resource/quorum', 'DrbdOptions/Resource/quorum'],
    ['DrbdOptions/auto-add-quorum-tiebreake', 'DrbdOptions/auto-add-quorum-tiebreaker'],
  ])('%s is meant to be %s', (written, meant) => {
    expect(meantProperty('class', written)).toBe(meant);
  });

  it.each([
    'DrbdOptions/Net/after-sb-1pri',
    'DrbdOptions/Handlers/fence-peer',
    'Aux/topology/rack',
    '',
    'x'.repeat(500),
  ])('is left alone where it is known, or like none: %s', (written) => {
    expect(meantProperty('class', written)).toBeUndefined();
  });

  it('is told of on a connection, with what to write', () => {
    const found = issuesOf([connection('DrbdOptions/Net/ping-timeuot')], { profile: 'operators-v1alpha2' });

    expect(found).toEqual([
      expect.objectContaining({
        code: 'HK6417',
        pointer: '/spec/properties/0/name',
        remedy: 'Write "DrbdOptions/Net/ping-timeout".',
      }),
    ]);
    expect(codesOf([connection('DrbdOptions/Net/ping-timeout')], { profile: 'operators-v1alpha2' })).toEqual([]);
  });
});

describe('where LINSTOR takes a property', () => {
  it.each([
    ['class', 'DrbdOptions/Resource/quorum', true],
    ['cluster', 'DrbdOptions/Resource/quorum', true],
    ['connection', 'DrbdOptions/Resource/quorum', false],
    ['cluster', 'DrbdOptions/AutoEvictAllowEviction', true],
    ['class', 'DrbdOptions/AutoEvictAllowEviction', false],
    ['class', 'FileSystem/MkfsParams', true],
    ['cluster', 'FileSystem/MkfsParams', false],
    ['connection', 'Paths/dc/geneva', true],
    ['class', 'Aux/owner', true],
    ['cluster', 'DrbdOptions/Magic', false],
    ['class', '', false],
  ] as const)('on a %s, %s: %s', (holder, name, taken) => {
    expect(takesProperty(holder, name)).toBe(taken);
  });

  const cluster = (name: string): object => ({
    apiVersion: 'piraeus.io/v1',
    kind: 'LinstorCluster',
    metadata: { name: 'linstorcluster' },
    spec: { properties: [{ name, value: 'x' }] },
  });
  const on = (manifest: object): (readonly [string, string])[] =>
    issuesOf([manifest], { profile: 'operators-v1alpha2' }).map(({ code, remedy }) => [code, remedy] as const);

  it('one that LINSTOR does not have at all is told of wherever it stands', () => {
    const ofClass = exampleClass({ 'property.linstor.csi.linbit.com/Magic/Number': '7' });

    expect(on(cluster('Magic/Number'))).toEqual([['HK6417', 'Remove it, or write one that LINSTOR has.']]);
    expect(on(connection('Magic/Number'))).toEqual([['HK6417', 'Remove it, or write one that LINSTOR has.']]);
    expect(on(ofClass)).toEqual([['HK6207', 'Remove it, or write a property that LINSTOR takes on a resource group.']]);
  });

  it('one that belongs to another object says to which', () => {
    const ofClass = exampleClass({ 'property.linstor.csi.linbit.com/DrbdOptions/AutoEvictAllowEviction': 'false' });

    expect(on(cluster('FileSystem/MkfsParams'))).toEqual([
      ['HK6417', 'Set it on the StorageClass: property.linstor.csi.linbit.com/FileSystem/MkfsParams.'],
    ]);
    expect(on(connection('TcpPortAutoRange'))).toEqual([['HK6417', 'Set it on the LinstorCluster.']]);
    expect(on(ofClass)).toEqual([['HK6207', 'Remove it: LINSTOR has it for the whole, on the LinstorCluster.']]);
  });
});

describe('an asynchronous class and machines that move live', () => {
  const withProtocol = (protocol: string, profile: 'hikube' | 'cozystack-1.6' | 'operators-v1alpha2'): string[] =>
    codesOf(
      [
        exampleClass(
          { 'property.linstor.csi.linbit.com/DrbdOptions/Net/protocol': protocol },
          { metadata: { name: 'far' } },
        ),
      ],
      { profile },
    );

  it('is warned of on the release whose driver cannot change the protocol for the move', () => {
    expect([withProtocol('A', 'hikube'), withProtocol('B', 'hikube')]).toEqual([['HK6238'], ['HK6238']]);
  });

  it('is fine on a later one, with protocol C, and where no platform moves machines', () => {
    expect(withProtocol('A', 'cozystack-1.6')).toEqual([]);
    expect(withProtocol('C', 'hikube')).toEqual([]);
    expect(withProtocol('A', 'operators-v1alpha2')).toEqual([]);
  });
});

describe('a class by the name of the synchronous one', () => {
  const named = (name: string, protocol: string): string[] =>
    codesOf(
      [exampleClass({ 'property.linstor.csi.linbit.com/DrbdOptions/Net/protocol': protocol }, { metadata: { name } })],
      { profile: 'cozystack-1.6' },
    );

  it('is warned of where it does not wait for the other copies', () => {
    expect([named('replicated', 'A'), named('replicated', 'B')]).toEqual([['HK6237'], ['HK6237']]);
  });

  it('may be synchronous, and an asynchronous one may have any other name', () => {
    expect([named('replicated', 'C'), named('replicated-async', 'A')]).toEqual([[], []]);
  });
});
