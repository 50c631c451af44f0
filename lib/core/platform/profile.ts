import { choiceFault } from '../choice';
import type { HikubeError } from '../issue';
import { quote } from '../json';
import { integer, list, map as mapOf, object, optional, quantity, readProps, text, type Shapes } from '../props';
import { nearest } from '../suggest';
import { ADDONS, type AddonName } from './addons';
import { Gpu } from './gpu';
import { COZYSTACK_1_1, COZYSTACK_1_6, HIKUBE, type InstanceTypes, type MachineSize } from './instance-types';
import { presetsOf, type Preset } from './presets';
import { includes, shortRelease, type Release } from './release';

/** A GPU model that a provider offers. */
export interface GpuFacts {
  /** The device name that a node group carries. */
  readonly device: string;
  /** GPU memory in GB, as the provider documents it. @default unknown */
  readonly memoryGb?: number;
}

/** What a provider of the platform offers, as data. */
export interface ProfileData {
  /** How people and the command line call it. */
  readonly name: string;
  /** The release of the platform that it runs. */
  readonly release: Release;
  /** The Kubernetes minors that it offers, and the patch that the platform picks for each. */
  readonly kubernetes: Readonly<Record<string, string>>;
  /** The instance types that it documents. */
  readonly instanceTypes: InstanceTypes;
  /** Instance types that its platform ships but the provider does not document. */
  readonly otherInstanceTypes: InstanceTypes;
  /** GPU models by their short name; empty where the operator decides. */
  readonly gpus: Readonly<Record<string, GpuFacts>>;
  /** The classes that cluster and ring volumes can be of. */
  readonly storageClasses: readonly string[];
  /** Set where the operators run without the platform around them: which API the etcd operator has. @default Cozystack */
  readonly operators?: { readonly etcd: EtcdApi };
}

/** The versions of the etcd operator's API: `etcd.aenix.io/v1alpha1` and `etcd-operator.cozystack.io/v1alpha2`. */
export type EtcdApi = 'v1alpha1' | 'v1alpha2';

/** The operators without the platform, and the release of the platform that ships the same releases of them. */
const bareOperators = (etcd: EtcdApi): ProfileData => ({
  name: `operators-${etcd}`,
  release: etcd === 'v1alpha1' ? '1.1.2' : '1.6.2',
  kubernetes: {},
  instanceTypes: {},
  otherInstanceTypes: {},
  gpus: {},
  storageClasses: [],
  operators: { etcd },
});

/** What a provider offers beyond the profile's own data. */
export interface ProfileAdditions {
  /** Further instance types, by name. */
  readonly instanceTypes?: InstanceTypes;
  /** Further GPU models, by short name. */
  readonly gpus?: Readonly<Record<string, GpuFacts>>;
  /** Further storage classes. */
  readonly storageClasses?: readonly string[];
}

/** Source: cozystack v1.1.2, packages/apps/kubernetes/files/versions.yaml. */
const KUBERNETES_1_1 = {
  'v1.30': 'v1.30.14',
  'v1.31': 'v1.31.14',
  'v1.32': 'v1.32.12',
  'v1.33': 'v1.33.8',
  'v1.34': 'v1.34.4',
  'v1.35': 'v1.35.1',
};
/** Source: the same file at v1.6.2. */
const KUBERNETES_1_6 = {
  'v1.31': 'v1.31.14',
  'v1.32': 'v1.32.13',
  'v1.33': 'v1.33.13',
  'v1.34': 'v1.34.9',
  'v1.35': 'v1.35.6',
};

/** The classes that the platform's guide has an operator create (cozystack website, docs/v1.1/storage). */
const GUIDE_CLASSES = ['local', 'replicated'];

const COZYSTACK: Readonly<Record<string, ProfileData>> = {
  '1.1': {
    name: 'cozystack-1.1',
    release: '1.1.2',
    kubernetes: KUBERNETES_1_1,
    instanceTypes: COZYSTACK_1_1,
    otherInstanceTypes: {},
    gpus: {},
    storageClasses: GUIDE_CLASSES,
  },
  '1.6': {
    name: 'cozystack-1.6',
    release: '1.6.2',
    kubernetes: KUBERNETES_1_6,
    instanceTypes: COZYSTACK_1_6,
    otherInstanceTypes: {},
    gpus: {},
    storageClasses: GUIDE_CLASSES,
  },
};

/** Source: Hikube's documentation (HidoraSwiss/hikube-public-doc 1da2526), docs/services/{kubernetes,gpu,storage}. */
const HIKUBE_DATA: ProfileData = {
  ...COZYSTACK['1.1']!,
  name: 'hikube',
  instanceTypes: HIKUBE,
  otherInstanceTypes: COZYSTACK_1_1,
  gpus: {
    L40S: { device: Gpu.L40S.device, memoryGb: 48 },
    A100: { device: Gpu.A100.device, memoryGb: 80 },
    H100: { device: Gpu.H100.device, memoryGb: 80 },
  },
  storageClasses: ['local', 'replicated', 'replicated-async'],
};

/**
 * What the platform behind a tenant is and offers: its release, the Kubernetes versions, instance types, GPUs, storage
 * classes, presets and add-ons. Everything that is compiled and checked is compiled and checked for one profile.
 */
export class PlatformProfile {
  private sizes: InstanceTypes | undefined;

  private constructor(
    /** The facts themselves. */
    public readonly data: ProfileData,
  ) {}

  /** Hikube: Cozystack 1.1 with Hikube's instance types, GPUs and storage classes. */
  public static hikube(additions: ProfileAdditions = {}): PlatformProfile {
    return new PlatformProfile(HIKUBE_DATA).with(additions);
  }

  /**
   * Cozystack as its project ships it.
   *
   * @param release the platform's release, such as `1.6`
   * @throws HikubeError HK1106 for a release that this library has no facts of
   */
  public static cozystack(release: '1.1' | '1.6', additions: ProfileAdditions = {}): PlatformProfile {
    const known: unknown = release;
    const data = typeof known === 'string' && Object.hasOwn(COZYSTACK, known) ? COZYSTACK[known] : undefined;
    if (!data) throw unknownRelease(release);
    return new PlatformProfile(data).with(additions);
  }

  /**
   * Piraeus, the etcd operator, Kamaji and cert-manager without Cozystack, for those who run them by themselves. There are
   * no tenants on it.
   *
   * @param options `etcd`: which API the etcd operator has
   * @throws HikubeError HK1106 for another API
   */
  public static operators(options: { readonly etcd: EtcdApi }): PlatformProfile {
    const etcd: unknown = (options as { etcd?: unknown } | undefined)?.etcd;
    if (etcd !== 'v1alpha1' && etcd !== 'v1alpha2') {
      throw choiceFault(
        `There is no API ${quote(etcd)} of the etcd operator.`,
        'The two releases of it take different objects.',
        "Write `PlatformProfile.operators({ etcd: 'v1alpha1' })`, or v1alpha2.",
      );
    }
    return new PlatformProfile(bareOperators(etcd));
  }

  /** Whether the platform's own charts are there, and own what they write. */
  public get isCozystack(): boolean {
    return this.data.operators === undefined;
  }

  /** The API of the etcd operator that it runs (cozystack v1.6.0 changed it). */
  public get etcdApi(): EtcdApi {
    return this.data.operators?.etcd ?? (includes({ since: '1.6.0' }, this.release) ? 'v1alpha2' : 'v1alpha1');
  }

  /**
   * The profile with what a provider offers beyond it.
   *
   * @throws HikubeError HK1106 for additions of another form
   */
  public with(given: ProfileAdditions): PlatformProfile {
    const { data } = this;
    const additions = readAdditions(given);
    return new PlatformProfile({
      ...data,
      instanceTypes: { ...data.instanceTypes, ...additions.instanceTypes },
      gpus: { ...data.gpus, ...additions.gpus },
      storageClasses: [...new Set([...data.storageClasses, ...(additions.storageClasses ?? [])])],
    });
  }

  /** How people call it: `hikube`, `cozystack-1.6`. */
  public get name(): string {
    return this.data.name;
  }

  /** The platform's release, such as `1.1.2`. */
  public get release(): Release {
    return this.data.release;
  }

  /** The profile and its release, for a sentence. */
  public get title(): string {
    const release = shortRelease(this.release);
    if (this.data.operators) return `the operators without Cozystack (etcd ${this.etcdApi})`;
    return this.name.endsWith(`-${release}`) ? this.name : `${this.name} (platform ${release})`;
  }

  /** The sizes of all its instance types, of those that its provider does not list as well. */
  public get machineSizes(): InstanceTypes {
    return (this.sizes ??= { ...this.data.otherInstanceTypes, ...this.data.instanceTypes });
  }

  /** The presets of control-plane components that its release takes. */
  public get presets(): readonly Preset[] {
    return presetsOf(this.release);
  }

  /** The add-ons that its release has, by the name of their field. */
  public get addons(): readonly AddonName[] {
    return (Object.keys(ADDONS) as AddonName[]).filter((name) => includes(ADDONS[name], this.release));
  }

  /** The Kubernetes versions that it offers, oldest first. */
  public get kubernetesVersions(): readonly string[] {
    return Object.keys(this.data.kubernetes);
  }

  /**
   * The name under which workloads inside a cluster ask for the class of its volumes, or `undefined` where the
   * platform passes that class on to no cluster.
   */
  public storageClassInside(clusterClass: string): string | undefined {
    // 1.1 makes one class and calls it kubevirt; later releases pass the classes on under their own names, except local
    // ones (cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/templates/helmreleases/csi.yaml).
    if (!includes({ since: '1.5.0' }, this.release)) return 'kubevirt';
    return clusterClass === 'local' ? undefined : clusterClass;
  }
}

const COUNT_OR_TEXT = { cpu: integer(), memory: quantity() };
const ADDITIONS: Shapes<ProfileAdditions> = {
  instanceTypes: optional(mapOf(object<MachineSize>(COUNT_OR_TEXT))),
  gpus: optional(mapOf(object<GpuFacts>({ device: text(), memoryGb: optional(integer()) }))),
  storageClasses: optional(list(text())),
};

/** What a provider offers beyond a profile, once it is known to be of that form. */
function readAdditions(given: unknown): ProfileAdditions {
  const { props, faults } = readProps(ADDITIONS, given);
  const [fault] = faults;
  if (fault)
    throw choiceFault(
      `${fault.message} (additions to a profile)`,
      'Everything is checked against the profile.',
      fault.remedy,
    );
  return props;
}

function unknownRelease(release: unknown): HikubeError {
  const known = Object.keys(COZYSTACK);
  const near = (typeof release === 'string' && nearest(release, known)) || known[known.length - 1]!;
  return choiceFault(
    `Release ${quote(release)} of the platform is not one that this library has facts of.`,
    'Objects are compiled for a release, and fields, names and defaults differ between releases.',
    `Write PlatformProfile.cozystack('${near}'); known releases: ${known.join(', ')}.`,
  );
}
