import { meantProperty } from '../../../lib/core/operator/drbd/properties';
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
    expect(meantProperty(written)).toBe(meant);
  });

  it.each([
    'DrbdOptions/Net/after-sb-1pri',
    'DrbdOptions/Handlers/fence-peer',
    'Aux/topology/rack',
    '',
    'x'.repeat(500),
  ])('is left alone where it is known, or like none: %s', (written) => {
    expect(meantProperty(written)).toBeUndefined();
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

describe('a class by the name of the synchronous one', () => {
  const named = (name: string, protocol: string): string[] =>
    codesOf([
      exampleClass({ 'property.linstor.csi.linbit.com/DrbdOptions/Net/protocol': protocol }, { metadata: { name } }),
    ]);

  it('is warned of where it does not wait for the other copies', () => {
    expect([named('replicated', 'A'), named('replicated', 'B')]).toEqual([['HK6237'], ['HK6237']]);
  });

  it('may be synchronous, and an asynchronous one may have any other name', () => {
    expect([named('replicated', 'C'), named('replicated-async', 'A')]).toEqual([[], []]);
  });
});
