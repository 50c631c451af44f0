import { integer, object, quantity, text, type Fields } from './field';
import { RESOURCES, type ResourcesSpec } from './resources';

/** The spec of kind `Etcd`. */
export interface EtcdSpec {
  readonly size?: string | number;
  readonly storageClass?: string;
  readonly replicas?: number;
  readonly resources?: ResourcesSpec;
  readonly version?: string;
}

/** Source: cozystack v1.1.2 and v1.6.2, packages/extra/etcd/values.schema.json. */
export const ETCD: Fields<EtcdSpec> = {
  size: quantity(),
  storageClass: text(),
  replicas: integer(),
  resources: object(RESOURCES),
  version: text({ since: '1.6.0' }),
};

/** The only name under which the chart installs. Source: packages/extra/etcd/templates/check-release-name.yaml. */
export const ETCD_NAME = 'etcd';

/** What the chart takes when nothing is written. Source: packages/extra/etcd/values.yaml. */
export const ETCD_DEFAULTS = { replicas: 3, size: '4Gi' } as const;

/** What etcd may fill of a member's volume, in percent. Source: packages/extra/etcd/templates/etcd-cluster.yaml. */
export const QUOTA_PERCENT = 95;
/** What etcd gives a keyspace by default, and the most that it advises, in GiB. Source: etcd v3.6, op-guide/limits. */
export const KEYSPACE = { default: 2, most: 8 } as const;

/** The members that have to agree: more than half. */
export const quorumOf = (members: number): number => Math.floor(members / 2) + 1;

/** How many members can be lost while the rest still agrees. */
export const toleratedLosses = (members: number): number => Math.max(0, members - quorumOf(members));
