import { readClass, soleText } from '../../core/operator/linstor/class-parameters';
import { quote } from '../../core/json';
import type { Known, Spread, TieBreaker, Volume } from '../../core/resilience/system';
import { isOperatorResource } from '../platform/operator-resource';
import { RegionalVolumeLayer } from '../platform/regional-volume-layer';
import { type ReplicatedVolumeLayer } from '../replicated-volume-layer';
import type { Declared } from './declared';

type Settings = Omit<Volume, 'kind' | 'name'>;

/** A layer of volumes: as the operator declares its class, or as far as the platform is known to have it. */
export function volumePart(layer: ReplicatedVolumeLayer | RegionalVolumeLayer, declared: Declared): Volume {
  const name = layer.node.path;
  return { kind: 'volume', name, ...settingsOf(layer, declared) };
}

function settingsOf(layer: ReplicatedVolumeLayer | RegionalVolumeLayer, declared: Declared): Settings {
  if (layer instanceof RegionalVolumeLayer) return fromClass(layer, declared);
  const { declaredBy, replication } = layer;
  if (declaredBy instanceof RegionalVolumeLayer) return fromClass(declaredBy, declared);
  const eviction = declared.of<boolean>('volumes.eviction');
  const { mode, copies, perRegion, storageClass } = replication;
  if (mode === 'local') {
    declared.say(`volumes.${storageClass}`, 'declared', `A volume of class ${quote(storageClass)} has one copy.`);
    return {
      copies: 1,
      spread: { rule: 'none' },
      protocol: 'C',
      quorum: 'off',
      tieBreaker: 'none',
      onNoQuorum: 'io-error',
      eviction,
    };
  }
  if (declaredBy === 'contract') {
    const text = `A volume of class ${quote(storageClass)} has ${copies} copies${perRegion === undefined ? '' : `, at most ${perRegion} in a region`}.`;
    declared.say(`volumes.${storageClass}`, 'contract', text, 'the contract of the platform’s operator');
    return {
      copies: copies ?? 1,
      spread: perRegion === undefined ? { rule: 'none' } : { rule: 'perRegion', most: perRegion },
      protocol: mode === 'asynchronous' ? 'A' : 'C',
      quorum: 'linstor',
      tieBreaker: 'auto',
      onNoQuorum: 'suspend-io',
      eviction,
      ...withinOf(layer),
    };
  }
  const of = <T>(what: string): Known<T> => declared.of<T>(`volumes.${storageClass}.${what}`);
  return {
    copies: of<number>('copies'),
    spread: of<Spread>('spread'),
    protocol: of<'A' | 'B' | 'C'>('protocol'),
    quorum: of<'linstor' | 'off'>('quorum'),
    tieBreaker: of<TieBreaker>('tieBreaker'),
    onNoQuorum: of<'suspend-io' | 'io-error'>('onNoQuorum'),
    eviction,
  };
}

const withinOf = (layer: ReplicatedVolumeLayer | RegionalVolumeLayer): { within?: readonly string[] } => {
  const regions = layer instanceof RegionalVolumeLayer ? layer.regions.map(({ name }) => name) : [];
  return regions.length > 0 ? { within: regions } : {};
};

/** What the class says that the layer becomes, overrides included. */
function fromClass(layer: RegionalVolumeLayer, declared: Declared): Settings {
  const resource = layer.node.children.find((one) => isOperatorResource(one) && one.operatorKind === 'StorageClass');
  const manifest = resource && isOperatorResource(resource) ? resource.render().manifest : {};
  const read = readClass(manifest);
  const property = (name: string): string | undefined => soleText(read.properties.get(name));
  const site = layer.chart.siteLabels.label;
  const one = read.replicasOnDifferent?.some(({ label, value }) => label === site && value === undefined) ?? false;
  const most = one ? 1 : read.xReplicasOnDifferent?.get(site);
  const copies = read.copies ?? 1;
  const protocol = property('DrbdOptions/Net/protocol');
  const quorum = property('DrbdOptions/Resource/quorum');
  declared.say(
    `volumes.${layer.storageClass}`,
    'declared',
    `"${layer.node.path}" keeps ${copies} ${copies === 1 ? 'copy' : 'copies'} of a volume${most === undefined ? '' : `, at most ${most} in a region`}${protocol === 'A' ? ', and waits for none of the others' : ''}.`,
  );
  return {
    copies,
    spread: most === undefined ? { rule: 'none' } : { rule: 'perRegion', most },
    protocol: protocol === 'A' || protocol === 'B' ? protocol : 'C',
    quorum: read.layers?.includes('drbd') === false ? 'off' : quorumOf(quorum),
    tieBreaker: property('DrbdOptions/auto-add-quorum-tiebreaker') === 'false' ? 'none' : 'auto',
    onNoQuorum: property('DrbdOptions/Resource/on-no-quorum') === 'io-error' ? 'io-error' : 'suspend-io',
    eviction: declared.of<boolean>('volumes.eviction'),
    ...withinOf(layer),
  };
}

const quorumOf = (text: string | undefined): 'linstor' | 'off' | 'majority' | 'all' | number => {
  if (text === 'off' || text === 'majority' || text === 'all') return text;
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : 'linstor';
};
