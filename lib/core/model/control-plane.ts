import { ALL_PRESETS, PRESET_SERIES_SINCE, type Preset } from '../platform/presets';
import { choice, free, integer, list, object, text, type Fields } from './field';
import { RESOURCES, type ResourcesSpec } from './resources';

/** The size of one component: explicit resources, or a preset. */
export interface ComponentSpec {
  readonly resources?: ResourcesSpec;
  readonly resourcesPreset?: Preset;
}

/** The API server, which from platform 1.6 on also takes arguments and volumes. */
export interface ApiServerSpec extends ComponentSpec {
  readonly extraArgs?: readonly string[];
  readonly extraVolumes?: readonly object[];
  readonly extraVolumeMounts?: readonly object[];
}

/** `spec.controlPlane`. */
export interface ControlPlaneSpec {
  readonly replicas?: number;
  readonly apiServer?: ApiServerSpec;
  readonly controllerManager?: ComponentSpec;
  readonly scheduler?: ComponentSpec;
  readonly konnectivity?: { readonly server?: ComponentSpec };
}

const COMPONENT: Fields<ComponentSpec> = {
  resources: object(RESOURCES),
  resourcesPreset: choice((profile) => profile.presets, { later: { since: PRESET_SERIES_SINCE, values: ALL_PRESETS } }),
};

/** Source: cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/values.schema.json. */
export const CONTROL_PLANE: Fields<ControlPlaneSpec> = {
  replicas: integer(),
  apiServer: object<ApiServerSpec>({
    ...COMPONENT,
    extraArgs: list(text(), { since: '1.6.0' }),
    extraVolumes: list(free(), { since: '1.6.0' }),
    extraVolumeMounts: list(free(), { since: '1.6.0' }),
  }),
  controllerManager: object(COMPONENT),
  scheduler: object(COMPONENT),
  konnectivity: object<NonNullable<ControlPlaneSpec['konnectivity']>>({ server: object(COMPONENT) }),
};
