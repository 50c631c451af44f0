import type { Issue } from '../core/issue';
import { isWithin, pointerKeys } from '../core/json';
import { ADDONS } from '../core/platform/addons';

/** Where a field of an object comes from, by its keys: `*` stands for any one key, and is taken over as it is. */
const FIELDS: readonly (readonly [field: string, property: string])[] = [
  ['metadata/name', 'name'],
  ['metadata/labels', 'labels'],
  ['metadata/annotations', 'annotations'],
  ['spec/storageClass', 'volumes'],
  ['spec/replicas', 'members'],
  ['spec/resourceQuotas', 'quotas'],
  ['spec/nodeHealthCheck/nodeStartupTimeout', 'nodeHealth.startupTimeout'],
  ['spec/nodeHealthCheck', 'nodeHealth'],
  ['spec/talos/schematicID', 'talos.schematicId'],
  ['spec/talos/imageFactoryURL', 'talos.imageFactoryUrl'],
  ['spec/talos/installerRepository', 'talos.installerRepository'],
  ['spec/controlPlane/apiServer/extraArgs', 'controlPlane.apiServerArguments'],
  ['spec/controlPlane/apiServer/extraVolumes', 'controlPlane.apiServerVolumes'],
  ['spec/controlPlane/konnectivity', 'controlPlane.konnectivity'],
  ['spec/nodeGroups/*/minReplicas', 'nodeGroups.*.scaling.min'],
  ['spec/nodeGroups/*/maxReplicas', 'nodeGroups.*.scaling.max'],
  ['spec/nodeGroups/*/ephemeralStorage', 'nodeGroups.*.disk'],
  ['spec/nodeGroups/*/diskSize', 'nodeGroups.*.disk'],
  ['spec/nodeGroups/*/storageClass', 'nodeGroups.*.volumes'],
  ['spec/nodeGroups/*/maxUnhealthy', 'nodeGroups.*.health.maxUnhealthy'],
  ['spec/nodeGroups/*/nodeStartupTimeout', 'nodeGroups.*.health.startupTimeout'],
  ['spec/nodeGroups/*/kubelet', 'nodeGroups.*.kubelet'],
  ['spec/nodeGroups/*/gpus', 'nodeGroups.*.gpus'],
  ['spec/addons/*/exposeMethod', 'addons.*.exposure'],
  ['spec/addons/*/valuesOverride', 'addons.*.values'],
  ['spec/etcd', 'modules.etcd'],
  ['spec/monitoring', 'modules.monitoring'],
  ['spec/ingress', 'modules.ingress'],
  ['spec/seaweedfs', 'modules.seaweedfs'],
  ['spec/gateway', 'modules.gateway'],
];

/** Below these a field is called as its prop is. */
const ALIKE = ['labels', 'annotations', 'quotas', 'controlPlane.konnectivity'];

/**
 * The argument of a component that an issue is about: `nodeGroups.web.scaling.min`. The component's own name where it is
 * about the component as a whole.
 *
 * @param root the path of the construct that the component stands for
 */
export function propertyOf(issue: Issue, root: string, component: string): string {
  const { construct = '', prop, pointer = '' } = issue;
  const below = root !== '' && isWithin(construct, root) ? construct.slice(root.length + 1) : '';
  const [part = ''] = below.split('/');
  const keys = pointerKeys(pointer);
  if (part === '') return prop ?? (propertyAt(keys).replace(/^\./, '') || component);
  if (Object.hasOwn(ADDONS, part)) return property(`addons.${part}`, prop, propertyAt(keys));
  // A group may have another name than the argument that declares it.
  const own = keys[1] === 'nodeGroups' ? ['spec', 'nodeGroups', part, ...keys.slice(3)] : [];
  return property(`nodeGroups${step(part)}`, prop, propertyAt(own));
}

const property = (base: string, prop: string | undefined, at: string): string =>
  prop === undefined ? at.replace(/^\./, '') || base : `${base}.${prop}`;

function propertyAt(keys: readonly string[]): string {
  for (const [field, property] of FIELDS) {
    const pattern = field.split('/');
    if (!pattern.every((key, i) => key === keys[i] || (key === '*' && keys[i] !== undefined))) continue;
    const taken = pattern.flatMap((key, i) => (key === '*' ? [keys[i]!] : []));
    const named = property.split('.').reduce((path, key) => path + step(key === '*' ? taken.shift()! : key), '');
    return ALIKE.includes(property) ? keys.slice(pattern.length).reduce((path, key) => path + step(key), named) : named;
  }
  const [spec, ...rest] = keys;
  return spec === 'spec' ? rest.reduce((path, key) => path + step(key), '') : '';
}

/** One step of a property path, as Pulumi writes it. */
const step = (key: string): string =>
  /^\d+$/.test(key) ? `[${key}]` : /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `["${key.replace(/"/g, '\\"')}"]`;
