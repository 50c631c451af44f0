import { editDistance } from '../../suggest';

/** What a property of LINSTOR is set on: a class sets it on its resource group, a LinstorCluster on the controller. */
export type PropertyHolder = 'class' | 'cluster' | 'connection';

const below = (prefix: string, ...names: readonly string[]): string[] => names.map((name) => `${prefix}/${name}`);

/** DRBD's options, by the section that LINSTOR names them after (drbd-utils 9.34, drbdsetup xml-help). */
const NET = below(
  'DrbdOptions/Net',
  ...['after-sb-0pri', 'after-sb-1pri', 'after-sb-2pri', 'allow-remote-read', 'allow-two-primaries', 'always-asbp'],
  ...['congestion-extents', 'congestion-fill', 'connect-int', 'cram-hmac-alg', 'csums-after-crash-only', 'csums-alg'],
  ...['data-integrity-alg', 'fencing', 'ko-count', 'load-balance-paths', 'max-buffers', 'max-epoch-size'],
  ...['on-congestion', 'ping-int', 'ping-timeout', 'protocol', 'rcvbuf-size', 'rdma-ctrl-rcvbuf-size'],
  ...['rdma-ctrl-sndbuf-size', 'rr-conflict', 'shared-secret', 'sndbuf-size', 'socket-check-timeout', 'tcp-cork'],
  ...['timeout', 'tls', 'tls-certificate', 'tls-keyring', 'tls-privkey', 'transport', 'use-rle', 'verify-alg'],
);
const PEER_DEVICE = below(
  'DrbdOptions/PeerDevice',
  ...['bitmap', 'c-delay-target', 'c-fill-target', 'c-max-rate', 'c-min-rate', 'c-plan-ahead', 'peer-tiebreaker'],
  ...['resync-rate', 'resync-without-replication'],
);
const DRBD = [
  ...NET,
  ...PEER_DEVICE,
  ...below(
    'DrbdOptions/Resource',
    ...['auto-promote', 'auto-promote-timeout', 'cpu-mask', 'drbd8-api-compatibility', 'max-io-depth'],
    ...['on-no-data-accessible', 'on-no-quorum', 'on-suspended-primary-outdated', 'peer-ack-delay', 'peer-ack-window'],
    ...['quorum', 'quorum-minimum-redundancy', 'twopc-retry-timeout', 'twopc-timeout'],
  ),
  ...below(
    'DrbdOptions/Disk',
    ...['al-extents', 'al-updates', 'bitmap', 'block-size', 'disable-write-same', 'discard-granularity'],
    ...['discard-zeroes-if-aligned', 'disk-barrier', 'disk-drain', 'disk-flushes', 'disk-timeout', 'max-bio-size'],
    ...['md-flushes', 'on-io-error', 'read-balancing', 'resync-after', 'rs-discard-granularity'],
  ),
  ...below(
    'DrbdOptions/Handlers',
    ...['after-resync-target', 'before-resync-source', 'before-resync-target', 'fence-peer', 'initial-split-brain'],
    ...['local-io-error', 'out-of-sync', 'pri-lost', 'pri-lost-after-sb', 'pri-on-incon-degr', 'quorum-lost'],
    ...['split-brain', 'unfence-peer'],
  ),
];

/** What LINSTOR itself takes on a resource group and on the controller alike. */
const OF_BOTH = [
  ...['AllowMixingStoragePoolDriver', 'BalanceResourcesEnabled', 'BalanceResourcesSkipDiskLimit', 'CopyAllSnaps'],
  ...['EBS/VolumeType', 'Luks/AllowDiscards', 'NVMe/Port', 'NVMe/TRType', 'PeerSlotsNewResource', 'UseZFSClone'],
  ...['Autoplacer/MinThinFreeSpace', 'Clone/BalanceAfterClone', 'Clone/DdBlocksize', 'Snapshot/BalanceAfterRestore'],
  ...below('AutoSnapshot', 'Keep', 'NextAutoId', 'RunEvery'),
  ...below('BackupShipping', 'AllowForceRestore', 'L2LReceiveStartedTimeout', 'L2LSkipWaitForStart'),
  ...below('BCache', 'Blocksize', 'Bucketsize', 'CacheReplacementPolicy', 'DataOffset', 'Discard', 'PoolName', 'Size'),
  ...['BCache/Writeback', 'Cache/Policy'],
  ...below('Cache', 'Blocksize', 'CachePool', 'Cachesize', 'FlushTimeout', 'MetaPool', 'Metasize', 'OpMode'),
  ...below('Linstor/Drbd', 'OutsideAddress', 'auto-block-size', 'auto-discard-granularity'),
  ...below('StorDriver', 'LuksFormatOptions', 'LuksOpenOptions', 'LvcreateOptions', 'LvcreatePvSelection'),
  ...below('StorDriver', 'LvcreateSnapshotOptions', 'ZfsSnapshotOptions', 'ZfscreateOptions'),
  ...below('StorDriver', 'Exos/CreateVolumeOptions', 'Exos/VolumeType', 'Zfs/DeleteStrategy', 'Zfs/RollbackStrategy'),
  ...['Writecache/PoolName', 'Writecache/Size'],
  ...below('Writecache/Options', 'Additional', 'AutocommitBlocks', 'AutocommitTime', 'Fua', 'HighWatermark'),
  ...below('Writecache/Options', 'LowWatermark', 'StartSector', 'WritebackJobs'),
  ...below('sys/fs', 'blkio_throttle_read', 'blkio_throttle_read_iops', 'blkio_throttle_write'),
  'sys/fs/blkio_throttle_write_iops',
  ...below('DrbdOptions', 'AutoEvictMinReplicaCount', 'ForceInitialSync', 'SkipDisk', 'auto-add-quorum-tiebreaker'),
  ...below('DrbdOptions', 'auto-diskful', 'auto-diskful-allow-cleanup', 'auto-quorum', 'auto-rs-discard-granularity'),
  'DrbdOptions/auto-verify-algo-disable',
];
const OF_CLASSES = [
  ...['DrbdOptions/ExactSize', 'DrbdProxy/CompressionType', 'PrefNic', 'StorDriver/LvcreateType'],
  ...['StorPoolName', 'StorPoolNameDrbdMeta'],
  ...below('FileSystem', 'Group', 'MkfsParams', 'Type', 'User'),
  ...below('SnapshotShipping', 'Keep', 'RunEvery', 'SourceNode', 'TargetNode'),
];
const OF_CLUSTER = [
  ...['Auth/TokenAuthenticationEnabled', 'AutoplaceTarget', 'BackupShipping/BackupTimeout', 'CopyAllSnapsOnEvacuate'],
  ...['BackupShipping/MaxConcurrentBackupsPerNode', 'BackupShipping/S3KeySuffix', 'BalanceResourcesGracePeriod'],
  ...['BalanceResourcesInterval', 'DrbdProxy/AutoEnable', 'MinorNrAutoRange', 'NVMe/PrefNic', 'SearchDomain', 'Site'],
  ...['SnapshotShipping/TcpPortRange', 'SpecStltPortAutoRange', 'TcpPortAutoRange', 'UpdateCacheInterval'],
  ...['MaxFreeCapacityOversubscriptionRatio', 'MaxOversubscriptionRatio', 'MaxTotalCapacityOversubscriptionRatio'],
  ...below('Autoplacer', 'MaxThroughput', 'PreSelectScript', 'PreSelectScriptTimeout'),
  ...below('Autoplacer/Weights', 'MaxFreeSpace', 'MaxThroughput', 'MinReservedSpace', 'MinRscCount'),
  ...below('DrbdOptions', 'AutoEvictAfterTime', 'AutoEvictAllowEviction', 'AutoEvictMaxDisconnectedNodes'),
  ...below('DrbdOptions', 'auto-resync-after-disable', 'auto-verify-algo-allowed-user-list'),
  ...below('ExtCmd', 'IoPollInterval', 'IoStallTimeout', 'KillTimeout', 'TermTimeout', 'WaitTimeout'),
  ...['ExtCmdWaitTimeout', 'ExtCmdIoPollInterval', 'ExtCmdIoStallTimeout', 'ExtCmdKillTimeout', 'ExtCmdTermTimeout'],
  ...['REST/AutoHTTPS', 'REST/disable-http-metrics'],
  ...below('StorDriver', 'DMStats', 'SizesCacheTime', 'WaitTimeoutAfterCreate'),
  ...below('StorDriver/RemoteSpdk', 'ApiHost', 'ApiPort', 'UserName', 'UserNameEnv', 'UserPassword', 'UserPasswordEnv'),
];

/**
 * The names that LINSTOR takes, all that it had from mid 2024 to May 2026: later releases take more, never these less.
 *
 * Source: linstor-common, properties.json, and linstor-server, WhitelistProps, CtrlConfApiCallHandler,
 * CtrlRscGrpApiCallHandler (a resource group takes what a resource definition takes) and CtrlNodeConnectionApiCallHandler.
 */
const NAMES: Readonly<Record<PropertyHolder, readonly string[]>> = {
  class: [...DRBD, ...OF_BOTH, ...OF_CLASSES],
  cluster: [...DRBD, ...OF_BOTH, ...OF_CLUSTER],
  connection: [...NET, ...PEER_DEVICE],
};
/** Below these anything may stand: what people tell themselves, and what other systems are told. */
const FREE: Readonly<Record<PropertyHolder, readonly string[]>> = {
  class: ['Aux/', 'EBS/Tags/'],
  cluster: ['Aux/', 'EBS/Tags/', 'Cluster/Remote'],
  connection: ['Aux/', 'Paths/'],
};
const HOLDERS = Object.keys(NAMES) as readonly PropertyHolder[];
const KNOWN = new Map(HOLDERS.map((holder) => [holder, new Set(NAMES[holder])]));

/** Whether LINSTOR takes a property there. */
export const takesProperty = (holder: PropertyHolder, name: string): boolean =>
  KNOWN.get(holder)!.has(name) || FREE[holder].some((prefix) => name.startsWith(prefix));

/** What else takes a property. */
export const otherHolders = (holder: PropertyHolder, name: string): readonly PropertyHolder[] =>
  HOLDERS.filter((other) => other !== holder && takesProperty(other, name));

/** Two letters wrong are a slip; more is another word. */
const SLIP = 2;

/** The property that somebody meant who wrote almost its name; nothing for one that is taken, or like none. */
export function meantProperty(holder: PropertyHolder, written: string): string | undefined {
  if (written.length > 100 || takesProperty(holder, written)) return undefined;
  const lower = written.toLowerCase();
  const names = NAMES[holder];
  const otherCase = names.find((name) => name.toLowerCase() === lower);
  if (otherCase !== undefined) return otherCase;
  const near = names.map((name) => [name, editDistance(written, name)] as const).filter(([, by]) => by <= SLIP);
  return near.sort(([, a], [, b]) => a - b)[0]?.[0];
}
