import { change, effectFrom, inOrder } from '../../core/change/change';
import { keyOf, referenceOf } from '../../core/change/changes';
import { compareImpacts, type ChangeFacts, type Effect } from '../../core/change/effect';
import { NEVER_ALLOWED, OBJECT_EFFECTS } from '../../core/change/effects/objects';
import { isProtected } from '../../core/change/protection';
import { formatIssue } from '../../core/issue';
import { pointer, quote } from '../../core/json';
import type { PlatformProfile } from '../../core/platform/profile';
import type { Directives } from '../object-inputs';

/** Why something is not done: where, and the whole text. */
export interface Refusal {
  readonly pointer: string;
  readonly text: string;
}

/** Who wants a change, and for what it is judged. */
export interface Wish {
  readonly directives: Pick<Directives, 'allow' | 'construct'>;
  readonly profile: PlatformProfile;
  /** What is known beside the two states. @default nothing */
  readonly facts?: ChangeFacts;
}

/** Whether two states are those of one object: the platform knows one by its kind, namespace and name. */
export const isSameObject = (before: unknown, after: unknown): boolean =>
  keyOf(referenceOf(before)) === keyOf(referenceOf(after));

/** What a change destroys, or what the platform would take and then fail on, unless somebody wants that by its code. */
export function refusals(before: unknown, after: unknown, { directives, profile, facts }: Wish): Refusal[] {
  const effects = isSameObject(before, after) ? change(before, after, profile, facts).effects : moved(before, after);
  return refusalsAmong(effects, directives);
}

/** The refusals among effects that were found already. */
export function refusalsAmong(effects: readonly Effect[], { allow, construct }: Wish['directives']): Refusal[] {
  const open = effects.filter(
    ({ impact, code }) =>
      compareImpacts(impact, 'destroys') >= 0 && (NEVER_ALLOWED.includes(code) || !allow.includes(code)),
  );
  // What nobody can allow stays in the way, whatever else is allowed.
  const codes = open.some(({ code }) => NEVER_ALLOWED.includes(code))
    ? []
    : [...new Set(open.map(({ code }) => code))].sort();
  const hint = codes.length === 0 ? '' : `If that is what you want, add \`allow: [${codes.map(quoted).join(', ')}]\`.`;
  return open.map(({ code, message, why, first, pointers: [at = ''] }) => {
    const remedy = [`Before: ${first}`, hint].filter(Boolean).join(' ');
    return { pointer: at, text: formatIssue({ code, severity: 'error', message, why, remedy, construct }) };
  });
}

/**
 * What a change disturbs without being refused: machines that are replaced one after the other, a control plane that
 * restarts, names that lead elsewhere. Pulumi's own difference shows fields, and not what they do.
 */
export function disturbances(before: unknown, after: unknown, { directives, profile, facts }: Wish): string[] {
  if (!isSameObject(before, after)) return [];
  const { construct, allow } = directives;
  return change(before, after, profile, facts)
    .effects.filter(({ severity, code }) => severity !== 'info' || allow.includes(code))
    .map(({ code, message, why, first }) => {
      const remedy = `Before: ${first}`;
      return formatIssue({ code, severity: 'warning', message, why, remedy, construct });
    });
}

const quoted = (code: string): string => `'${code}'`;

/** What it does to give an object another kind, namespace or name: Pulumi replaces the resource. */
function moved(before: unknown, after: unknown): Effect[] {
  const [old, now] = [referenceOf(before), referenceOf(after)];
  const at =
    old.kind !== now.kind ? ['kind'] : old.name !== now.name ? ['metadata', 'name'] : ['metadata', 'namespace'];
  const to = [
    ...(old.kind === now.kind ? [] : [now.kind]),
    quote(now.name),
    ...(old.namespace === now.namespace ? [] : [`in ${quote(now.namespace)}`]),
  ].join(' ');
  const message = `${old.kind} ${quote(old.name)} becomes ${to}: that is a new object, and ${quote(old.name)} goes with all that it holds.`;
  const effects = [effectFrom(OBJECT_EFFECTS.moved, { pointers: [pointer(...at)], message })];
  if (isProtected(before)) {
    const guard = `${quote(old.name)} has deletion protection, and this would destroy it.`;
    effects.push(
      effectFrom(OBJECT_EFFECTS.guarded, { pointers: [pointer('metadata', 'annotations')], message: guard }),
    );
  }
  return inOrder(effects);
}
