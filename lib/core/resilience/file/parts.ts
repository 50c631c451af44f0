import { isRecord } from '../../json';
import type {
  Anywhere,
  ControlPlane,
  HostSpread,
  Ingress,
  Known,
  NodeGroup,
  Part,
  PerRegion,
  Pinned,
  Ring,
  Served,
  Spread,
  TieBreaker,
  Volume,
  Workload,
  ZoneSpread,
} from '../system';
import {
  byName,
  count,
  either,
  flag,
  isCount,
  known,
  list,
  made,
  needed,
  number,
  object,
  optional,
  or,
  tagged,
  text,
  word,
  type Field,
  type Reader,
} from './readers';

const ANYWHERE: Spread = { rule: 'none' };

export const spread: Reader<Spread> = tagged<Spread>('rule', {
  pinned: object<Pinned>({ rule: needed(word('pinned')), counts: needed(byName(count(0))) }),
  zone: object<ZoneSpread>({
    rule: needed(word('zone')),
    maxSkew: needed(count(1)),
    minDomains: optional(count(1)),
    nodeTaintsPolicy: optional(word('Honor', 'Ignore')),
    selector: optional(text),
  }),
  hostname: object<HostSpread>({ rule: needed(word('hostname')), maxSkew: needed(count(1)) }),
  perRegion: object<PerRegion>({ rule: needed(word('perRegion')), most: needed(count(1)) }),
  none: object<Anywhere>({ rule: needed(word('none')) }),
});

const spreads: Field<Known<Spread>> = or(known(spread), ANYWHERE);
const within = optional(list(text, 1));
const milliseconds = optional(known(number('a number of milliseconds above 0', (value) => value > 0)));

const maxUnhealthy: Reader<number | string> = (value, at) =>
  isCount(value, 0) || (typeof value === 'string' && /^(100|\d{1,2})%$/.test(value))
    ? value
    : at.wrong(value, 'a number or a share such as "50%"');

const tieBreaker: Reader<TieBreaker> = either<TieBreaker, TieBreaker>(
  isRecord,
  object<Exclude<TieBreaker, string>>({ count: needed(count(1)), spread: or(spread, ANYWHERE) }),
  word('auto', 'none'),
);

const quorum: Reader<'linstor' | 'off' | 'majority' | 'all' | number> = either(
  (value) => typeof value === 'number',
  count(1),
  word('linstor', 'off', 'majority', 'all'),
);

const ring = object<Ring>({
  kind: needed(word('etcd')),
  name: needed(text),
  within,
  members: needed(known(count(1))),
  spread: spreads,
  heartbeatMs: milliseconds,
  electionMs: milliseconds,
});

const volume = object<Volume>({
  kind: needed(word('volume')),
  name: needed(text),
  within,
  copies: needed(known(count(1))),
  spread: spreads,
  protocol: or(known(word('A', 'B', 'C')), 'C'),
  quorum: or(known(quorum), 'linstor'),
  tieBreaker: or(known(tieBreaker), 'auto'),
  onNoQuorum: or(known(word('suspend-io', 'io-error')), 'suspend-io'),
  minimumRedundancy: optional(known(count(1))),
  eviction: optional(known(flag)),
  evictionMostPercent: optional(number('a number from 0 to 100', (value) => value >= 0 && value <= 100)),
});

const workload = object<Workload>({
  kind: needed(word('workload')),
  name: needed(text),
  within,
  replicas: needed(count(1)),
  spread: spreads,
});

/** A node group as it is written: its size is fixed and its cluster is its own unless somebody says otherwise. */
type WrittenGroup = Omit<NodeGroup, 'cluster' | 'max'> & Partial<Pick<NodeGroup, 'cluster' | 'max'>>;

const nodeGroup = made(
  object<WrittenGroup>({
    kind: needed(word('nodeGroup')),
    name: needed(text),
    within,
    cluster: optional(text),
    min: needed(count(0)),
    max: optional(count(0)),
    spread: spreads,
    // What Cozystack sets.
    maxUnhealthy: or(known(maxUnhealthy), '50%'),
  }),
  ({ cluster, max, ...group }): NodeGroup => ({ ...group, cluster: cluster ?? group.name, max: max ?? group.min }),
);

const served: Reader<Served> = either<Served, Served>(Array.isArray, list(text, 1), word('anywhere'));

/** An address of which nobody told where it is served: wherever something lives, or in one region alone. */
const servedBy = (fact: string, first: string): Field<Known<Served>> =>
  or(known(served), { unknown: fact, oneOf: ['anywhere', [first]] });

/** The parts of a system whose first region has this name. */
export const partIn = (first: string): Reader<Part> =>
  tagged<Part>('kind', {
    etcd: ring,
    controlPlane: object<ControlPlane>({
      kind: needed(word('controlPlane')),
      name: needed(text),
      within,
      replicas: needed(known(count(1))),
      ring: needed(text),
      spread: spreads,
      endpoint: servedBy('A-ENDPOINT', first),
    }),
    nodeGroup,
    volume,
    workload,
    ingress: object<Ingress>({
      kind: needed(word('ingress')),
      name: needed(text),
      nodes: needed(list(text, 1)),
      exposure: servedBy('A-L2SPAN', first),
    }),
  });
