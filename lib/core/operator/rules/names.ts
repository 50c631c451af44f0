import { quote } from '../../json';
import { isDnsName } from '../../names';
import { OPERATOR_KINDS, type OperatorKind } from '../kind';
import { each, operatorRule, type OperatorRule } from '../rule';

/** Classes have a rule of their own. */
const KINDS = (Object.keys(OPERATOR_KINDS) as OperatorKind[]).filter(
  (kind) => kind !== 'StorageClass' && kind !== 'VolumeSnapshotClass',
);

const link = (name: string): object => ({
  apiVersion: 'piraeus.io/v1',
  kind: 'LinstorSatelliteConfiguration',
  metadata: { name },
  spec: { nodeSelector: { 'topology.kubernetes.io/zone': 'gva' }, storagePools: [{ name: 'data', lvmPool: {} }] },
});

const names = operatorRule({
  code: 'HK6111',
  severity: 'error',
  title: 'A name that no object can have',
  why: 'The API server refuses it.',
  remedy: 'Write lower-case letters, digits, dashes and dots that begin and end with a letter or digit.',
  source: 'Kubernetes, docs/concepts/overview/working-with-objects/names',
  check: each(KINDS, function* ({ object, manifest }) {
    const { metadata } = manifest as { metadata?: { name?: unknown } };
    if (typeof metadata?.name !== 'string' || isDnsName(object.name)) return;
    yield {
      pointer: '/metadata/name',
      message: `The name ${quote(object.name)} cannot be the name of an object.`,
      remedy: 'Write lower-case letters, digits, dashes and dots, such as "geneva".',
    };
  }),
  example: { fails: [link('Zürich_1')], passes: [link('zurich-1')] },
});

/** Rules over what objects are called. */
export const NAME_RULES: readonly OperatorRule[] = [names];
