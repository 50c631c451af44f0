import { Construct } from 'constructs';
import { choiceFault } from '../core/choice';
import { quote } from '../core/json';
import { isDnsName } from '../core/names';
import { instance, type Shapes } from '../core/props';
import { SPANNING_SHAPES, addFault, declareNoun, factsOf, type SpanningProps } from './noun';
import { TenantChart } from './tenant-chart';
import { freshScope } from './wiring';

/** How many copies of a volume there are, and whether a write waits for them. It comes down to a storage class. */
export class Replication {
  private constructor(
    /** The mode; `unknown` for a class that only the operator knows. */
    public readonly mode: 'local' | 'synchronous' | 'asynchronous' | 'unknown',
    /** The class on the platform. */
    public readonly storageClass: string,
  ) {}

  /** One copy, on the machine that uses it: class `local`. */
  public static local(): Replication {
    return new Replication('local', 'local');
  }

  /** Several copies, and a write waits for them: class `replicated`. */
  public static synchronous(): Replication {
    return new Replication('synchronous', 'replicated');
  }

  /** Several copies, and a write does not wait for them: class `replicated-async` (Hikube). */
  public static asynchronous(): Replication {
    return new Replication('asynchronous', 'replicated-async');
  }

  /**
   * A class of the operator's own. The profile has to know it: `PlatformProfile.hikube({ storageClasses: [...] })`.
   *
   * @throws HikubeError HK1106 if it cannot be the name of a class
   */
  public static ofClass(name: string): Replication {
    if (typeof name !== 'string' || !isDnsName(name)) {
      throw choiceFault(
        `The storage class ${quote(name)} cannot be the name of one.`,
        'The names of storage classes are DNS names.',
        'Write the name of the class, such as "fast".',
      );
    }
    return new Replication('unknown', name);
  }
}

/** What a volume layer takes. */
export interface ReplicatedVolumeLayerProps extends SpanningProps {
  /** How volumes are copied. */
  readonly replication: Replication;
}

const SHAPES: Shapes<ReplicatedVolumeLayerProps> = {
  ...SPANNING_SHAPES,
  replication: instance(Replication, 'Replication.synchronous()'),
};

/**
 * The storage that clusters and rings put their volumes on. It has no object of its own on the tenant's plane: it
 * decides the class of those that refer to it, and keeps the regions that the copies are meant to be in.
 */
export class ReplicatedVolumeLayer extends Construct {
  /** How volumes are copied; synchronous if the props were no use. */
  public readonly replication: Replication;

  /** @throws HikubeError HK1001 outside of a TenantChart */
  public constructor(scope: Construct, id: string, props: ReplicatedVolumeLayerProps) {
    const parent = freshScope(
      'ReplicatedVolumeLayer',
      scope,
      id,
      "Write `new ReplicatedVolumeLayer(chart, 'volumes', { replication })`.",
    );
    TenantChart.forNoun('ReplicatedVolumeLayer', parent, id);
    super(parent, id);
    const read = declareNoun(this, 'ReplicatedVolumeLayer', SHAPES, props);
    this.replication = read.replication ?? Replication.synchronous();
    const regions = factsOf(this)!.across.map(({ name }) => name);
    if (this.replication.mode === 'local' && regions.length > 1) {
      addFault(this, {
        code: 'HK4204',
        message: `The layer keeps one copy of a volume, but is meant to span ${regions.join(', ')}.`,
        remedy: 'Write Replication.synchronous(), or leave `across` out.',
      });
    }
  }

  /** The class on the platform, for clusters and rings. Inside a cluster it may be called otherwise. */
  public get storageClass(): string {
    return this.replication.storageClass;
  }
}
