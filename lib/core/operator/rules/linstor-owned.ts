import { LINSTOR_CLUSTER } from '../kind';
import { pointer, quote } from '../../json';
import { includes, type Span } from '../../platform/release';
import { NET_OPTIONS } from '../drbd/net-options';
import { ofKind, operatorRule, type OperatorFinding, type OperatorRule } from '../rule';
import { nameOf } from './linstor-class';
import { propertiesOf } from './linstor-read';

/** The LinstorCluster of the platform's chart. */
const CHART = 'cozystack v1.1.2 and v1.6.2, packages/system/linstor/templates/cluster.yaml';

const cluster = (name: string, properties: readonly object[] = []): object => ({
  apiVersion: 'piraeus.io/v1',
  kind: 'LinstorCluster',
  metadata: { name },
  spec: properties.length > 0 ? { properties } : {},
});

const second = operatorRule({
  code: 'HK6101',
  severity: 'error',
  title: 'A second LinstorCluster',
  why: 'The API takes a second object, and the operator makes the controller, the drivers and the satellites of both under the same names.',
  remedy: 'Keep one LinstorCluster; on Cozystack that is the chart’s.',
  source: `${CHART}; piraeus-operator v2.6, pkg/resources/cluster`,
  *check(objects, { profile }): Iterable<OperatorFinding> {
    const named = ofKind(objects, 'LinstorCluster').filter((object) => nameOf(object) !== '');
    const first = named[0];
    for (const object of named) {
      const name = nameOf(object);
      const owner = profile.isCozystack ? LINSTOR_CLUSTER : nameOf(first!);
      if (name === owner) continue;
      yield {
        in: object,
        ...(!profile.isCozystack && { other: { in: first!, pointer: '/metadata/name' } }),
        pointer: '/metadata/name',
        message: profile.isCozystack
          ? `The LinstorCluster ${quote(name)} is a second one beside the platform's ${quote(LINSTOR_CLUSTER)}.`
          : `The LinstorCluster ${quote(name)} is a second one beside ${quote(owner)}.`,
        remedy: profile.isCozystack
          ? 'Remove it: pools go into a LinstorSatelliteConfiguration, links into a LinstorNodeConnection.'
          : 'Keep one of the two.',
      };
    }
  },
  example: {
    profile: 'operators-v1alpha1',
    fails: [cluster('linstor'), cluster('other')],
    passes: [cluster('linstor')],
  },
});

/** A LinstorSatelliteConfiguration, which nobody but the operator of the platform writes. */
const POOLS = {
  apiVersion: 'piraeus.io/v1',
  kind: 'LinstorSatelliteConfiguration',
  metadata: { name: 'data' },
  spec: { storagePools: [{ name: 'data', lvmThinPool: { volumeGroup: 'data', thinPool: 'thin' } }] },
};

const charts = operatorRule({
  code: 'HK6102',
  severity: 'warning',
  title: 'The LinstorCluster that the platform’s chart owns',
  why: 'The chart writes it: a whole object of another hand contends with it for every field that both set, and the next upgrade decides.',
  remedy: 'Leave it to the chart: write a LinstorSatelliteConfiguration or a LinstorNodeConnection instead.',
  source: CHART,
  *check(objects, { profile }): Iterable<OperatorFinding> {
    if (!profile.isCozystack) return;
    for (const object of ofKind(objects, 'LinstorCluster')) {
      if (nameOf(object) !== LINSTOR_CLUSTER) continue;
      yield {
        in: object,
        pointer: '/metadata/name',
        message: `The LinstorCluster ${quote(LINSTOR_CLUSTER)} is the platform's own.`,
        remedy: 'Leave it out: pools go into a LinstorSatelliteConfiguration, links into a LinstorNodeConnection.',
      };
    }
  },
  example: { fails: [cluster(LINSTOR_CLUSTER)], passes: [POOLS] },
});

/** The properties that the chart sets, and the releases in which it does. */
const CHART_PROPERTIES: Readonly<Record<string, Span>> = {
  ...Object.fromEntries(Object.values(NET_OPTIONS).map(({ property }) => [property, {}])),
  'DrbdOptions/auto-diskful': {},
  'DrbdOptions/auto-diskful-allow-cleanup': {},
  'DrbdOptions/Net/verify-alg': { since: '1.6.0' },
};

const conflict = operatorRule({
  code: 'HK6103',
  severity: 'error',
  title: 'A property that the platform’s chart sets',
  why: 'Two field managers set one property: a server-side apply is refused as a conflict, and a forced one lasts until the chart is applied again.',
  remedy: 'Leave the property to the chart; links of their own take it from a LinstorNodeConnection.',
  source: CHART,
  *check(objects, { profile }): Iterable<OperatorFinding> {
    if (!profile.isCozystack) return;
    for (const object of ofKind(objects, 'LinstorCluster')) {
      if (nameOf(object) !== LINSTOR_CLUSTER) continue;
      for (const { index, name } of propertiesOf(object)) {
        const span = Object.hasOwn(CHART_PROPERTIES, name) ? CHART_PROPERTIES[name] : undefined;
        if (!span || !includes(span, profile.release)) continue;
        const remedy = name.startsWith('DrbdOptions/Net/')
          ? 'Remove it here, and set it on a LinstorNodeConnection for the links that need another value.'
          : 'Remove it here; it is a value of the chart, linstor.autoDiskful.';
        yield {
          in: object,
          pointer: pointer('spec', 'properties', index, 'name'),
          message: `The chart sets ${quote(name)} on ${quote(LINSTOR_CLUSTER)} already.`,
          remedy,
        };
      }
    }
  },
  example: { fails: [cluster(LINSTOR_CLUSTER, [{ name: 'DrbdOptions/Net/timeout', value: '120' }])], passes: [POOLS] },
});

const snapshots = operatorRule({
  code: 'HK6104',
  severity: 'error',
  title: 'The snapshot class that the platform’s chart owns',
  why: 'The chart writes the class linstor-snapshots: two owners overwrite each other.',
  remedy: 'Use the class as it is, or write one of another name.',
  source: 'cozystack v1.1.2 and v1.6.2, packages/system/linstor/templates/volumesnapshotclass.yaml',
  *check(objects, { profile }): Iterable<OperatorFinding> {
    if (!profile.isCozystack) return;
    for (const object of ofKind(objects, 'VolumeSnapshotClass')) {
      if (nameOf(object) !== 'linstor-snapshots') continue;
      yield {
        in: object,
        pointer: '/metadata/name',
        message: 'The VolumeSnapshotClass "linstor-snapshots" is the platform\'s own.',
        remedy: 'Leave it out, or give yours another name.',
      };
    }
  },
  example: {
    fails: [
      {
        apiVersion: 'snapshot.storage.k8s.io/v1',
        kind: 'VolumeSnapshotClass',
        metadata: { name: 'linstor-snapshots' },
        driver: 'linstor.csi.linbit.com',
        deletionPolicy: 'Delete',
      },
    ],
    passes: [
      {
        apiVersion: 'snapshot.storage.k8s.io/v1',
        kind: 'VolumeSnapshotClass',
        metadata: { name: 'nightly' },
        driver: 'linstor.csi.linbit.com',
        deletionPolicy: 'Delete',
      },
    ],
  },
});

/** Rules over what the charts of LINSTOR own. */
export const LINSTOR_OWNED_RULES: readonly OperatorRule[] = [second, charts, conflict, snapshots];
