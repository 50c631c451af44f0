import { isRecord, valueAt } from '../core/json';
import { LiveError, type LiveErrorKind } from './live-error';
import { redacted } from './redact';
import { nameOf, type Resource } from './resources';
import type { HttpAnswer } from './transport';

/** What a request was meant to do, in the words of RBAC. */
export type Verb = 'get' | 'list' | 'create' | 'update' | 'delete';

/** The server's own words, if it answered as Kubernetes does. */
interface ServerStatus {
  readonly reason: string;
  readonly message: string;
}

/**
 * The platform of 1.1 hands on what its own API server was told as plain text in a 500, so that a conflict or an object
 * that is there already is to be told by its words (cozystack v1.1.2, pkg/registry/apps/application/rest.go).
 */
const IN_WORDS: readonly [RegExp, LiveErrorKind][] = [
  [/\balready exists\b/, 'exists'],
  [/the object has been modified|Precondition failed|\bStorageError: invalid object\b/, 'conflict'],
];

/** The error for an answer that is a refusal. */
export function refusal(answer: HttpAnswer, verb: Verb, resource: Resource): LiveError {
  const said = statusOf(answer);
  const kind = kindOf(answer.status, said, verb);
  const quoted = said.message === '' ? '' : `The server says: ${redacted(said.message)}`;
  const target = nameOf(resource);
  const told = WORDS[kind]?.(verb, target, resource, answer) ?? {
    message: `The server could not ${verb} ${target} (HTTP ${answer.status}).`,
    remedy: 'Try again; if it stays so, ask whoever runs the platform.',
  };
  return new LiveError(kind, {
    message: told.message,
    why: [told.why, quoted].filter(Boolean).join(' '),
    remedy: told.remedy,
    status: answer.status,
    ...(verb !== 'get' && verb !== 'list' && answer.status < 500 && { outcome: 'notDone' as const }),
    ...((kind === 'exists' || kind === 'conflict') && { outcome: 'notDone' as const }),
  });
}

type Words = { readonly message: string; readonly why?: string; readonly remedy: string };

const WORDS: { readonly [K in LiveErrorKind]?: (v: Verb, target: string, r: Resource, a: HttpAnswer) => Words } = {
  unauthorised: () => ({
    message: 'The server does not accept the credentials of this context.',
    why: 'A token lives for a while only, and the kubeconfig of a cluster is renewed by the platform.',
    remedy: "Log in again, or read the cluster's kubeconfig again.",
  }),
  forbidden: (verb, target, { group, plural }) => ({
    message: `You may not ${verb} ${target}.`,
    ...rightsOf(verb, group, plural),
  }),
  notFound: (_verb, target) => ({
    message: `There is no ${target}.`,
    remedy: 'Look at the name, the namespace and the context.',
  }),
  exists: (_verb, target) => ({
    message: `There is a ${target} already.`,
    remedy: 'Read it, and change it instead of creating it.',
  }),
  conflict: (_verb, target) => ({
    message: `Somebody else changed ${target} meanwhile.`,
    remedy: 'Plan again, on what is there now.',
  }),
  invalid: (verb, target) => ({
    message: `The server refuses to ${verb} ${target} as it is written.`,
    remedy: 'Correct what it names.',
  }),
  server: (verb, target, _resource, { status }) =>
    status === 429
      ? {
          message: `The server has too much to do to ${verb} ${target}.`,
          remedy: 'Try again in a minute.',
        }
      : {
          message: `The server could not ${verb} ${target} (HTTP ${status}).`,
          ...(status === 503 && { why: "The platform's own API may be restarting." }),
          remedy: 'Try again; if it stays so, ask whoever runs the platform.',
        },
};

/** Source: cozystack v1.1.2 and v1.6.2, packages/system/cozystack-basics/templates/clusterroles.yaml. */
function rightsOf(verb: Verb, group: string, plural: string): Omit<Words, 'message'> {
  const missing = `The right "${verb}" on "${plural}${group === '' ? '' : `.${group}`}" is missing.`;
  if (group === 'apps.cozystack.io' && plural !== 'kuberneteses' && verb !== 'get' && verb !== 'list') {
    return {
      why: `${missing} A tenant's admins may change clusters, but neither Etcd nor Tenant.`,
      remedy: "Use a login of the tenant's super-admins, or the token of the tenant's ServiceAccount.",
    };
  }
  if (plural === 'tenantsecrets') {
    return { why: `${missing} Those who may only view a tenant see no secrets.`, remedy: 'Ask for the role "use".' };
  }
  return { why: missing, remedy: 'Look at the namespace and the context, or ask for the right.' };
}

function kindOf(status: number, said: ServerStatus, verb: Verb): LiveErrorKind {
  if (status === 401) return 'unauthorised';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'notFound';
  if (status === 409) return said.reason === 'AlreadyExists' ? 'exists' : 'conflict';
  if (status === 400 || status === 405 || status === 413 || status === 415 || status === 422) return 'invalid';
  if (status >= 500 && verb !== 'get' && verb !== 'list') {
    const worded = IN_WORDS.find(([pattern]) => pattern.test(said.message));
    if (worded) return worded[1];
  }
  return 'server';
}

function statusOf({ text, headers }: HttpAnswer): ServerStatus {
  const value = parsed(text);
  if (!isRecord(value)) {
    // A page of a proxy says nothing to a reader of a terminal; a line of text does.
    const plain = /html/i.test(headers['content-type'] ?? '') || /^\s*</.test(text) ? '' : text.split('\n')[0]!;
    return { reason: '', message: plain.slice(0, 300) };
  }
  const textAt = (key: string): string => (typeof valueAt(value, key) === 'string' ? String(value[key]) : '');
  return { reason: textAt('reason'), message: textAt('message') };
}

/** A JSON value, or nothing where the text is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
