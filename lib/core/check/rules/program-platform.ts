import type { ProgramRule } from '../rule';

const SETUP = `const app = new App();
const topology = RegionTopology.hikube({ siteLabel: 'topology.kubernetes.io/zone' });
const platform = new PlatformChart(app, 'platform', { topology });
const pool = StoragePool.lvmThin('data', { volumeGroup: 'vg0', thinPool: 'thin' });
const stores = topology.regions.map((region) => new RegionalStore(platform, region.name, { region, pool }));
const replication = Replication.synchronous({ copies: 3, onePerRegion: true });
`;
const BARE = SETUP.replace('{ topology }', "{ topology, profile: PlatformProfile.operators({ etcd: 'v1alpha2' }) }");
const CONTRACT = `const regions = ['geneva', 'gland', 'lucerne'];
const contract: PlatformContract = { format: 1, platform: { name: 'hikube', release: '1.1.2' }, regions, classes: [{ name: 'replicated', mode: 'synchronous', copies: 3, perRegion: 1, regions }], schedulingClasses: [], spread: { regions: ['geneva', 'gland', 'lucerne'], recovery: 'strict' } };
`;
const TENANT = `const app = new App();
const topology = RegionTopology.hikube();
const chart = new TenantChart(app, 'production', { namespace: 'tenant-acme', topology, contract });
`;
const STRICT = TENANT.replace('contract }', 'contract, strict: true }');
const SYNTH = '\napp.synthYaml();';

/** What only a program of the operator's plane can get wrong. */
export const PLATFORM_PROGRAM_RULES: readonly Omit<ProgramRule, 'only'>[] = [
  {
    code: 'HK6010',
    severity: 'error',
    title: 'A layer and stores that do not fit',
    why: 'A class names a pool and no site: LINSTOR places copies wherever there is a pool of that name, and nowhere else.',
    remedy: 'Give the layer every store that has its pool, and no other.',
    source: 'linstor-csi v1.10.5, pkg/volume/parameter.go (storagePool)',
    example: {
      fails: `${SETUP}new RegionalVolumeLayer(platform, 'replicated', { stores, replication, pool: 'fast' });${SYNTH}`,
      passes: `${SETUP}new RegionalVolumeLayer(platform, 'replicated', { stores, replication, pool: 'data' });${SYNTH}`,
    },
  },
  {
    code: 'HK6011',
    severity: 'error',
    title: 'Encrypted volumes without a passphrase',
    why: 'LINSTOR makes no encrypted volume before it knows the passphrase.',
    remedy: 'Name the Secret with the passphrase on the chart.',
    source: 'piraeus-operator, LinstorCluster.spec.linstorPassphraseSecret',
    example: {
      fails: `${BARE}new RegionalVolumeLayer(platform, 'safe', { stores, replication, encryption: true });${SYNTH}`,
      passes: `${BARE}new RegionalVolumeLayer(platform, 'safe', { stores, replication });${SYNTH}`,
    },
  },
  {
    code: 'HK6012',
    severity: 'error',
    title: "What the platform's own charts write",
    why: 'The platform owns it: what another writes there is put back, conflicts, or is never read.',
    remedy: 'Leave it out on Cozystack.',
    source: 'cozystack v1.1.2 and v1.6.2, packages/system/linstor, packages/extra/etcd',
    example: {
      fails: `${SETUP}new RegionalVolumeLayer(platform, 'replicated', { stores, replication, snapshots: true });${SYNTH}`,
      passes: `${BARE}new RegionalVolumeLayer(platform, 'replicated', { stores, replication, snapshots: true });${SYNTH}`,
    },
  },
  {
    code: 'HK6013',
    severity: 'error',
    title: 'What this platform does not have',
    why: 'Nothing would read the object.',
    remedy: 'Leave it out, or write the profile of a platform that has it.',
    source: 'cozystack website, docs/operations/scheduling-classes (from 1.2); packages/core/platform',
    example: {
      fails: `${SETUP}new RegionalSchedulingClass(platform, 'stretched', { across: topology.regions });${SYNTH}`,
      passes: `${SETUP.replace('{ topology }', "{ topology, profile: PlatformProfile.cozystack('1.6') }")}new RegionalSchedulingClass(platform, 'stretched', { across: topology.regions });${SYNTH}`,
    },
  },
  {
    code: 'HK6014',
    severity: 'error',
    title: 'Sites further apart than anybody advises',
    why: 'Every write waits for the longest link, and timers that were made for one datacenter take a slow peer for a dead one.',
    remedy: 'Keep copies at nearer sites, or accept the link by name, with the reason.',
    source: 'cozystack website, install/hardware-requirements (above 20 ms strongly discouraged)',
    example: {
      fails: `${SETUP.replace("zone' });", "zone', roundTrip: { 'geneva-lucerne': '25ms' } });")}new RegionalLinks(platform, 'links');${SYNTH}`,
      passes: `${SETUP.replace("zone' });", "zone', roundTrip: { 'geneva-lucerne': '25ms' } });")}new RegionalLinks(platform, 'links', { beyondAdvice: { 'geneva-lucerne': 'copies for reading only' } });${SYNTH}`,
    },
  },
  {
    code: 'HK6015',
    severity: 'error',
    title: 'A spread over some of the sites',
    why: 'The scheduler counts every value that the label has on nodes, also those that the program does not mean.',
    remedy: 'Spread over all regions of the topology.',
    source: 'Kubernetes, docs/concepts/scheduling-eviction/topology-spread-constraints',
    example: {
      fails: `${SETUP}new PlatformScheduling(platform, 'spread', { across: topology.region('geneva') });${SYNTH}`,
      passes: `${SETUP}new PlatformScheduling(platform, 'spread', { across: topology.regions });${SYNTH}`,
    },
  },
  {
    code: 'HK6016',
    severity: 'error',
    title: 'A contract that cannot be read',
    why: 'What a tenant claims of the platform is compared with it.',
    remedy: 'Give the file that the operator of the platform wrote.',
    source: 'this library',
    example: {
      fails: `readContract('platform-contract.json');`,
      passes: `${CONTRACT}new TenantChart(new App(), 'production', { namespace: 'tenant-acme', contract });`,
    },
  },
  {
    code: 'HK6017',
    severity: 'error',
    title: "A claim that the platform's contract does not bear out",
    why: 'The volumes would not be where, or as many as, the program counts on.',
    remedy: 'Count on what the contract says, or ask the operator for more.',
    source: 'this library',
    example: {
      fails: `${CONTRACT}${TENANT}new ReplicatedVolumeLayer(chart, 'volumes', { replication: Replication.synchronous({ copies: 5 }) });${SYNTH}`,
      passes: `${CONTRACT}${TENANT}new ReplicatedVolumeLayer(chart, 'volumes', { replication: Replication.synchronous({ copies: 3 }) });${SYNTH}`,
    },
  },
  {
    code: 'HK6018',
    severity: 'warning',
    title: 'Regions that nothing spreads over',
    why: 'A tenant has no field for it, and by its contract the platform spreads nothing over these regions: all of it may stand at one site.',
    remedy: 'Ask the operator for a spread, or leave `across` out.',
    source: 'cozystack v1.1.2, packages/apps/kubernetes, packages/extra/etcd (the spread is the platform’s)',
    example: {
      fails: `${CONTRACT.replace(", spread: { regions: ['geneva', 'gland', 'lucerne'], recovery: 'strict' }", '')}${STRICT}new EtcdRing(chart, 'etcd', { across: topology.regions });${SYNTH}`,
      passes: `${CONTRACT}${STRICT}new EtcdRing(chart, 'etcd', { across: topology.regions });${SYNTH}`,
    },
  },
];
