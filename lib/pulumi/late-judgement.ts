import * as pulumi from '@pulumi/pulumi';
import type { Judgement } from '../constructs/judgement';
import { isAboutSeveral } from '../core/check/catalogue';
import { isDeferred } from '../core/deferred';
import { formatIssues, type Issue } from '../core/issue';
import { isRecord, mapLeaves, setKey, type Unchecked } from '../core/json';
import { isLate } from './late-values';
import type { Plan } from './plan';
import { ResourceFailure } from './resource-failure';

/**
 * Judges the objects of a plan once more when the values have arrived that were not known at first. What one object shows
 * by itself the provider has said by then, on the resource; here are the rules over several objects, and warnings.
 *
 * No resource waits for it: a value may come from a resource that itself waits for an object of the tree.
 */
export function judgeLate(judgement: Judgement, { objects }: Plan, resource: pulumi.Resource): void {
  for (const { object, manifest, destination } of objects) {
    if (destination.plane !== 'tenant' || !isLate(manifest)) continue;
    const arriving = pulumi.output(withoutSecrets(manifest) as Unchecked) as unknown as pulumi.Output<unknown>;
    arriving.apply((arrived) => {
      report(judgement.arrive(object, stillLate(arrived)), resource);
    });
  }
}

function report(found: readonly Issue[], resource: pulumi.Resource): void {
  const warnings = found.filter(({ severity }) => severity === 'warning');
  const errors = found.filter(({ severity, code }) => severity === 'error' && isAboutSeveral(code));
  if (warnings.length > 0) void pulumi.log.warn(formatIssues(warnings), resource).catch(() => undefined);
  if (errors.length > 0) throw new ResourceFailure(formatIssues(errors), resource);
}

/** The same value with every secret leaf kept back, since what is found wrong is quoted. */
const withoutSecrets = (value: unknown): unknown =>
  mapLeaves(value, (leaf) => {
    if (!isDeferred(leaf)) return leaf;
    const output = leaf as unknown as pulumi.Output<unknown>;
    return pulumi.output(pulumi.isSecret(output)).apply((secret) => (secret ? { [HIDDEN]: true } : output));
  });

const HIDDEN = 'hikube-constructs:secret';

/** The values that came, in which a secret counts as late still: rules leave it alone. */
function stillLate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stillLate);
  if (!isRecord(value)) return value;
  if (Object.hasOwn(value, HIDDEN)) return { __pulumiOutput: true };
  const copy = {};
  for (const [key, entry] of Object.entries(value)) setKey(copy, key, stillLate(entry));
  return copy;
}
