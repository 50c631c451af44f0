import { prove } from '../../../../lib/core/resilience/prove';
import type { Assumption, Failure, Requirement } from '../../../../lib/core/resilience/objective';
import type { Part, Spread, System } from '../../../../lib/core/resilience/system';
import {
  group,
  HARD,
  ingress,
  LOSE_ONE,
  objective,
  pinned,
  plane,
  requires,
  ring,
  SOFT,
  systemOf,
  volume,
  workload,
} from '../support';
import { at, refusalOf, sites, TWO, unknown, withHosts } from './support';

const quorum = requires('etcdQuorum', 'etcd');
const refused = (
  system: System,
  require: readonly Requirement[] = [quorum],
  survive: readonly Failure[] = [LOSE_ONE],
) => refusalOf(() => prove(system, objective(survive, require)));
const withParts = (...parts: Part[]): System => systemOf([ring(3), ...parts]);

describe('a system that contradicts itself is refused as HK7010', () => {
  it.each<[string, System, RegExp]>([
    ['without a region', systemOf([ring(3)], { regions: [] }), /no region/],
    ['with two regions of one name', systemOf([ring(3)], { regions: sites(['a', 'b', 'a']) }), /two regions "a"/],
    ['with two parts of one name', systemOf([ring(3), ring(5)]), /two parts "etcd"/],
    [
      'with two groups of one name',
      systemOf([ring(3)], { groups: ['x', 'x'].map((name) => ({ name, regions: ['geneva'] })) }),
      /two groups "x"/,
    ],
    ['with a region of no machines', systemOf([ring(3)], withHosts(0, 1, 1)), /"geneva" has 0 machines/],
    ['with half a machine', systemOf([ring(3)], withHosts(1, 1.5, 1)), /"gland" has 1.5 machines/],
    ['with a link to nowhere', systemOf([ring(3)], { links: [{ between: ['geneva', 'bern'] }] }), /"bern"/],
    ['with a link to itself', systemOf([ring(3)], { links: [{ between: ['gland', 'gland'] }] }), /to itself/],
    [
      'with a round trip below 0',
      systemOf([ring(3)], { links: [{ between: ['geneva', 'gland'], roundTripMs: -1 }] }),
      /round trip of geneva-gland is -1/,
    ],
    [
      'with a round trip that is no number',
      systemOf([ring(3)], { links: [{ between: ['geneva', 'gland'], roundTripMs: NaN }] }),
      /round trip/,
    ],
    ['with a group of no regions', systemOf([ring(3)], { groups: [{ name: 'x', regions: [] }] }), /no region/],
    ['with a group of a strange one', systemOf([ring(3)], { groups: [{ name: 'x', regions: ['bern'] }] }), /"bern"/],
    ['with a part in a strange region', systemOf([ring(3, HARD, { within: ['bern'] })]), /"bern"/],
    ['with an ingress on no nodes', withParts(ingress({ nodes: [] })), /no nodes/],
    ['with an ingress on what is no group', withParts(ingress({ nodes: ['etcd'] })), /"etcd", which is no node group/],
    ['with an ingress on what is not there', withParts(ingress()), /"web", which is no node group/],
    ['with servers on no etcd', withParts(plane(2, HARD, { ring: 'web' })), /"web", which is no etcd/],
    ['with an etcd of no members', systemOf([ring(0)]), /`members` of "etcd" is 0/],
    ['with half a server', withParts(plane(1.5)), /`replicas` of "api" is 1.5/],
    ['with fewer than no machines', withParts(group(-1)), /`min` of "web" is -1/],
    ['with a volume of no copies', withParts(volume(0)), /`copies` of "data" is 0/],
    ['with a workload of no pods', withParts(workload(0)), /`replicas` of "app" is 0/],
    ['with members that may be none', systemOf([{ ...ring(3), members: unknown('n', 3, 0) }]), /`members`.* 0/],
    ['with fewer at most than at least', withParts(group(4, HARD, { max: 3 })), /at most 3 machines and at least 4/],
    ['with 150 % unhealthy', withParts(group(4, HARD, { maxUnhealthy: '150%' })), /"150%"/],
    ['with half unhealthy, in words', withParts(group(4, HARD, { maxUnhealthy: 'half' })), /"half"/],
    ['with fewer than none unhealthy', withParts(group(4, HARD, { maxUnhealthy: -1 })), /-1/],
    ['with a pin in a strange region', systemOf([ring(1, at({ bern: 1 }))]), /"bern"/],
    ['with pins for fewer than there are', systemOf([ring(3, pinned(1, 1, 0))]), /pinned to 2 places, and it has 3/],
    ['with a skew of 0', systemOf([ring(3, { rule: 'zone', maxSkew: 0 })]), /`maxSkew` of "etcd" is 0/],
    ['with a skew of 0 over machines', systemOf([ring(3, { rule: 'hostname', maxSkew: 0 })]), /`maxSkew`/],
    ['with no domains at least', systemOf([ring(3, { rule: 'zone', maxSkew: 1, minDomains: 0 })]), /`minDomains`/],
    ['with none in a region', withParts(volume(3, { spread: { rule: 'perRegion', most: 0 } })), /may have 0/],
    [
      'with a fact of no values',
      systemOf([ring(3, SOFT, { spread: unknown('etcd.spread') })]),
      /"etcd.spread" has no value/,
    ],
    [
      'with a fact of two and of three values',
      systemOf([
        { ...ring(3), members: unknown('n', 3, 5) },
        { ...plane(2), replicas: unknown('n', 1, 2, 3) },
      ]),
      /"n" has other values/,
    ],
    [
      'with two rules for one selector',
      withParts(
        group(2, { rule: 'zone', maxSkew: 1, selector: 's' }),
        group(2, { rule: 'zone', maxSkew: 2, selector: 's' }, { name: 'jobs' }),
      ),
      /different rules/,
    ],
    ['with an API served in a strange region', withParts(plane(2, HARD, { endpoint: ['bern'] })), /"bern"/],
    ['with an ingress served in a strange region', withParts(group(2), ingress({ exposure: ['bern'] })), /"bern"/],
  ])('%s', (_, system, text) => {
    const refusal = refused(system);

    expect(refusal.codes).toEqual(['HK7010']);
    expect(refusal.text).toMatch(text);
  });
});

describe('a part that can stand nowhere is refused as HK7011, for nothing is proven from nothing', () => {
  const writable = [requires('writable', 'data')];
  const apart = { rule: 'hostname', maxSkew: 1 } as const;

  it.each<[string, System, readonly Requirement[], string]>([
    // Three regions hold one each.
    ['four copies, one in each of three regions', systemOf([volume(4)]), writable, '"data"'],
    // Two eligible regions are fewer than 3 domains: the least is 0, so 1 in each.
    [
      'three members in two regions of at least three domains',
      systemOf([ring(3, { rule: 'zone', maxSkew: 1, minDomains: 3 })], { regions: sites(TWO) }),
      [quorum],
      '"etcd"',
    ],
    // Two machines hold one copy each.
    [
      'three copies on two machines',
      systemOf([volume(3, { spread: SOFT, within: ['geneva'] })], withHosts(2, 2, 2)),
      writable,
      '"data"',
    ],
    // One member would have to stand in Lucerne, where it may not.
    [
      'a pin outside of where it may stand',
      systemOf([ring(3, pinned(1, 1, 1), { within: ['geneva', 'gland'] })]),
      [quorum],
      '"etcd"',
    ],
    // A volume on no region.
    ['copies within no region', systemOf([volume(1, { within: [] })]), writable, '"data"'],
    // A tie-breaker of two with one place.
    [
      'a tie-breaker that its pin does not place',
      systemOf([volume(2, { tieBreaker: { count: 2, spread: pinned(0, 0, 1) } })]),
      writable,
      '"data"',
    ],
  ])('%s', (_, system, require, part) => {
    const refusal = refused(system, require);

    expect(refusal.codes).toEqual(['HK7011']);
    expect(refusal.text).toContain(part);
  });

  it('and a value of a fact that leaves no place is one that it cannot have, in whatever order they are listed', () => {
    // Hard with three domains of two leaves no place for three; soft leaves four.
    const none: Spread = { rule: 'zone', maxSkew: 1, minDomains: 3 };
    const two = { regions: sites(['a', 'b']) };
    // The loss of one known region, so that soft has both a good and a bad placement.
    const without: Failure[] = [{ fail: 'region', region: 'a' }];

    expect(
      refused(systemOf([ring(3, SOFT, { spread: unknown('s', none, SOFT) })], two), [quorum], without).codes,
    ).toEqual([]);
    expect(
      refused(systemOf([ring(3, SOFT, { spread: unknown('s', SOFT, none) })], two), [quorum], without).codes,
    ).toEqual([]);
    expect(
      refused(systemOf([ring(3, SOFT, { spread: unknown('s', none, none) })], two), [quorum], without).codes,
    ).toEqual(['HK7011']);
  });

  it('and not where as many machines as regions ask for are there', () => {
    // Three machines and three members, one on each.
    expect(refused(systemOf([ring(3, apart)], withHosts(1, 1, 1))).codes).toEqual([]);
  });
});

describe('an objective that asks for nothing sensible is refused as HK7012', () => {
  const system = systemOf([ring(3), plane(2), group(4), volume(3), workload(3), ingress()], {
    groups: [{ name: 'lake', regions: ['geneva', 'gland'] }],
  });

  it.each<[string, Requirement, RegExp]>([
    ['a quorum of a volume', requires('etcdQuorum', 'data'), /etcdQuorum of "data", which is a part of kind volume/],
    ['writing to an etcd', requires('writable', 'etcd'), /"etcd", which is a part of kind etcd/],
    ['what is not there', requires('writable', 'dat'), /"dat", which there is not/],
    ['a quorum after recovery', { ...quorum, phase: 'recovered' }, /after recovery/],
    ['writing after recovery', requires('writable', 'data', { phase: 'recovered' }), /after recovery/],
    ['copies made again at once', requires('reprotected', 'data', { phase: 'instant' }), /at once/],
    ['half a pod', requires('runningReplicas', 'app', { atLeast: 0.5 }), /at least 0.5/],
    ['no pod', requires('runningReplicas', 'app', { atLeast: 0 }), /at least 0/],
    ['no capacity', requires('capacity', 'web', { atLeast: 0 }), /at least 0/],
    ['more capacity than there is', requires('capacity', 'web', { atLeast: 1.5 }), /at least 1.5/],
    ['60 where 0.6 is meant', requires('capacity', 'web', { atLeast: 60 }), /at least 60/],
  ])('requiring %s', (_, require, text) => {
    const refusal = refused(system, [require]);

    expect(refusal.codes).toEqual(['HK7012']);
    expect(refusal.text).toMatch(text);
  });

  it.each<[string, Failure, RegExp]>([
    ['no region', { fail: 'regions', most: 0 }, /loss of 0 regions/],
    ['half a region', { fail: 'regions', most: 0.5 }, /loss of 0.5 regions/],
    ['a strange group', { fail: 'group', group: 'alps' }, /group "alps"/],
    ['a strange region', { fail: 'region', region: 'bern' }, /region "bern"/],
    ['a strange region cut off', { fail: 'isolate', region: 'bern' }, /region "bern"/],
    ['a cut to a strange region', { fail: 'cut', between: ['geneva', 'bern'] }, /region "bern"/],
    ['a strange region emptied', { fail: 'rolling', region: 'bern' }, /region "bern"/],
  ])('surviving %s', (_, failure, text) => {
    const refusal = refused(system, [quorum], [failure]);

    expect(refusal.codes).toEqual(['HK7012']);
    expect(refusal.text).toMatch(text);
  });

  it.each<[string, Assumption, RegExp]>([
    ['what is known', { fact: 'A-CAP', reason: 'agreed' }, /"A-CAP", which is not open/],
    ['what it may not be', { fact: 'etcd.spread', is: pinned(3, 0, 0), reason: 'agreed' }, /which it may not be/],
    ['without a reason', { fact: 'etcd.spread', reason: ' ' }, /without a reason/],
  ])('assuming %s', (_, assumption, text) => {
    const open = systemOf([ring(3, SOFT, { spread: unknown('etcd.spread', HARD, SOFT) })]);
    const refusal = refusalOf(() => prove(open, objective([LOSE_ONE], [quorum], [assumption])));

    expect(refusal.codes).toEqual(['HK7012']);
    expect(refusal.text).toMatch(text);
  });

  it('surviving nothing', () => {
    const refusal = refused(system, [quorum], []);

    expect(refusal.codes).toEqual(['HK7012']);
    expect(refusal.text).toMatch(/nothing to survive/);
  });

  it('requiring nothing', () => {
    const refusal = refused(system, []);

    expect(refusal.codes).toEqual(['HK7012']);
    expect(refusal.text).toMatch(/requires nothing/);
  });

  it('together with all that is wrong with the system, in one go', () => {
    const refusal = refused(systemOf([ring(0)]), [{ ...quorum, of: 'nothing' }]);

    expect(refusal.codes.sort()).toEqual(['HK7010', 'HK7012']);
  });
});
