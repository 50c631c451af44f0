import { Construct } from 'constructs';
import type { Deferrable } from '../core/deferred';
import { isRecord, quote, setKey, sortKeys, type Json } from '../core/json';
import type { AddonSpec, IngressNginxSpec } from '../core/model/addon';
import type { Draft } from '../core/model/field';
import { ADDONS, type AddonName } from '../core/platform/addons';
import { json, optional, text, type Shapes } from '../core/props';
import { didYouMean } from '../core/suggest';
import { ManagedCluster, type ClusterAddon } from './managed-cluster';
import { NOUN_SHAPES, addFault, declareNoun, factsOf, type NounProps } from './noun';
import { hasKeys } from './tenant-object';
import { freshScope, pathOf, refuse } from './wiring';

/** Values of a chart: plain data whose leaves may arrive late. */
export type ChartValues = {
  readonly [key: string]: Deferrable<Json> | ChartValues | readonly (Deferrable<Json> | ChartValues)[];
};

/** What every add-on with values takes. */
export interface AddonProps extends NounProps {
  /**
   * Values of the add-on's own chart, for what has no prop. They land below the key that the platform reads, so they
   * start with the chart's first key, such as `controller` for ingress-nginx. They win over the typed props.
   *
   * @default none
   */
  readonly values?: ChartValues;
}

export const ADDON_SHAPES: Shapes<AddonProps> = { ...NOUN_SHAPES, values: optional(json()) };

/** What an add-on class says of itself. */
export interface AddonDefinition {
  readonly addon: AddonName;
  /** How it is written, for the remedy of a misplaced one. */
  readonly example: string;
}

/** An add-on of a cluster. Every class of an add-on is one; there is at most one of each in a cluster. */
export abstract class AddonBase<P extends NounProps & { readonly values?: ChartValues }>
  extends Construct
  implements ClusterAddon
{
  /** The cluster that it is part of. */
  public readonly cluster: ManagedCluster;
  /** Its key in `spec.addons`. */
  public readonly addon: AddonName;
  protected readonly props: Partial<P>;

  protected constructor(
    scope: Construct,
    id: string,
    { addon, example }: AddonDefinition,
    noun: string,
    shapes: Shapes<P>,
    props: unknown,
  ) {
    const remedy = `Write \`${example}\`.`;
    const parent = freshScope(noun, scope, id, remedy);
    const cluster = ManagedCluster.forPart(noun, parent, id, remedy);
    super(parent, id);
    this.props = declareNoun<P>(this, noun, shapes, props);
    this.addon = addon;
    this.cluster = cluster;
    const twin = cluster.addonNamed(addon);
    if (twin) {
      refuse(
        'HK3111',
        this.node.path,
        `Cluster "${cluster.name}" has the add-on ${addon} already, at "${twin.node.path}".`,
        'Put the settings of both into one.',
      );
    }
    if (hasKeys(this.props.values) && !ADDONS[addon].valuesKey) {
      addFault(this, {
        code: 'HK3108',
        message: `The values of ${addon} are never read by the platform.`,
        remedy: 'Leave them out.',
      });
    }
    cluster.addPart(this);
  }

  /** Its part of the cluster's spec; nothing if there is nothing to say. */
  public toSpec(): Draft<AddonSpec> | undefined {
    const { switchable, valuesKey } = ADDONS[this.addon];
    const inner = merge(this.typedValues(), this.props.values ?? {});
    const values = valuesKey && hasKeys(inner) ? { [valuesKey]: inner } : undefined;
    const spec = {
      ...(switchable && { enabled: true }),
      ...this.settings(),
      ...(values && { valuesOverride: sortKeys(values) }),
    };
    // What is always there has no object until something is said of it, and an override needs one to apply to.
    return hasKeys(spec) || factsOf(this)!.overrides.length > 0 ? (spec as Draft<AddonSpec>) : undefined;
  }

  /** Its own fields beside the switch and the values. */
  protected settings(): Draft<Omit<IngressNginxSpec, keyof AddonSpec>> {
    return {};
  }

  /** What its props say to the chart, as values of the chart itself. */
  protected typedValues(): object {
    return {};
  }

  /** Takes what it refers to as an edge of the tree; a part of another cluster is refused at once. */
  protected refersTo(prop: string, targets: readonly (Construct & { readonly cluster: ManagedCluster })[]): void {
    for (const target of targets) {
      if (target.cluster !== this.cluster) {
        const message = `The prop "${prop}" refers to "${target.node.path}" of cluster "${target.cluster.name}".`;
        refuse('HK1005', this.node.path, message, `Refer to a part of cluster "${this.cluster.name}".`);
      }
      this.node.addDependency(target);
    }
  }
}

/** Puts the second object over the first, deeply; lists and leaves are replaced. */
function merge(under: object, over: object): object {
  const merged: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    if (value !== undefined) setKey(merged, key, isRecord(below) && isRecord(value) ? merge(below, value) : value);
  }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}

/** What the generic add-on takes. */
export interface GenericAddonProps extends AddonProps {
  /** Its name in `spec.addons`, such as `velero`. */
  readonly addon: AddonName;
}

const GENERIC_SHAPES: Shapes<GenericAddonProps> = { ...ADDON_SHAPES, addon: text({ oneOf: Object.keys(ADDONS) }) };

/** Any add-on of the platform by its name. Prefer the class of its own, which knows its settings and what it needs. */
export class Addon extends AddonBase<GenericAddonProps> {
  /** @throws HikubeError HK1106 for a name that no release of the platform has, HK1001 outside of a ManagedCluster */
  public constructor(scope: Construct, id: string, props: GenericAddonProps) {
    super(scope, id, { addon: addonName(scope, id, props), example: EXAMPLE }, 'Addon', GENERIC_SHAPES, props);
  }
}

const EXAMPLE = "new Addon(cluster, 'velero', { addon: 'velero' })";

/** The name that was given, which decides where everything goes, so an unknown one is refused at once. */
function addonName(scope: Construct, id: string, props: unknown): AddonName {
  const parent = freshScope('Addon', scope, id, `Write \`${EXAMPLE}\`.`);
  const name: unknown = isRecord(props) ? props.addon : undefined;
  const known = Object.keys(ADDONS) as AddonName[];
  const found = known.find((addon) => addon === name);
  return found ?? refuse('HK1106', pathOf(parent, id), `There is no add-on ${quote(name)}.`, didYouMean(name, known));
}
