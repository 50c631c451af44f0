import type { JsonObject } from '../../json';
import { LINSTOR_PROVISIONER } from '../kind';
import { CSI_PREFIX, PROPERTY_PREFIX } from '../linstor/class-parameters';
import type { Replication } from '../../replication';

/** What a storage class is made of. */
export interface ClassModel {
  /** The pool, by the one name that it has at every site. */
  readonly pool: string;
  readonly replication: Replication;
  /** The label by which nodes say at which site they stand. */
  readonly siteLabel: string;
  /** Whether it is the class of claims that name none. */
  readonly isDefault: boolean;
  /** Whether a volume can be used from a node that has no copy. @default true where there are copies elsewhere */
  readonly remoteAccess?: boolean;
  readonly expansion?: boolean;
  readonly reclaimPolicy?: 'Delete' | 'Retain';
  readonly encryption?: boolean;
  /** What a writer gets when there is no majority. @default LINSTOR's own, which is the cluster's */
  readonly onNoQuorum?: 'suspend-io' | 'io-error';
  /** Whether LINSTOR may add a diskless vote where the copies are even. @default its own, which is yes */
  readonly tieBreaker?: boolean;
}

const property = (name: string): string => PROPERTY_PREFIX + name;

/** What the platform's guide sets for a class with copies (cozystack website, install/cozystack/platform). */
const GUIDE = {
  [property('DrbdOptions/Resource/on-no-data-accessible')]: 'suspend-io',
  [property('DrbdOptions/Resource/on-suspended-primary-outdated')]: 'force-secondary',
  [property('DrbdOptions/Net/rr-conflict')]: 'retry-connect',
};

/** The policy where the program names none: a writer waits for the majority to come back, and loses nothing. */
export const ON_NO_QUORUM = 'suspend-io';

/** A storage class, without its metadata. All parameters are texts: the API takes nothing else. */
export function classBody(model: ClassModel): JsonObject {
  const { replication, remoteAccess = replication.mode !== 'local', expansion = true, reclaimPolicy } = model;
  return {
    provisioner: LINSTOR_PROVISIONER,
    parameters: {
      ...placement(model, remoteAccess),
      ...(replication.mode === 'local' ? {} : behaviour(model)),
      ...(model.encryption && { [`${CSI_PREFIX}encryption`]: 'true' }),
    },
    reclaimPolicy: reclaimPolicy ?? 'Delete',
    // A volume that only its own node can use has to wait until it is known which node that is.
    volumeBindingMode: remoteAccess ? 'Immediate' : 'WaitForFirstConsumer',
    allowVolumeExpansion: expansion,
  };
}

function placement({ pool, replication, siteLabel }: ClassModel, remoteAccess: boolean): Record<string, string> {
  const { mode, copies = 1, perRegion } = replication;
  const common = {
    // Without a pool there is a fault of the props, and nothing more to say.
    ...(pool !== '' && { [`${CSI_PREFIX}storagePool`]: pool }),
    [`${CSI_PREFIX}layerList`]: mode === 'local' ? 'storage' : 'drbd storage',
    [`${CSI_PREFIX}allowRemoteVolumeAccess`]: String(remoteAccess),
  };
  if (mode === 'local') return common;
  return {
    ...common,
    [`${CSI_PREFIX}autoPlace`]: String(copies),
    ...(perRegion === 1 && { [`${CSI_PREFIX}replicasOnDifferent`]: siteLabel }),
    ...(perRegion !== undefined &&
      perRegion > 1 && { [`${CSI_PREFIX}xReplicasOnDifferent`]: `${siteLabel}: ${perRegion}` }),
  };
}

function behaviour({ replication, onNoQuorum = ON_NO_QUORUM, tieBreaker }: ClassModel): Record<string, string> {
  if (replication.isDocumented) return { ...GUIDE, [property('DrbdOptions/auto-quorum')]: 'suspend-io' };
  return {
    ...GUIDE,
    [property('DrbdOptions/Resource/on-no-quorum')]: onNoQuorum,
    ...(tieBreaker !== undefined && { [property('DrbdOptions/auto-add-quorum-tiebreaker')]: String(tieBreaker) }),
    // On the class and never on a connection: there it would hold for every class.
    ...(replication.mode === 'asynchronous' && { [property('DrbdOptions/Net/protocol')]: 'A' }),
  };
}
