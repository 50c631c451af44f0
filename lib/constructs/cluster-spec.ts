import type { Draft } from '../core/model/field';
import type { KubernetesSpec } from '../core/model/kubernetes';
import type { ComponentSize, ControlPlaneProps, ManagedClusterProps } from './managed-cluster-props';

type Component = NonNullable<NonNullable<Draft<KubernetesSpec>['controlPlane']>['scheduler']>;

/** A preset goes into one field and resources into another, so they cannot meet. */
function component(size: ComponentSize | undefined): Component | undefined {
  if (size === undefined) return undefined;
  return typeof size === 'object' ? { resources: size } : { resourcesPreset: size };
}

function apiServer({ apiServer: size, apiServerArguments, apiServerVolumes }: ControlPlaneProps): object | undefined {
  if (size === undefined && !apiServerArguments && !apiServerVolumes) return undefined;
  return {
    ...component(size),
    extraArgs: apiServerArguments,
    extraVolumes: apiServerVolumes?.map(({ name, configMap, secret }) => ({
      name,
      ...(configMap !== undefined && { configMap: { name: configMap } }),
      ...(secret !== undefined && { secret: { secretName: secret } }),
    })),
    extraVolumeMounts: apiServerVolumes?.map(({ name, mountPath }) => ({ name, mountPath, readOnly: true })),
  };
}

function controlPlane(props: ControlPlaneProps): Draft<KubernetesSpec>['controlPlane'] {
  const konnectivity = component(props.konnectivity);
  return {
    replicas: props.replicas,
    apiServer: apiServer(props),
    controllerManager: component(props.controllerManager),
    scheduler: component(props.scheduler),
    konnectivity: konnectivity && { server: konnectivity },
  };
}

type Parts = Pick<Draft<KubernetesSpec>, 'nodeGroups' | 'addons'>;

const filled = <T extends object>(value: T | undefined): T | undefined =>
  value && Object.keys(value).length > 0 ? value : undefined;

/** The spec of a cluster, from its props and what its groups and add-ons say. What is unset stays absent. */
export function clusterSpec(props: Partial<ManagedClusterProps>, { nodeGroups, addons }: Parts): Draft<KubernetesSpec> {
  const { oidc, nodeHealth, talos, images } = props;
  return {
    version: props.version,
    host: props.host,
    storageClass: props.volumes?.storageClass,
    controlPlane: filled(props.controlPlane) && controlPlane(props.controlPlane!),
    nodeGroups: filled(nodeGroups),
    addons: filled(addons),
    images: filled(images),
    talos: filled(talos) && {
      version: talos!.version,
      schematicID: talos!.schematicId,
      imageFactoryURL: talos!.imageFactoryUrl,
      installerRepository: talos!.installerRepository,
    },
    nodeHealthCheck: filled(nodeHealth) && {
      maxUnhealthy: nodeHealth!.maxUnhealthy,
      nodeStartupTimeout: nodeHealth!.startupTimeout,
    },
    oidc: oidc && {
      mode: oidc.mode,
      customConfig:
        oidc.mode === 'System'
          ? undefined
          : { config: oidc.config, secretRef: oidc.secretName === undefined ? undefined : { name: oidc.secretName } },
      users: oidc.users.length > 0 ? oidc.users : undefined,
    },
  } as Draft<KubernetesSpec>;
}
