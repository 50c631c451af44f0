import { SYSTEM_CLOCK, type Clock } from '../../live/clock';
import { LiveError } from '../../live/live-error';
import type { TenantApi } from '../../live/tenant-api';
import { CONNECTION_KEY } from '../object-inputs';
import { connectionFrom, openConnection, type ConnectionSettings } from './open';
import type { ProviderConfig } from './protocol';
import { isUnknown, plain } from './values';

/** How a provider reaches the platform, and what time it is there. */
export interface SessionOptions {
  /** @default as the settings say */
  readonly connect?: (settings: ConnectionSettings) => Promise<TenantApi>;
  /** @default the time of the process */
  readonly clock?: Clock;
  /** Where lines for the user go. @default standard error, which Pulumi shows at the stack */
  readonly say?: (line: string) => void;
}

/** What is the same for all resources of a process: the way to the platform. */
export class Session {
  public readonly clock: Clock;
  /** Whether a look that nobody waits for was in vain, so that the next preview of a resource need not try again. */
  public isOutOfReach = false;
  /** Says something to the user: there is no resource to say it at. */
  public readonly say: (line: string) => void;
  private readonly connect: (settings: ConnectionSettings) => Promise<TenantApi>;
  private readonly opened = new Map<string, Promise<TenantApi>>();
  private connection: unknown;

  public constructor({ connect = (settings) => openConnection(settings), clock = SYSTEM_CLOCK, say }: SessionOptions) {
    this.connect = connect;
    this.clock = clock;
    this.say = say ?? ((line) => void process.stderr.write(`${line}\n`));
  }

  /** Whether the connection comes of a resource that does not exist so far. */
  public get isUnknown(): boolean {
    return isUnknown(this.connection);
  }

  /** With a provider of its own, a resource finds the bare key; otherwise the key stands under the project's name. */
  public configure(config: ProviderConfig): void {
    this.connection = plain(config.rawConfig?.[CONNECTION_KEY] ?? config.get(CONNECTION_KEY));
  }

  /**
   * The platform. The way there is looked for when somebody first asks, once for the same settings.
   *
   * @throws LiveError where there is no way, or it is not known yet
   */
  public async api(): Promise<TenantApi> {
    if (isUnknown(this.connection)) {
      throw new LiveError('kubeconfig', {
        message: 'The connection to the platform is not known yet.',
        why: 'It comes of a resource that does not exist so far.',
        remedy: 'Create that one first.',
      });
    }
    const settings = connectionFrom(this.connection ?? { kind: 'environment' });
    const key = JSON.stringify(settings);
    const opening = this.opened.get(key) ?? this.connect(settings);
    this.opened.set(key, opening);
    try {
      return await opening;
    } catch (error) {
      // What was missing may be there the next time: a file, a login.
      this.opened.delete(key);
      throw error;
    }
  }
}
