import { conditionOf, type Condition, type LiveObject } from './live-object';
import { redacted } from './redact';
import { rung, type Rung } from './rung';

/** What Helm says of values that the chart's schema refuses, and of a chart that cannot be rendered with them. */
const SCHEMA = /values don't meet the specifications of the schema|values do not meet the schema/i;
const RENDERING =
  /execution error at|error calling|\btemplate: |YAML parse error|unable to build kubernetes objects|parse error/i;
/** What passes by itself: something is not up yet, or not reachable for a moment. */
const PASSING =
  /timed? ?out|deadline exceeded|connection refused|connection reset|no route to host|failed calling webhook|no endpoints available|too many requests|try again|rate limiter|TLS handshake/i;
const NOT_YET =
  /^(DependencyNotReady|Progressing|ProgressingWithRetry|ArtifactFailed|SourceNotReady|HelmChartNotReady)$/;

/**
 * Whether the platform has made a Helm release of an object. Its condition `Ready` is that of the release (cozystack
 * v1.1.2, pkg/registry/apps/application/rest.go): the chart was applied, which is not that anything runs.
 *
 * @param before the condition from before a change of the spec; as long as it stands, nobody has looked at the change
 */
export function accepted(object: LiveObject | undefined, before?: Condition): Rung {
  if (!object) return rung('accepted', 'failed', 'The object is not there.');
  const { deletionTimestamp } = object.metadata;
  if (deletionTimestamp !== undefined)
    return rung('accepted', 'failed', `The object is being deleted since ${deletionTimestamp}.`);
  const ready = conditionOf(object, 'Ready');
  if (!ready) return rung('accepted', 'waiting', 'The platform has not looked at it yet.');
  if (before && same(ready, before))
    return rung('accepted', 'waiting', 'The platform has not looked at the change yet.');
  if (ready.status === 'True') return rung('accepted', 'done', 'The platform has applied it.', workloads(object));
  return ready.status === 'False' ? refused(ready) : rung('accepted', 'waiting', 'Helm is applying it.', words(ready));
}

function refused(ready: Condition): Rung {
  const { reason, message } = ready;
  if (SCHEMA.test(message))
    return rung(
      'accepted',
      'failed',
      "The values do not meet the chart's schema, so nothing is applied.",
      words(ready),
    );
  if (RENDERING.test(message) && !PASSING.test(message))
    return rung('accepted', 'failed', 'The chart cannot be rendered with these values.', words(ready));
  if (NOT_YET.test(reason)) return rung('accepted', 'waiting', 'It waits for something else.', words(ready));
  if (PASSING.test(message))
    return rung('accepted', 'waiting', 'Helm did not get through in time, and tries again.', words(ready));
  return rung('accepted', 'failed', 'Helm could not apply it; it goes on trying without a change.', words(ready));
}

/** Source: cozystack v1.3.0 and later, pkg/registry/apps/application/rest.go; it changes nothing about `Ready`. */
function workloads(object: LiveObject): string[] {
  const condition = conditionOf(object, 'WorkloadsReady');
  return condition && condition.status !== 'True' ? words(condition) : [];
}

const words = ({ reason, message }: Condition): string[] => {
  const text = [reason, redacted(message)].filter(Boolean).join(': ');
  return text === '' ? [] : [text];
};

const same = (a: Condition, b: Condition): boolean =>
  a.status === b.status &&
  a.reason === b.reason &&
  a.message === b.message &&
  a.lastTransitionTime === b.lastTransitionTime;
