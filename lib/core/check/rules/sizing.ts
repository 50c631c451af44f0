import { quote, valueAt } from '../../json';
import type { ComponentSpec } from '../../model/control-plane';
import type { PlatformProfile } from '../../platform/profile';
import { includes } from '../../platform/release';
import { Quantity } from '../../quantity';
import { isUnread } from '../../read/read';
import { nearest } from '../../suggest';
import { rule, type CheckContext, type Finding, type ObjectRule } from '../rule';
import { MEBIBYTE, groupsOf, withGroup } from './groups';

const CHART = 'cozystack, packages/apps/kubernetes/templates/cluster.yaml';

const instanceType = rule({
  code: 'HK2101',
  severity: 'error',
  title: 'An instance type that the provider does not have',
  why: 'The chart looks it up in the platform and fails when it is not there.',
  remedy: 'Write a type of the profile; a type that only your provider has goes into the profile.',
  source: CHART,
  kind: 'Kubernetes',
  *check({ spec }, { profile, program, at }) {
    for (const [name, group] of groupsOf(spec)) {
      const written = group.instanceType;
      if (!written || Object.hasOwn(profile.machineSizes, written)) continue;
      // From 1.6 on both resources win, and the type is not looked up; that both are there is said by the rule below.
      const { cpu, memory } = group.resources ?? {};
      if (includes({ since: '1.6.0' }, profile.release) && cpu !== undefined && memory !== undefined) continue;
      const own = program
        ? ' If your provider has it, say so with its size: `InstanceType.of(name, { cpu, memory })`.'
        : '';
      yield {
        pointer: at('nodeGroups', name, 'instanceType'),
        message: `Node group "${name}" has the instance type ${quote(written)}, which ${profile.title} does not have.`,
        remedy: `${suggestType(written, profile)}${own}`,
      };
    }
  },
  example: { fails: withGroup({ instanceType: 'm5.large' }), passes: withGroup({ instanceType: 'm1.large' }) },
});

function suggestType(written: string, profile: PlatformProfile): string {
  const known = Object.keys(profile.data.instanceTypes);
  const series = [...new Set(known.map(seriesOf))];
  const sameSeries = known.filter((type) => seriesOf(type) === seriesOf(written));
  const sameSize = known.filter((type) => sizeOf(type) === sizeOf(written));
  // A type of another provider is no misspelling: what is near in letters may be far in memory.
  const near = sameSeries.length === 0 && sameSize.length > 0 ? undefined : nearest(written, known);
  if (near !== undefined) return `Did you mean "${near}"?`;
  return sameSize.length > 0 ? `Of this size it has ${sameSize.join(', ')}.` : `Its series are ${series.join(', ')}.`;
}

const seriesOf = (type: string): string | undefined => type.split('.')[0];
const sizeOf = (type: string): string | undefined => type.split('.')[1];

const undocumentedType = rule({
  code: 'HK2102',
  severity: 'warning',
  title: 'An instance type that the provider does not document',
  why: 'The platform ships it, but nothing says that this provider keeps it.',
  remedy: 'Prefer a type of the profile, or ask the provider and acknowledge this.',
  source: 'cozystack v1.1.2, packages/system/kubevirt-instancetypes',
  kind: 'Kubernetes',
  *check({ spec }, { profile, at }) {
    const { instanceTypes, otherInstanceTypes } = profile.data;
    for (const [name, { instanceType: written }] of groupsOf(spec)) {
      if (!written || Object.hasOwn(instanceTypes, written) || !Object.hasOwn(otherInstanceTypes, written)) continue;
      yield {
        pointer: at('nodeGroups', name, 'instanceType'),
        message: `Node group "${name}" has the instance type ${quote(written)}, which ${profile.title} does not document.`,
        remedy: 'Prefer a documented type, or ask the provider whether it is there.',
      };
    }
  },
  example: { fails: withGroup({ instanceType: 'cx1.large' }), passes: withGroup({ instanceType: 'u1.large' }) },
});

const sizedTwice = rule({
  code: 'HK2103',
  severity: 'error',
  title: 'A group with an instance type and resources',
  why: 'The platform puts both into the machine, which KubeVirt refuses (1.1), or drops the instance type (1.6).',
  remedy: 'Keep the instance type with `resources: {}`, or give both cpu and memory with `instanceType: ""`.',
  source: CHART,
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    for (const [name, { instanceType: type, resources }] of groupsOf(spec)) {
      if (!type || (resources?.cpu === undefined && resources?.memory === undefined)) continue;
      yield {
        pointer: at('nodeGroups', name, 'resources'),
        message: `Node group "${name}" has the instance type ${quote(type)} and resources ${quote(resources)}.`,
        remedy: 'Keep one: an instance type, or cpu and memory.',
      };
    }
  },
  example: {
    fails: withGroup({ resources: { cpu: 4, memory: '8Gi' } }),
    passes: withGroup({ instanceType: '', resources: { cpu: 4, memory: '8Gi' } }),
  },
});

const halfSized = rule({
  code: 'HK2104',
  severity: 'error',
  title: 'A group without a size',
  why: 'A machine needs a CPU count and a memory size, from an instance type or from both resources.',
  remedy: 'Give an instance type, or both cpu and memory.',
  source: CHART,
  kind: 'Kubernetes',
  *check(reading, { at }) {
    for (const [name, { instanceType: type, resources }] of groupsOf(reading.spec)) {
      if (type !== '') continue;
      const missing = (['cpu', 'memory'] as const).filter(
        (key) => resources?.[key] === undefined && !isUnread(reading, at('nodeGroups', name, 'resources', key)),
      );
      if (missing.length === 0) continue;
      yield {
        pointer: at('nodeGroups', name, 'resources'),
        message: `Node group "${name}" has no instance type, and its resources have no ${missing.join(' and no ')}.`,
        remedy: 'Give an instance type, or both cpu and memory.',
      };
    }
  },
  example: {
    fails: withGroup({ instanceType: '', resources: { cpu: 4 } }),
    passes: withGroup({ instanceType: '', resources: { cpu: 4, memory: '8Gi' } }),
  },
});

const wholeCores = rule({
  code: 'HK2105',
  severity: 'error',
  title: 'A machine with a part of a core',
  why: "The value becomes the number of cores of a virtual machine, which is a whole number; KubeVirt's API refuses a unit.",
  remedy: 'Write a whole number of cores, such as 4.',
  source: CHART,
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    for (const [name, { resources }] of groupsOf(spec)) {
      const written = resources?.cpu;
      const cores = written === undefined ? undefined : Quantity.parse(written);
      if (!cores || /^[1-9]\d*$/.test(String(written))) continue;
      const up = cores.compare(Quantity.ZERO) > 0 ? cores.toBigInt() : 1n;
      yield {
        pointer: at('nodeGroups', name, 'resources', 'cpu'),
        message: `Node group "${name}" has ${quote(written)} for its cores, which is not a whole number above zero.`,
        remedy: `Write ${up}.`,
      };
    }
  },
  example: {
    fails: withGroup({ instanceType: '', resources: { cpu: '500m', memory: '8Gi' } }),
    passes: withGroup({ instanceType: '', resources: { cpu: 1, memory: '8Gi' } }),
  },
});

const COMPONENTS: readonly (readonly string[])[] = [
  ['apiServer'],
  ['controllerManager'],
  ['scheduler'],
  ['konnectivity', 'server'],
];

function* componentsOf(spec: { controlPlane?: object }): Iterable<[readonly string[], ComponentSpec]> {
  for (const path of COMPONENTS) {
    const component = valueAt(spec.controlPlane, ...path);
    if (component !== undefined) yield [path, component as ComponentSpec];
  }
}

const presetIgnored = rule({
  code: 'HK2106',
  severity: 'warning',
  title: 'A control-plane component with a preset and resources',
  why: 'Resources win, key by key, so a preset beside both cpu and memory is ignored without a word.',
  remedy: 'Keep the preset or the resources.',
  source: 'cozystack, packages/library/cozy-lib/templates/_resources.tpl',
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    for (const [path, { resources, resourcesPreset }] of componentsOf(spec)) {
      if (!resourcesPreset || resources?.cpu === undefined || resources.memory === undefined) continue;
      yield {
        pointer: at('controlPlane', ...path, 'resourcesPreset'),
        message: `Component "${path[0]}" has the preset ${quote(resourcesPreset)} and resources ${quote(resources)}.`,
        remedy: 'Keep one of the two.',
      };
    }
  },
  example: {
    fails: withGroup(
      {},
      { controlPlane: { scheduler: { resourcesPreset: 'small', resources: { cpu: 1, memory: '1Gi' } } } },
    ),
    passes: withGroup({}, { controlPlane: { scheduler: { resourcesPreset: 'small', resources: {} } } }),
  },
});

function* notPositive(
  written: string | number | undefined,
  place: string,
  what: string,
  sample = '20Gi',
): Iterable<Finding> {
  const value = written === undefined ? undefined : Quantity.parse(written);
  if (!value || value.compare(Quantity.ZERO) > 0) return;
  yield {
    pointer: place,
    message: `${what} is ${quote(written)}, which is not above zero.`,
    remedy: `Write a size above zero, such as "${sample}".`,
  };
}

/** The unit that somebody left out: nobody asks for a machine of a tebibyte by the mebibyte. */
function likelyUnit(value: Quantity): 'Gi' | 'Mi' | 'Ki' {
  if (value.compare(Quantity.of(1, 'Ki')) < 0) return 'Gi';
  return value.compare(Quantity.of(256, 'Ki')) < 0 ? 'Mi' : 'Ki';
}

function* bareBytes(written: string | number | undefined, place: string, what: string): Iterable<Finding> {
  const value = written === undefined ? undefined : Quantity.parse(written);
  if (!value || value.compare(Quantity.ZERO) <= 0 || value.compare(MEBIBYTE) >= 0) return;
  const meant = value.unit === '' ? `"${written}${likelyUnit(value)}"` : 'a unit of bytes, such as Gi';
  yield {
    pointer: place,
    message: `${what} is ${quote(written)}, which is less than a mebibyte.`,
    remedy: `Did you mean ${meant}?`,
  };
}

function* sizesOf(
  { spec }: { spec: Parameters<typeof groupsOf>[0] },
  { at }: CheckContext,
): Iterable<[string | number | undefined, string, string]> {
  for (const [name, group] of groupsOf(spec)) {
    yield [group.diskSize, at('nodeGroups', name, 'diskSize'), `The disk of node group "${name}"`];
    const memory = group.resources?.memory;
    if (memory === undefined) continue;
    yield [memory, at('nodeGroups', name, 'resources', 'memory'), `The memory of node group "${name}"`];
  }
  for (const [path, { resources }] of componentsOf(spec)) {
    const memory = resources?.memory;
    if (memory === undefined) continue;
    yield [memory, at('controlPlane', ...path, 'resources', 'memory'), `The memory of component "${path[0]}"`];
  }
}

const positiveSizes = rule({
  code: 'HK2108',
  severity: 'error',
  title: 'A size that makes no sense',
  why: 'The API server takes it, and the machine or the pod is never made.',
  remedy: 'Write a size above zero with a unit of bytes, such as "20Gi".',
  source: 'apimachinery, resource.Quantity; cozystack v1.1.2, pkg/registry/apps/application (no check of values)',
  kind: 'Kubernetes',
  *check(reading, context) {
    for (const size of sizesOf(reading, context)) {
      yield* notPositive(...size);
      yield* bareBytes(...size);
    }
    for (const [path, { resources }] of componentsOf(reading.spec)) {
      if (resources?.cpu === undefined) continue;
      yield* notPositive(
        resources.cpu,
        context.at('controlPlane', ...path, 'resources', 'cpu'),
        `The CPU of component "${path[0]}"`,
        '500m',
      );
    }
  },
  example: { fails: withGroup({ ephemeralStorage: '20m' }), passes: withGroup({ ephemeralStorage: '20Gi' }) },
});

export const SIZING_RULES: readonly ObjectRule[] = [
  instanceType,
  undocumentedType,
  sizedTwice,
  halfSized,
  wholeCores,
  presetIgnored,
  positiveSizes,
].map((r) => r as ObjectRule);
