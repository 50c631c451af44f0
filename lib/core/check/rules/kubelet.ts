import { quote } from '../../json';
import { isUnread } from '../../read/read';
import { Quantity } from '../../quantity';
import { rule, type ObjectRule } from '../rule';
import { groupsOf, machineOf, withGroup16 } from './groups';

const percent = (text: string): Quantity | undefined =>
  /^[0-9]+(\.[0-9]+)?%$/.test(text) ? Quantity.parse(text.slice(0, -1)) : undefined;
const isShare = (value: Quantity): boolean => value.compare(Quantity.ZERO) > 0 && value.compare(Quantity.of(100)) <= 0;

/** What the chart takes for memory. */
const MEMORY = /^[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?(Ki|Mi|Gi|Ti|Pi|Ei|k|M|G|T|P|E)?$/;
/** A threshold that is known to be a percentage or a size, as a number to compare. */
const amount = (text: string): Quantity => percent(text) ?? Quantity.parse(text) ?? Quantity.ZERO;

const eviction = rule({
  code: 'HK2302',
  severity: 'error',
  title: 'Eviction thresholds that do not fit together',
  why: 'The chart refuses to render.',
  remedy: 'Write both as percentages or both as sizes, the hard one below the soft one.',
  source: 'cozystack v1.6.2, packages/apps/kubernetes/templates/cluster.yaml',
  releases: { since: '1.6.0' },
  kind: 'Kubernetes',
  *check(reading, { at }) {
    for (const [name, { kubelet }] of groupsOf(reading.spec)) {
      const { evictionHardMemory: writtenHard, evictionSoftMemory: writtenSoft } = kubelet ?? {};
      const [hardPlace, softPlace] = (['evictionHardMemory', 'evictionSoftMemory'] as const).map((key) =>
        at('nodeGroups', name, 'kubelet', key),
      ) as [string, string];
      if (!(writtenHard || writtenSoft) || isUnread(reading, hardPlace) || isUnread(reading, softPlace)) continue;
      const [hard, soft] = [writtenHard || '7%', writtenSoft || '10%'];
      const said = (written: string | undefined, value: string): string =>
        quote(value) + (written ? '' : ' (the default)');
      const both = `Node group "${name}" evicts hard at ${said(writtenHard, hard)} and soft at ${said(writtenSoft, soft)}`;
      const thresholds = [
        [hard, hardPlace],
        [soft, softPlace],
      ] as const;
      const strange = thresholds.find(([value]) => !percent(value) && !MEMORY.test(value));
      const outside = thresholds.find(([value]) => percent(value) && !isShare(percent(value)!));
      const place = writtenHard ? hardPlace : softPlace;
      if (strange) {
        yield {
          pointer: strange[1],
          message: `Node group "${name}" evicts at ${quote(strange[0])}, which is neither a percentage nor a size.`,
          remedy: 'Write a percentage such as "7%", or a size such as "500Mi".',
        };
      } else if (outside) {
        yield {
          pointer: outside[1],
          message: `Node group "${name}" evicts at ${quote(outside[0])}; a percentage has to be above 0 and at most 100.`,
          remedy: 'Write a percentage above 0 and at most 100.',
        };
      } else if (Boolean(percent(hard)) !== Boolean(percent(soft))) {
        yield {
          pointer: place,
          message: `${both}; the two are not of one kind.`,
          remedy: 'Write both as percentages, or both as sizes.',
        };
      } else if (amount(hard).compare(amount(soft)) >= 0) {
        yield {
          pointer: place,
          message: `${both}; hard has to be below soft.`,
          remedy: 'Lower the hard threshold or raise the soft one.',
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
  systemReservedMemory: MEMORY,
  kubeReservedMemory: MEMORY,
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
        // Of CPU the chart keeps whole thousandths.
        const least = key.endsWith('Cpu') ? Quantity.parse('1m')! : Quantity.ZERO;
        if (value && value.compare(Quantity.ZERO) > 0 && value.compare(least) >= 0) continue;
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
  *check(reading, { profile, at }) {
    for (const [name, group] of groupsOf(reading.spec)) {
      const one = machineOf(group, profile);
      if (!one || isUnread(reading, at('nodeGroups', name, 'kubelet'))) continue;
      const { kubelet = {} } = group;
      const kept = keptByDefault(one.memory, one.cpu);
      const of = (written: string | undefined, standard: Quantity): Quantity | undefined =>
        written ? Quantity.parse(written) : standard;
      const hard = kubelet.evictionHardMemory || '7%';
      // In hundredths, so that a percentage of the memory is a plain product.
      const evicted = percent(hard) ? one.memory.by(percent(hard)!) : Quantity.parse(hard)?.times(100);
      const memory = [of(kubelet.systemReservedMemory, kept.memory), of(kubelet.kubeReservedMemory, kept.memory)];
      const cpu = [of(kubelet.systemReservedCpu, kept.cpu), of(kubelet.kubeReservedCpu, kept.cpu)];
      const sizedBy = group.instanceType ? 'instanceType' : 'resources';
      const place = at('nodeGroups', name, group.kubelet ? 'kubelet' : sizedBy);
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
