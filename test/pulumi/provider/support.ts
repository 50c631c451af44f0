import type { HttpAnswer, HttpRequest } from '../../../lib/live/transport';
import { tenantObjectProvider } from '../../../lib/pulumi/provider';
import type { Directives, ObjectInputs } from '../../../lib/pulumi/object-inputs';
import type { DynamicProvider, Properties } from '../../../lib/pulumi/provider/protocol';
import { CLUSTER, FakePlatform } from '../../cli/day-two/fake-platform';
import { FakeClock, status } from '../../live/support/fake-api';

export { CLUSTER };
export const ETCD = '/apis/apps.cozystack.io/v1alpha1/namespaces/tenant-acme/etcds/etcd';
export const TENANT = '/apis/apps.cozystack.io/v1alpha1/namespaces/tenant-acme/tenants/shop';
export const MARK = 'hikube-constructs/pulumi';
export const GUARD = { 'hikube-constructs/deletion-protection': 'true' };

/** What Pulumi sends for what is not known yet, and how it marks a secret. */
export const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
export const secret = (value: unknown): object => ({
  '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
  value,
});

/** The platform, which also says that something exists already. */
export class Platform extends FakePlatform {
  /** What happens before a request is answered. */
  public before: (request: HttpRequest) => void = () => {};

  public override send(request: HttpRequest): Promise<HttpAnswer> {
    this.before(request);
    const { name } = (request.body as { metadata?: { name?: string } } | undefined)?.metadata ?? {};
    if (request.method === 'POST' && this.objects.has(`${request.path}/${name}`)) {
      this.sent.push(request);
      return Promise.resolve({
        status: 409,
        headers: {},
        text: JSON.stringify(status(409, 'AlreadyExists', 'exists')),
      });
    }
    return super.send(request);
  }

  public get methods(): string[] {
    return this.sent.map(({ method }) => method);
  }

  /** The writes since the last time somebody asked, and what was stored last at a path. */
  public writes(): string[] {
    return this.sent.splice(0).flatMap(({ method }) => (method === 'GET' ? [] : [method]));
  }

  /** What is stored at a path, to be read or changed as somebody with kubectl would. */
  public stored(path = CLUSTER): {
    metadata: { uid: string; labels: Record<string, string>; annotations: Record<string, string> };
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into specs of every kind
    spec: any;
  } {
    return this.objects.get(path) as ReturnType<Platform['stored']>;
  }
}

/** A provider that reaches a platform of a test. */
export function providerOver(
  platform: Platform,
  clock = new FakeClock(),
  say: (line: string) => void = () => {},
): DynamicProvider {
  return tenantObjectProvider({ connect: () => Promise.resolve(platform.api()), clock, say });
}

const DIRECTIVES: Directives = {
  profile: { name: 'hikube' },
  construct: 'production/web',
  strict: false,
  acknowledged: [],
  tenantFacts: {},
  mark: 'shop/prod',
  adopt: false,
  allow: [],
  madeByPlatform: false,
};

export const MD0 = {
  minReplicas: 2,
  maxReplicas: 10,
  instanceType: 's1.large',
  ephemeralStorage: '100Gi',
  resources: {},
};
export const SPEC = { version: 'v1.34', host: 'k8s.acme.example', nodeGroups: { md0: MD0 } };
export const BATCH = { ...MD0, minReplicas: 0, maxReplicas: 2 };

export interface Over {
  readonly kind?: string;
  readonly metadata?: object;
  readonly spec?: unknown;
  readonly hikube?: Partial<Directives>;
}

/** The inputs of a sound cluster, as they come over the wire. */
export const inputs = (over: Over = {}): Properties & ObjectInputs =>
  JSON.parse(
    JSON.stringify({
      __provider: 'code',
      apiVersion: 'apps.cozystack.io/v1alpha1',
      kind: over.kind ?? 'Kubernetes',
      metadata: { name: 'web', namespace: 'tenant-acme', ...over.metadata },
      spec: over.spec ?? SPEC,
      hikube: { ...DIRECTIVES, ...over.hikube },
    }),
  ) as Properties & ObjectInputs;

/** The same with two groups. */
export const twoGroups = (over: Over = {}): ReturnType<typeof inputs> =>
  inputs({ ...over, spec: { ...SPEC, nodeGroups: { md0: MD0, batch: BATCH } } });

export const ring = (over: Over = {}): ReturnType<typeof inputs> =>
  inputs({ kind: 'Etcd', spec: { replicas: 3, size: '5Gi' }, ...over, metadata: { name: 'etcd', ...over.metadata } });

/** The inputs and outputs of something that was created. */
export async function created(provider: DynamicProvider, props = inputs()): Promise<Properties> {
  return (await provider.create(props)).outs;
}

/** What an action that fails says. */
export async function errorOf(action: Promise<unknown>): Promise<Error> {
  try {
    await action;
  } catch (error) {
    return error as Error;
  }
  throw new Error('it did not fail');
}

/** Whether `undefined` is anywhere in a value: Pulumi's wire format knows none. */
export function holdsUndefined(value: unknown): boolean {
  if (value === undefined) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsUndefined);
}
