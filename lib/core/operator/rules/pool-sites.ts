import { byCodeUnit, listed, pointer, quote } from '../../json';
import {
  ofKind,
  operatorRule,
  type OperatorContext,
  type OperatorFinding,
  type OperatorObject,
  type OperatorRule,
  type Sites,
} from '../rule';
import { linstorClass, nameOf } from './linstor-class';
import { entriesOf } from './linstor-read';
import { kindOf, poolsOf, satellites, selectionOf, SOUND_POOL, type Selection, type WrittenPool } from './pool-read';

const KIND = 'LinstorSatelliteConfiguration';
const ZONE = 'topology.kubernetes.io/zone';

/** What makes the pools of one site. */
interface Site {
  readonly value: string;
  readonly configurations: readonly OperatorObject[];
  readonly pools: readonly (WrittenPool & { readonly in: OperatorObject })[];
}

/** The sites that the configurations show: those of one label that each of them selects by. */
interface ShownSites {
  readonly label: string;
  readonly sites: readonly Site[];
}

/** The one label that all selections have, of which there are different values; the zone where there are several. */
function commonLabel(selections: readonly Selection[]): string | undefined {
  const [first, ...rest] = selections;
  if (!first) return undefined;
  const common = [...first.labels.keys()].filter(
    (key) =>
      rest.every(({ labels }) => labels.has(key)) && new Set(selections.map(({ labels }) => labels.get(key))).size > 1,
  );
  return common.length === 1 ? common[0] : common.find((key) => key === ZONE);
}

/**
 * The sites, if every configuration that makes pools is for exactly one of them. One that is for all nodes, or for nodes
 * by another label, could make the pools of any site, and then nothing can be said of what a site lacks.
 */
function shownSites(objects: readonly OperatorObject[], { sites }: OperatorContext): ShownSites | undefined {
  const making = ofKind(objects, KIND).filter((object) => poolsOf(object).length > 0);
  const selections = making.map(selectionOf);
  const known = selections.filter((selection) => selection !== undefined);
  if (known.length < making.length || known.length === 0) return undefined;
  const label = sites?.label ?? commonLabel(known);
  if (label === undefined || known.some(({ labels }) => !labels.has(label))) return undefined;

  const values = [...new Set(known.map(({ labels }) => labels.get(label)!))].sort(byCodeUnit);
  return {
    label,
    sites: values.map((value) => {
      const configurations = making.filter((_, i) => known[i]!.labels.get(label) === value);
      const pools = configurations.flatMap((object) => poolsOf(object).map((pool) => ({ ...pool, in: object })));
      return { value, configurations, pools };
    }),
  };
}

const MISSING = {
  severity: 'warning',
  why: 'A volume finds no place at a site without the pool of its class, and the copy that should survive the loss of another site is never made there.',
} as const;

const withoutPool = operatorRule({
  ...MISSING,
  code: 'HK6330',
  title: 'A site without the pool that a class asks for',
  remedy: 'Give the pool the same name at every site.',
  source: 'linstor-csi v1.10.5, parameter storagePool; piraeus-operator v2.6, pkg/merge',
  *check(objects, context): Iterable<OperatorFinding> {
    const shown = shownSites(objects, context);
    if (!shown) return;
    const has = ({ pools }: Site, name: string): boolean => pools.some((pool) => pool.name === name);
    for (const storage of ofKind(objects, 'StorageClass').flatMap((object) => linstorClass(object) ?? [])) {
      const { pools, anywhere } = storage;
      // Pools that no configuration makes are made by other means, at every site perhaps.
      if (!pools || !anywhere || !shown.sites.some((site) => pools.names.some((name) => has(site, name)))) continue;
      for (const site of shown.sites) {
        const own = site.pools.flatMap(({ name }) => name ?? []);
        if (own.length === 0 || pools.names.some((name) => has(site, name))) continue;
        yield {
          in: site.configurations[0]!,
          other: { in: storage.in, pointer: pointer('parameters', pools.key) },
          pointer: '/spec/storagePools',
          message: `Site ${quote(site.value)} has ${own.length === 1 ? 'the pool' : 'the pools'} ${listed(own)}, and class ${quote(nameOf(storage.in))} asks for ${listed(pools.names)}.`,
          remedy: `Name the pool ${quote(pools.names[0])} at ${quote(site.value)} too, or list both names in the class's storagePool, with a space between them.`,
        };
      }
    }
  },
  example: {
    fails: [
      satellites('a', { [ZONE]: 'a' }, [SOUND_POOL]),
      satellites('b', { [ZONE]: 'b' }, [{ ...SOUND_POOL, name: 'data-b' }]),
      {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: 'replicated' },
        provisioner: 'linstor.csi.linbit.com',
        parameters: { 'linstor.csi.linbit.com/storagePool': 'data' },
      },
    ],
    passes: [satellites('a', { [ZONE]: 'a' }, [SOUND_POOL]), satellites('b', { [ZONE]: 'b' }, [SOUND_POOL])],
  },
});

/** The values of a label that classes allow volumes at. */
const allowedSites = (objects: readonly OperatorObject[], label: string): string[] =>
  ofKind(objects, 'StorageClass')
    .filter((object) => linstorClass(object) !== undefined)
    .flatMap(({ manifest }) => entriesOf(manifest.allowedTopologies))
    .flatMap(([, term]) => entriesOf(term.matchLabelExpressions))
    .flatMap(([, { key, values }]) => (key === label && Array.isArray(values) ? (values as unknown[]) : []))
    .filter((value) => typeof value === 'string');

/** Configurations for sites that are not declared. */
function* undeclared(objects: readonly OperatorObject[], { label, values }: Sites): Iterable<OperatorFinding> {
  for (const object of ofKind(objects, KIND)) {
    const value = selectionOf(object)?.labels.get(label);
    if (value === undefined || values.includes(value)) continue;
    yield {
      in: object,
      pointer: pointer('spec', 'nodeSelector', label),
      message: `The configuration is for the site ${quote(value)}, which is not declared.`,
      why: 'Its selector matches no node of the sites that are declared.',
      remedy: `Write one of ${listed(values)}.`,
    };
  }
}

const withoutStore = operatorRule({
  ...MISSING,
  code: 'HK6331',
  title: 'A site that no configuration makes pools for',
  remedy: 'Write a configuration that selects the site and makes its pools.',
  source: 'linstor-csi v1.10.5, topology; piraeus-operator v2.6, pkg/merge',
  *check(objects, context): Iterable<OperatorFinding> {
    const { sites } = context;
    if (sites) yield* undeclared(objects, sites);
    const shown = shownSites(objects, context);
    if (!shown) return;
    const wanted = new Set([...(sites?.values ?? []), ...allowedSites(objects, shown.label)]);
    const made = shown.sites.map(({ value }) => value);
    const missing = [...wanted].filter((value) => !made.includes(value)).sort(byCodeUnit);
    const last = shown.sites[shown.sites.length - 1]!.configurations[0]!;
    if (missing.length === 0) return;
    yield {
      in: last,
      pointer: pointer('spec', 'nodeSelector', shown.label),
      message: `The satellite configurations make pools at ${listed(made)}, and none at ${listed(missing)}.`,
      remedy: `Write a configuration whose nodeSelector has ${quote(shown.label)}: ${quote(missing[0])}.`,
    };
  },
  example: {
    fails: [
      satellites('a', { [ZONE]: 'a' }, [SOUND_POOL]),
      satellites('b', { [ZONE]: 'b' }, [SOUND_POOL]),
      {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: 'at-c' },
        provisioner: 'linstor.csi.linbit.com',
        parameters: { 'linstor.csi.linbit.com/storagePool': 'data' },
        allowedTopologies: [{ matchLabelExpressions: [{ key: ZONE, values: ['c'] }] }],
      },
    ],
    passes: [satellites('a', { [ZONE]: 'a' }, [SOUND_POOL]), satellites('b', { [ZONE]: 'b' }, [SOUND_POOL])],
  },
});

const kinds = operatorRule({
  code: 'HK6332',
  severity: 'warning',
  title: 'A pool of one name and different kinds',
  why: 'What a volume can do, snapshots and thin provisioning above all, then depends on the site that its copies are at, and LINSTOR may refuse to put copies of one volume on both kinds.',
  remedy: 'Make the pool of the same kind at every site.',
  source: 'linstor-server v1.32.3, CtrlStorPoolResolveHelper',
  *check(objects, context): Iterable<OperatorFinding> {
    const all = shownSites(objects, context)?.sites.flatMap(({ value, pools }) =>
      pools.flatMap((pool) => (kindOf(pool) ? [{ ...pool, site: value, kind: kindOf(pool)! }] : [])),
    );
    const first = new Map<string, NonNullable<typeof all>[number]>();
    for (const pool of all ?? []) {
      if (pool.name === undefined) continue;
      const known = first.get(pool.name);
      if (!known) first.set(pool.name, pool);
      else if (known.kind !== pool.kind && known.site !== pool.site) {
        yield {
          in: pool.in,
          other: { in: known.in, pointer: pointer('spec', 'storagePools', known.index, known.kind) },
          pointer: pointer('spec', 'storagePools', pool.index, pool.kind),
          message: `Pool ${quote(pool.name)} is a ${pool.kind} at site ${quote(pool.site)} and a ${known.kind} at ${quote(known.site)}.`,
          remedy: `Make it a ${known.kind} here as well, or give it a name of its own.`,
          onKey: true,
        };
      }
    }
  },
  example: {
    fails: [
      satellites('a', { [ZONE]: 'a' }, [SOUND_POOL]),
      satellites('b', { [ZONE]: 'b' }, [{ name: 'data', lvmPool: { volumeGroup: 'data' } }]),
    ],
    passes: [
      satellites('a', { [ZONE]: 'a' }, [SOUND_POOL]),
      satellites('b', { [ZONE]: 'b' }, [{ name: 'data', lvmThinPool: { volumeGroup: 'vg0', thinPool: 'thin' } }]),
    ],
  },
});

/** Rules over the pools of several sites. */
export const POOL_SITE_RULES: readonly OperatorRule[] = [withoutPool, withoutStore, kinds];
