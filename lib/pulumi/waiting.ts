import * as pulumi from '@pulumi/pulumi';
import { SYSTEM_CLOCK, type Clock } from '../live/clock';
import { readInside } from '../live/inside';
import { LiveError } from '../live/live-error';
import type { Condition } from '../live/live-object';
import { settled } from '../live/readiness';
import type { ObjectRef } from '../live/resources';
import type { Rung, RungName } from '../live/rung';
import type { TenantApi } from '../live/tenant-api';
import { watchReadiness } from '../live/watch-readiness';
import { ResourceFailure } from './resource-failure';

/** What is awaited, and who is told. */
export interface Wait {
  readonly ref: ObjectRef;
  readonly until: RungName;
  readonly seconds: number;
  /** Whose lines say what is awaited. */
  readonly resource: pulumi.Resource;
  /** The condition `Ready` from before a change that was just made. @default it was not changed */
  readonly before?: Condition | undefined;
  /** @default the time of the process */
  readonly clock?: Clock | undefined;
}

/**
 * Waits until an object has reached a step, and tells on the resource's line what it waits for.
 *
 * @throws ResourceFailure when the time is over, or when the step cannot come about without a change
 */
export async function waitUntil(api: TenantApi, { ref, until, seconds, resource, before, clock }: Wait): Promise<void> {
  const patience = new AbortController();
  let over = false;
  const timer = setTimeout(() => {
    over = true;
    patience.abort();
  }, seconds * 1000);
  let seen: readonly Rung[] = [];
  try {
    const ladders = watchReadiness(api, ref, {
      until,
      before,
      signal: patience.signal,
      ...(clock && { clock }),
      ...(LOOKS_INSIDE.includes(until) && {
        inside: (kubeconfig, signal) =>
          readInside(kubeconfig, { env: process.env, clock: clock ?? SYSTEM_CLOCK }, signal),
      }),
    });
    for await (const rungs of ladders) {
      seen = upTo(rungs, until);
      const current = currentOf(seen);
      if (current?.state === 'waiting' || current?.state === 'unknown')
        await tell(`${current.name}: ${says(current)}`, resource);
    }
  } catch (error) {
    if (!LiveError.is(error)) throw error;
    if (!over) throw new ResourceFailure(`While it waited for "${until}": ${error.text}`, resource);
    throw new ResourceFailure(tooLong(ref, until, seconds, seen), resource);
  } finally {
    clearTimeout(timer);
  }
  if (settled(seen, until) !== 'done') throw new ResourceFailure(failure(ref, seen), resource);
}

/** Nobody has to reach the new cluster to learn that its control plane is up. */
const LOOKS_INSIDE: readonly RungName[] = ['workers', 'addons'];

const upTo = (rungs: readonly Rung[], until: RungName): readonly Rung[] =>
  rungs.slice(0, rungs.findIndex(({ name }) => name === until) + 1);

/** The step that has failed, or else the first that is not done. */
const currentOf = (rungs: readonly Rung[]): Rung | undefined =>
  rungs.find(({ state }) => state === 'failed') ?? rungs.find(({ state }) => state !== 'done');

const says = ({ says: sentence, details = [] }: Rung): string => [sentence, ...details].join(' ');

/** Shown while it is so, and gone when the resource is through. A log that cannot be written ends no wait. */
const tell = (line: string, resource: pulumi.Resource): Promise<void> =>
  pulumi.log.info(line, resource, undefined, true).catch(() => undefined);

const where = ({ kind, namespace, name }: ObjectRef): string =>
  kind === 'Kubernetes'
    ? `\`hikube status ${name} -n ${namespace}\` goes on looking.`
    : `\`kubectl describe ${kind.toLowerCase()} ${name} -n ${namespace}\` shows more.`;

function tooLong(ref: ObjectRef, until: RungName, seconds: number, seen: readonly Rung[]): string {
  const current = currentOf(seen);
  const last = current ? `It was at "${current.name}": ${says(current)}` : 'Nothing was seen of it.';
  return `After ${seconds} s, ${ref.kind} "${ref.name}" is not at "${until}". ${last} The platform goes on with it, and so does the next \`pulumi up\`. ${where(ref)}`;
}

function failure(ref: ObjectRef, seen: readonly Rung[]): string {
  const failed = currentOf(seen);
  const reason = failed ? `${failed.name}: ${says(failed)}` : 'Nothing was seen of it.';
  return `${ref.kind} "${ref.name}" will not come up without a change. ${reason} ${where(ref)}`;
}
