import { quote } from '../../json';
import { CSI_PREFIX, hasDrbd, type ClassParameters, type CsiParameter } from '../linstor/class-parameters';
import { isNodeLabel } from '../linstor/class-values';
import { HOSTNAME, keepsApart, REGION, SITE_LABELS, shownSites, sitesOf, ZONE } from '../linstor/sites';
import { operatorRule, type OperatorRule } from '../rule';
import {
  eachClass,
  exampleClass,
  exampleLocal,
  parameterAt,
  whereSaid,
  writtenAs,
  type ClassContext,
} from './class-support';

const DROPPED: readonly CsiParameter[] = [
  'autoPlace',
  'placementCount',
  'replicasOnSame',
  'replicasOnDifferent',
  'doNotPlaceWithRegex',
];

const byHand = operatorRule({
  code: 'HK6215',
  severity: 'error',
  title: 'Rules of placement beside nodes chosen by name',
  why: 'With nodeList or clientList the driver places volumes by hand: the count of copies and every rule of placement are dropped without a word.',
  remedy: 'Remove nodeList and clientList, or the rules.',
  source: 'linstor-csi v1.10.5, pkg/volume/parameter.go',
  check: eachClass(function* (parameters) {
    const [list] = writtenAs(parameters, 'nodeList', 'clientList');
    if (list === undefined) return;
    for (const name of DROPPED) {
      for (const { key } of writtenAs(parameters, name)) {
        yield {
          pointer: parameterAt(key),
          message: `The parameter ${name} is dropped because the class has ${quote(list.key)}.`,
          remedy: `Remove ${quote(list.key)}, or ${name}.`,
          onKey: true,
        };
      }
    }
  }),
  example: {
    fails: [exampleClass({ [`${CSI_PREFIX}nodeList`]: 'node-a node-b node-c' })],
    passes: [
      exampleClass({
        [`${CSI_PREFIX}nodeList`]: 'node-a node-b node-c',
        [`${CSI_PREFIX}placementCount`]: undefined,
        [`${CSI_PREFIX}replicasOnDifferent`]: undefined,
      }),
    ],
  },
});

const uncopied = operatorRule({
  code: 'HK6216',
  severity: 'error',
  title: 'Copies without the layer that copies',
  why: 'Only the layer drbd writes to several copies: without it the others are never written.',
  remedy: 'Add drbd to the layers, or keep one copy.',
  source: 'linstor-csi v1.10.5, pkg/volume/parameter.go; LINBIT, LINSTOR guide, layers',
  check: eachClass(function* (parameters) {
    const { copies, layers } = parameters;
    if (hasDrbd(parameters) !== false || copies === undefined || copies <= 1) return;
    yield {
      pointer: whereSaid(parameters, 'placementCount', 'autoPlace', 'nodeList'),
      message: `The class asks for ${copies} copies on the layers ${quote(layers!.join(' '))}, without drbd.`,
      remedy: `Write ${quote(['drbd', ...layers!].join(' '))} for the layers, or 1 for the copies.`,
    };
  }),
  example: { fails: [exampleLocal({ [`${CSI_PREFIX}placementCount`]: '3' })], passes: [exampleLocal()] },
});

/** Whether a class has no layer by which a node without a copy could use a volume. */
const isOfOneNode = ({ layers }: ClassParameters): boolean =>
  layers !== undefined && !layers.includes('drbd') && !layers.includes('nvme');

const remoteWithoutDrbd = operatorRule({
  code: 'HK6217',
  severity: 'error',
  title: 'Remote access without a layer that gives it',
  why: 'Without drbd a node that has no copy cannot use the volume: pods are sent to nodes on which it can never be attached.',
  remedy: 'Write "false" for allowRemoteVolumeAccess, or add drbd to the layers.',
  source: 'linstor-csi v1.10.5, pkg/volume/parameter.go, DisklessFlag',
  check: eachClass(function* (parameters) {
    if (!isOfOneNode(parameters) || parameters.remoteAccess !== 'anywhere') return;
    yield {
      pointer: whereSaid(parameters, 'allowRemoteVolumeAccess'),
      message: `The class allows remote access on the layers ${quote(parameters.layers!.join(' '))}, without drbd.`,
      remedy: 'Write "false" for allowRemoteVolumeAccess, or add drbd to the layers.',
    };
  }),
  example: { fails: [exampleLocal({ [`${CSI_PREFIX}allowRemoteVolumeAccess`]: 'true' })], passes: [exampleLocal()] },
});

const REMOTE = `${CSI_PREFIX}allowRemoteVolumeAccess`;

const unsaidLocal = operatorRule({
  code: 'HK6218',
  severity: 'warning',
  title: 'A local class that tenants are offered as a remote one',
  why: 'The platform hands every class on to the clusters of tenants unless this very parameter is "false", while the driver keeps the volumes to the nodes of their copies.',
  remedy: `Write ${REMOTE}: "false".`,
  source:
    'cozystack v1.6.2, packages/apps/kubernetes/templates/helmreleases/csi.yaml; linstor-csi v1.11.2, parameter.go',
  releases: { since: '1.6.0' },
  check: eachClass(function* (parameters, { profile, in: { manifest } }) {
    if (profile.data.operators || parameters.remoteAccess !== 'local') return;
    const written = manifest.parameters as Readonly<Record<string, unknown>> | undefined | null;
    if (written?.[REMOTE] === 'false' || written?.[REMOTE] === false) return;
    const [said] = writtenAs(parameters, 'allowRemoteVolumeAccess');
    yield {
      pointer: said ? parameterAt(said.key) : '/parameters',
      message: said
        ? `The class forbids remote access as ${quote(said.key)}: ${quote(said.text)}, which the platform does not see.`
        : 'The class says nothing of remote access, and its layers allow none.',
      remedy: `Write ${quote(REMOTE)}: "false".`,
    };
  }),
  example: {
    profile: 'cozystack-1.6',
    fails: [exampleLocal({ [REMOTE]: undefined })],
    passes: [exampleLocal({ [REMOTE]: 'false' })],
  },
});

const localAtOnce = operatorRule({
  code: 'HK6219',
  severity: 'warning',
  title: 'Local volumes that are placed before their pods',
  why: 'With the binding mode Immediate, which is the default, a volume is placed before anybody knows where its pod will run; the pod then has to run where the volume is, or waits for ever.',
  remedy: 'Write volumeBindingMode: WaitForFirstConsumer.',
  source: 'Kubernetes, docs/concepts/storage/storage-classes, volume binding mode; linstor-csi v1.10.5',
  check: eachClass(function* (parameters, { in: { manifest } }) {
    const mode = manifest.volumeBindingMode ?? 'Immediate';
    if (mode !== 'Immediate' || parameters.remoteAccess !== 'local') return;
    const said =
      manifest.volumeBindingMode === undefined ? 'no binding mode, so Immediate' : 'the binding mode Immediate';
    yield {
      pointer: '/volumeBindingMode',
      message: `The class has ${said}, and its volumes are used only where their copies are.`,
      remedy: 'Write volumeBindingMode: WaitForFirstConsumer.',
    };
  }),
  example: { fails: [exampleLocal({}, { volumeBindingMode: 'Immediate' })], passes: [exampleLocal()] },
});

/** The labels that a class keeps copies apart by, with how many may share a value; nothing where they cannot be read. */
export function spreadOf({
  replicasOnDifferent,
  xReplicasOnDifferent,
}: ClassParameters): Map<string, number> | undefined {
  if (!replicasOnDifferent || !xReplicasOnDifferent) return undefined;
  const spread = new Map(xReplicasOnDifferent);
  // With a value it forbids that value, and keeps nothing apart.
  for (const { label, value } of replicasOnDifferent) if (value === undefined) spread.set(label, 1);
  return spread;
}

/** Whether rules by these labels keep copies at different sites, as far as it is known what a site is. */
function keepsSitesApart(labels: readonly string[], { objects, sites }: ClassContext): boolean {
  if (sites)
    return sites.values.length < 2 || labels.some((label) => !isNodeLabel(label) || keepsApart(label, sites.label));
  const shown = SITE_LABELS.filter((label) => (shownSites(label, objects) ?? []).length > 1);
  if (shown.length === 0) return labels.some((label) => label !== HOSTNAME);
  return labels.some((label) => !isNodeLabel(label) || shown.some((site) => keepsApart(label, site)));
}

const oneSite = operatorRule({
  code: 'HK6220',
  severity: 'warning',
  title: 'Copies that may all be at one site',
  why: 'The number of copies says nothing of where they stand: LINSTOR puts each on a node of its own, and all of these may be at one site, and be lost with it.',
  remedy: `Write replicasOnDifferent: ${ZONE}.`,
  source: 'linstor-csi v1.10.5, pkg/volume/parameter.go; LINBIT, LINSTOR guide, placing resources on different nodes',
  check: eachClass(function* (parameters, context) {
    const { copies, manual } = parameters;
    if (manual || copies === undefined || copies < 2 || !hasDrbd(parameters)) return;
    const spread = spreadOf(parameters);
    if (spread === undefined) return;
    const labels = [...spread].filter(([, most]) => most < copies).map(([label]) => label);
    if (keepsSitesApart(labels, context)) return;
    const label = context.sites?.label ?? ZONE;
    yield {
      pointer: whereSaid(parameters, 'replicasOnDifferent', 'xReplicasOnDifferent', 'placementCount', 'autoPlace'),
      message: `All ${copies} copies of a volume may be at one site: no rule of the class keeps them apart by site.`,
      remedy: `Write ${quote(`${CSI_PREFIX}replicasOnDifferent`)}: ${quote(label)}.`,
    };
  }),
  example: { fails: [exampleClass({ [`${CSI_PREFIX}replicasOnDifferent`]: undefined })], passes: [exampleClass()] },
});

const poolsAt = (zone: string): object => ({
  apiVersion: 'piraeus.io/v1',
  kind: 'LinstorSatelliteConfiguration',
  metadata: { name: `pools-${zone}` },
  spec: {
    nodeSelector: { [ZONE]: zone },
    storagePools: [{ name: 'data', lvmThinPool: { volumeGroup: 'data', thinPool: 'thin' } }],
  },
});

const tooFewSites = operatorRule({
  code: 'HK6221',
  severity: 'error',
  title: 'More copies than the sites can hold',
  why: 'A rule that keeps copies apart is hard: LINSTOR makes no volume for which there are not enough sites.',
  remedy: 'Ask for as many copies as there are sites, or allow more at each.',
  source: 'LINBIT, LINSTOR guide, placing resources on different nodes; linstor-csi v1.10.5',
  check: eachClass(function* (parameters, context) {
    const { copies, manual, storagePools } = parameters;
    const spread = spreadOf(parameters);
    if (manual || copies === undefined || spread === undefined || storagePools === undefined) return;
    for (const [label, most] of spread) {
      if (context.sites?.label !== label && ![ZONE, REGION].includes(label)) continue;
      const sites = sitesOf(label, context.objects, context, storagePools);
      if (sites === undefined || copies <= sites.length * most) continue;
      const there = `${sites.length} ${sites.length === 1 ? 'site' : 'sites'}`;
      yield {
        pointer: whereSaid(parameters, 'placementCount', 'autoPlace'),
        message: `The class wants ${copies} copies, at most ${most} for each value of ${quote(label)}, and there ${sites.length === 1 ? 'is' : 'are'} ${there}.`,
        remedy: `Write at most ${sites.length * most} for the copies, or allow more at each site with xReplicasOnDifferent.`,
      };
    }
  }),
  example: {
    fails: [exampleClass(), ...['geneva', 'gland'].map(poolsAt)],
    passes: [exampleClass(), ...['geneva', 'gland', 'lucerne'].map(poolsAt)],
  },
});

/** Rules over where the volumes of a class stand and from where they are used. */
export const CLASS_PLACEMENT_RULES: readonly OperatorRule[] = [
  byHand,
  uncopied,
  remoteWithoutDrbd,
  unsaidLocal,
  localAtOnce,
  oneSite,
  tooFewSites,
];
