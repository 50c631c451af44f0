import { isRecord, listed, pointer, quote, valueAt } from '../../json';
import { covers, neededNames } from '../etcd/ring-facts';
import { ofKind, operatorRule, type OperatorFinding, type OperatorObject, type OperatorRule } from '../rule';
import { certificate } from './certificate-samples';
import { apiOf, listOf, membersOf, partOf, pathOf } from './ring-reading';
import { ring, SOUND_V1 } from './ring-samples';

/** The certificates that fill a Secret of a namespace. */
const fillersOf = (objects: readonly OperatorObject[], namespace: string, secret: string): OperatorObject[] =>
  ofKind(objects, 'Certificate').filter(
    ({ manifest, object }) => object.namespace === namespace && valueAt(manifest, 'spec', 'secretName') === secret,
  );

/** The names that a ring is called by, if nothing in it changes them. */
function namesOf(object: OperatorObject, part: 'serverSecret' | 'peerSecret'): string[] {
  const api = apiOf(object);
  const members = membersOf(object);
  const { namespace, name } = object.object;
  if (api === undefined || namespace === undefined || name === '' || !members) return [];
  // Services may be given other names; what the members are then called follows from the operator.
  const renamed = ['serviceTemplate', 'headlessServiceTemplate'].some(
    (key) => valueAt(object.manifest, 'spec', key, 'metadata', 'name') !== undefined,
  );
  if (renamed) return [];
  const [service, ...each] = neededNames({ api, ring: name, namespace, members });
  // Members call each other by their own names alone.
  return part === 'serverSecret' ? [service!, ...each] : each;
}

function* missingIn(objects: readonly OperatorObject[], object: OperatorObject): Iterable<OperatorFinding> {
  const api = apiOf(object);
  const { namespace, name } = object.object;
  if (api === undefined || namespace === undefined) return;
  for (const part of ['serverSecret', 'peerSecret'] as const) {
    const secret = partOf(object, api, part).value;
    if (typeof secret !== 'string' || secret === '') continue;
    const [filler, second] = fillersOf(objects, namespace, secret);
    if (!filler || second) continue;
    const spec = isRecord(filler.manifest.spec) ? filler.manifest.spec : {};
    const written = spec.dnsNames ?? [];
    if (!Array.isArray(written)) continue;
    const names = listOf(written).filter((one): one is string => typeof one === 'string');
    const missing = namesOf(object, part).filter((host) => !names.some((one) => covers(one, host)));
    if (missing.length === 0) continue;
    yield {
      in: filler,
      other: { in: object, pointer: pointer(...pathOf(api, part)) },
      pointer: '/spec/dnsNames',
      message: `The ${part === 'serverSecret' ? 'server' : 'peer'} certificate of the ring ${quote(name)} does not list ${listed(missing)}.`,
      remedy:
        missing.length > 3 && api === 'v1alpha1'
          ? `Add them, or "*.${name}-headless.${namespace}.svc" for all members${missing[0] === `${name}.${namespace}.svc` ? ` and "${missing[0]}"` : ''}.`
          : `Add ${listed(missing)}.`,
    };
  }
}

const missingNames = operatorRule({
  code: 'HK6607',
  severity: 'error',
  title: 'A certificate that does not name the members of its ring',
  why: 'Whoever calls a member checks that its certificate has the name that was called; such a member is never reached. Members of v1alpha2 have names of chance, which only a wildcard covers.',
  remedy: 'Write the name of the Service and those of all members into dnsNames.',
  source: 'cozystack v1.1.2 and v1.6.2, packages/extra/etcd/templates/etcd-cluster.yaml; RFC 6125, section 6.4',
  *check(objects) {
    for (const object of ofKind(objects, 'EtcdCluster')) yield* missingIn(objects, object);
  },
  example: {
    profile: 'operators-v1alpha1',
    fails: [ring(SOUND_V1, { replicas: 5 }), certificate()],
    passes: [SOUND_V1, certificate()],
  },
});

/** Rules over certificates and the rings that use them. */
export const CERTIFICATE_RING_RULES: readonly OperatorRule[] = [missingNames];
