import * as pulumi from '@pulumi/pulumi';
import { choiceFault } from '../core/choice';
import type { TenantApi } from '../live/tenant-api';
import { LiveError } from '../live/live-error';
import { ResourceFailure } from './resource-failure';
import { CONNECTION_KEY } from './object-inputs';
import type { ConnectionSettings } from './provider/open';

/** Where a kubeconfig file is, and what of it is meant. */
export interface ContextOptions {
  /** The file. @default what KUBECONFIG lists, else ~/.kube/config, when Pulumi runs */
  readonly kubeconfig?: string;
}

/** How many connections were made whose platform is not known when the program runs. */
let made = 0;

/**
 * The way to a tenant's API. It is a secret of its stack, and is kept once, with the provider of the objects: when what it
 * refers to is rotated, nothing changes; when its own text does, the provider is updated, and no object is.
 */
export class Connection {
  /** The same for connections that lead to the same platform, as far as that is known when the program runs. @internal */
  public readonly identity: string;

  private constructor(
    private readonly settings: pulumi.Output<ConnectionSettings> | undefined,
    /** What a test gets for a kubeconfig. @internal */
    public readonly testKubeconfig: string = '',
    identity = `other ${made++}`,
  ) {
    this.identity = identity;
  }

  /**
   * A context of a kubeconfig file. The stack keeps its name, and the file is read whenever Pulumi runs.
   *
   * @param context the context's name. @default the file's current one
   */
  public static context(context?: string, { kubeconfig }: ContextOptions = {}): Connection {
    for (const given of [context, kubeconfig]) if (given !== undefined) demandText(given, "Connection.context('acme')");
    return Connection.of({
      kind: 'context',
      ...(context !== undefined && { context }),
      ...(kubeconfig !== undefined && { kubeconfig }),
    });
  }

  /**
   * Whatever kubectl would take where Pulumi runs: KUBECONFIG, ~/.kube/config, or the pod's own account. Nothing but that
   * is kept.
   */
  public static environment(): Connection {
    return Connection.of({ kind: 'environment' });
  }

  /**
   * The text of a kubeconfig, which is kept as a secret. It names no file and no program: it may come from elsewhere.
   *
   * @param text of one piece, its certificates included
   */
  public static kubeconfig(text: pulumi.Input<string>): Connection {
    const late = pulumi.Output.isInstance(text) || text instanceof Promise;
    if (!late) demandText(text, "Connection.kubeconfig(readFileSync('kubeconfig', 'utf8'))");
    return new Connection(
      pulumi.secret(text).apply((known): ConnectionSettings => ({ kind: 'kubeconfig', text: known })),
    );
  }

  /**
   * A kubeconfig in the stack's configuration: `pulumi config set --secret kubeconfig "$(cat kubeconfig)"`.
   *
   * @param key the key of the configuration
   */
  public static config(key = 'kubeconfig'): Connection {
    return Connection.kubeconfig(new pulumi.Config().requireSecret(key));
  }

  /**
   * For unit tests of a program, with `pulumi.runtime.setMocks`: nothing is contacted, every cluster is ready at once, and
   * has this kubeconfig.
   *
   * @default an empty kubeconfig
   */
  public static forTests(kubeconfig = ''): Connection {
    return new Connection(undefined, kubeconfig);
  }

  private static of(settings: ConnectionSettings): Connection {
    const output = pulumi.output(settings) as unknown as pulumi.Output<ConnectionSettings>;
    return new Connection(output, '', JSON.stringify(settings));
  }

  /** What the provider of the objects is configured with. @internal */
  public toArgs(): pulumi.Inputs {
    const { settings } = this;
    return settings ? { [CONNECTION_KEY]: pulumi.secret(settings.apply((known) => JSON.stringify(known))) } : {};
  }

  /** Does something by it; in a test, gives what a test gets. What goes wrong is told at the resource. @internal */
  public use<T>(resource: pulumi.Resource, action: (api: TenantApi) => Promise<T>, inTests: T): pulumi.Output<T> {
    const { settings } = this;
    if (!settings) return pulumi.output(inTests) as pulumi.Output<T>;
    const done = settings.apply(async (known) => {
      try {
        return await action(await Connection.open(known));
      } catch (error) {
        throw LiveError.is(error) ? new ResourceFailure(error.text, resource) : error;
      }
    });
    return done as pulumi.Output<T>;
  }

  /**
   * Opens what a connection says; tests of this library put their own in its place. What it takes to talk to a server is
   * loaded by then only: a preview of a new stack does without.
   *
   * @internal
   */
  public static open = async (settings: ConnectionSettings): Promise<TenantApi> =>
    (await import('./provider/open')).openConnection(settings);
}

function demandText(given: unknown, example: string): void {
  if (typeof given === 'string' && given !== '') return;
  // A kubeconfig is not to be quoted, whatever it is.
  throw choiceFault(
    `A connection is made of a text, and not of ${given === '' ? 'an empty one' : `a value of type ${typeof given}`}.`,
    'Without it nobody knows where to go.',
    `Write \`${example}\`.`,
  );
}

/** The provider that keeps the connection of a tenancy, for all of its objects. */
export class ConnectionProvider extends pulumi.ProviderResource {
  public constructor(name: string, connection: Connection, opts: pulumi.ResourceOptions) {
    super('pulumi-nodejs', name, connection.toArgs(), opts);
  }
}
