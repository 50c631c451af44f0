import { isWithin, quote, valueAt } from '../../core/json';
import type { PlatformProfile } from '../../core/platform/profile';
import { LiveError } from '../../live/live-error';
import { conditionOf, refOf, type Condition, type LiveObject, type Manifest } from '../../live/live-object';
import { awaitNamespace, awaitRing } from '../../live/platform-made';
import type { TenantApi } from '../../live/tenant-api';
import type { Directives } from '../object-inputs';
import { ProviderError } from './errors';
import { mayTakeOver } from './existing';
import { directivesIn, inputsFrom, profileOf } from './inputs';
import { changeOf, factsOf, manifestOf, markOf, titleOf } from './manifest';
import type { CreateResult, Properties, UpdateResult } from './protocol';
import { refusalsAmong } from './refusals';
import type { Session } from './session';
import { takenText } from './taken';
import { clean, plain } from './values';

/** How long what the platform makes by itself is awaited, in milliseconds. */
const LIMIT = 15 * 60_000;

/** Creates the object that some inputs describe, or takes over the one that is there. */
export async function create(props: Properties, session: Session): Promise<CreateResult> {
  const writer = await writerFor(props, session);
  const live = await writer.bring();
  const { kind, metadata } = writer.manifest;
  const name = `${metadata.namespace}/${kind}/${metadata.name}`;
  // The uid goes along: of a resource that is being changed, a preview knows its id and nothing else.
  return { id: `${name}/${live.metadata.uid}`, outs: outputs(props, live, writer) };
}

/**
 * Makes of the live object what the new inputs describe.
 *
 * @throws ProviderError where it is gone: to make a cluster anew is no change of a field, and not what the preview showed
 */
export async function update(olds: Properties, news: Properties, session: Session): Promise<UpdateResult> {
  const writer = await writerFor(news, session);
  const live = await writer.api.get(refOf(writer.manifest));
  if (!live) {
    throw new ProviderError(
      `${titleOf(writer.manifest)} is not there any more: somebody deleted it. \`pulumi up --refresh\` sees that, and makes it again.`,
    );
  }
  return { outs: outputs(news, await writer.continue(live, olds), writer) };
}

const outputs = (props: Properties, { metadata: { uid } }: LiveObject, writer: Writer): Record<string, unknown> =>
  clean({ ...props, uid, readyBefore: writer.readyBefore });

async function writerFor(props: Properties, session: Session): Promise<Writer> {
  const inputs = inputsFrom(props);
  const { hikube: directives } = inputs;
  return new Writer(await session.api(), manifestOf(inputs), directives, profileOf(directives), session);
}

/** Writes one object. Each write is one request, which is carried out or not. */
class Writer {
  /**
   * What the platform said of the object before its spec was changed: as long as it still says that, nobody has looked at
   * the change. A change of labels alone is looked at by nobody.
   */
  public readyBefore: Condition | undefined;

  public constructor(
    public readonly api: TenantApi,
    public readonly manifest: Manifest,
    private readonly directives: Directives,
    private readonly profile: PlatformProfile,
    private readonly session: Session,
  ) {}

  /** Has the object there: what the platform makes by itself is awaited first. */
  public async bring(): Promise<LiveObject> {
    const { api, manifest, directives } = this;
    const tenant = directives.tenant && ({ kind: 'Tenant', ...directives.tenant } as const);
    const patience = { clock: this.session.clock, limit: LIMIT };
    if (tenant) await awaitNamespace(tenant, api, patience);
    if (directives.madeByPlatform)
      return this.overwrite(await awaitRing(refOf(manifest), api, { ...patience, tenant }));
    try {
      return await api.create(manifest);
    } catch (error) {
      if (!LiveError.is(error) || error.kind !== 'exists') throw error;
      const live = await api.get(refOf(manifest));
      if (!live) throw error;
      return this.takeOver(live);
    }
  }

  /** Goes on with an object that the state knows, unless somebody else has it by now. */
  public continue(live: LiveObject, olds: Properties): Promise<LiveObject> {
    const state = plain(olds);
    const mark = markOf(live);
    // `hikube apply` and others write without a mark; a stack that was renamed has another one than it had.
    const isTheOne = mark === undefined && live.metadata.uid === valueAt(state, 'uid');
    const isMarked = mark !== undefined && mark === directivesIn(state).mark;
    return isTheOne || isMarked ? this.overwrite(live) : this.takeOver(live);
  }

  private async takeOver(live: LiveObject): Promise<LiveObject> {
    if (!mayTakeOver(live, this.directives)) throw new ProviderError(takenText(live, this.manifest, this.profile));
    return this.overwrite(live);
  }

  private async overwrite(live: LiveObject): Promise<LiveObject> {
    const { api, manifest, directives, profile } = this;
    if (live.metadata.deletionTimestamp !== undefined) {
      throw new ProviderError(
        `${titleOf(live)} is being deleted since ${quote(live.metadata.deletionTimestamp)}, and nothing was written. Wait until it is gone, and run this again.`,
      );
    }
    const { effects, fields } = changeOf(live, manifest, profile, await factsOf(live, manifest, api));
    const found = refusalsAmong(effects, directives);
    if (found.length > 0) {
      throw new ProviderError([`${titleOf(live)} stays as it is.`, ...found.map(({ text }) => text)].join('\n'));
    }
    if (fields.length === 0 && markOf(live) === directives.mark) return live;
    const written = await api.replace(manifest, live);
    if (fields.some((field) => isWithin(field.pointer, '/spec'))) this.readyBefore = conditionOf(live, 'Ready');
    return written;
  }
}
