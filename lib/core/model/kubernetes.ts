import { ADDON_FIELDS, type AddonsSpec } from './addon';
import { CONTROL_PLANE, type ControlPlaneSpec } from './control-plane';
import { choice, list, map, object, text, type Fields } from './field';
import { NODE_GROUP, type NodeGroupSpec } from './node-group';

/** Who may log in to the cluster (platform 1.6). */
export interface OidcSpec {
  readonly mode?: 'None' | 'System' | 'CustomConfig';
  readonly customConfig?: { readonly config?: string; readonly secretRef?: { readonly name?: string } };
  readonly users?: readonly { readonly email?: string; readonly role?: 'admin' | 'view' }[];
}

/** The worker image (platform 1.6). */
export interface TalosSpec {
  readonly version?: string;
  readonly schematicID?: string;
  readonly imageFactoryURL?: string;
  readonly installerRepository?: string;
}

/** When an unhealthy machine is replaced (platform 1.6). */
export interface NodeHealthCheckSpec {
  readonly maxUnhealthy?: string;
  readonly nodeStartupTimeout?: string;
}

/** Images of the platform's helper jobs. */
export interface ImagesSpec {
  readonly waitForKubeconfig?: string;
  readonly kubectl?: string;
  readonly talosCsrSigner?: string;
}

/** The spec of kind `Kubernetes`, in the names of the latest release. */
export interface KubernetesSpec {
  readonly storageClass?: string;
  readonly version?: string;
  readonly host?: string;
  readonly nodeGroups?: Readonly<Record<string, NodeGroupSpec>>;
  readonly controlPlane?: ControlPlaneSpec;
  readonly addons?: AddonsSpec;
  readonly images?: ImagesSpec;
  readonly talos?: TalosSpec;
  readonly nodeHealthCheck?: NodeHealthCheckSpec;
  readonly oidc?: OidcSpec;
}

const OIDC: Fields<OidcSpec> = {
  mode: choice(['None', 'System', 'CustomConfig']),
  customConfig: object<NonNullable<OidcSpec['customConfig']>>({
    config: text(),
    secretRef: object<{ readonly name?: string }>({ name: text() }),
  }),
  users: list(object({ email: text({ required: true }), role: choice(['admin', 'view'], { required: true }) })),
};
const TALOS: Fields<TalosSpec> = {
  version: text(),
  schematicID: text(),
  imageFactoryURL: text(),
  installerRepository: text(),
};

/** Source: cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/values.schema.json; changelog for the releases between. */
export const KUBERNETES: Fields<KubernetesSpec> = {
  storageClass: text(),
  // Versions have a rule of their own: a patch version deserves a better answer than a list.
  version: text(),
  host: text({ nullable: true }),
  nodeGroups: map(object(NODE_GROUP)),
  controlPlane: object(CONTROL_PLANE, { formerly: 'kamajiControlPlane' }),
  addons: object(ADDON_FIELDS),
  images: object<ImagesSpec>(
    {
      waitForKubeconfig: text(),
      kubectl: text({ since: '1.6.0' }),
      talosCsrSigner: text({ since: '1.6.0' }),
    },
    { since: '1.4.0' },
  ),
  talos: object(TALOS, { since: '1.6.0' }),
  nodeHealthCheck: object<NodeHealthCheckSpec>(
    { maxUnhealthy: text(), nodeStartupTimeout: text() },
    { since: '1.6.0' },
  ),
  oidc: object(OIDC, { since: '1.6.0' }),
};
