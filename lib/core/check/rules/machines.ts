import { quote } from '../../json';
import type { KubernetesSpec } from '../../model/kubernetes';
import { Quantity } from '../../quantity';
import { rule, type CheckContext, type ObjectRule } from '../rule';
import { groupsOf, withDiskBelow, withGroup16 } from './groups';

/** A setting of the health check with its place: once for the cluster, and once for each group. */
const healthSettings = (
  spec: KubernetesSpec,
  at: CheckContext['at'],
  key: 'maxUnhealthy' | 'nodeStartupTimeout',
): [string | undefined, string][] => [
  [spec.nodeHealthCheck?.[key], at('nodeHealthCheck', key)],
  ...groupsOf(spec).map(([name, group]): [string | undefined, string] => [group[key], at('nodeGroups', name, key)]),
];

const unhealthy = rule({
  code: 'HK2301',
  severity: 'error',
  title: 'An ill-formed number of unhealthy machines',
  why: 'The chart refuses to render.',
  remedy: 'Write a whole number such as "1", or a whole percentage such as "50%".',
  source: 'cozystack v1.6.2, packages/apps/kubernetes/templates/cluster.yaml',
  releases: { since: '1.6.0' },
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    for (const [written, place] of healthSettings(spec, at, 'maxUnhealthy')) {
      if (written === undefined || /^[0-9]+%?$/.test(written)) continue;
      yield {
        pointer: place,
        message: `maxUnhealthy is ${quote(written)}.`,
        remedy: 'Write a whole number such as "1", or a whole percentage such as "50%".',
      };
    }
  },
  example: {
    profile: 'cozystack-1.6',
    fails: withGroup16({ maxUnhealthy: 'half' }),
    passes: withGroup16({ maxUnhealthy: '50%' }),
  },
});

/** What Go reads as a span of time: numbers with units. */
const DURATION = /^([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|ms|s|m|h)(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|ms|s|m|h))*$/;

const SECONDS: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };
const secondsOf = (duration: string): number =>
  [...duration.matchAll(/([0-9.]+)([a-zµ]+)/g)].reduce((sum, [, n, unit]) => sum + Number(n) * SECONDS[unit!]!, 0);
/** What Cluster API asks for. Source: sigs.k8s.io/cluster-api v1, the webhook of MachineHealthCheck. */
const SHORTEST_START = 30;

const startup = rule({
  code: 'HK2305',
  severity: 'error',
  title: 'An ill-formed time for a machine to start',
  why: 'Cluster API refuses the health check of the machines, and with it the release.',
  remedy: 'Write a time with its unit, such as "10m".',
  source: 'cozystack v1.6.2, packages/apps/kubernetes/templates/cluster.yaml; Go, time.ParseDuration',
  releases: { since: '1.6.0' },
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    for (const [written, place] of healthSettings(spec, at, 'nodeStartupTimeout')) {
      if (!written) continue;
      const seconds = DURATION.test(written) ? secondsOf(written) : undefined;
      // Zero switches the limit off.
      if (seconds === 0 || (seconds !== undefined && seconds >= SHORTEST_START)) continue;
      yield {
        pointer: place,
        message: `nodeStartupTimeout is ${quote(written)}${seconds === undefined ? '' : `, which is less than ${SHORTEST_START} seconds`}.`,
        remedy: 'Write a time with its unit, such as "10m".',
      };
    }
  },
  example: {
    profile: 'cozystack-1.6',
    fails: withGroup16({ nodeStartupTimeout: '10 minutes' }),
    passes: withGroup16({ nodeStartupTimeout: '10m' }),
  },
});

const talosImage = rule({
  code: 'HK2306',
  severity: 'error',
  title: 'An ill-formed image of the machines',
  why: 'The image is fetched under a name made of these values, and machines without it never start.',
  remedy: 'Write a release such as v1.13.6, and the 64 hexadecimal digits of the schematic.',
  source: 'cozystack v1.6.2, packages/apps/kubernetes/values.yaml; Talos, image factory',
  releases: { since: '1.6.0' },
  kind: 'Kubernetes',
  *check({ spec: { talos = {} } }, { at }) {
    const forms = {
      version: [/^v[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$/, 'a release such as "v1.13.6"'],
      schematicID: [/^[0-9a-f]{64}$/, 'the 64 hexadecimal digits of the schematic'],
    } as const;
    for (const key of ['version', 'schematicID'] as const) {
      const written = talos[key];
      const [form, wanted] = forms[key];
      if (written === undefined || form.test(written)) continue;
      yield { pointer: at('talos', key), message: `talos.${key} is ${quote(written)}.`, remedy: `Write ${wanted}.` };
    }
  },
  example: {
    profile: 'cozystack-1.6',
    fails: withGroup16({}, { talos: { version: '1.13' } }),
    passes: withGroup16({}, { talos: { version: 'v1.13.6' } }),
  },
});

const TALOS_DISK = Quantity.of(10, 'Gi');

const systemDisk = rule({
  code: 'HK2112',
  severity: 'warning',
  title: 'A disk below what the operating system asks for',
  why: 'From release 1.6 on the disk of a group holds Talos, its state and all images; Talos asks for 10 GiB and advises 100.',
  remedy: 'Write 20Gi or more.',
  source:
    'Talos v1.13, getting-started/system-requirements; cozystack v1.6.2, packages/apps/kubernetes/templates/cluster.yaml',
  releases: { since: '1.6.0' },
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    for (const [name, { diskSize }] of withDiskBelow(TALOS_DISK, spec)) {
      yield {
        pointer: at('nodeGroups', name, 'diskSize'),
        message: `The disk of node group "${name}" has ${diskSize}.`,
        remedy: 'Write 20Gi or more.',
      };
    }
  },
  example: {
    profile: 'cozystack-1.6',
    fails: withGroup16({ diskSize: '5Gi' }),
    passes: withGroup16({ diskSize: '20Gi' }),
  },
});

/** Rules over the machines of platform 1.6: health, image, disk. */
export const MACHINE_RULES: readonly ObjectRule[] = [unhealthy, startup, talosImage, systemDisk].map(
  (r) => r as ObjectRule,
);
