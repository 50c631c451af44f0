import { Construct } from 'constructs';
import { disagreements } from '../core/operator/contract';
import { instance, type Shapes } from '../core/props';
import { Replication } from '../core/replication';
import { SPANNING_SHAPES, addFault, declareNoun, factsOf, type SpanningProps } from './noun';
import { TenantChart } from './tenant-chart';
import { freshScope, pathOf, refuse } from './wiring';
import { quote } from '../core/json';
import type { Region } from '../core/topology/topology';

/** What a volume layer takes. */
export interface ReplicatedVolumeLayerProps extends SpanningProps {
  /** How volumes are copied. */
  readonly replication: Replication;
}

/** A layer of the operator's plane, as a tenant's program refers to it. */
export interface PlatformLayer {
  readonly storageClass: string;
  readonly replication: Replication;
  readonly regions: readonly Region[];
}

const FROM_PLATFORM = "Write `ReplicatedVolumeLayer.fromPlatform(chart, 'volumes', replicated)`.";

const FROM_CONTRACT =
  "Write `new TenantChart(…, { contract: readContract('platform-contract.json') })`, and ReplicatedVolumeLayer.fromContract(chart, 'volumes', 'replicated').";

const isPlatformLayer = (layer: Partial<PlatformLayer>): boolean =>
  typeof layer.storageClass === 'string' && layer.replication instanceof Replication && Array.isArray(layer.regions);

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
  /** Who says so: the operator's part of the program, the platform's contract, or this program alone. @internal */
  public declaredBy: Construct | 'contract' | undefined;

  /** @throws HikubeError HK1001 outside of a TenantChart */
  public constructor(scope: Construct, id: string, props: ReplicatedVolumeLayerProps) {
    const parent = freshScope(
      'ReplicatedVolumeLayer',
      scope,
      id,
      "Write `new ReplicatedVolumeLayer(chart, 'volumes', { replication })`.",
    );
    const { contract } = TenantChart.forNoun('ReplicatedVolumeLayer', parent, id);
    super(parent, id);
    const read = declareNoun(this, 'ReplicatedVolumeLayer', SHAPES, props);
    this.replication = read.replication ?? Replication.synchronous();
    const regions = factsOf(this)!.across.map(({ name }) => name);
    const { mode, storageClass: name, copies, perRegion } = this.replication;
    for (const [message, remedy] of contract
      ? disagreements(contract, { name, mode, copies, perRegion, across: regions })
      : []) {
      addFault(this, { code: 'HK6017', message, remedy });
    }
    if (this.replication.mode === 'local' && regions.length > 1) {
      addFault(this, {
        code: 'HK4204',
        message: `The layer keeps one copy of a volume, but is meant to span ${regions.join(', ')}.`,
        remedy: 'Write Replication.synchronous(), or leave `across` out.',
      });
    }
  }

  /**
   * The layer that the operator's part of the same program declares: its class, its copies, and the sites of its stores.
   *
   * @throws HikubeError HK1001 outside of a TenantChart, HK1102 for what is no RegionalVolumeLayer
   */
  public static fromPlatform(scope: Construct, id: string, layer: PlatformLayer): ReplicatedVolumeLayer {
    const parent = freshScope('ReplicatedVolumeLayer', scope, id, FROM_PLATFORM);
    if (!(Construct.isConstruct(layer) && isPlatformLayer(layer))) {
      const message = `The layer is ${quote(layer)}, and has to be a RegionalVolumeLayer of the program.`;
      refuse('HK1102', pathOf(parent, id), message, FROM_PLATFORM);
    }
    TenantChart.forNoun('ReplicatedVolumeLayer', parent, id).learnClasses([layer.storageClass]);
    const across = layer.replication.mode === 'local' ? [] : layer.regions;
    const own = new ReplicatedVolumeLayer(parent, id, {
      replication: layer.replication.as(layer.storageClass),
      ...(across.length > 0 && { across }),
    });
    own.declaredBy = layer;
    return own;
  }

  /**
   * A class that the contract of the chart declares: its copies, and its sites as far as the chart's topology knows them.
   *
   * @throws HikubeError HK1001 outside of a TenantChart, HK6016 for a chart without a contract, HK6017 for a class that the
   * contract does not have
   */
  public static fromContract(scope: Construct, id: string, storageClass: string): ReplicatedVolumeLayer {
    const parent = freshScope('ReplicatedVolumeLayer', scope, id, FROM_CONTRACT);
    const { contract, topology } = TenantChart.forNoun('ReplicatedVolumeLayer', parent, id);
    const path = pathOf(parent, id);
    if (!contract) refuse('HK6016', path, 'The chart has no contract of its platform.', FROM_CONTRACT);
    const found = contract.classes.find(({ name }) => name === storageClass);
    if (!found) {
      const message = `The platform's contract has no class ${quote(storageClass)}.`;
      refuse(
        'HK6017',
        path,
        message,
        `There are ${contract.classes.map(({ name }) => quote(name)).join(', ') || 'none'}.`,
      );
    }
    const across =
      found.mode === 'local' ? [] : (topology?.regions ?? []).filter(({ name }) => found.regions.includes(name));
    const own = new ReplicatedVolumeLayer(parent, id, {
      replication: Replication.declared(found),
      ...(across.length > 0 && { across }),
    });
    own.declaredBy = 'contract';
    return own;
  }

  /** The class on the platform, for clusters and rings. Inside a cluster it may be called otherwise. */
  public get storageClass(): string {
    return this.replication.storageClass;
  }
}
