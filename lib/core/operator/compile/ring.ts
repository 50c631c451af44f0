import type { JsonObject } from '../../json';
import { QUOTA_PERCENT } from '../../model/etcd';
import type { EtcdApi } from '../../platform/profile';
import { Quantity } from '../../quantity';
import { ETCD_TIMERS, type EtcdTimersFor } from '../etcd/timers';
import { LARGEST_KEYSPACE, ringLabels } from '../etcd/ring-facts';
import { secretsOf } from './certificates';
import { spreadConstraint, type SpreadModel } from './spread';

/** What a ring is made of. */
export interface RingModel {
  readonly api: EtcdApi;
  readonly name: string;
  readonly members: number;
  /** The size of a member's volume. */
  readonly size: string;
  /** The class of the members' volumes. @default the cluster's default class */
  readonly storageClass?: string;
  readonly spread: SpreadModel;
  /** The release of etcd, for the API that asks for one. */
  readonly version?: string;
  /** The timers for the round trips of the topology; nothing where they are not known. */
  readonly timers?: EtcdTimersFor;
}

/** Five minutes: what the platform's own rings keep (cozystack, packages/extra/etcd). */
const RETENTION = '5m';
const SNAPSHOTS = 10_000;

/** The keyspace: 95 % of the volume, and never more than etcd advises. */
export function quotaBytes(size: string): number {
  const share = (Quantity.parse(size) ?? Quantity.ZERO).times(QUOTA_PERCENT);
  const most = LARGEST_KEYSPACE.times(100);
  const bytes = share.compare(most) < 0 ? share : most;
  return Number(bytes.toBigInt() / 100n);
}

/** An EtcdCluster of the release's API, without its metadata. */
export const ringBody = (model: RingModel): JsonObject => (model.api === 'v1alpha1' ? older(model) : newer(model));

const constraintOf = ({ name, spread }: RingModel): JsonObject => ({
  ...spreadConstraint(spread),
  // Without one it would match no pod, and have no effect.
  labelSelector: { matchLabels: { ...ringLabels(name) } },
});

function older(model: RingModel): JsonObject {
  const { name, members, size, storageClass, timers } = model;
  const secrets = secretsOf(name);
  return {
    spec: {
      replicas: members,
      options: {
        'quota-backend-bytes': String(quotaBytes(size)),
        'auto-compaction-mode': 'periodic',
        'auto-compaction-retention': RETENTION,
        'snapshot-count': String(SNAPSHOTS),
        ...timersOf(timers),
      },
      storage: {
        volumeClaimTemplate: {
          spec: {
            resources: { requests: { storage: size } },
            ...(storageClass !== undefined && { storageClassName: storageClass }),
          },
        },
      },
      security: {
        tls: {
          peerTrustedCASecret: secrets.peerCa,
          peerSecret: secrets.peer,
          serverSecret: secrets.server,
          clientTrustedCASecret: secrets.ca,
          clientSecret: secrets.client,
        },
      },
      // The API asks for the list, and the operator brings etcd's own container.
      podTemplate: { spec: { containers: [], topologySpreadConstraints: [constraintOf(model)] } },
      // The operator's own budget: it lets go of as many members as a majority can spare.
      podDisruptionBudgetTemplate: {},
    },
  };
}

/** Only what is not etcd's default: whole milliseconds, without a unit. */
const timersOf = (timers: EtcdTimersFor | undefined): JsonObject => ({
  ...(timers &&
    timers.heartbeat.milliseconds !== ETCD_TIMERS.heartbeat && {
      'heartbeat-interval': String(timers.heartbeat.milliseconds),
    }),
  ...(timers &&
    timers.election.milliseconds !== ETCD_TIMERS.election && {
      'election-timeout': String(timers.election.milliseconds),
    }),
});

function newer(model: RingModel): JsonObject {
  const { name, members, size, storageClass, version } = model;
  const secrets = secretsOf(name);
  return {
    spec: {
      ...(version !== undefined && { version }),
      replicas: members,
      storage: { size, ...(storageClass !== undefined && { storageClassName: storageClass }) },
      options: {
        quotaBackendBytes: quotaBytes(size),
        autoCompactionMode: 'periodic',
        autoCompactionRetention: RETENTION,
        snapshotCount: SNAPSHOTS,
      },
      // By reference: what issues them cannot be changed later, and these can.
      tls: {
        client: {
          serverSecretRef: { name: secrets.server },
          operatorClientSecretRef: { name: secrets.client },
        },
        peer: { secretRef: { name: secrets.peer } },
      },
      topologySpreadConstraints: [constraintOf(model)],
    },
  };
}
