import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Json } from './https';

/** What one request asked for, as the servers saw it. */
export interface LoggedRequest {
  /** Empty when the server did not know the token. */
  readonly user: string;
  /** As Kubernetes names it: get, list, watch, create, update, patch, delete, deletecollection. */
  readonly verb: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: Json;
  /** Absent until it is answered, and for a watch as long as it runs. */
  readonly status?: number;
}

/** The kube-apiserver's own log, and that of the aggregated server, which is the one that sees bodies. */
export const AUDIT_LOG = 'audit.log';
export const PLATFORM_AUDIT_LOG = 'platform-audit.log';

export const auditPolicy = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  rules: [
    { level: 'None', users: ['harness', 'platform-api'] },
    { level: 'None', userGroups: ['system:serviceaccounts'] },
    { level: 'None', users: ['system:apiserver', 'system:aggregator', 'system:anonymous', 'front-proxy-client'] },
    { level: 'Request' },
  ],
};

const METHODS: Readonly<Record<string, string>> = {
  create: 'POST',
  update: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  deletecollection: 'DELETE',
};
const WITH_BODY = ['create', 'update', 'patch'];

/** How far the logs have been read, in bytes. */
export type LogPosition = Readonly<Record<string, number>>;

const LOGS = [AUDIT_LOG, PLATFORM_AUDIT_LOG];
const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

export const endOfLogs = (scratch: string): LogPosition =>
  Object.fromEntries(LOGS.map((name) => [name, sizeOf(path.join(scratch, name))]));

function eventsOf(scratch: string, name: string, since: LogPosition): Json[] {
  const file = path.join(scratch, name);
  if (sizeOf(file) === 0) return [];
  const lines = readFileSync(file)
    .subarray(since[name] ?? 0)
    .toString('utf8')
    .split('\n');
  // The last line may still be in the writing.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Json);
}

/** The requests of the users of the tests, in the order in which they arrived. */
export function loggedRequests(scratch: string, since: LogPosition): LoggedRequest[] {
  const requests = new Map<string, Json>();
  for (const event of eventsOf(scratch, AUDIT_LOG, since)) {
    const known = requests.get(event.auditID);
    // What arrived before may end only now. A request of nobody is logged once, when it is refused.
    const isNew = event.stage === 'RequestReceived' || event.responseStatus?.code === 401;
    if (known !== undefined || isNew) requests.set(event.auditID, { ...known, ...event });
  }
  for (const { auditID, requestObject } of eventsOf(scratch, PLATFORM_AUDIT_LOG, since)) {
    const known = requests.get(auditID);
    if (known !== undefined && requestObject !== undefined) known.requestObject = requestObject;
  }
  return [...requests.values()].map(asRequest);
}

function asRequest({ user, verb, requestURI, requestObject, responseStatus }: Json): LoggedRequest {
  const { pathname, searchParams } = new URL(requestURI as string, 'https://localhost');
  return {
    user: (user?.username ?? '') as string,
    verb: verb as string,
    method: METHODS[verb as string] ?? 'GET',
    path: pathname,
    query: Object.fromEntries(searchParams),
    ...(requestObject === undefined ? {} : { body: requestObject as Json }),
    ...(responseStatus?.code === undefined ? {} : { status: responseStatus.code as number }),
  };
}

/** Whether the log of a finished test still lacks a line that the servers write a moment after they have answered. */
export const isSettled = (requests: readonly LoggedRequest[]): boolean =>
  requests.every(
    ({ verb, status, body }) =>
      verb === 'watch' ||
      (status !== undefined && (body !== undefined || !WITH_BODY.includes(verb) || status === 403 || status === 401)),
  );
