import { quote } from '../../json';
import { groupCapacity } from '../../model/capacity';
import { Quantity } from '../../quantity';
import { rule, type ObjectRule } from '../rule';
import { groupsOf, withGroup16 } from './groups';

const percent = (text: string): Quantity | undefined =>
  /^[0-9]+(\.[0-9]+)?%$/.test(text) ? Quantity.parse(text.slice(0, -1)) : undefined;

const eviction = rule({
  code: 'HK2302',
  severity: 'error',
  title: 'Eviction thresholds that do not fit together',
  why: 'The chart refuses to render.',
  remedy: 'Write both as percentages or both as sizes, the hard one below the soft one.',
  source: 'cozystack v1.6.2, packages/apps/kubernetes/templates/cluster.yaml',
  releases: { since: '1.6.0' },
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    for (const [name, { kubelet }] of groupsOf(spec)) {
      if (kubelet?.evictionHardMemory === undefined && kubelet?.evictionSoftMemory === undefined) continue;
      const hard = kubelet.evictionHardMemory ?? '7%';
      const soft = kubelet.evictionSoftMemory ?? '10%';
      const place = at(
        'nodeGroups',
        name,
        'kubelet',
        kubelet.evictionHardMemory === undefined ? 'evictionSoftMemory' : 'evictionHardMemory',
      );
      const said = (written: string | undefined, value: string): string =>
        quote(value) + (written === undefined ? ' (the default)' : '');
      const both = `Node group "${name}" evicts hard at ${said(kubelet.evictionHardMemory, hard)} and soft at ${said(kubelet.evictionSoftMemory, soft)}`;
      const relative = [percent(hard), percent(soft)] as const;
      const absolute = [Quantity.parse(hard), Quantity.parse(soft)] as const;
      const [low, high] = relative[0] && relative[1] ? relative : absolute;
      if (!low || !high) {
        yield {
          pointer: place,
          message: `${both}; the two are not of one kind.`,
          remedy: 'Write both as percentages, or both as sizes.',
        };
      } else if (low.compare(high) >= 0) {
        yield {
          pointer: place,
          message: `${both}; hard has to be below soft.`,
          remedy: 'Lower the hard threshold or raise the soft one.',
        };
      } else if (
        relative[0] &&
        relative[1] &&
        (low.compare(Quantity.ZERO) <= 0 || high.compare(Quantity.of(100)) > 0)
      ) {
        yield {
          pointer: place,
          message: `${both}; a percentage has to be above 0 and at most 100.`,
          remedy: 'Write percentages above 0 and at most 100.',
        };
      }
    }
  },
  example: {
    profile: 'cozystack-1.6',
    fails: withGroup16({ kubelet: { evictionHardMemory: '10%', evictionSoftMemory: '500Mi' } }),
    passes: withGroup16({ kubelet: { evictionHardMemory: '5%', evictionSoftMemory: '8%' } }),
  },
});

const RESERVED = {
  systemReservedMemory: /^[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?(Ki|Mi|Gi|Ti|Pi|Ei|k|M|G|T|P|E)?$/,
  kubeReservedMemory: /^[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?(Ki|Mi|Gi|Ti|Pi|Ei|k|M|G|T|P|E)?$/,
  systemReservedCpu: /^([0-9]+m|[0-9]+(\.[0-9]+)?)$/,
  kubeReservedCpu: /^([0-9]+m|[0-9]+(\.[0-9]+)?)$/,
} as const;

const reservations = rule({
  code: 'HK2303',
  severity: 'error',
  title: 'A reservation of the kubelet that is no quantity above zero',
  why: 'The chart refuses to render.',
  remedy: 'Write memory such as "256Mi" and CPU such as "100m".',
  source: 'cozystack v1.6.2, packages/apps/kubernetes/templates/cluster.yaml',
  releases: { since: '1.6.0' },
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    for (const [name, { kubelet }] of groupsOf(spec)) {
      for (const key of Object.keys(RESERVED) as (keyof typeof RESERVED)[]) {
        const written = kubelet?.[key];
        if (written === undefined || written === '') continue;
        const value = RESERVED[key].test(written) ? Quantity.parse(written) : undefined;
        if (value && value.compare(Quantity.ZERO) > 0) continue;
        yield {
          pointer: at('nodeGroups', name, 'kubelet', key),
          message: `Node group "${name}" has ${quote(written)} for ${key}.`,
          remedy: `Write ${key.endsWith('Cpu') ? 'CPU such as "100m"' : 'memory such as "256Mi"'}.`,
        };
      }
    }
  },
  example: {
    profile: 'cozystack-1.6',
    fails: withGroup16({ kubelet: { kubeReservedMemory: '0' } }),
    passes: withGroup16({ kubelet: { kubeReservedMemory: '256Mi' } }),
  },
});

/** What a machine keeps for itself where nothing is written: 5 %, within these bounds. */
const KEPT = { percent: 5n, memory: [256n, 1024n], cpu: [50n, 500n] } as const;
const clamp = (value: bigint, [least, most]: readonly [bigint, bigint]): bigint =>
  value < least ? least : value > most ? most : value;

/** Twice what the kubelet and the system each keep by default, as the chart computes it. */
function keptByDefault(memory: Quantity, cpu: Quantity): { memory: Quantity; cpu: Quantity } {
  const mebibytes = (memory.toBigInt() >> 20n) * KEPT.percent;
  const millicores = cpu.times(1000).toBigInt() * KEPT.percent;
  return {
    memory: Quantity.of(clamp(mebibytes / 100n, KEPT.memory), 'Mi'),
    cpu: Quantity.parse(`${clamp(millicores / 100n, KEPT.cpu)}m`)!,
  };
}

const nothingLeft = rule({
  code: 'HK2304',
  severity: 'error',
  title: 'Machines that keep all they have for themselves',
  why: 'The chart refuses to render when what the system, the kubelet and eviction keep is not less than the machine.',
  remedy: 'Lower the reservations, or take a larger machine.',
  source: 'cozystack v1.6.2, packages/apps/kubernetes/templates/cluster.yaml',
  releases: { since: '1.6.0' },
  kind: 'Kubernetes',
  *check({ spec }, { profile, at }) {
    const types = { ...profile.data.otherInstanceTypes, ...profile.data.instanceTypes };
    for (const [name, group] of groupsOf(spec)) {
      const one = groupCapacity({ ...group, minReplicas: 1, maxReplicas: 1 }, types)?.max;
      if (!one) continue;
      const { kubelet = {} } = group;
      const kept = keptByDefault(one.memory, one.cpu);
      const of = (written: string | undefined, standard: Quantity): Quantity | undefined =>
        written ? Quantity.parse(written) : standard;
      const hard = kubelet.evictionHardMemory || '7%';
      // In hundredths, so that a percentage of the memory is a plain product.
      const evicted = percent(hard) ? one.memory.by(percent(hard)!) : Quantity.parse(hard)?.times(100);
      const memory = [of(kubelet.systemReservedMemory, kept.memory), of(kubelet.kubeReservedMemory, kept.memory)];
      const cpu = [of(kubelet.systemReservedCpu, kept.cpu), of(kubelet.kubeReservedCpu, kept.cpu)];
      const place = at('nodeGroups', name, ...(group.kubelet ? ['kubelet'] : ['instanceType']));
      if (memory[0] && memory[1] && evicted) {
        const all = memory[0].plus(memory[1]).times(100).plus(evicted);
        if (all.compare(one.memory.times(100)) >= 0)
          yield {
            pointer: place,
            message: `Node group "${name}" keeps ${memory[0]} and ${memory[1]} of memory and evicts at ${hard}, of the ${one.memory} that a machine has.`,
            remedy: 'Lower the reservations, or take a larger machine.',
          };
      }
      if (cpu[0] && cpu[1] && cpu[0].plus(cpu[1]).compare(one.cpu) >= 0)
        yield {
          pointer: place,
          message: `Node group "${name}" keeps ${cpu[0]} and ${cpu[1]} of CPU, of the ${one.cpu} that a machine has.`,
          remedy: 'Lower the reservations, or take a larger machine.',
        };
    }
  },
  example: {
    profile: 'cozystack-1.6',
    fails: withGroup16({ kubelet: { systemReservedMemory: '8Gi' } }),
    passes: withGroup16({ kubelet: { systemReservedMemory: '1Gi' } }),
  },
});

/** Rules over what machines keep for themselves (platform 1.6). */
export const KUBELET_RULES: readonly ObjectRule[] = [eviction, reservations, nothingLeft].map((r) => r as ObjectRule);
