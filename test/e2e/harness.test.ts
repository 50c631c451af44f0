import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { releases, SHARED, startPlatform, TENANT } from './harness';
import { pathOf } from './support/objects';
import { type Address, Platform } from './support/platform';
import { until } from './support/processes';
import { REAL_API } from './support/release';

const CLUSTERS = pathOf('apps.cozystack.io/v1alpha1', 'Kubernetes', TENANT);

describe('the platform of the tests', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform({ release: releases()[0] ?? '1.1' });
  });
  beforeEach(() => platform.clear());
  afterAll(() => platform.stop());

  const create = (name: string): Promise<unknown> => {
    const body = { apiVersion: 'apps.cozystack.io/v1alpha1', kind: 'Kubernetes', metadata: { name }, spec: {} };
    return platform.request('POST', `${CLUSTERS}?fieldManager=test`, { body });
  };

  test('tells every request of a user since it was cleared, bodies included, and none of its own', async () => {
    await create('web');
    await platform.request('GET', CLUSTERS, { user: 'viewer' });
    await platform.request('GET', CLUSTERS, { user: 'expired' });
    expect(await platform.requestLog()).toMatchObject([
      {
        user: 'acme',
        verb: 'create',
        method: 'POST',
        path: CLUSTERS,
        query: { fieldManager: 'test' },
        body: { kind: 'Kubernetes', metadata: { name: 'web' } },
        status: 201,
      },
      { user: 'viewer', verb: 'list', method: 'GET', path: CLUSTERS, status: 200 },
      { user: '', verb: 'list', path: CLUSTERS, status: 401 },
    ]);
    await platform.clear();
    expect(await platform.requestLog()).toEqual([]);
  });

  test('is empty after it was cleared, also of what is held', async () => {
    await create('web');
    await platform.patchHelmRelease(TENANT, 'kubernetes-web', { metadata: { finalizers: ['example.org/hold'] } });
    await platform.putSecret(TENANT, 'kubeconfig', { key: 'value' });
    await platform.clear();
    expect((await platform.request('GET', CLUSTERS)).body.items).toEqual([]);
    expect(await platform.helmRelease(TENANT, 'kubernetes-web')).toBeUndefined();
  });

  test('shows monitors and ingresses to the tenant', async () => {
    await platform.putMonitor(TENANT, 'kubernetes-web', { spec: { minReplicas: 1 }, status: { operational: true } });
    await platform.putIngress(TENANT, 'kubernetes-web', 'k8s.acme.example', '192.0.2.10');
    const monitor = `${pathOf('cozystack.io/v1alpha1', 'WorkloadMonitor', TENANT)}/kubernetes-web`;
    const ingress = `${pathOf('networking.k8s.io/v1', 'Ingress', TENANT)}/kubernetes-web`;
    expect((await platform.request('GET', monitor)).body).toMatchObject({
      spec: { minReplicas: 1 },
      status: { operational: true },
    });
    expect((await platform.request('GET', ingress)).body).toMatchObject({
      spec: { rules: [{ host: 'k8s.acme.example' }] },
      status: { loadBalancer: { ingress: [{ ip: '192.0.2.10' }] } },
    });
  });

  test('writes kubeconfigs that name server, trust and token', () => {
    const config = JSON.parse(readFileSync(platform.kubeconfig('acme'), 'utf8')) as Record<string, unknown>;
    expect(config).toMatchObject({
      'current-context': 'acme',
      contexts: [{ context: { namespace: TENANT } }],
      clusters: [{ cluster: { server: platform.url } }],
    });
  });

  // The real server listens on one port of its own, so there cannot be two of it.
  if (REAL_API === undefined) {
    test('ends with whoever started it, even with one who was killed', async () => {
      const child = spawn(process.execPath, ['--import', 'tsx', path.join(__dirname, 'support/start-and-wait.ts')], {
        env: { ...process.env, [SHARED]: '' },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const address = await new Promise<Address>((done) => {
        child.stdout.once('data', (text: Buffer) => done(JSON.parse(text.toString()) as Address));
      });
      const other = new Platform(address, () => Promise.resolve());
      expect((await other.request('GET', CLUSTERS)).status).toBe(200);
      child.kill('SIGKILL');
      await until('the end of the servers', () =>
        other.request('GET', CLUSTERS).then(
          () => false,
          () => true,
        ),
      );
      await until('the end of their files', () => Promise.resolve(!existsSync(address.scratch)));
      await other.stop();
    });
  }

  describe('behind a proxy', () => {
    const behind = (url: string): Promise<number> =>
      platform.request('GET', CLUSTERS, { url }).then(({ status }) => status);

    test('can be cut off after some bytes, refuse connections, and be restored', async () => {
      const proxy = await platform.proxy();
      try {
        expect(await behind(proxy.url)).toBe(200);
        proxy.cutAfter(100);
        await expect(behind(proxy.url)).rejects.toThrow();
        proxy.restore();
        proxy.refuse();
        await expect(behind(proxy.url)).rejects.toThrow();
        proxy.restore();
        expect(await behind(proxy.url)).toBe(200);
      } finally {
        await proxy.stop();
      }
    });
  });
});
