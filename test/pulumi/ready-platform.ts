import { TenantApi } from '../../lib/live/tenant-api';
import type { HttpAnswer, HttpRequest, Transport } from '../../lib/live/transport';
import { ready } from '../live/support/fake-api';
import { kubeconfig } from '../live/support/files';

/** What no log, no text and no plain input may hold. */
export const KEY = 'sEcReT-k3y';

/** The kubeconfig of every cluster of the platform below. */
export const KUBECONFIG = kubeconfig(['admin'], { current: 'admin', user: { token: KEY } });

/** A platform on which every object is there, and ready at once. */
export class ReadyPlatform implements Transport {
  public readonly sent: HttpRequest[] = [];
  /** What stands at a path instead. */
  public readonly instead = new Map<string, object | undefined>();

  public open(): Promise<TenantApi> {
    return Promise.resolve(new TenantApi({ server: new URL('https://api.platform.example'), transport: this }));
  }

  public send(request: HttpRequest): Promise<HttpAnswer> {
    this.sent.push(request);
    const [path] = request.path.split('?') as [string];
    const body = this.instead.has(path) ? this.instead.get(path) : answer(path);
    const text = JSON.stringify(body ?? { kind: 'Status', reason: 'NotFound', code: 404, message: 'not found' });
    return Promise.resolve({ status: body ? 200 : 404, headers: {}, text });
  }
}

function answer(path: string): object | undefined {
  const steps = path.split('/');
  const [kind, name] = steps.slice(path.includes('/namespaces/') ? 6 : 4);
  if (kind === 'workloadmonitors') return { items: MONITORS, metadata: {} };
  if (kind === 'tenantsecrets') return { data: { 'admin.conf': Buffer.from(KUBECONFIG).toString('base64') } };
  return {
    metadata: { name, namespace: steps[5], uid: `uid-of-${name}` },
    spec: {},
    status: { conditions: [ready('True')], namespace: 'tenant-x' },
  };
}

/** Of whatever cluster of the tests. */
const CLUSTERS = [
  'web',
  'first',
  'production',
  'development',
  'fleet',
  'learning',
  'live',
  'staging',
  'ml',
  'critical',
];
const MONITORS = CLUSTERS.map((name) => ({
  metadata: { name: `kubernetes-${name}` },
  spec: { minReplicas: 1 },
  status: { availableReplicas: 1, operational: true },
}));
