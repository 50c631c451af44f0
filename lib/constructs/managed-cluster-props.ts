import type { Deferrable } from '../core/deferred';
import { isRecord } from '../core/json';
import type { KubernetesVersion } from '../core/kubernetes-version';
import type { Preset } from '../core/platform/presets';
import { instance, integer, list, object, optional, text, type Shape, type Shapes } from '../core/props';
import { EtcdRing, InheritedEtcdRing } from './etcd-ring';
import { NOUN_SHAPES, type NounProps } from './noun';
import { METADATA_SHAPES, type ObjectMetadataProps } from './object-metadata';
import { Oidc } from './oidc';
import { HEALTH_SHAPES, RESOURCES_SHAPE, type NodeHealth, type Resources } from './resources';
import { ReplicatedVolumeLayer } from './replicated-volume-layer';

/** The size of a control-plane component: a preset of the platform, or CPU and memory. */
export type ComponentSize = Preset | Resources;

/** A file or folder that the API server reads, from a ConfigMap or a Secret of the tenant (platform 1.6). */
export interface ApiServerVolume {
  /** The name of the volume, unlike any other. */
  readonly name: string;
  /** The ConfigMap that it shows. Give this or `secret`. */
  readonly configMap?: string;
  /** The Secret that it shows: its name, never its content. */
  readonly secret?: string;
  /** Where the API server finds it. */
  readonly mountPath: string;
}

/** The control plane, which the platform runs. */
export interface ControlPlaneProps {
  /** How many of each component. They hold no state: quorum is the etcd ring's matter. @default 2 */
  readonly replicas?: Deferrable<number>;
  /** @default `large` (platform 1.1), `c1.medium` (1.6) */
  readonly apiServer?: ComponentSize;
  /** @default `micro` (platform 1.1), `t1.micro` (1.6) */
  readonly controllerManager?: ComponentSize;
  /** @default `micro` (platform 1.1), `t1.micro` (1.6) */
  readonly scheduler?: ComponentSize;
  /** The way from the control plane to the machines. @default `micro` (platform 1.1), `t1.micro` (1.6) */
  readonly konnectivity?: ComponentSize;
  /** Further arguments of the API server, such as `--v=2` (platform 1.6). @default none */
  readonly apiServerArguments?: readonly Deferrable<string>[];
  /** Files for the API server (platform 1.6). @default none */
  readonly apiServerVolumes?: readonly ApiServerVolume[];
}

/** The image of the machines (platform 1.6). */
export interface TalosProps {
  /** Such as `v1.13.6`. @default the platform's */
  readonly version?: Deferrable<string>;
  /** The id of an image factory schematic: 64 hexadecimal digits. @default the platform's */
  readonly schematicId?: Deferrable<string>;
  /** @default https://factory.talos.dev */
  readonly imageFactoryUrl?: Deferrable<string>;
  /** Without a slash at its end. @default factory.talos.dev/installer */
  readonly installerRepository?: Deferrable<string>;
}

/** The images of the platform's helper jobs, for those who mirror them. */
export interface ImagesProps {
  /** Platform 1.4. @default the platform's */
  readonly waitForKubeconfig?: Deferrable<string>;
  /** Platform 1.6. @default the platform's */
  readonly kubectl?: Deferrable<string>;
  /** Platform 1.6. @default the platform's */
  readonly talosCsrSigner?: Deferrable<string>;
}

/** What a cluster takes. */
export interface ManagedClusterProps extends NounProps, ObjectMetadataProps {
  /** The name in `metadata.name`; at most 42 characters. @default the construct's id */
  readonly name?: string;
  /** The minor version of Kubernetes; the patch is the platform's choice. @default the platform's newest */
  readonly version?: KubernetesVersion | (string & {});
  /** The name under which the API server answers; somebody has to create its DNS record. @default `kubernetes-<name>.<tenant's host>` */
  readonly host?: Deferrable<string>;
  /** Replicas and sizes. @default the platform's */
  readonly controlPlane?: ControlPlaneProps;
  /** The ring that keeps its state: the tenant's own, or an ancestor's. @default whichever the platform finds */
  readonly etcd?: EtcdRing | InheritedEtcdRing;
  /** The layer that its volumes are on. It cannot change later. @default the platform's class `replicated` */
  readonly volumes?: ReplicatedVolumeLayer;
  /** Who may log in by OIDC (platform 1.6). @default nobody */
  readonly oidc?: Oidc;
  /** When an unhealthy machine is replaced (platform 1.6). @default the platform's: 50 %, 10 minutes */
  readonly nodeHealth?: NodeHealth;
  /** The image of the machines (platform 1.6). @default the platform's */
  readonly talos?: TalosProps;
  /** Images of helper jobs (platform 1.4). @default the platform's */
  readonly images?: ImagesProps;
}

const lateText = optional(text({ late: true }));
const size: Shape = optional({
  kind: 'either',
  what: 'a preset such as "large", or { cpu, memory }',
  pick: (value) => (isRecord(value) ? RESOURCES_SHAPE : text()),
});
const ring: Shape = optional({
  kind: 'instance',
  what: 'an EtcdRing or EtcdRing.inherited()',
  hint: "new EtcdRing(chart, 'etcd'), or EtcdRing.inherited()",
  test: (value) => value instanceof EtcdRing || value instanceof InheritedEtcdRing,
});

export const CLUSTER_SHAPES: Shapes<ManagedClusterProps> = {
  ...NOUN_SHAPES,
  ...METADATA_SHAPES,
  name: optional(text()),
  version: optional(text()),
  host: lateText,
  controlPlane: optional(
    object<ControlPlaneProps>({
      replicas: optional(integer({ late: true })),
      apiServer: size,
      controllerManager: size,
      scheduler: size,
      konnectivity: size,
      apiServerArguments: optional(list(text({ late: true }))),
      apiServerVolumes: optional(
        list(
          object<ApiServerVolume>({
            name: text(),
            configMap: optional(text()),
            secret: optional(text()),
            mountPath: text(),
          }),
        ),
      ),
    }),
  ),
  etcd: ring,
  volumes: optional(instance(ReplicatedVolumeLayer, "new ReplicatedVolumeLayer(chart, 'volumes', { replication })")),
  oidc: optional(instance(Oidc, 'Oidc.system(…)')),
  nodeHealth: optional(object(HEALTH_SHAPES)),
  talos: optional(
    object<TalosProps>({
      version: lateText,
      schematicId: lateText,
      imageFactoryUrl: lateText,
      installerRepository: lateText,
    }),
  ),
  images: optional(object<ImagesProps>({ waitForKubeconfig: lateText, kubectl: lateText, talosCsrSigner: lateText })),
};
