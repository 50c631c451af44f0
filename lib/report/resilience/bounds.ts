import { admissible, type Counts, type Where } from '../../core/resilience/placement';
import { isUnknown, type Known, type ReplicaSet, type Spread, type System } from '../../core/resilience/system';

/** How many of a part stand in a region, at least and at most. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** The values that something may have. */
const valuesOf = <T>(value: Known<T>): readonly T[] => (isUnknown(value) ? (value.oneOf as readonly T[]) : [value]);

/** How many of a part there may be; of machines, as many as there are in any case. */
export function sizesOf(part: ReplicaSet): readonly number[] {
  switch (part.kind) {
    case 'etcd':
      return valuesOf(part.members);
    case 'controlPlane':
    case 'workload':
      return valuesOf(part.replicas);
    case 'nodeGroup':
      return [part.min];
    case 'volume':
      return valuesOf(part.copies);
  }
}

/** Beyond this many placements, a part is said to stand anywhere. */
const MOST_VECTORS = 20_000;

/** How many ways there are to share a number out over regions. */
function ways(total: number, regions: number): number {
  let count = 1;
  for (let i = 1; i < regions; i++) count = (count * (total + i)) / i;
  return count;
}

/** What stands in each region in every placement that the rules allow, and what may stand there. */
export function boundsOf(part: ReplicaSet, system: System): Bounds[] {
  const found = sizesOf(part).flatMap((size) =>
    rulesOf(part, system).map((rule) => boundsUnder(part, size, rule, system)),
  );
  return system.regions.map((_, i) => ({
    least: Math.min(...found.map((bounds) => bounds[i]!.least)),
    most: Math.max(...found.map((bounds) => bounds[i]!.most)),
  }));
}

/** Without labels a rule over regions says nothing of volumes. */
function rulesOf({ spread }: ReplicaSet, { labelled }: System): Spread[] {
  return valuesOf(spread).flatMap((rule) =>
    rule.rule === 'perRegion' ? valuesOf(labelled).map((holds): Spread => (holds ? rule : { rule: 'none' })) : [rule],
  );
}

function boundsUnder(part: ReplicaSet, size: number, rule: Spread, system: System): Bounds[] {
  const { regions, parts } = system;
  const names = regions.map(({ name }) => name);
  const eligible = names.map((name) => part.within?.includes(name) ?? true);
  const hosts = regions.map((region) => region.hosts);
  const where: Where = { names, eligible, hosts };
  // Parts of one selector are balanced together: what the others take is not this one's.
  const others = parts.filter((other) => other !== part && sharesRule(other, rule)) as ReplicaSet[];
  const beside = others.reduce((sum, other) => sum + Math.max(...sizesOf(other)), 0);
  const free = eligible.map((may) => ({ least: 0, most: may ? size : 0 }));
  if (rule.rule !== 'pinned' && ways(size + beside, eligible.filter(Boolean).length) > MOST_VECTORS) return free;
  const fits = (counts: Counts): boolean =>
    part.kind !== 'volume' || counts.every((count, i) => count <= (hosts[i] ?? Infinity));
  const vectors = [...admissible(size + beside, rule, where)].filter(fits);
  return names.map((_, i) => {
    const counts = vectors.map((vector) => vector[i]!);
    return {
      least: counts.length === 0 ? 0 : Math.max(0, Math.min(...counts) - beside),
      most: Math.min(size, Math.max(0, ...counts)),
    };
  });
}

const sharesRule = (other: System['parts'][number], rule: Spread): boolean =>
  rule.rule === 'zone' &&
  rule.selector !== undefined &&
  other.kind !== 'ingress' &&
  valuesOf(other.spread).some((one) => one.rule === 'zone' && one.selector === rule.selector);
