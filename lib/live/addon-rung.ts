import { valueAt } from '../core/json';
import { ADDONS, type AddonName } from '../core/platform/addons';
import type { Inside, Workload } from './inside';
import type { LiveObject } from './live-object';
import { rung, type Known, type Rung } from './rung';

/** Whether what the add-ons bring runs inside the cluster. */
export function addons(object: LiveObject, inside: Known<Inside>): Rung {
  if ('unknown' in inside)
    return rung('addons', 'unknown', 'The inside of the cluster cannot be seen from here.', [inside.unknown]);
  if (inside.value.nodes.total === 0)
    return rung('addons', 'waiting', 'No machine has joined the cluster, so that no add-on can run.');
  const all = enabledAddons(object).map((name) => ({ name, missing: missingOf(name, inside.value) }));
  const late = all.filter(({ missing }) => missing.length > 0);
  if (late.length === 0) return rung('addons', 'done', `All ${all.length} add-ons run.`);
  return rung(
    'addons',
    'waiting',
    `${late.length} of ${all.length} add-ons do not run yet.`,
    late.map(({ name, missing }) => `${name}: ${missing.join(', ')}`),
  );
}

/**
 * The add-ons that the platform installs by this spec. The vertical pod autoscaler comes with the monitoring agents.
 * Source: cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/templates/helmreleases.
 */
export function enabledAddons({ spec }: LiveObject): AddonName[] {
  const enabled = (name: AddonName): boolean => valueAt(spec, 'addons', name, 'enabled') === true;
  return (Object.keys(ADDONS) as AddonName[]).filter((name) => {
    if (name === 'verticalPodAutoscaler') return enabled('monitoringAgents');
    return !ADDONS[name].switchable || enabled(name);
  });
}

function missingOf(name: AddonName, { workloads, gatewayApi }: Inside): string[] {
  if (name === 'gatewayAPI') return gatewayApi ? [] : ['the API group gateway.networking.k8s.io is not served'];
  const { namespace } = ADDONS[name];
  // kube-system has much else in it.
  const own = workloads.filter(
    (workload) => workload.namespace === namespace && (name !== 'coredns' || workload.name === 'coredns'),
  );
  if (own.length === 0) return [`nothing runs in namespace ${namespace} yet`];
  return own.filter(({ available, desired }) => available < desired).map(sayShort);
}

const sayShort = ({ kind, name, available, desired }: Workload): string =>
  `${kind} ${name} has ${available} of ${desired}`;
