import { tenantObjectProvider } from '../../../lib/pulumi/provider';
import type { DynamicProvider } from '../../../lib/pulumi/provider/protocol';
import {
  CLUSTER,
  created,
  errorOf,
  GUARD,
  holdsUndefined,
  inputs,
  MARK,
  MD0,
  Platform,
  providerOver,
  secret,
  SPEC,
  TENANT,
  twoGroups,
  UNKNOWN,
} from './support';

let platform: Platform;
let provider: DynamicProvider;
beforeEach(() => {
  platform = new Platform();
  provider = providerOver(platform);
});
afterEach(() => {
  expect(platform.methods).not.toContain('PATCH');
  expect(platform.sent.map(({ path }) => path).join()).not.toMatch(/dryrun/i);
});

const grown = { ...SPEC, nodeGroups: { md0: { ...MD0, maxReplicas: 12 } } };
const byHand = (spec: object = SPEC, metadata: object = {}): void =>
  platform.put(CLUSTER, {
    metadata: { name: 'web', namespace: 'tenant-acme', uid: 'hand', resourceVersion: '1', ...metadata },
    spec,
  });

describe('create', () => {
  it('posts the object as sparse as it is declared, with the mark of the stack', async () => {
    const { id, outs } = await provider.create(inputs({ metadata: { labels: { team: 'a' } } }));

    expect(id).toBe('tenant-acme/Kubernetes/web/u1');
    expect(platform.methods).toEqual(['POST']);
    expect(platform.stored().spec).toEqual(SPEC);
    expect(platform.stored().metadata).toMatchObject({ labels: { team: 'a' }, annotations: { [MARK]: 'shop/prod' } });
    expect(outs).toEqual({ ...inputs({ metadata: { labels: { team: 'a' } } }), uid: platform.stored().metadata.uid });
    expect(holdsUndefined(outs)).toBe(false);
  });

  it('sends what a secret says, and keeps the secret one', async () => {
    const { outs } = await provider.create(inputs({ spec: { ...SPEC, host: secret('hidden.example') } }));
    expect(platform.stored().spec.host).toBe('hidden.example');
    expect(outs.spec).toMatchObject({ host: secret('hidden.example') });
  });

  it('sends nothing that is not known, and nothing that is no object', async () => {
    expect((await errorOf(provider.create(inputs({ spec: { ...SPEC, host: UNKNOWN } })))).message).toContain(
      'is not known yet',
    );
    expect((await errorOf(provider.create({}))).message).toContain('`metadata` is nothing');
    expect((await errorOf(provider.create(inputs({ hikube: { profile: { name: 'x' } } })))).message).toContain(
      'Upgrade',
    );
    expect(platform.sent).toEqual([]);
  });

  it('goes on after an `up` that was cut short: its own mark is on the object', async () => {
    const first = await created(provider);
    platform.writes();
    expect(await created(provider)).toEqual(first);
    expect(platform.writes()).toEqual(['POST']);
    await created(provider, inputs({ spec: grown }));
    expect(platform.writes()).toEqual(['POST', 'PUT']);
    expect(platform.stored().spec).toEqual(grown);
  });

  it('leaves alone what somebody else made, and tells what differs', async () => {
    byHand(grown);
    const { message } = await errorOf(provider.create(inputs()));
    expect(message).toContain("exists already. It is not this stack's, and nobody says whose it is");
    expect(message).toContain('/spec/nodeGroups/md0/maxReplicas: 12 → 10');
    expect(message).toMatch(/adopt: true.*hikube diff/);
    expect(platform.writes()).toEqual(['POST']);
    expect(platform.stored().spec).toEqual(grown);
  });

  it('advises an alias where the object is of the same stack, under another name', async () => {
    byHand(SPEC, { annotations: { [MARK]: 'acme/shop/prod/first' } });
    const { message } = await errorOf(provider.create(inputs({ hikube: { mark: 'acme/shop/prod/second' } })));
    expect(message).toContain('It belongs to another resource of this stack, "first".');
    expect(message).toMatch(/aliases.*movedFrom/);
    expect(message).not.toContain('adopt');
  });

  it('takes over what somebody else made where that is wanted, and keeps what others put on it', async () => {
    byHand(grown, { labels: { theirs: 'x' }, annotations: { [MARK]: 'other/stack' } });
    const outs = await created(provider, inputs({ hikube: { adopt: true } }));
    expect(platform.writes()).toEqual(['POST', 'PUT']);
    expect(platform.stored()).toMatchObject({
      spec: SPEC,
      metadata: { uid: 'hand', labels: { theirs: 'x' }, annotations: { [MARK]: 'shop/prod' } },
    });
    expect(outs.uid).toBe('hand');
  });

  it('does not take over where that would destroy, and does where it is allowed', async () => {
    byHand({ ...SPEC, nodeGroups: { md0: MD0, batch: MD0 } });
    const { message } = await errorOf(provider.create(inputs({ hikube: { adopt: true } })));
    expect(message).toContain('stays as it is');
    expect(message).toContain("allow: ['HK5202']");
    expect(platform.writes()).toEqual(['POST']);
    await created(provider, inputs({ hikube: { adopt: true, allow: ['HK5202'] } }));
    expect(platform.writes()).toEqual(['POST', 'PUT']);
  });

  it('does not write to what is on its way out', async () => {
    byHand(SPEC, { deletionTimestamp: '2025-01-01T00:00:00Z' });
    expect((await errorOf(provider.create(inputs({ hikube: { adopt: true } })))).message).toContain(
      'is being deleted since "2025-01-01T00:00:00Z"',
    );
    expect(platform.writes()).toEqual(['POST']);
  });

  it('tells what the server says, as the library does everywhere', async () => {
    platform.refuses = { method: 'POST', status: 403 };
    const error = await errorOf(provider.create(inputs()));
    expect(error.message).toContain('You may not create kuberneteses.apps.cozystack.io "web"');
    expect(error.message).toContain('The right "create"');
  });

  it('passes on what exists by the word of the server, and is not there when one looks', async () => {
    byHand();
    platform.before = ({ method }) => {
      if (method === 'GET') platform.objects.delete(CLUSTER);
    };
    expect((await errorOf(provider.create(inputs()))).message).toContain('There is a kuberneteses');
  });
});

describe('update', () => {
  const update = async (news = inputs({ spec: grown }), olds = inputs()) => {
    const state = await created(provider, olds);
    platform.writes();
    return provider.update('id', state, news);
  };

  it('replaces the object by what is declared, and keeps what others put on it', async () => {
    const state = await created(provider, inputs({ metadata: { labels: { team: 'a' } } }));
    platform.stored().metadata.labels.theirs = 'x';
    platform.writes();
    const { outs } = await provider.update('id', state, inputs({ spec: grown }));

    expect(platform.writes()).toEqual(['PUT']);
    expect(platform.stored()).toMatchObject({ spec: grown, metadata: { labels: { theirs: 'x' } } });
    expect(platform.stored().metadata.labels).not.toHaveProperty('team');
    expect(outs).toEqual({ ...inputs({ spec: grown }), uid: state.uid });
    expect(holdsUndefined(outs)).toBe(false);
  });

  it('writes nothing where the platform says it already', async () => {
    await update(inputs({ spec: { ...SPEC, storageClass: 'replicated' } }));
    expect(platform.writes()).toEqual([]);
  });

  it('writes the mark where that is all that is new', async () => {
    await update(inputs({ hikube: { mark: 'renamed' } }));
    expect(platform.writes()).toEqual(['PUT']);
    expect(platform.stored().metadata.annotations[MARK]).toBe('renamed');
  });

  it('refuses what would destroy on the live object, though the state knew nothing of it', async () => {
    const state = await created(provider);
    platform.stored().spec.nodeGroups.batch = MD0;
    platform.writes();
    expect((await errorOf(provider.update('id', state, inputs({ spec: grown })))).message).toContain('HK5202');
    expect(platform.writes()).toEqual([]);
    await provider.update('id', state, inputs({ spec: grown, hikube: { allow: ['HK5202'] } }));
    expect(platform.writes()).toEqual(['PUT']);
  });

  it('refuses what would destroy a protected object, whatever is allowed', async () => {
    const metadata = { annotations: GUARD };
    const error = await errorOf(
      update(inputs({ metadata, hikube: { allow: ['HK5202', 'HK5005'] } }), twoGroups({ metadata })),
    );
    expect(error.message).toContain('HK5005');
    expect(platform.writes()).toEqual([]);
  });

  it('does not make anew what is gone: the preview showed a change of a field', async () => {
    const state = await created(provider);
    platform.objects.clear();
    platform.writes();
    const { message } = await errorOf(provider.update('id', state, inputs({ spec: grown })));
    expect(message).toContain('is not there any more');
    expect(message).toContain('pulumi up --refresh');
    expect(platform.writes()).toEqual([]);
  });

  it('leaves alone what another stack has taken over, and what somebody has made again', async () => {
    const state = await created(provider);
    platform.stored().metadata.annotations[MARK] = 'other/stack';
    platform.writes();
    expect((await errorOf(provider.update('id', state, inputs({ spec: grown })))).message).toContain('"other/stack"');
    byHand();
    expect((await errorOf(provider.update('id', state, inputs({ spec: grown })))).message).toContain(
      'nobody says whose',
    );
    expect(platform.writes()).toEqual([]);
    await provider.update('id', state, inputs({ spec: grown, hikube: { adopt: true } }));
    expect(platform.writes()).toEqual(['PUT']);
  });

  it('goes on with its own object whose mark another tool dropped', async () => {
    const state = await created(provider);
    platform.stored().metadata.annotations = {};
    platform.writes();
    await provider.update('id', state, inputs());
    expect(platform.writes()).toEqual(['PUT']);
    expect(platform.stored().metadata.annotations[MARK]).toBe('shop/prod');
  });

  it('knows what is in use before it makes a quota smaller', async () => {
    const tenant = (cpu: string, allow: string[] = []) =>
      inputs({
        kind: 'Tenant',
        metadata: { name: 'shop' },
        spec: { resourceQuotas: { cpu } },
        hikube: { allow },
      });
    const state = await created(provider, tenant('20'));
    platform.put('/api/v1/namespaces/tenant-acme-shop/resourcequotas/tenant-quota', {
      status: { used: { 'limits.cpu': '16' } },
    });
    platform.writes();
    const outcome = await provider.update('id', state, tenant('8')).catch((error: Error) => error.message);
    expect(JSON.stringify(outcome)).toContain('16');
    expect(platform.stored(TENANT).spec.resourceQuotas.cpu).toBe('20');
  });
});

it('the way to the platform is looked for once', async () => {
  const connect = jest.fn(() => Promise.resolve(platform.api()));
  const one = tenantObjectProvider({ connect });
  await created(one);
  await one.read('id', inputs());
  expect(connect).toHaveBeenCalledTimes(1);
});
