/* eslint-disable @typescript-eslint/no-explicit-any -- this stands in for untyped messages of Pulumi's protocol */
import * as pulumi from '@pulumi/pulumi';
import { turns } from './rejections';

/** A former identity, as Pulumi is told of it: what is not said is the resource's own. */
export interface Alias {
  readonly urn?: string;
  readonly name?: string;
  readonly type?: string;
  readonly parentUrn?: string;
}

/** A resource, as the engine would get it. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly parent: string;
  readonly custom: boolean;
  /** As they go over the wire: secrets in their envelopes, unknown values as `UNKNOWN`. */

  readonly inputs: any;
  /** URNs, in order. */
  readonly dependsOn: readonly string[];
  readonly aliases: readonly Alias[];
  readonly protect: boolean;
  readonly deletedWith: string;
  /** The URN of the provider; empty where it is the default one. */
  readonly provider: string;
  readonly secretOutputs: readonly string[];
}

export interface Log {
  readonly severity: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly urn: string;
  readonly ephemeral: boolean;
}

/** What providers answer. */
export interface Answers {
  readonly preview?: boolean;
  /** Outputs by name of the resource, beside the inputs. @default unknown in a preview */
  readonly known?: (name: string, type: string) => Record<string, unknown> | undefined;
}

export interface Settings {
  engine: unknown;
  options: { engineAddr?: string };
}

export class Recorder {
  public readonly registered: Registration[] = [];
  public readonly logs: Log[] = [];
  public outputs: unknown;
  public opened = 0;

  public constructor(private readonly options: Answers) {}

  public mocks(): pulumi.runtime.Mocks {
    return {
      call: ({ inputs }) => inputs as Record<string, unknown>,
      newResource: ({ name, type, inputs, custom }) => {
        const known = this.options.known?.(name, type);
        if (this.options.preview && !known) return { id: undefined as never, state: {} };
        return { id: custom === false ? '' : `${name}-id`, state: { ...inputs, uid: `uid-of-${name}`, ...known } };
      },
    };
  }

  /** Stands between the program and the mocks, where everything can be seen that the engine gets. */
  public listen(settings: Settings): void {
    const monitor: any = pulumi.runtime.getMonitor();
    // As the engine does it: the mocks keep the type of one parent only.
    monitor.newUrn = (parent: string, type: string, name: string): string => {
      const above = parent.split('::')[2] ?? '';
      const chain = above === '' || above === 'pulumi:pulumi:Stack' ? type : `${above}$${type}`;
      return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${chain}::${name}`;
    };
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request: any, done: (error: unknown, answer: any) => void): void => {
      register(request, (error: unknown, answer: any) => {
        if (!error) this.registered.push(registrationOf(request, answer.getUrn()));
        done(error, answer);
      });
    };
    const registerOutputs = monitor.registerResourceOutputs.bind(monitor);
    monitor.registerResourceOutputs = (request: any, done: unknown): void => {
      if (request.getUrn().includes('pulumi:pulumi:Stack')) this.outputs = request.getOutputs()?.toJavaScript();
      registerOutputs(request, done);
    };
    settings.options.engineAddr = 'mock';
    settings.engine = {
      log: (request: any, done: () => void) => {
        const severity = (['debug', 'info', 'warn', 'error'] as const)[request.getSeverity() as number]!;
        const said = { message: request.getMessage(), urn: request.getUrn(), ephemeral: request.getEphemeral() };
        // What Pulumi says to its own developers is not this library's.
        if (severity !== 'debug') this.logs.push({ severity, ...said });
        done();
      },
      setRootResource: (_: unknown, done: (error: null, answer: object) => void) => done(null, {}),
    };
  }

  /** Waits until nothing happens any more. */
  public async through(): Promise<void> {
    for (let seen = -1; seen !== this.registered.length + this.logs.length;) {
      seen = this.registered.length + this.logs.length;
      await pulumi.runtime.disconnect();
      await turns();
    }
  }
}

function registrationOf(request: any, urn: string): Registration {
  const provider = request.getProvider() as string;
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    custom: request.getCustom(),
    inputs: request.getObject()?.toJavaScript() ?? {},
    dependsOn: request.getDependenciesList(),
    aliases: request.getAliasesList().map((alias: any) => aliasOf(alias)),
    protect: request.getProtect() === true,
    deletedWith: request.getDeletedwith(),
    provider: provider.slice(0, Math.max(provider.lastIndexOf('::'), 0)),
    secretOutputs: request.getAdditionalsecretoutputsList(),
  };
}

function aliasOf(alias: any): Alias {
  const spec = alias.getSpec();
  return spec
    ? { name: spec.getName(), type: spec.getType(), parentUrn: spec.getParenturn() }
    : { urn: alias.getUrn() as string };
}
