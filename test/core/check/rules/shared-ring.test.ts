import { cluster, ring, tenant, type Judged } from './support';
import { findingsTogether, outcomes } from './together';

const clusters = (...names: string[]): Judged[] => names.map((name) => cluster({}, { name }));

describe('HK4111: a ring that several clusters share', () => {
  const WHY = expect.stringContaining('every one of these clusters stands still') as string;

  it('is a warning on its size, in whatever order the objects are given', () => {
    expect(outcomes('HK4111', [ring({ size: '4Gi' }), ...clusters('web', 'api')])).toEqual([
      [
        {
          in: 'Etcd tenant-acme/etcd',
          pointer: '/spec/size',
          message: 'The clusters "api", "web" share the ring of tenant-acme, whose size is 4Gi.',
          remedy:
            'Write a size of 5Gi on the Etcd "etcd" of tenant-acme, or give one of them a tenant with a ring of its own.',
          why: WHY,
          onKey: false,
        },
      ],
    ]);
  });

  it('is a warning on the ring where its size is not written', () => {
    expect(outcomes('HK4111', [ring(), ...clusters('web', 'api')])).toEqual([
      [
        expect.objectContaining({
          in: 'Etcd tenant-acme/etcd',
          pointer: '',
          message:
            'The clusters "api", "web" share the ring of tenant-acme, whose size is not said here (4Gi by default).',
        }),
      ],
    ]);
  });

  it('is a warning on the first cluster by name where the ring is not given', () => {
    expect(outcomes('HK4111', clusters('web', 'api', 'db'))).toEqual([
      [
        expect.objectContaining({
          in: 'Kubernetes tenant-acme/api',
          pointer: '',
          message:
            'The clusters "api", "db", "web" share the ring of tenant-acme, whose size is not said here (4Gi by default).',
          remedy:
            'Write a size of 7Gi on the Etcd "etcd" of tenant-acme, or give one of them a tenant with a ring of its own.',
        }),
      ],
    ]);
  });

  // 2 GiB a cluster, of which etcd may fill 95 %: 4311.58Mi for two, 6467.37Mi for three.
  it.each([
    [2, '4311Mi', 1],
    [2, '4312Mi', 0],
    [2, '5Gi', 0],
    [3, '6467Mi', 1],
    [3, '6468Mi', 0],
    [3, '7Gi', 0],
    [4, '8Gi', 1],
    [4, '9Gi', 0],
    [1, '1Mi', 0],
  ])('of %i clusters and a ring of %s is found %i times', (many, size, count) => {
    const some = clusters(...['web', 'api', 'db', 'ci'].slice(0, many));

    expect(findingsTogether('HK4111', [ring({ size }), ...some])).toHaveLength(count);
  });

  // 38 GiB are 95 % of 40Gi, exactly.
  it.each([
    ['40Gi', 0],
    ['40959Mi', 1],
  ])('of nineteen clusters and a ring of %s is found %i times', (size, count) => {
    const some = clusters(...Array.from({ length: 19 }, (_, i) => `web-${i}`));

    expect(findingsTogether('HK4111', [ring({ size }), ...some])).toHaveLength(count);
  });

  it('advises other rings where one would be larger than etcd advises', () => {
    expect(findingsTogether('HK4111', [ring({ size: '8Gi' }), ...clusters('a', 'b', 'c', 'd')])[0]?.remedy).toBe(
      'Give some of them tenants with rings of their own; etcd advises at most 8 GiB for one.',
    );
    expect(findingsTogether('HK4111', [ring({ size: '4Gi' }), ...clusters('a', 'b', 'c')])[0]?.remedy).toBe(
      'Write a size of 7Gi on the Etcd "etcd" of tenant-acme, or give one of them a tenant with a ring of its own.',
    );
  });

  it('counts a cluster that is there twice once', () => {
    expect(findingsTogether('HK4111', [ring({ size: '4Gi' }), ...clusters('web', 'web')])).toEqual([]);
    expect(findingsTogether('HK4111', [ring({ size: '4Gi' }), ...clusters('web', 'api', 'web')])).toEqual([
      expect.objectContaining({
        message: 'The clusters "api", "web" share the ring of tenant-acme, whose size is 4Gi.',
      }),
    ]);
  });

  it('takes a number of bytes for a size', () => {
    expect(findingsTogether('HK4111', [ring({ size: 4 }), ...clusters('web', 'api')])).toEqual([
      expect.objectContaining({
        pointer: '/spec/size',
        message: 'The clusters "api", "web" share the ring of tenant-acme, whose size is 4.',
      }),
    ]);
  });

  it('is not one of another namespace', () => {
    const objects = [ring({ size: '4Gi' }, { namespace: 'tenant-other' }), ...clusters('web', 'api')];

    expect(outcomes('HK4111', objects)).toEqual([
      [expect.objectContaining({ in: 'Kubernetes tenant-acme/api', pointer: '' })],
    ]);
  });

  it('is not shared by clusters of two tenants of which nothing is known', () => {
    const objects = [
      ring({ size: '4Gi' }),
      cluster({}, { name: 'web' }),
      cluster({}, { name: 'api', namespace: 'tenant-acme-staging' }),
    ];

    expect(findingsTogether('HK4111', objects)).toEqual([]);
  });

  it('is not known to be shared by clusters without a namespace', () => {
    const nowhere = { namespace: undefined };
    const some = ['web', 'api'].map((name) => cluster({}, { ...nowhere, name }));

    expect(findingsTogether('HK4111', [ring({ size: '4Gi' }, nowhere), ...some])).toEqual([]);
  });

  it('is judged once for each of several rings', () => {
    const elsewhere = { namespace: 'tenant-other' };
    const objects = [
      ...clusters('web', 'api'),
      cluster({}, { ...elsewhere, name: 'a' }),
      cluster({}, { ...elsewhere, name: 'b' }),
      cluster({}, { ...elsewhere, name: 'c' }),
      ring({ size: '5Gi' }),
      ring({ size: '5Gi' }, elsewhere),
    ];

    expect(findingsTogether('HK4111', objects)).toEqual([
      expect.objectContaining({
        in: 'Etcd tenant-other/etcd',
        message: 'The clusters "a", "b", "c" share the ring of tenant-other, whose size is 5Gi.',
      }),
    ]);
  });

  describe('whose tenants are declared', () => {
    const acme = tenant({ etcd: true }, { name: 'acme', namespace: 'tenant-root' });
    const both = [cluster({}, { name: 'web' }), cluster({}, { name: 'api', namespace: 'tenant-acme-staging' })];

    it('is shared with a child that has none of its own', () => {
      expect(outcomes('HK4111', [acme, tenant(), ring({ size: '4Gi' }), ...both])).toEqual([
        [
          expect.objectContaining({
            in: 'Etcd tenant-acme/etcd',
            message: 'The clusters "tenant-acme-staging/api", "web" share the ring of tenant-acme, whose size is 4Gi.',
          }),
        ],
      ]);
    });

    it('is not shared with a child that has its own', () => {
      const objects = [acme, tenant({ etcd: true }), ring({ size: '4Gi' }), ...both];

      expect(findingsTogether('HK4111', objects)).toEqual([]);
    });

    it('is not taken for shared where the child is not declared', () => {
      expect(findingsTogether('HK4111', [acme, ring({ size: '4Gi' }), ...both])).toEqual([]);
    });

    it('is known by what is said of a tenant as well', () => {
      const tenants = (namespace: string): object => (namespace === 'tenant-acme' ? { modules: { etcd: true } } : {});

      expect(findingsTogether('HK4111', [tenant(), ring({ size: '4Gi' }), ...both], { tenants })).toHaveLength(1);
    });
  });
});
