import { quote } from '../../json';
import { topologyProperty } from '../linstor/sites';
import { readClass } from '../linstor/class-parameters';
import { ofKind, operatorRule, type OperatorRule } from '../rule';
import { exampleClass, linstorClasses, whereSaid } from './class-support';
import { entriesOf, inSpec, propertiesOf } from './linstor-read';

const OWN = 'example.com/site';

const satellites = (properties: readonly object[]): object => ({
  apiVersion: 'piraeus.io/v1',
  kind: 'LinstorSatelliteConfiguration',
  metadata: { name: 'geneva' },
  spec: {
    nodeSelector: { [OWN]: 'gva' },
    storagePools: [{ name: 'data', lvmPool: { volumeGroup: 'vg0' } }],
    ...(properties.length > 0 && { properties }),
  },
});
const HANDED = [{ name: topologyProperty(OWN), valueFrom: { nodeFieldRef: `metadata.labels['${OWN}']` } }];
const CLASS = exampleClass({ 'linstor.csi.linbit.com/replicasOnDifferent': OWN });

const unknownLabel = operatorRule({
  code: 'HK6333',
  severity: 'error',
  title: 'A label that LINSTOR does not know',
  why: 'Piraeus hands on the hostname, zone and region of nodes and no other label, so no node has the property that copies are placed by.',
  remedy: 'Make the label known by a property of every satellite configuration, or place by the zone.',
  source: 'piraeus-operator v2.6, docs/how-to/upgrade',
  *check(objects) {
    const configurations = ofKind(objects, 'LinstorSatelliteConfiguration');
    // Without any of them nobody can say what LINSTOR was told.
    if (configurations.length === 0) return;
    // Properties that are made of whatever labels there are may be of any name.
    const made = configurations.some((one) =>
      entriesOf(inSpec(one, 'properties')).some(([, { expandFrom }]) => expandFrom !== undefined),
    );
    if (made) return;
    const told = new Set(configurations.flatMap((one) => propertiesOf(one).map(({ name }) => name)));
    for (const object of linstorClasses(objects)) {
      const parameters = readClass(object.manifest);
      for (const { label } of parameters.replicasOnDifferent ?? []) {
        const property = topologyProperty(label);
        if (property === undefined || told.has(property) || label.startsWith('Aux/')) continue;
        yield {
          in: object,
          pointer: whereSaid(parameters, 'replicasOnDifferent'),
          message: `Copies are placed by ${quote(label)}, which no satellite configuration makes known to LINSTOR.`,
          remedy: `Add to every configuration the property "${property}", from the field "metadata.labels['${label}']".`,
        };
      }
    }
  },
  example: { fails: [CLASS, satellites([])], passes: [CLASS, satellites(HANDED)] },
});

/** Rules over the labels that copies are placed by. */
export const POOL_LABEL_RULES: readonly OperatorRule[] = [unknownLabel];
