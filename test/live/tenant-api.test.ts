import { TransportFault, refuseDangerous, type HttpRequest } from '../../lib/live/transport';
import { errorOf } from './support/errors';
import {
  apiOver,
  FakeClock,
  FakeTransport,
  inTurn,
  live,
  manifest,
  PATH,
  raw,
  REF,
  refuse,
  sendsNothingDangerous,
} from './support/fake-api';

const cut = () => {
  throw new TransportFault('ECONNRESET', true);
};
const SPEC = { version: 'v1.34', nodeGroups: { md0: { minReplicas: 1 } } };
/** The same with what the platform fills in. */
const FILLED = { ...SPEC, storageClass: 'replicated', nodeGroups: { md0: { minReplicas: 1, roles: [] } } };

describe('reading', () => {
  it('finds an object by its path', async () => {
    const transport = new FakeTransport(inTurn('GET', () => ({ json: raw() })));

    expect(await apiOver(transport).get(REF)).toEqual(live());
    expect(transport.sent[0]).toMatchObject({ method: 'GET', path: PATH });
  });

  it('finds nothing where there is nothing', async () => {
    expect(await apiOver(new FakeTransport()).get(REF)).toBeUndefined();
  });

  it('never leaves its own path, whatever the name', async () => {
    const transport = new FakeTransport();
    await apiOver(transport).get({ ...REF, name: '../tenants/x?dryRun=All' });

    expect(transport.sent[0]!.path).toBe(PATH.replace('web', '..%2Ftenants%2Fx%3FdryRun%3DAll'));
  });

  it('tries again after a cut connection and after a failure of the server', async () => {
    const transport = new FakeTransport(
      inTurn(
        'GET',
        cut,
        () => ({ status: 503 }),
        () => ({ json: raw() }),
      ),
    );

    expect(await apiOver(transport).get(REF)).toBeDefined();
    expect(transport.sent).toHaveLength(3);
  });

  it('waits as long as a busy server asks for', async () => {
    const clock = new FakeClock();
    const busy = () => ({ status: 429, headers: { 'retry-after': '7' } });
    await apiOver(new FakeTransport(inTurn('GET', busy, () => ({ json: raw() }))), clock).get(REF);

    expect(clock.slept).toEqual([7000]);
  });

  it('gives up after four times', async () => {
    const transport = new FakeTransport(inTurn('GET', cut));

    expect(await errorOf(apiOver(transport).get(REF))).toMatchObject({ kind: 'unreachable' });
    expect(transport.sent).toHaveLength(4);
  });

  it('does not ask twice for what is forbidden', async () => {
    const transport = new FakeTransport(inTurn('GET', () => refuse(403, 'Forbidden', 'no')));

    expect(await errorOf(apiOver(transport).get(REF))).toMatchObject({ kind: 'forbidden' });
    expect(transport.sent).toHaveLength(1);
  });

  it('takes no page of a proxy for an object', async () => {
    const page = new FakeTransport(() => ({ text: '<html>log in</html>' }));

    expect((await errorOf(apiOver(page).get(REF))).text).toMatch(/login page or a proxy/);
  });

  it('reads a list to its last page', async () => {
    const transport = new FakeTransport(({ path }) =>
      path.includes('continue=p2')
        ? { json: { metadata: {}, items: [raw({ name: 'b' })] } }
        : { json: { metadata: { continue: 'p2' }, items: [raw({ name: 'a' })] } },
    );
    const objects = await apiOver(transport).list('Kubernetes', 'tenant-acme');

    expect(objects.map(({ metadata: { name } }) => name)).toEqual(['a', 'b']);
  });

  it('says that a server without these lists is no Cozystack', async () => {
    expect((await errorOf(apiOver(new FakeTransport()).list('Etcd', 'tenant-acme'))).text).toMatch(/no Cozystack/);
  });

  it('stops when the signal says so', async () => {
    const transport = new FakeTransport();

    expect(await errorOf(apiOver(transport).get(REF, AbortSignal.abort()))).toMatchObject({ kind: 'aborted' });
    expect(transport.sent).toEqual([]);
  });

  it('counts what the monitors count, and nothing that nobody has looked at', async () => {
    const items = [
      {
        metadata: { name: 'a' },
        spec: { minReplicas: 2 },
        status: { availableReplicas: 1, observedReplicas: 3, operational: false },
      },
      { metadata: { name: 'b' }, spec: {} },
    ];
    const monitors = await apiOver(new FakeTransport(() => ({ json: { items } }))).monitors('tenant-acme');

    expect(monitors).toEqual([
      { name: 'a', min: 2, available: 1, observed: 3, operational: false },
      { name: 'b', min: 0 },
    ]);
  });

  it('finds hosts and addresses of an ingress', async () => {
    const json = {
      spec: { rules: [{ host: 'k8s.acme.example' }, {}] },
      status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }, { hostname: 'lb.example' }] } },
    };

    expect(await apiOver(new FakeTransport(() => ({ json }))).ingress('tenant-acme', 'x')).toEqual({
      hosts: ['k8s.acme.example'],
      addresses: ['192.0.2.1', 'lb.example'],
    });
  });
});

describe("a tenant's namespace", () => {
  const forbidden =
    (part: string) =>
    ({ path }: HttpRequest) =>
      path.includes(part) ? refuse(403, 'Forbidden', 'no') : undefined;
  const list = ({ path }: HttpRequest) => (path.includes('kuberneteses') ? { json: { items: [] } } : undefined);

  it('is there when the platform shows it', async () => {
    expect(await apiOver(new FakeTransport(() => ({ json: {} }))).namespaceExists('tenant-acme')).toBe(true);
  });

  it('is not there when the platform has none', async () => {
    expect(await apiOver(new FakeTransport()).namespaceExists('tenant-acme')).toBe(false);
  });

  it('is there when one may list in it', async () => {
    const api = apiOver(new FakeTransport(forbidden('tenantnamespaces'), list));

    expect(await api.namespaceExists('tenant-acme')).toBe(true);
  });

  it('is unknown when nothing may be seen', async () => {
    const api = apiOver(new FakeTransport(forbidden('/')));

    expect(await api.namespaceExists('tenant-acme')).toBeUndefined();
  });
});

describe('creating', () => {
  it('sends the manifest as sparse as it is', async () => {
    const transport = new FakeTransport(inTurn('POST', () => ({ json: raw() })));
    await apiOver(transport).create(manifest({}, SPEC));

    expect(transport.sent).toMatchObject([
      { method: 'POST', path: PATH.replace('/web', ''), body: manifest({}, SPEC) },
    ]);
  });

  it.each([
    ['as Kubernetes says it', refuse(409, 'AlreadyExists', 'exists')],
    [
      'in the words of 1.1',
      refuse(500, '', 'failed to create HelmRelease: helmreleases "kubernetes-web" already exists'),
    ],
  ])('is refused where there is one, %s', async (_how, reply) => {
    const error = await errorOf(apiOver(new FakeTransport(inTurn('POST', () => reply))).create(manifest()));

    expect(error).toMatchObject({ kind: 'exists', outcome: 'notDone' });
  });

  it('is a success when the answer was lost and the object says it all', async () => {
    const transport = new FakeTransport(
      inTurn('POST', cut),
      inTurn('GET', () => ({ json: raw({}, { spec: FILLED }) })),
    );

    expect((await apiOver(transport).create(manifest({}, SPEC))).spec).toEqual(FILLED);
    expect(transport.methods).toEqual(['POST', 'GET']);
  });

  it('was not carried out when the answer was lost and nothing is there', async () => {
    const transport = new FakeTransport(inTurn('POST', cut));

    expect(await errorOf(apiOver(transport).create(manifest()))).toMatchObject({
      kind: 'unreachable',
      outcome: 'notDone',
    });
    expect(transport.methods).toEqual(['POST', 'GET']);
  });

  it('is unknown when the answer was lost and the object says something else', async () => {
    const transport = new FakeTransport(
      inTurn('POST', cut),
      inTurn('GET', () => ({ json: raw() })),
    );

    expect(await errorOf(apiOver(transport).create(manifest({}, SPEC)))).toMatchObject({ outcome: 'unknown' });
  });

  it('is unknown when the server is slow and nothing is there yet', async () => {
    const transport = new FakeTransport(
      inTurn('POST', () => {
        throw new TransportFault('TIMEOUT_ANSWER', true);
      }),
    );

    expect(await errorOf(apiOver(transport).create(manifest()))).toMatchObject({ kind: 'timeout', outcome: 'unknown' });
  });

  it('is unknown when nothing can be read either', async () => {
    const transport = new FakeTransport(inTurn('POST', cut), inTurn('GET', cut));

    expect(await errorOf(apiOver(transport).create(manifest()))).toMatchObject({ outcome: 'unknown' });
  });

  it('was surely not carried out when there was no connection', async () => {
    const transport = new FakeTransport(() => {
      throw new TransportFault('ECONNREFUSED', false);
    });

    expect(await errorOf(apiOver(transport).create(manifest()))).toMatchObject({ outcome: 'notDone' });
    expect(transport.methods).toEqual(['POST']);
  });

  it('is not repeated when the server is busy', async () => {
    const transport = new FakeTransport(inTurn('POST', () => ({ status: 429 })));

    expect(await errorOf(apiOver(transport).create(manifest()))).toMatchObject({ kind: 'server', outcome: 'notDone' });
    expect(transport.methods).toEqual(['POST']);
  });
});

describe('replacing', () => {
  const seen = live({}, { spec: FILLED });
  const there = () => ({ json: raw({}, { spec: FILLED }) });

  it('puts the sparse manifest over what was read a moment before', async () => {
    const transport = new FakeTransport(inTurn('GET', there), inTurn('PUT', there));
    await apiOver(transport).replace(manifest({}, SPEC), seen);

    expect(transport.sent[1]).toMatchObject({
      method: 'PUT',
      path: PATH,
      body: { metadata: { resourceVersion: '7', uid: 'u1' }, spec: SPEC },
    });
  });

  it('is a conflict when somebody changed a field, and names it', async () => {
    const changed = raw({}, { spec: { ...FILLED, version: 'v1.35' } });
    const transport = new FakeTransport(inTurn('GET', () => ({ json: changed })));
    const error = await errorOf(apiOver(transport).replace(manifest({}, SPEC), seen));

    expect(error).toMatchObject({ kind: 'conflict', moved: ['/spec/version'], outcome: 'notDone' });
    expect(error.text).not.toContain('v1.35');
    expect(transport.methods).toEqual(['GET']);
  });

  it('says that it is gone when it is', async () => {
    const error = await errorOf(apiOver(new FakeTransport()).replace(manifest({}, SPEC), seen));

    expect(error).toMatchObject({ kind: 'notFound', outcome: 'notDone' });
  });

  it('looks again when only the version moved, as it does with every word of a controller', async () => {
    const refused = () => refuse(500, '', 'failed to update HelmRelease: the object has been modified');
    const transport = new FakeTransport(
      inTurn('GET', there, () => ({ json: raw({ resourceVersion: '8' }, { spec: FILLED }) })),
      inTurn('PUT', refused, there),
    );
    await apiOver(transport).replace(manifest({}, SPEC), seen);

    expect(transport.methods).toEqual(['GET', 'PUT', 'GET', 'PUT']);
    expect(transport.sent[3]).toMatchObject({ body: { metadata: { resourceVersion: '8' } } });
  });

  it('is a conflict when it is refused again and again', async () => {
    const transport = new FakeTransport(
      inTurn('GET', there),
      inTurn('PUT', () => refuse(409, 'Conflict', 'no')),
    );

    expect(await errorOf(apiOver(transport).replace(manifest({}, SPEC), seen))).toMatchObject({ kind: 'conflict' });
    expect(transport.methods.filter((method) => method === 'PUT')).toHaveLength(5);
  });

  it('was not carried out when the answer was lost and the version stayed', async () => {
    const transport = new FakeTransport(inTurn('GET', there), inTurn('PUT', cut));

    expect(await errorOf(apiOver(transport).replace(manifest({}, SPEC), seen))).toMatchObject({ outcome: 'notDone' });
    expect(transport.methods).toEqual(['GET', 'PUT', 'GET']);
  });

  it('is a success when the answer was lost and the object says it all', async () => {
    const after = () => ({ json: raw({ resourceVersion: '9' }, { spec: FILLED }) });
    const transport = new FakeTransport(inTurn('GET', there, after), inTurn('PUT', cut));

    expect((await apiOver(transport).replace(manifest({}, SPEC), seen)).metadata.resourceVersion).toBe('9');
  });
});

describe('what is sent', () => {
  it.each([
    ['a patch', { method: 'PATCH', path: '/x' }],
    ['a dry run', { method: 'POST', path: '/x?dryRun=All' }],
    ['a dry run in other letters', { method: 'POST', path: '/x?a=b&dry%52un=All' }],
    ['a dry run of a deletion', { method: 'DELETE', path: '/x', body: { dryRun: ['All'] } }],
  ])('is never %s', (_what, request) => {
    expect(() => refuseDangerous(request as unknown as HttpRequest)).toThrow(/never sends/);
  });

  sendsNothingDangerous();
});
