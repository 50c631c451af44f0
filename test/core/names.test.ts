import fc from 'fast-check';
import {
  CLUSTER_NAME_LIMIT,
  clusterNames,
  isAncestorNamespace,
  isDns1035Label,
  isDns1123Label,
  isDnsName,
  isHostPattern,
  isLabelKey,
  isLabelValue,
  isRoleName,
  isTenantNamespace,
  roleLabel,
  TENANT_NAME_LIMIT,
  tenantNamespace,
} from '../../lib/core/names';

/** A DNS-1035 label of at most so many characters. */
const label = (longest: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^[a-z][a-z0-9]{0,${longest - 1}}$`));
const HUGE = 'a'.repeat(10_000);

describe('the limits of names', () => {
  it('leave room for the prefix of the Helm release', () => {
    expect({ cluster: CLUSTER_NAME_LIMIT, tenant: TENANT_NAME_LIMIT }).toEqual({ cluster: 42, tenant: 46 });
  });
});

describe('isDns1035Label', () => {
  it.each([['a'], ['abc'], ['a-b'], ['a1'], ['a--b']])('takes %j', (text) => {
    expect(isDns1035Label(text)).toBe(true);
  });

  it.each([[''], ['1a'], ['-a'], ['a-'], ['A'], ['a.b'], ['a_b'], ['a b'], ['a\n'], ['é'], ['ａ'], ['\ud800']])(
    'refuses %j',
    (text) => {
      expect(isDns1035Label(text)).toBe(false);
    },
  );
});

describe('isDns1123Label', () => {
  it.each([['a'], ['1'], ['1a'], ['a-b'], ['a'.repeat(63)]])('takes %j', (text) => {
    expect(isDns1123Label(text)).toBe(true);
  });

  it.each([[''], ['-a'], ['a-'], ['A'], ['a.b'], ['a\n'], ['ß'], ['a'.repeat(64)], [HUGE], ['__proto__']])(
    'refuses %j',
    (text) => {
      expect(isDns1123Label(text)).toBe(false);
    },
  );
});

describe('isDnsName', () => {
  it.each([['a'], ['a.b'], ['1.2.3.4'], ['api.example.ch']])('takes %j', (text) => {
    expect(isDnsName(text)).toBe(true);
  });

  it.each([[''], ['.'], ['a.'], ['.a'], ['a..b'], ['a.B'], ['*.a'], ['a b'], ['https://a'], [HUGE], ['é.ch']])(
    'refuses %j',
    (text) => {
      expect(isDnsName(text)).toBe(false);
    },
  );

  it('ends at 253 characters', () => {
    const longest = [63, 63, 63, 61].map((length) => 'a'.repeat(length)).join('.');
    expect([longest, `${longest}a`].map(isDnsName)).toEqual([true, false]);
  });
});

describe('isHostPattern', () => {
  it.each([['app.example.ch'], ['*.example.ch'], ['*.ch']])('takes %j', (text) => {
    expect(isHostPattern(text)).toBe(true);
  });

  it.each([['*'], ['*.'], ['*a.ch'], ['a.*.ch'], ['**.ch'], ['*.*.ch'], ['']])('refuses %j', (text) => {
    expect(isHostPattern(text)).toBe(false);
  });
});

describe('isLabelValue', () => {
  it.each([[''], ['a'], ['A.b_c-d'], ['1'], ['a'.repeat(63)]])('takes %j', (text) => {
    expect(isLabelValue(text)).toBe(true);
  });

  it.each([['-a'], ['a-'], ['_a'], ['a.'], ['a b'], ['a/b'], ['a\n'], ['ü'], ['a'.repeat(64)]])(
    'refuses %j',
    (text) => {
      expect(isLabelValue(text)).toBe(false);
    },
  );
});

describe('isLabelKey', () => {
  it.each([['a'], ['example.ch/a'], ['app.kubernetes.io/name'], ['1/2'], [`${'a'.repeat(63)}.ch/${'b'.repeat(63)}`]])(
    'takes %j',
    (text) => {
      expect(isLabelKey(text)).toBe(true);
    },
  );

  it.each([[''], ['/'], ['/a'], ['a/'], ['a/b/c'], ['A/b'], ['-/b'], ['a/-'], [`a/${'b'.repeat(64)}`], ['__proto__']])(
    'refuses %j',
    (text) => {
      expect(isLabelKey(text)).toBe(false);
    },
  );
});

describe('the role of a node group', () => {
  it.each([
    ['ingress-nginx', true],
    ['GPU_1.x', true],
    ['a'.repeat(63), true],
    ['', false],
    ['a/b', false],
    ['a'.repeat(64), false],
    ['-a', false],
  ])('%j is a name: %s', (role, possible) => {
    expect(isRoleName(role)).toBe(possible);
  });

  it('makes a well-formed label key of every role name', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'Z', '9', '.', '_', '-', '/', ' ') }), (role) => {
        expect(isLabelKey(roleLabel(role))).toBe(isRoleName(role));
      }),
    );
  });
});

describe('the names of what the platform makes of a cluster', () => {
  it('all begin with the kind', () => {
    expect({
      release: clusterNames.release('prod'),
      machineDeployment: clusterNames.machineDeployment('prod', 'web'),
      ingress: clusterNames.ingress('prod'),
      kubeconfig: clusterNames.kubeconfig('prod'),
      oidcKubeconfig: clusterNames.oidcKubeconfig('prod'),
    }).toEqual({
      release: 'kubernetes-prod',
      machineDeployment: 'kubernetes-prod-web',
      ingress: 'kubernetes-prod-ingress-nginx',
      kubeconfig: 'kubernetes-prod-admin-kubeconfig',
      oidcKubeconfig: 'kubernetes-prod-oidc-kubeconfig',
    });
  });

  it('keep the release within what Helm takes', () => {
    fc.assert(
      fc.property(label(CLUSTER_NAME_LIMIT), (cluster) => {
        expect(clusterNames.release(cluster).length).toBeLessThanOrEqual(53);
      }),
    );
  });

  it('keep the Service of the ingress within 63 characters for a cluster of 38', () => {
    fc.assert(
      fc.property(label(38), (cluster) => {
        expect(clusterNames.ingress(cluster).length).toBeLessThanOrEqual(63);
      }),
    );
  });

  it('keep a MachineDeployment a label value where cluster and group have 51 characters together', () => {
    fc.assert(
      fc.property(label(CLUSTER_NAME_LIMIT), label(51), (cluster, group) => {
        const fits = cluster.length + group.length <= 51;
        expect(isLabelValue(clusterNames.machineDeployment(cluster, group))).toBe(fits);
      }),
    );
  });

  it('are labels themselves', () => {
    fc.assert(
      fc.property(label(20), label(20), (cluster, group) => {
        const names = [clusterNames.release(cluster), clusterNames.machineDeployment(cluster, group)];
        expect(names.every(isDns1123Label)).toBe(true);
      }),
    );
  });
});

describe('the namespace of a tenant', () => {
  it.each([
    ['tenant-root', 'acme', 'tenant-acme'],
    ['tenant-acme', 'dev', 'tenant-acme-dev'],
    ['tenant-rooted', 'dev', 'tenant-rooted-dev'],
  ])('made in %s for %s is %s', (parent, name, namespace) => {
    expect(tenantNamespace(parent, name)).toBe(namespace);
  });

  it.each([['tenant-root'], ['tenant-a'], ['tenant-a-b-c'], ['tenant-1'], [`tenant-${'a'.repeat(56)}`]])(
    'can be %j',
    (namespace) => {
      expect(isTenantNamespace(namespace)).toBe(true);
    },
  );

  it.each([
    ['tenant'],
    ['tenant-'],
    ['tenant--a'],
    ['tenant-a-'],
    ['tenant-A'],
    ['tenant-a.b'],
    ['default'],
    ['company-prod'],
    ['xtenant-a'],
    [`tenant-${'a'.repeat(57)}`],
    [`tenant-${HUGE}`],
    ['tenant-a\n'],
  ])('cannot be %j', (namespace) => {
    expect(isTenantNamespace(namespace)).toBe(false);
  });

  it('is always that of a tenant, and below its parent', () => {
    fc.assert(
      fc.property(label(20), label(20), (parent, child) => {
        const outer = tenantNamespace('tenant-root', parent);
        const inner = tenantNamespace(outer, child);
        expect(isTenantNamespace(inner)).toBe(true);
        expect(isAncestorNamespace(outer, inner)).toBe(true);
      }),
    );
  });
});

describe('isAncestorNamespace', () => {
  it.each([
    ['tenant-root', 'tenant-a', true],
    ['tenant-a', 'tenant-a', true],
    ['tenant-a', 'tenant-a-b', true],
    ['tenant-a', 'tenant-a-b-c', true],
    ['tenant-a', 'tenant-ab', false],
    ['tenant-a-b', 'tenant-a', false],
    ['tenant-a', 'tenant-root', false],
  ])('%s over %s: %s', (ancestor, namespace, over) => {
    expect(isAncestorNamespace(ancestor, namespace)).toBe(over);
  });
});
