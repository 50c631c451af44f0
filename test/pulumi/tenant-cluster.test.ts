import * as pulumi from '@pulumi/pulumi';
import { ConfigMap } from '@pulumi/kubernetes/core/v1';
import { ManagedCluster } from 'hikube-constructs';
import * as hikube from 'hikube-constructs/pulumi';
import { Connection } from '../../lib/pulumi/connection';
import { ready } from '../live/support/fake-api';
import { cluster, clusterIn, tenancy } from './programs';
import { KUBECONFIG, ReadyPlatform } from './ready-platform';
import { isSecret, keepsSecrets, named, open, run, sound, UNKNOWN, type Run } from './support';
import { watchStack } from '../../lib/pulumi/goes-with';

const SECRET = '/apis/core.cozystack.io/v1alpha1/namespaces/tenant-acme/tenantsecrets/kubernetes-web-admin-kubeconfig';
const OBJECT = 'hikube:index:Tenancy$hikube:index:ManagedCluster$pulumi-nodejs:dynamic/hikube:Kubernetes';
const valueOf = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));
/** A cluster and something deployed into it. */
const program = (): hikube.ManagedCluster => {
  const web = cluster({}, { waitFor: 'controlPlane' });
  new ConfigMap('hello', { data: { a: 'b' } }, { provider: web.provider });
  return web;
};
const provider = (done: Run) => named(done, 'web', 'providers:kubernetes');
const exported = { outputs: ({ ready, kubeconfig }: hikube.ManagedCluster) => ({ ready, kubeconfig }) };

describe('the kubeconfig of a cluster', () => {
  it('is read from the platform, and is always a secret', async () => {
    const done = await sound(program, exported);
    expect(isSecret((done.outputs as { kubeconfig: unknown }).kubeconfig)).toBe(true);
    expect(open(done.outputs)).toEqual({ ready: true, kubeconfig: KUBECONFIG });
    expect(await pulumi.isSecret(done.value.kubeconfig)).toBe(true);
    expect(await pulumi.isSecret(done.value.ready)).toBe(false);
  });

  it('is a secret also where it is not known yet', async () => {
    const done = await sound(program, { ...exported, preview: true });
    expect(await pulumi.isSecret(done.value.kubeconfig)).toBe(true);
    expect(open(done.outputs)).toEqual({ ready: UNKNOWN, kubeconfig: UNKNOWN });
  });

  it('is read once, however often it is asked for', async () => {
    const platform = new ReadyPlatform();
    await sound(
      () => {
        const web = cluster();
        return [web.kubeconfig, web.kubeconfig, web.provider, web.provider];
      },
      { open: () => platform.open() },
    );
    expect(platform.sent.filter(({ path }) => path.includes('tenantsecrets'))).toHaveLength(1);
  });

  it('is asked for by nobody where the program does not', async () => {
    const done = await sound(() => cluster());
    expect(done.opened).toBe(0);
    expect(done.registered.filter(({ type }) => type.includes('kubernetes'))).toEqual([]);
  });

  it('that is not there is an error which says what to wait for', async () => {
    const platform = new ReadyPlatform();
    platform.instead.set(SECRET, undefined);
    const { rejections } = await run(() => cluster().kubeconfig, { open: () => platform.open() });
    expect(rejections[0]?.message).toMatch(/^The kubeconfig of cluster "web" is not there yet\..*"controlPlane"/);
    expect(pulumi.ResourceError.isInstance(rejections[0])).toBe(true);
  });

  it('of a cluster that exists is read without waiting for anything', async () => {
    const platform = new ReadyPlatform();
    const handle = await sound(
      () => {
        const tree = hikube.render('prod', (app) => ManagedCluster.fromName(clusterIn(app, {}, 'other').chart, 'web'), {
          waitFor: 'none',
        });
        return valueOf(tree.cluster(tree.value).kubeconfig);
      },
      { open: () => platform.open() },
    );
    expect(platform.sent.map(({ path }) => path)).toEqual([SECRET]);
    expect(handle.value).toBe(KUBECONFIG);
  });

  it('is that of the test in a test', async () => {
    const done = await sound(() => {
      const web = cluster(
        {},
        { parent: tenancy({ connection: Connection.forTests('of the test'), waitFor: 'addons' }) },
      );
      return Promise.all([valueOf(web.kubeconfig), valueOf(web.ready)]);
    });
    expect([done.value, done.opened]).toEqual([['of the test', true], 0]);
  });
});

describe('the provider into a cluster', () => {
  it('has the kubeconfig as a secret, the identity of the cluster, and goes with it', async () => {
    const done = await sound(program);
    const { inputs, deletedWith, parent } = provider(done);
    expect(isSecret(inputs.kubeconfig)).toBe(true);
    expect(open(inputs)).toEqual({ kubeconfig: KUBECONFIG, clusterIdentifier: 'web-id' });
    expect(deletedWith).toContain(OBJECT);
    expect(parent).toMatch(/ManagedCluster::web$/);
  });

  it('changes nothing but its kubeconfig when that is rotated', async () => {
    const rotated = new ReadyPlatform();
    const text = KUBECONFIG.replace('https://admin.example', 'https://new.example');
    rotated.instead.set(SECRET, { data: { 'admin.conf': Buffer.from(text).toString('base64') } });
    const [before, after] = [await sound(program), await sound(program, { open: () => rotated.open() })];
    const changed = after.registered.filter((one, i) => JSON.stringify(one) !== JSON.stringify(before.registered[i]));
    expect(changed.map(({ type }) => type)).toEqual(['pulumi:providers:kubernetes']);
    expect(open(provider(after).inputs)).toEqual({ ...open(provider(before).inputs), kubeconfig: text });
  });

  it('takes with the cluster what is deployed through it', async () => {
    const done = await sound(program);
    expect(named(done, 'hello').deletedWith).toBe(named(done, 'web', 'Kubernetes').urn);
    expect(named(done, 'hello').provider).toBe(provider(done).urn);
  });

  class Shop extends pulumi.ComponentResource {
    public constructor(opts: pulumi.ComponentResourceOptions, before: () => void = () => undefined) {
      super('acme:index:Shop', 'shop', {}, opts);
      before();
      new ConfigMap('inner', {}, { parent: this });
    }
  }
  it.each<[string, (web: hikube.ManagedCluster) => unknown]>([
    ['by its provider', ({ provider: one }) => new Shop({ provider: one })],
    ['by its providers', ({ provider: one }) => new Shop({ providers: [one] })],
    ['by the providers by name', ({ provider: one }) => new Shop({ providers: { kubernetes: one } })],
  ])('takes what a component deploys that has it %s', async (_, make) => {
    const done = await sound(() => make(cluster()));
    expect(named(done, 'inner').provider).toBe(provider(done).urn);
    expect(named(done, 'inner').deletedWith).toBe(named(done, 'web', 'Kubernetes').urn);
  });

  it('takes what stands in a component that was there before it', async () => {
    const done = await sound(() => {
      // In a program this is done by the import, which these tests do before there is a stack.
      watchStack();
      const early = new pulumi.ComponentResource('acme:index:Early', 'early');
      new ConfigMap('inner', {}, { parent: early, provider: cluster().provider });
    });
    expect(named(done, 'inner').deletedWith).toBe(named(done, 'web', 'Kubernetes').urn);
  });

  it('leaves alone what says by itself what it goes with, and what goes elsewhere', async () => {
    const done = await sound(() => {
      const web = cluster();
      const other = new ConfigMap('other', {});
      new ConfigMap('own', {}, { provider: web.provider, deletedWith: other });
    });
    expect(named(done, 'own').deletedWith).toBe(named(done, 'other').urn);
    expect(named(done, 'other').deletedWith).toBe('');
  });
});

const CHANGED = { readyBefore: ready('True') };
describe.each<[string, object]>([
  ['was never changed', {}],
  ['was changed once', CHANGED],
])('a preview of a cluster that is there and %s', (_, outputs) => {
  const known = (name: string) => ({ uid: `uid-of-${name}`, ...outputs });

  it('knows that it is ready, and opens nothing to say so', async () => {
    const done = await sound(() => cluster({}, { waitFor: 'addons' }), {
      preview: true,
      known,
      outputs: ({ ready: is }) => ({ ready: is }),
    });
    expect(done.outputs).toEqual({ ready: true });
    expect(done.opened).toBe(0);
  });

  it('reads its kubeconfig, and nothing more', async () => {
    const platform = new ReadyPlatform();
    const done = await sound(program, { ...exported, preview: true, known, open: () => platform.open() });
    expect(open(done.outputs)).toEqual({ ready: true, kubeconfig: KUBECONFIG });
    expect(platform.sent.map(({ method, path }) => `${method} ${path}`)).toEqual([`GET ${SECRET}`]);
  });

  it('does not know its kubeconfig while the control plane is only starting', async () => {
    const platform = new ReadyPlatform();
    platform.instead.set(SECRET, { data: {} });
    const done = await sound(program, { ...exported, preview: true, known, open: () => platform.open() });
    expect(open(done.outputs)).toMatchObject({ kubeconfig: UNKNOWN });
  });
});

describe('a preview', () => {
  it('waits for nothing and opens nothing while the cluster is not there', async () => {
    const done = await sound(program, { ...exported, preview: true });
    expect(done.opened).toBe(0);
    expect(open(provider(done).inputs)).toEqual({ kubeconfig: UNKNOWN, clusterIdentifier: UNKNOWN });
    expect(named(done, 'hello').inputs).toMatchObject({ data: { a: 'b' } });
  });
});

keepsSecrets();
