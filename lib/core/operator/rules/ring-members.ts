import { quote, valueAt } from '../../json';
import { MOST_MEMBERS, tolerates } from '../etcd/ring-facts';
import { quorumOf } from '../../model/etcd';
import { each, operatorRule, type OperatorRule } from '../rule';
import { apiOf, membersOf } from './ring-reading';
import { ring, SOUND_V1, SOUND_V2 } from './ring-samples';

const REPLICAS = '/spec/replicas';

const tooFew = operatorRule({
  code: 'HK6501',
  severity: 'warning',
  title: 'A ring that no member may leave',
  why: 'etcd takes writes while more than half of the members are there; with one or two, the first loss stops it.',
  remedy: 'Write 3 members.',
  source: 'etcd v3.6, faq',
  check: each('EtcdCluster', function* (object) {
    const members = membersOf(object);
    const least = apiOf(object) === 'v1alpha2' ? 1 : 0;
    // In v1alpha2 no members at all means a ring that is paused.
    if (members === undefined || members < least || members >= 3) return;
    const message = `The ring has ${members === 1 ? '1 member' : `${members} members`}, and stops when one is lost.`;
    yield {
      pointer: REPLICAS,
      message: members === 0 ? 'The ring has no member.' : message,
      remedy: 'Write `replicas: 3`, one member for each site.',
    };
  }),
  example: { profile: 'operators-v1alpha1', fails: [ring(SOUND_V1, { replicas: 1 })], passes: [SOUND_V1] },
});

const even = operatorRule({
  code: 'HK6502',
  severity: 'warning',
  title: 'An even number of members',
  why: 'The member that makes the number even raises the majority and not the losses that the ring survives; it is one more that can fail.',
  remedy: 'Write an odd number of members.',
  source: 'etcd v3.6, faq',
  check: each('EtcdCluster', function* (object) {
    const members = membersOf(object);
    if (members === undefined || members < 4 || members % 2 === 1) return;
    yield {
      pointer: REPLICAS,
      message: `A ring of ${members} members survives the loss of ${tolerates(members)}, as one of ${members - 1} does.`,
      remedy: `Write ${members - 1} members, or ${members + 1} where the loss of ${tolerates(members + 1)} has to be survived.`,
    };
  }),
  example: {
    profile: 'operators-v1alpha2',
    fails: [ring(SOUND_V2, { replicas: 4 })],
    passes: [ring(SOUND_V2, { replicas: 5 })],
  },
});

const tooMany = operatorRule({
  code: 'HK6503',
  severity: 'warning',
  title: 'More members than etcd advises',
  why: 'Every write waits for a majority: each further pair of members makes all writes slower.',
  remedy: 'Write 3 or 5 members.',
  source: 'etcd v3.6, faq',
  check: each('EtcdCluster', function* (object) {
    const members = membersOf(object);
    if (members === undefined || members <= MOST_MEMBERS) return;
    yield {
      pointer: REPLICAS,
      message: `The ring has ${members} members, and every write waits for ${quorumOf(members)} of them; etcd advises at most ${MOST_MEMBERS}.`,
      remedy: 'Write 5 members; they survive the loss of 2.',
    };
  }),
  example: {
    profile: 'operators-v1alpha2',
    fails: [ring(SOUND_V2, { replicas: 9 })],
    passes: [ring(SOUND_V2, { replicas: 7 })],
  },
});

const noNumber = operatorRule({
  code: 'HK6504',
  severity: 'error',
  title: 'A number of members that is none',
  why: 'The API server takes whole numbers from 0 on.',
  remedy: 'Write a whole number such as 3.',
  source: 'etcd-operator v0.4.2 and v0.5.4, their CRDs',
  check: each('EtcdCluster', function* (object) {
    if (membersOf(object) !== undefined) return;
    const written = valueAt(object.manifest, 'spec', 'replicas');
    const meant = typeof written === 'string' && /^\d{1,3}$/.test(written) ? Number(written) : 3;
    yield {
      pointer: REPLICAS,
      message: `The number of members is ${quote(written)}.`,
      remedy: `Write \`replicas: ${meant}\`.`,
    };
  }),
  example: { profile: 'operators-v1alpha1', fails: [ring(SOUND_V1, { replicas: '3' })], passes: [SOUND_V1] },
});

/** Rules over how many members a ring has. */
export const MEMBER_RULES: readonly OperatorRule[] = [tooFew, even, tooMany, noNumber];
