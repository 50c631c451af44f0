import { quorumOf } from '../../../lib/core/operator/linstor/quorum';
import { exampleClass } from '../../../lib/core/operator/rules/class-support';
import { codesOf, issuesOf } from './support';

const CSI = 'linstor.csi.linbit.com/';
const PROPERTY = 'property.linstor.csi.linbit.com/';
const ZONE = 'topology.kubernetes.io/zone';
const QUORUM = `${PROPERTY}DrbdOptions/Resource/quorum`;
const TIE_BREAKER = `${PROPERTY}DrbdOptions/auto-add-quorum-tiebreaker`;

const copies = (count: number, more: Record<string, unknown> = {}): object =>
  exampleClass({ [`${CSI}placementCount`]: String(count), ...more });
const cluster = (name: string, value: string): object => ({
  apiVersion: 'piraeus.io/v1',
  kind: 'LinstorCluster',
  metadata: { name: 'linstorcluster' },
  spec: { properties: [{ name, value }] },
});
const site = (zone: string): object => ({
  apiVersion: 'piraeus.io/v1',
  kind: 'LinstorSatelliteConfiguration',
  metadata: { name: `at-${zone}` },
  spec: { nodeSelector: { [ZONE]: zone } },
});
const sites = (...values: string[]): { sites: { label: string; values: string[] } } => ({
  sites: { label: ZONE, values },
});
const found = (...args: Parameters<typeof codesOf>): string[] =>
  codesOf(...args).filter((code) => /^HK62[0-4]/.test(code));

describe('LINSTOR’s rule of quorum', () => {
  it.each([
    [{ diskful: 1 }, 'off', false],
    [{ diskful: 2 }, 'majority', true],
    [{ diskful: 2, tieBreaker: false }, 'off', false],
    [{ diskful: 2, tieBreaker: false, diskless: 1 }, 'majority', false],
    [{ diskful: 2, diskless: 1 }, 'majority', false],
    [{ diskful: 3 }, 'majority', false],
    [{ diskful: 3, tieBreaker: false }, 'majority', false],
    [{ diskful: 4 }, 'majority', true],
    [{ diskful: 4, tieBreaker: false }, 'majority', false],
    [{ diskful: 1, diskless: 2 }, 'off', false],
  ])('makes of %j %s', (facts, setting, tieBreaker) => {
    expect(quorumOf(facts)).toMatchObject({ setting, tieBreaker, by: 'linstor' });
  });

  it.each([
    [
      { diskful: 2, explicit: 'majority' },
      { setting: 'majority', tieBreaker: true, outlivesOneCopy: true },
    ],
    [
      { diskful: 2, explicit: 'majority', tieBreaker: false },
      { setting: 'majority', outlivesOneCopy: false },
    ],
    [
      { diskful: 3, explicit: 'off' },
      { setting: 'off', tieBreaker: false, outlivesOneCopy: undefined },
    ],
    [
      { diskful: 2, explicit: 'off' },
      { setting: 'off', tieBreaker: false },
    ],
  ])('is taken over by a person with %j', (facts, quorum) => {
    expect(quorumOf(facts)).toMatchObject({ ...quorum, by: 'person' });
  });

  it.each([
    [2, true, true],
    [3, false, true],
    [4, false, true],
    [5, false, true],
  ])('lets %d copies (tie-breaker: %s) outlive one', (diskful, tieBreaker, outlivesOneCopy) => {
    expect(quorumOf({ diskful, tieBreaker }).outlivesOneCopy).toBe(outlivesOneCopy);
  });
});

describe('the option auto-quorum', () => {
  it.each([`${PROPERTY}DrbdOptions/auto-quorum`, 'DrbdOptions/auto-quorum'])('does nothing as %s', (key) => {
    expect(issuesOf([copies(3, { [key]: 'io-error' })])).toMatchObject([
      {
        code: 'HK6230',
        severity: 'warning',
        remedy: 'Write "property.linstor.csi.linbit.com/DrbdOptions/Resource/on-no-quorum": "io-error" instead.',
      },
    ]);
  });

  it('meant quorum off as disabled', () => {
    const [issue] = issuesOf([copies(3, { 'DrbdOptions/auto-quorum': 'disabled' })]);

    expect(issue!.remedy).toContain('DrbdOptions/Resource/quorum');
  });
});

describe('two copies', () => {
  it('have a tie-breaker where nothing forbids it', () => {
    expect(found([copies(2)])).toEqual([]);
    expect(found([copies(2, { [TIE_BREAKER]: 'True' })])).toEqual([]);
  });

  it('can part where a tie-breaker is forbidden and nobody set quorum', () => {
    expect(found([copies(2, { [TIE_BREAKER]: 'false' })])).toEqual(['HK6231']);
    expect(found([copies(2, { 'DrbdOptions/auto-add-quorum-tiebreaker': 'no' })])).toEqual(['HK6231']);
    expect(found([copies(2), cluster('DrbdOptions/auto-add-quorum-tiebreaker', 'false')])).toContain('HK6231');
  });

  it('stop at the first loss where a tie-breaker is forbidden and a majority is asked for', () => {
    expect(found([copies(2, { [TIE_BREAKER]: 'false', [QUORUM]: 'majority' })])).toEqual(['HK6232']);
    expect(found([copies(2, { [QUORUM]: 'majority' })])).toEqual([]);
    expect(
      found([copies(2, { [TIE_BREAKER]: 'false' }), cluster('DrbdOptions/Resource/quorum', 'majority')]),
    ).toContain('HK6232');
  });

  it('are helped by a diskless copy of another origin', () => {
    expect(found([copies(2, { [TIE_BREAKER]: 'false', [`${CSI}disklessOnRemaining`]: 'true' })])).toEqual([]);
  });

  it('chosen by name are judged alike', () => {
    const byName = (more: Record<string, string>): object =>
      exampleClass({
        [`${CSI}placementCount`]: undefined,
        [`${CSI}replicasOnDifferent`]: undefined,
        [`${CSI}nodeList`]: 'a b',
        [TIE_BREAKER]: 'false',
        ...more,
      });

    expect(found([byName({})])).toEqual(['HK6231']);
    expect(found([byName({ [`${CSI}clientList`]: 'c' })])).toEqual([]);
  });

  it('need a third site for the tie-breaker', () => {
    expect(found([copies(2)], sites('geneva', 'gland'))).toEqual(['HK6234']);
    expect(found([copies(2, { [QUORUM]: 'majority' })], sites('geneva', 'gland'))).toEqual(['HK6234']);
    expect(found([copies(2)], sites('geneva', 'gland', 'lucerne'))).toEqual([]);
    expect(found([copies(2), site('geneva'), site('gland')])).toEqual(['HK6234']);
    expect(found([copies(2), site('geneva')], sites('geneva', 'gland', 'lucerne'))).toEqual([]);
  });

  it('say why a third site is needed, by who decides about quorum', () => {
    const why = (more: Record<string, string>): string => issuesOf([copies(2, more)], sites('a', 'b'))[0]!.why;

    expect(why({})).toContain('turns quorum off');
    expect(why({ [QUORUM]: 'majority' })).toContain('stops at the first loss');
  });

  it('are reported once where the tie-breaker is forbidden as well', () => {
    expect(found([copies(2, { [TIE_BREAKER]: 'false' })], sites('geneva', 'gland'))).toEqual(['HK6231']);
  });

  it('may share a site with the tie-breaker where no rule keeps them apart', () => {
    const loose = copies(2, { [`${CSI}replicasOnDifferent`]: undefined });

    expect(found([loose], sites('geneva', 'gland'))).toEqual(['HK6220']);
  });
});

describe('copies', () => {
  it.each([2, 3, 4])('of %d without quorum can part', (count) => {
    expect(found([copies(count, { [QUORUM]: 'off' })])).toEqual(['HK6233']);
  });

  it('of one have nothing to part from', () => {
    expect(found([copies(1, { [QUORUM]: 'off', [`${CSI}replicasOnDifferent`]: undefined })])).toEqual([]);
  });

  it.each([3, 4])('of %d need no tie-breaker', (count) => {
    expect(found([copies(count, { [TIE_BREAKER]: 'false', [QUORUM]: 'majority' })])).toEqual([]);
    expect(found([copies(count, { [TIE_BREAKER]: 'false' })])).toEqual([]);
  });

  it('without drbd have no quorum to speak of', () => {
    const codes = found([copies(2, { [`${CSI}layerList`]: 'storage', [TIE_BREAKER]: 'false', [QUORUM]: 'off' })]);

    expect(codes.filter((code) => code >= 'HK6230')).toEqual([]);
  });
});

describe('the values of quorum', () => {
  it.each(['freeze', 'Suspend-IO', ''])('do not include the policy %j', (policy) => {
    expect(found([copies(3, { [`${PROPERTY}DrbdOptions/Resource/on-no-quorum`]: policy })])).toEqual(['HK6235']);
  });

  it.each(['io-error', 'suspend-io'])('include the policy %s', (policy) => {
    expect(found([copies(3, { [`${PROPERTY}DrbdOptions/Resource/on-no-quorum`]: policy })])).toEqual([]);
  });

  it.each(['on', 'Majority', '0', '33', ''])('do not include %j', (quorum) => {
    expect(found([copies(3, { [QUORUM]: quorum })])).toEqual(['HK6236']);
  });

  it.each(['majority', 'all', '1', '32'])('include %s', (quorum) => {
    expect(found([copies(3, { [QUORUM]: quorum })])).toEqual([]);
  });
});
