import * as pulumi from '@pulumi/pulumi';
import { refuse } from '../constructs/wiring';
import { quote } from '../core/json';
import type { Connection } from './connection';
import type { Plan } from './plan';

/** What the resources of a stack stand for: the name of the resource, by the object on its platform. */
const claims = new WeakMap<pulumi.Resource, Map<string, string>>();

/**
 * Refuses a second resource for an object of the platform: two tenancies or trees of a program may be of one tenant, and the
 * second would find the object there, half-way through an `up`.
 *
 * @throws HikubeError HK1002
 */
export function claimObjects({ objects }: Plan, connection: Connection): void {
  const stack = pulumi.runtime.getStackResource();
  if (!stack) return;
  const taken = claims.get(stack) ?? new Map<string, string>();
  claims.set(stack, taken);
  for (const { destination, object, name } of objects) {
    if (destination.plane !== 'tenant') continue;
    const key = [connection.identity, object.kind, destination.chart.namespace, object.name].join('\n');
    const other = taken.get(key);
    if (other !== undefined) {
      const message = `${object.kind} ${quote(object.name)} of tenant "${destination.chart.namespace}" is a resource already, "${other}".`;
      refuse('HK1002', object.node.path, message, 'Give one of the two another name on the platform, or leave it out.');
    }
    taken.set(key, name);
  }
}
