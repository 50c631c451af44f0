import { includes, type Release, type Span } from './release';

/**
 * Every kind of apps.cozystack.io, and since when; this library judges three of them.
 * Source: cozystack v1.1.2, v1.2.0 to v1.6.2, packages/system/*-rd/cozyrds.
 */
const PLATFORM_KINDS: Readonly<Record<string, Span>> = {
  BootBox: {},
  Bucket: {},
  ClickHouse: {},
  Etcd: {},
  ExternalDNS: { since: '1.2.0' },
  FoundationDB: {},
  HTTPCache: {},
  Harbor: {},
  Info: {},
  Ingress: {},
  Kafka: {},
  Kubernetes: {},
  KubernetesNodes: { since: '1.6.0' },
  MariaDB: {},
  MongoDB: {},
  Monitoring: {},
  NATS: {},
  OpenBAO: {},
  OpenSearch: { since: '1.2.0' },
  Postgres: {},
  Qdrant: {},
  RabbitMQ: {},
  Redis: {},
  SeaweedFS: {},
  TCPBalancer: {},
  Tenant: {},
  VMDisk: {},
  VMInstance: {},
  VPN: {},
  VirtualPrivateCloud: {},
};

/** The kinds that a release has. */
export const kindsOf = (release: Release): string[] =>
  Object.keys(PLATFORM_KINDS).filter((kind) => includes(PLATFORM_KINDS[kind]!, release));

/** The first release that has a kind, where that is not every one. */
export const kindSince = (kind: string): Release | undefined =>
  Object.hasOwn(PLATFORM_KINDS, kind) ? PLATFORM_KINDS[kind]!.since : undefined;
