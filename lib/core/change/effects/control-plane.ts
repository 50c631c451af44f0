import { quote } from '../../json';
import type { ComponentSpec, ControlPlaneSpec } from '../../model/control-plane';
import type { OidcSpec } from '../../model/kubernetes';
import { ALL_PRESETS, presetSize, type Preset } from '../../platform/presets';
import type { Release } from '../../platform/release';
import { Quantity } from '../../quantity';
import { isSame } from '../difference';
import { effect, type EffectRule, type Side } from '../effect';

const SOURCE = 'cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/templates/cluster.yaml (KamajiControlPlane)';
const TALOS: Release = '1.6.0';
type Cluster = Side<'Kubernetes'>;

/** The components of a control plane: how people call them, where they stand, and their size. */
export const COMPONENTS: readonly (readonly [
  string,
  readonly string[],
  (plane: ControlPlaneSpec) => ComponentSpec | undefined,
])[] = [
  ['API server', ['apiServer'], ({ apiServer }) => apiServer],
  ['controller manager', ['controllerManager'], ({ controllerManager }) => controllerManager],
  ['scheduler', ['scheduler'], ({ scheduler }) => scheduler],
  ['konnectivity server', ['konnectivity', 'server'], ({ konnectivity }) => konnectivity?.server],
];

const KEYS = ['cpu', 'memory'] as const;

/** What a component gets: what is written of its resources, and the preset for what is not. */
function sizeOf(component: ComponentSpec | undefined, key: (typeof KEYS)[number]): string {
  const written = component?.resources?.[key];
  if (written !== undefined && written !== '') return String(written);
  const { resourcesPreset: preset } = component ?? {};
  if (preset === undefined || !(ALL_PRESETS as readonly string[]).includes(preset)) return quote(preset);
  const { milliCpu, memory } = presetSize(preset as Preset);
  return key === 'cpu' ? `${milliCpu}m` : memory;
}

const sameSize = (a: string, b: string): boolean => {
  const [x, y] = [Quantity.parse(a), Quantity.parse(b)];
  return a === b || (x !== undefined && y !== undefined && x.equals(y));
};

/** What of a component's size is another amount. */
export const resized = (before: ComponentSpec | undefined, after: ComponentSpec | undefined): string[] =>
  KEYS.filter((key) => !sameSize(sizeOf(before, key), sizeOf(after, key))).map(
    (key) => `${key === 'cpu' ? 'CPU' : key} ${sizeOf(before, key)} to ${sizeOf(after, key)}`,
  );

/** What has the API server's pods made anew beside their size. */
const ARGUMENTS = ['extraArgs', 'extraVolumes', 'extraVolumeMounts'] as const;

const alone = ({ spec }: Cluster): boolean => (spec.controlPlane?.replicas ?? 0) <= 1;

/** The settings of logins that a mode reads. */
export function loginsOf(oidc: OidcSpec = {}): object {
  const { mode = 'None', customConfig = {}, users = [] } = oidc;
  if (mode === 'None') return { mode };
  return { mode, users, ...(mode === 'CustomConfig' && { customConfig }) };
}

export const CONTROL_PLANE_EFFECTS: readonly EffectRule<'Kubernetes'>[] = [
  effect({
    code: 'HK5301',
    impact: 'controlPlane',
    severity: 'info',
    title: 'The control plane restarts',
    why: 'Its pods are made anew one after the other; workloads go on, and with one copy the API is away for that time.',
    first: 'Apply when nobody deploys.',
    source: SOURCE,
    kind: 'Kubernetes',
    example: {
      before: { controlPlane: { apiServer: { resourcesPreset: 'medium' } } },
      after: { controlPlane: { apiServer: { resourcesPreset: 'large' } } },
    },
    *find(before, after, { at }) {
      const [old, now] = [before.spec.controlPlane ?? {}, after.spec.controlPlane ?? {}];
      const away = alone(after) ? ' With one copy, the API is away meanwhile.' : '';
      for (const [name, path, component] of COMPONENTS) {
        const sizes = resized(component(old), component(now));
        if (sizes.length === 0) continue;
        yield {
          pointers: [at('controlPlane', ...path)],
          message: `The control plane restarts with another size of its ${name}: ${sizes.join(', ')}.${away}`,
        };
      }
      for (const key of ARGUMENTS) {
        if (isSame(old.apiServer?.[key] ?? [], now.apiServer?.[key] ?? [])) continue;
        yield {
          pointers: [at('controlPlane', 'apiServer', key)],
          message: `The control plane restarts with other ${key} of its API server.${away}`,
          first: 'A wrong argument or volume keeps the API server from starting: try it on a cluster that may break.',
        };
      }
      const [was, is] = [before.spec.images?.talosCsrSigner, after.spec.images?.talosCsrSigner];
      if (was !== is) {
        yield {
          pointers: [at('images', 'talosCsrSigner')],
          message: `The control plane restarts with the signer image ${quote(is)}.${away}`,
        };
      }
    },
  }),
  effect({
    code: 'HK5302',
    impact: 'controlPlane',
    severity: 'info',
    title: 'The control plane has another number of copies',
    why: 'Copies are added or taken away; the others go on.',
    first: 'Nothing, as long as two or more stay.',
    source: SOURCE,
    kind: 'Kubernetes',
    example: { before: { controlPlane: { replicas: 2 } }, after: { controlPlane: { replicas: 3 } } },
    *find(before, after, { at }) {
      const [old, now] = [before.spec.controlPlane?.replicas, after.spec.controlPlane?.replicas];
      if (old === now || old === undefined || now === undefined) return;
      const few = now === 0 ? ' No API is left.' : now === 1 ? ' From then on every restart takes the API away.' : '';
      yield {
        pointers: [at('controlPlane', 'replicas')],
        message: `The control plane has ${now} cop${now === 1 ? 'y' : 'ies'} instead of ${old}.${few}`,
        ...(few && { first: 'Keep two copies or more.' }),
      };
    },
  }),
  effect({
    code: 'HK5303',
    impact: 'endpoint',
    severity: 'warning',
    title: 'The API is reached by another host name',
    why: 'The ingress and the certificate of the API server get the new name, and kubeconfigs that were handed out point at the old one.',
    first: 'Create the address record of the new name before, and hand out the kubeconfig again after.',
    source: SOURCE,
    kind: 'Kubernetes',
    example: { before: { host: 'k8s.acme.example' }, after: { host: 'api.acme.example' } },
    *find(before, after, { at }) {
      const [old = '', now = ''] = [before.spec.host, after.spec.host];
      if (old === now) return;
      const { name, namespace } = after.reading.object;
      const named = (host: string): string =>
        host === '' ? `the platform's own name (kubernetes-${name}.<host of the tenant>)` : quote(host);
      const ingress = `\`kubectl get ingress kubernetes-${name}${namespace === undefined ? '' : ` -n ${namespace}`}\``;
      const record =
        now === ''
          ? `See that the platform's own name resolves, to the address of ${ingress}`
          : `Create an A record for ${named(now)} with the address of ${ingress}`;
      yield {
        pointers: [at('host')],
        message: `The API server answers at ${named(now)} instead of ${named(old)}.`,
        first: `${record}; afterwards \`hikube kubeconfig ${name}\` reads the new kubeconfig${old === '' ? '' : `, and the record of ${named(old)} can go`}.`,
      };
    },
  }),
  effect({
    code: 'HK5304',
    impact: 'controlPlane',
    severity: 'warning',
    title: 'Logins to the cluster change',
    why: 'The API server restarts with another configuration of who may log in, and a job binds the users to their roles.',
    first: 'Keep an admin kubeconfig that does not depend on the identity provider.',
    source: 'cozystack v1.6.2, packages/apps/kubernetes/templates/oidc-*.yaml',
    releases: { since: TALOS },
    kind: 'Kubernetes',
    example: {
      profile: 'cozystack-1.6',
      before: {},
      after: { oidc: { mode: 'System', users: [{ email: 'ada@acme.example', role: 'admin' }] } },
    },
    *find(before, after, { at }) {
      const [old, now] = [loginsOf(before.spec.oidc), loginsOf(after.spec.oidc)];
      if (isSame(old, now)) return;
      const [was = 'None', is = 'None'] = [before.spec.oidc?.mode, after.spec.oidc?.mode];
      yield {
        pointers: [at('oidc')],
        message:
          was === is
            ? `Who may log in by OIDC (mode ${is}) changes.`
            : `Logins by OIDC go from mode ${was} to ${is}; the API server restarts.`,
        ...(was !== is &&
          is === 'None' && { first: 'Those who log in by OIDC lose access: hand out other credentials first.' }),
      };
    },
  }),
  effect({
    code: 'HK5305',
    impact: 'inPlace',
    severity: 'info',
    title: "Another image of the platform's helper jobs",
    why: 'Jobs that the platform runs beside the cluster start from another image; the cluster goes on.',
    first: 'See that the image can be pulled.',
    source: 'cozystack v1.6.2, packages/apps/kubernetes/templates (images.waitForKubeconfig, images.kubectl)',
    releases: { since: '1.4.0' },
    kind: 'Kubernetes',
    example: {
      profile: 'cozystack-1.6',
      before: {},
      after: { images: { kubectl: 'registry.acme.example/kubectl:1.34' } },
    },
    *find(before, after, { at }) {
      for (const key of ['waitForKubeconfig', 'kubectl'] as const) {
        const [old, now] = [before.spec.images?.[key] ?? '', after.spec.images?.[key] ?? ''];
        if (old === now) continue;
        yield {
          pointers: [at('images', key)],
          message: `The platform's helper jobs run ${quote(now)} instead of ${quote(old)} (${key}).`,
        };
      }
    },
  }),
];
