import { isRecord, setKey } from '../json';
import { includes, type Release } from '../platform/release';
import { ADDONS, type AddonName } from '../platform/addons';
import { ETCD_DEFAULTS } from './etcd';
import type { Draft } from './field';
import { PLATFORM_GROUP } from './node-group';
import type { TenantKind, TenantKinds } from './kind';
import type { KubernetesSpec } from './kubernetes';

const TALOS_SINCE: Release = '1.6.0';
const SERIES_SINCE: Release = '1.4.0';

/** The API servers of a cluster that does not say. */
export const CONTROL_PLANE_REPLICAS = 2;

function clusterDefaults(release: Release): Draft<KubernetesSpec> {
  const [apiServer, other] = includes({ since: SERIES_SINCE }, release)
    ? ['c1.medium', 't1.micro']
    : ['large', 'micro'];
  const component = { resourcesPreset: other };
  const offered = (Object.keys(ADDONS) as AddonName[]).filter((name) => includes(ADDONS[name], release));
  const addons = offered.map((name): [string, object] => [
    name,
    {
      ...(ADDONS[name].switchable && { enabled: false }),
      ...(name === 'ingressNginx' && { exposeMethod: 'Proxied' }),
    },
  ]);
  return {
    version: 'v1.35',
    host: '',
    storageClass: 'replicated',
    controlPlane: {
      replicas: CONTROL_PLANE_REPLICAS,
      apiServer: { resourcesPreset: apiServer },
      controllerManager: component,
      scheduler: component,
      konnectivity: { server: component },
    },
    addons: Object.fromEntries(addons),
    ...(includes({ since: SERIES_SINCE }, release) && { images: { waitForKubeconfig: '' } }),
    ...(includes({ since: TALOS_SINCE }, release) && {
      images: { waitForKubeconfig: '', kubectl: '', talosCsrSigner: '' },
      talos: {
        version: 'v1.13.6',
        schematicID: 'ce4c980550dd2ab1b17bbf2b08801c7eb59418eafe8f279833297925d67c7515',
        imageFactoryURL: 'https://factory.talos.dev',
        installerRepository: 'factory.talos.dev/installer',
      },
      nodeHealthCheck: { maxUnhealthy: '50%', nodeStartupTimeout: '10m' },
      oidc: { mode: 'None', customConfig: { config: '', secretRef: { name: '' } } },
    }),
  } as Draft<KubernetesSpec>;
}

const DEFAULTS: { readonly [K in TenantKind]: (release: Release) => Draft<TenantKinds[K]> } = {
  Kubernetes: clusterDefaults,
  Etcd: (release) => ({
    ...ETCD_DEFAULTS,
    storageClass: '',
    resources: { cpu: '1000m', memory: '512Mi' },
    ...(includes({ since: TALOS_SINCE }, release) && { version: '3.6.11' }),
  }),
  Tenant: (release) => ({
    host: '',
    etcd: false,
    monitoring: false,
    ingress: false,
    seaweedfs: false,
    ...(includes({ since: '1.2.0' }, release) && { schedulingClass: '' }),
  }),
};

/**
 * What the platform takes where nothing is written, in the names of the latest release; empty lists and objects are left
 * out. Source: cozystack v1.1.2 and v1.6.2, values.schema.json of packages/apps/{kubernetes,tenant} and packages/extra/etcd.
 */
export const defaultsOf = <K extends TenantKind>(kind: K, release: Release): Draft<TenantKinds[K]> =>
  DEFAULTS[kind](release);

/** What the API server shows for a key of a group that is not written, and the chart takes for the group `md0`. */
export const GROUP_DEFAULTS = { minReplicas: 0, maxReplicas: 10, instanceType: 'u1.medium', diskSize: '20Gi' } as const;

/** What a kubelet keeps free where its settings are opened and these are not written (platform 1.4 and later). */
export const KUBELET_DEFAULTS = { evictionHardMemory: '7%', evictionSoftMemory: '10%' } as const;

/**
 * The groups that the platform runs for those that are written. Up to 1.5 the chart's own group is merged into the map,
 * whatever else stands there; from 1.6 on it appears only where there is no other.
 *
 * Source: cozystack v1.1.2, packages/apps/kubernetes/values.yaml (Helm merges maps); v1.6.2, templates/_helpers.tpl.
 */
export function groupsAsRun(written: unknown, release: Release, wire: (key: string) => string): unknown {
  if (written !== undefined && written !== null && !isRecord(written)) return written;
  const groups: Record<string, unknown> = {};
  const merged = includes({ until: PLATFORM_GROUP.until }, release);
  const own: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(PLATFORM_GROUP.spec)) own[wire(key)] = value;
  if (merged || Object.keys(written ?? {}).length === 0) groups[PLATFORM_GROUP.name] = own;
  for (const [name, group] of Object.entries(written ?? {})) {
    const beside = merged && name === PLATFORM_GROUP.name ? own : {};
    setKey(groups, name, isRecord(group) ? withGroupDefaults(group, beside, wire) : group);
  }
  return groups;
}

function withGroupDefaults(
  group: Readonly<Record<string, unknown>>,
  beside: Readonly<Record<string, unknown>>,
  wire: (key: string) => string,
): object {
  const filled: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(GROUP_DEFAULTS)) filled[wire(key)] = value;
  for (const [key, value] of Object.entries({ ...beside, ...group })) {
    if (value !== null && value !== undefined) setKey(filled, key, value);
  }
  if (isRecord(filled.kubelet)) filled.kubelet = { ...KUBELET_DEFAULTS, ...filled.kubelet };
  return filled;
}
