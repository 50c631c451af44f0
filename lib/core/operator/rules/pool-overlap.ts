import { byCodeUnit, isRecord, listed, pointer, quote, sortKeys } from '../../json';
import { ofKind, operatorRule, type OperatorFinding, type OperatorObject, type OperatorRule } from '../rule';
import { nameOf } from './linstor-class';
import { entriesOf, inSpec } from './linstor-read';
import { covers, poolsOf, satellites, selectionOf, SOUND_POOL, type Selection } from './pool-read';

const KIND = 'LinstorSatelliteConfiguration';
const SOURCE = 'piraeus-operator v2.6, pkg/merge';
const ZONE = 'topology.kubernetes.io/zone';

/** What configurations that match one node are merged by: pools and properties, each by its name. */
const MERGED = { storagePools: 'pool', properties: 'property' } as const;

interface Definition {
  readonly in: OperatorObject;
  readonly selection: Selection;
  readonly place: string;
  readonly said: string;
  /** What it comes to, the order of keys aside. */
  readonly content: string;
}

/** What configurations define, by what it is and its name. */
function definitions(objects: readonly OperatorObject[]): Map<string, Definition[]> {
  const known = new Map<string, Definition[]>();
  for (const object of ofKind(objects, KIND)) {
    const selection = selectionOf(object);
    if (!selection || nameOf(object) === '') continue;
    for (const [list, word] of Object.entries(MERGED)) {
      for (const [index, entry] of entriesOf(inSpec(object, list))) {
        if (typeof entry.name !== 'string') continue;
        const said = `${word} ${quote(entry.name)}`;
        const place = pointer('spec', list, index, 'name');
        const content = JSON.stringify(sortKeys(entry));
        const same = known.get(said) ?? [];
        same.push({ in: object, selection, place, said, content });
        known.set(said, same);
      }
    }
  }
  return known;
}

/** The pairs of unlike definitions in different configurations, each with the one that is merged last as its winner. */
function* contests(objects: readonly OperatorObject[]): Iterable<{ winner: Definition; loser: Definition }> {
  for (const all of definitions(objects).values()) {
    const inOrder = [...all].sort((a, b) => byCodeUnit(nameOf(a.in), nameOf(b.in)));
    for (const [i, loser] of inOrder.entries()) {
      for (const winner of inOrder.slice(i + 1)) {
        if (nameOf(winner.in) !== nameOf(loser.in) && winner.content !== loser.content) yield { winner, loser };
      }
    }
  }
}

const lost = operatorRule({
  code: 'HK6320',
  severity: 'error',
  title: 'A pool that another configuration always overrides',
  why: 'Configurations that match one node are merged by the names of pools and properties, and the one whose own name sorts last wins.',
  remedy: 'Define each pool once for every node: give the configurations selectors that share no node.',
  source: SOURCE,
  *check(objects): Iterable<OperatorFinding> {
    for (const { winner, loser } of contests(objects)) {
      if (!covers(winner.selection, loser.selection)) continue;
      yield {
        in: loser.in,
        other: { in: winner.in, pointer: winner.place },
        pointer: loser.place,
        message: `The ${loser.said} is overridden on every node of this configuration by ${quote(nameOf(winner.in))}.`,
        remedy: `Remove it here, give it another name, or narrow the nodeSelector of ${quote(nameOf(winner.in))}.`,
      };
    }
  },
  example: {
    fails: [
      satellites('a', { [ZONE]: 'a' }, [SOUND_POOL]),
      satellites('b', { [ZONE]: 'a' }, [{ name: 'data', lvmPool: { volumeGroup: 'data' } }]),
    ],
    passes: [satellites('a', { [ZONE]: 'a' }, [SOUND_POOL]), satellites('b', { [ZONE]: 'b' }, [SOUND_POOL])],
  },
});

const overridden = operatorRule({
  code: 'HK6321',
  severity: 'warning',
  title: 'A pool that another configuration overrides on some nodes',
  why: 'Configurations that match one node are merged by the names of pools and properties, and the one whose own name sorts last wins: renaming either changes what the nodes have.',
  remedy: 'Give the configurations selectors that share no node.',
  source: SOURCE,
  *check(objects): Iterable<OperatorFinding> {
    for (const { winner, loser } of contests(objects)) {
      if (covers(winner.selection, loser.selection) || !covers(loser.selection, winner.selection)) continue;
      yield {
        in: winner.in,
        other: { in: loser.in, pointer: loser.place },
        pointer: winner.place,
        message: `The ${winner.said} overrides that of ${quote(nameOf(loser.in))}, only because of the order of the two names.`,
        remedy: `Narrow the nodeSelector of ${quote(nameOf(loser.in))} so that no node matches both.`,
      };
    }
  },
  example: {
    fails: [
      satellites('all', { 'node-role.kubernetes.io/storage': '' }, [SOUND_POOL]),
      satellites('big', { 'node-role.kubernetes.io/storage': '', 'example.com/disk': 'big' }, [
        { name: 'data', lvmThinPool: { volumeGroup: 'big', thinPool: 'thin' } },
      ]),
    ],
    passes: [
      satellites('small', { 'example.com/disk': 'small' }, [SOUND_POOL]),
      satellites('big', { 'example.com/disk': 'big' }, [
        { name: 'data', lvmThinPool: { volumeGroup: 'big', thinPool: 'thin' } },
      ]),
    ],
  },
});

/** Whether a configuration says nothing of which nodes it is for. */
const isForAll = (object: OperatorObject): boolean => {
  const selection = selectionOf(object);
  return selection !== undefined && selection.labels.size === 0 && !selection.narrowed;
};

const everywhere = operatorRule({
  code: 'HK6322',
  severity: 'warning',
  title: 'Pools for every node beside pools for some',
  why: 'A configuration without nodeSelector and nodeAffinity matches every node, those of the others as well.',
  remedy: 'Give the configuration a nodeSelector of its own.',
  source: SOURCE,
  *check(objects): Iterable<OperatorFinding> {
    const withPools = ofKind(objects, KIND).filter((object) => poolsOf(object).length > 0);
    const others = withPools.filter((object) => {
      const selection = selectionOf(object);
      return selection !== undefined && !isForAll(object);
    });
    for (const object of withPools.filter(isForAll)) {
      const own = new Set(poolsOf(object).map(({ name }) => name));
      // Where both define a pool of one name, it is told who wins.
      const beside = others.filter((other) => !poolsOf(other).some(({ name }) => own.has(name)));
      if (beside.length === 0) continue;
      yield {
        in: object,
        other: {
          in: beside[0]!,
          pointer: isRecord(inSpec(beside[0]!, 'nodeSelector')) ? '/spec/nodeSelector' : '/spec',
        },
        pointer: '/spec/storagePools',
        message: `The pools ${listed([...own].flatMap((name) => name ?? []))} are for every node, those of ${listed(beside.map(nameOf))} as well.`,
        remedy: 'Write a nodeSelector that names the nodes with these pools.',
      };
    }
  },
  example: {
    fails: [satellites('all', {}, [SOUND_POOL]), satellites('a', { [ZONE]: 'a' }, [{ ...SOUND_POOL, name: 'fast' }])],
    passes: [
      satellites('all', { [ZONE]: 'b' }, [SOUND_POOL]),
      satellites('a', { [ZONE]: 'a' }, [{ ...SOUND_POOL, name: 'fast' }]),
    ],
  },
});

/** Rules over configurations that match one node. */
export const POOL_OVERLAP_RULES: readonly OperatorRule[] = [lost, overridden, everywhere];
