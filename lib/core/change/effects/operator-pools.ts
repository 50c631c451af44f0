import { isRecord, pointer, quote, valueAt, type Unchecked } from '../../json';
import {
  kindOf,
  poolsOf,
  satellites,
  SOUND_POOL,
  type PoolKind,
  type WrittenPool,
} from '../../operator/rules/pool-read';
import { operatorObject } from '../../operator/rule';
import { isSame } from '../difference';
import type { FoundEffect, OperatorEffectRule } from '../effect';

const WEBHOOK = 'piraeus-operator v2.6, webhook of LinstorSatelliteConfiguration';
const OPERATOR = 'piraeus-operator v2.6, its controller of satellites';
const SITE = { 'topology.kubernetes.io/zone': 'gva' };
const KIND = 'LinstorSatelliteConfiguration';

/** The pools of a configuration by name. One that stands twice is left out: which of them is meant cannot be told. */
function poolsByName(manifest: Unchecked): ReadonlyMap<string, WrittenPool> {
  const pools = poolsOf(operatorObject(KIND, manifest));
  const once = pools.filter(({ name }) => pools.filter((other) => other.name === name).length === 1);
  return new Map(once.flatMap((pool) => (pool.name === undefined ? [] : [[pool.name, pool] as const])));
}

/** Pools that are on both sides. */
const kept = (before: Unchecked, after: Unchecked): (readonly [WrittenPool, WrittenPool])[] =>
  [...poolsByName(before)].flatMap(([name, old]) => {
    const now = poolsByName(after).get(name);
    return now ? [[old, now] as const] : [];
  });

const namesIn = (manifest: Unchecked): readonly string[] =>
  poolsOf(operatorObject(KIND, manifest)).flatMap(({ name }) => (name === undefined ? [] : [name]));

const at = ({ index }: WrittenPool, ...keys: string[]): string => pointer('spec', 'storagePools', index, ...keys);

/** What each kind is made of, and whether the webhook holds on to it. */
const MADE_OF: Readonly<Record<PoolKind, readonly (readonly [key: string, isHeld: boolean])[]>> = {
  lvmPool: [['volumeGroup', true]],
  lvmThinPool: [
    ['volumeGroup', true],
    ['thinPool', true],
  ],
  filePool: [['directory', false]],
  fileThinPool: [['directory', false]],
  zfsPool: [['zPool', false]],
  zfsThinPool: [['zPool', false]],
};

/** Where a pool lies: what is written, or what the operator takes where nothing is; LVM is compared as it is written. */
function placeOf({ pool, name = '' }: WrittenPool, kind: PoolKind, key: string): unknown {
  const written = valueAt(pool, kind, key) ?? '';
  if (written !== '') return written;
  if (key === 'directory') return `/var/lib/linstor-pools/${name}`;
  return key === 'zPool' ? name : '';
}

export const POOL_EFFECTS: readonly OperatorEffectRule[] = [
  {
    code: 'HK5720',
    impact: 'refused',
    severity: 'error',
    title: 'A pool becomes one of another kind',
    why: 'LINSTOR does not convert a pool that exists, and the operator refuses a configuration that asks for it.',
    first: 'Add a pool of another name, move the volumes there, and take the old one out last.',
    source: WEBHOOK,
    kind: KIND,
    example: {
      before: satellites('gva', SITE, [{ name: 'data', lvmPool: { volumeGroup: 'data' } }]),
      after: satellites('gva', SITE, [SOUND_POOL]),
    },
    *find(before, after): Iterable<FoundEffect> {
      for (const [old, now] of kept(before, after)) {
        const [was, is] = [kindOf(old), kindOf(now)];
        if (was === undefined || is === undefined || was === is) continue;
        const message = `${now.label} would go from ${was} to ${is}, and LINSTOR does not convert a pool.`;
        yield { pointers: [at(now, is)], message };
      }
    },
  },
  {
    code: 'HK5721',
    impact: 'refused',
    severity: 'error',
    title: 'A pool that exists is made of something else',
    why: 'A pool stays where it was made, with the volumes in it: the operator refuses another volume group, thin pool or source.',
    first: 'Add a pool of another name, move the volumes there, and take the old one out last.',
    source: `${WEBHOOK}; ${OPERATOR}`,
    kind: KIND,
    example: {
      before: satellites('gva', SITE, [SOUND_POOL]),
      after: satellites('gva', SITE, [{ name: 'data', lvmThinPool: { volumeGroup: 'nvme', thinPool: 'thin' } }]),
    },
    *find(before, after): Iterable<FoundEffect> {
      for (const [old, now] of kept(before, after)) {
        const kind = kindOf(now);
        if (kind === undefined || kindOf(old) !== kind) continue;
        for (const [key, isHeld] of MADE_OF[kind]) {
          const [was, is] = [placeOf(old, kind, key), placeOf(now, kind, key)];
          if (!isSame(was, is)) yield { ...moved(now, kind, key, was, is), ...(!isHeld && { why: NOT_HELD }) };
        }
        const { source } = now.pool;
        if (!isRecord(source) || isSame(source, old.pool.source)) continue;
        const message = `The source of ${quote(now.name)} would go from ${quote(old.pool.source)} to ${quote(source)}.`;
        yield { pointers: [at(now, 'source')], message };
      }
    },
  },
  {
    code: 'HK5722',
    impact: 'destroys',
    severity: 'error',
    title: 'A pool leaves the satellites',
    why: 'The operator has LINSTOR delete the pool on each of the nodes; LINSTOR refuses while a volume or a snapshot lies there, and the operator then fails at that node until it is empty or the pool is back.',
    first: 'Move the volumes to another pool first, and see that no class names this one.',
    source: `${OPERATOR}; linstor-server v1.32.3, CtrlStorPoolApiCallHandler`,
    kind: KIND,
    example: {
      before: satellites('gva', SITE, [SOUND_POOL, { name: 'archive', lvmPool: { volumeGroup: 'archive' } }]),
      after: satellites('gva', SITE, [SOUND_POOL]),
    },
    *find(before, after): Iterable<FoundEffect> {
      for (const name of new Set(namesIn(before))) {
        if (namesIn(after).includes(name)) continue;
        const message = `Pool ${quote(name)} is no longer written: its nodes give it up, as far as nothing lies in it.`;
        yield { pointers: [pointer('spec', 'storagePools')], message };
      }
    },
  },
  {
    code: 'HK5723',
    impact: 'create',
    severity: 'info',
    title: 'A pool comes to the satellites',
    why: 'The operator has LINSTOR make the pool on each node that the configuration is for.',
    first: 'See that its devices or its volume group are there on each of the nodes.',
    source: OPERATOR,
    kind: KIND,
    example: {
      before: satellites('gva', SITE, [SOUND_POOL]),
      after: satellites('gva', SITE, [SOUND_POOL, { name: 'archive', lvmPool: { volumeGroup: 'archive' } }]),
    },
    *find(before, after): Iterable<FoundEffect> {
      for (const now of poolsByName(after).values()) {
        if (now.name === undefined || namesIn(before).includes(now.name)) continue;
        yield { pointers: [at(now)], message: `${now.label} is made on the nodes of the configuration.` };
      }
    },
  },
  {
    code: 'HK5724',
    impact: 'inPlace',
    severity: 'warning',
    title: 'A configuration of satellites is for other nodes',
    why: 'Nodes that it selects from then on get its pools and properties; on nodes that it selects no longer, the operator has LINSTOR delete those pools, which LINSTOR refuses while something lies there.',
    first: 'Compare the nodes of both selections, and empty the pools of those that leave.',
    source: `${OPERATOR}; linstor-server v1.32.3, CtrlStorPoolApiCallHandler`,
    kind: KIND,
    example: {
      before: satellites('gva', SITE, [SOUND_POOL]),
      after: satellites('gva', { 'topology.kubernetes.io/zone': 'luz' }, [SOUND_POOL]),
    },
    *find(before, after): Iterable<FoundEffect> {
      for (const key of ['nodeSelector', 'nodeAffinity']) {
        const [old, now] = [before, after].map((side) => valueAt(side, 'spec', key));
        if (isSame(old, now)) continue;
        const names = namesIn(after);
        const pools = names.length > 0 ? `, and with them which have ${names.map(quote).join(', ')}` : '';
        const message = `Its ${key} goes from ${quote(old)} to ${quote(now)}: other nodes may be meant${pools}.`;
        yield { pointers: [pointer('spec', key)], message };
      }
    },
  },
];

const NOT_HELD =
  'The webhook lets it pass, and the operator points the pool that exists at the new place: it moves none of the volumes that lie at the old one.';

const moved = (now: WrittenPool, kind: PoolKind, key: string, was: unknown, is: unknown): FoundEffect => ({
  pointers: [at(now, kind, key)],
  message: `The ${key} of ${quote(now.name)} would go from ${quote(was)} to ${quote(is)}.`,
});
