import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Gpu,
  IngressNginx,
  InstanceType,
  KubernetesVersion,
  ManagedCluster,
  NodeGroup,
  Oidc,
  PlatformProfile,
  ReplicatedVolumeLayer,
  Replication,
  TenantChart,
} from 'hikube-constructs';
import { cluster, errorsOf, group, issuesOf, synth, tenantChart, theOne } from '../support/programs';

const later = { profile: PlatformProfile.cozystack('1.6') };

describe('ManagedCluster', () => {
  it('writes what was said and nothing else', () => {
    const web = cluster();
    group(web);

    expect(theOne('Kubernetes', web)).toEqual({
      apiVersion: 'apps.cozystack.io/v1alpha1',
      kind: 'Kubernetes',
      metadata: { name: 'web', namespace: 'tenant-acme' },
      spec: {
        nodeGroups: {
          md0: {
            ephemeralStorage: '20Gi',
            instanceType: 'u1.large',
            maxReplicas: 3,
            minReplicas: 1,
            resources: {},
            roles: [],
          },
        },
      },
    });
  });

  it('is called by its name, if it has one, instead of its id', () => {
    const web = cluster({ name: 'frontend' });
    group(web);

    expect(theOne('Kubernetes', web).metadata.name).toBe('frontend');
  });

  it('writes a preset into one field and resources into another', () => {
    const web = cluster({
      controlPlane: { replicas: 3, apiServer: 'xlarge', scheduler: { cpu: '1', memory: '1Gi' }, konnectivity: 'small' },
    });
    group(web);

    expect(theOne('Kubernetes', web).spec.controlPlane).toEqual({
      replicas: 3,
      apiServer: { resourcesPreset: 'xlarge' },
      scheduler: { resources: { cpu: '1', memory: '1Gi' } },
      konnectivity: { server: { resourcesPreset: 'small' } },
    });
  });

  it('takes the class of its volume layer', () => {
    const chart = tenantChart();
    const volumes = new ReplicatedVolumeLayer(chart, 'volumes', { replication: Replication.asynchronous() });
    const web = cluster({ volumes }, chart);
    group(web);

    expect(theOne('Kubernetes', web).spec.storageClass).toBe('replicated-async');
  });

  it('writes what platform 1.6 takes', () => {
    const web = cluster(
      {
        oidc: Oidc.fromSecret('login', { users: [{ email: 'jane@acme.example', role: 'view' }] }),
        nodeHealth: { maxUnhealthy: '40%', startupTimeout: '15m' },
        talos: { version: 'v1.13.6', schematicId: 'a'.repeat(64) },
        images: { kubectl: 'registry.acme.example/kubectl:1' },
        controlPlane: {
          apiServerArguments: ['--v=2'],
          apiServerVolumes: [{ name: 'audit', configMap: 'audit-policy', mountPath: '/etc/audit' }],
        },
      },
      tenantChart(later),
    );
    group(web);

    expect(theOne('Kubernetes', web).spec).toMatchObject({
      oidc: {
        mode: 'CustomConfig',
        customConfig: { secretRef: { name: 'login' } },
        users: [{ email: 'jane@acme.example', role: 'view' }],
      },
      nodeHealthCheck: { maxUnhealthy: '40%', nodeStartupTimeout: '15m' },
      talos: { version: 'v1.13.6', schematicID: 'a'.repeat(64) },
      images: { kubectl: 'registry.acme.example/kubectl:1' },
      controlPlane: {
        apiServer: {
          extraArgs: ['--v=2'],
          extraVolumes: [{ name: 'audit', configMap: { name: 'audit-policy' } }],
          extraVolumeMounts: [{ name: 'audit', mountPath: '/etc/audit', readOnly: true }],
        },
      },
    });
  });

  it.each([
    ['oidc', { oidc: Oidc.system() }, '1.6'],
    ['nodeHealthCheck', { nodeHealth: { maxUnhealthy: '1' } }, '1.6'],
    ['talos', { talos: { version: 'v1.13.6' } }, '1.6'],
    ['images', { images: { waitForKubeconfig: 'x' } }, '1.4'],
    ['controlPlane.apiServer.extraArgs', { controlPlane: { apiServerArguments: ['--v=2'] } }, '1.6'],
  ] as const)(
    'is refused %s where the platform has no such field, and told the first release that has',
    (key, props, release) => {
      const web = cluster(props as never);
      group(web);

      expect(() => synth(web)).toThrow(`has no field "${key}"; platform ${release} is the first that has it`);
    },
  );

  it.each([
    ['1.30.3', 'Write "v1.30".'],
    ['v1.30.0', 'Write "v1.30".'],
    ['1.34', 'Write "v1.34".'],
    ['v1.29', 'The nearest that it offers is "v1.30".'],
    ['v1.99', 'The nearest that it offers is "v1.35".'],
    ['latest', 'offers v1.30, v1.31, v1.32, v1.33, v1.34, v1.35.'],
  ])('answers version %p with %p', (version, remedy) => {
    const web = cluster({ version });
    group(web);

    expect(issuesOf(() => synth(web))).toMatchObject([{ code: 'HK1401', remedy: expect.stringContaining(remedy) }]);
  });

  it('reports everything that is wrong at once, sorted by place', () => {
    const web = cluster({ version: '1.30.3', host: 'https://k8s.acme.example/', name: 'Web' });
    group(web, { instanceType: InstanceType.of('s1.lagre'), scaling: { min: 4, max: 2 } });
    group(web, { name: 'gpu', gpus: { model: Gpu.L40S }, disk: '50GB' }, 'gpu');

    const issues = issuesOf(() => synth(web));

    expect(issues.map(({ code, construct }) => `${code} ${construct}`)).toEqual([
      'HK1301 production/web',
      'HK4301 production/web',
      'HK1401 production/web',
      'HK1206 production/web/gpu',
      'HK3104 production/web/gpu',
      'HK2110 production/web/gpu',
      'HK2101 production/web/workers',
      'HK2201 production/web/workers',
    ]);
    expect(issues.find(({ code }) => code === 'HK2101')!.remedy).toMatch(/^Did you mean "s1.large"\?/);
  });

  it('is refused outside of a tenant chart, with the remedy', () => {
    const [issue] = issuesOf(() => new ManagedCluster(new Chart(new App(), 'plain'), 'web'));

    expect(issue).toMatchObject({
      code: 'HK1001',
      construct: 'plain/web',
      remedy: expect.stringContaining('new TenantChart(app'),
    });
    expect(errorsOf(() => new ManagedCluster(new App(), 'web'))).toEqual(['HK1001']);
  });

  it('is refused under the name of another cluster of the tenant', () => {
    const chart = tenantChart();
    cluster({}, chart);
    const same = new TenantChart(chart.node.root as App, 'same', { namespace: 'tenant-acme' });

    expect(errorsOf(() => new ManagedCluster(chart, 'other', { name: 'web' }))).toEqual(['HK1002']);
    expect(errorsOf(() => new ManagedCluster(same, 'web'))).toEqual(['HK1002']);
    expect(
      errorsOf(
        () => new ManagedCluster(new TenantChart(chart.node.root as App, 'o', { namespace: 'tenant-o' }), 'web'),
      ),
    ).toEqual([]);
  });

  it('has its object as its default child', () => {
    const web = cluster();

    expect(web.node.defaultChild).toMatchObject({ kind: 'Kubernetes', name: 'web' });
  });
});

describe('a cluster tells', () => {
  const told = (): ManagedCluster => {
    const web = cluster({ host: 'k8s.acme.example' });
    const nodes = group(web, { instanceType: InstanceType.S1_LARGE, scaling: { min: 2, max: 5 } });
    group(
      web,
      {
        name: 'gpu',
        instanceType: InstanceType.U1_4XLARGE,
        gpus: { model: Gpu.A100, perNode: 2 },
        scaling: { min: 0, max: 3 },
      },
      'gpu',
    );
    new IngressNginx(web, 'ingress-nginx', { hosts: ['*.apps.acme.example'], nodes });
    return web;
  };

  it('where its kubeconfig will be', () => {
    expect(told().kubeconfig).toEqual({
      apiVersion: 'core.cozystack.io/v1alpha1',
      kind: 'TenantSecret',
      namespace: 'tenant-acme',
      name: 'kubernetes-web-admin-kubeconfig',
      keys: {
        admin: 'admin.conf',
        superAdmin: 'super-admin.conf',
        adminInside: 'admin.svc',
        superAdminInside: 'super-admin.svc',
      },
    });
  });

  it('the names of what will appear', () => {
    expect(told().names).toMatchObject({
      release: 'kubernetes-web',
      machineDeployments: { md0: 'kubernetes-web-md0', gpu: 'kubernetes-web-gpu' },
      workloadMonitors: ['kubernetes-web', 'kubernetes-web-gpu', 'kubernetes-web-md0'],
      appIngress: 'kubernetes-web-ingress-nginx',
    });
  });

  it('its endpoint and the DNS records that somebody has to create', () => {
    expect(told().endpoint).toBe('https://k8s.acme.example:443');
    expect(told().dnsRecords).toEqual([
      {
        name: 'k8s.acme.example',
        type: 'A',
        purpose: 'api',
        address: expect.stringContaining('get ingress kubernetes-web -n tenant-acme'),
      },
      {
        name: '*.apps.acme.example',
        type: 'A',
        purpose: 'ingress',
        address: expect.stringContaining('get ingress kubernetes-web-ingress-nginx'),
      },
    ]);
  });

  it('the host that the platform makes of the tenant host, where it is known', () => {
    expect(cluster({}, tenantChart({ host: 'acme.example' })).endpoint).toBe('https://kubernetes-web.acme.example:443');
    expect(cluster().endpoint).toBeUndefined();
    expect(cluster().dnsRecords).toEqual([]);
  });

  it('its networks', () => {
    expect(told().networks).toMatchObject({ pods: '10.243.0.0/16', services: '10.95.0.0/16', dns: '10.95.0.10' });
  });

  it('what it adds up to, per group and in all', () => {
    const { groups, total } = told().capacity;

    expect(groups.md0).toMatchObject({ min: { nodes: 2, gpus: 0 }, max: { nodes: 5, gpus: 0 } });
    expect(groups.gpu!.max).toMatchObject({ nodes: 3, gpus: 6 });
    expect(String(total!.min.cpu)).toBe('8');
    expect(String(total!.min.memory)).toBe('16Gi');
    expect(String(total!.max.cpu)).toBe('68');
    expect(String(total!.max.memory)).toBe('232Gi');
    expect(total!.max).toMatchObject({ nodes: 8, gpus: 6 });
  });

  it('no sum where a size is not known', () => {
    const web = cluster();
    group(web, { instanceType: InstanceType.of('x1.huge') });

    expect(web.capacity).toMatchObject({ groups: { md0: undefined }, total: undefined });
  });

  it('the class by which volumes are asked for inside it', () => {
    const inside = (profile: PlatformProfile, replication: Replication): string | undefined => {
      const chart = tenantChart({ profile });
      return cluster({ volumes: new ReplicatedVolumeLayer(chart, 'v', { replication }) }, chart).storageClassInside;
    };

    expect(inside(PlatformProfile.hikube(), Replication.synchronous())).toBe('kubevirt');
    expect(inside(PlatformProfile.cozystack('1.6'), Replication.synchronous())).toBe('replicated');
    expect(inside(PlatformProfile.cozystack('1.6'), Replication.local())).toBeUndefined();
  });
});

describe('ManagedCluster.fromName', () => {
  it('refers to a cluster that is not declared', () => {
    const legacy = ManagedCluster.fromName(tenantChart(), 'legacy');

    expect(legacy).toMatchObject({
      name: 'legacy',
      namespace: 'tenant-acme',
      kubeconfig: { name: 'kubernetes-legacy-admin-kubeconfig' },
    });
  });

  it.each(['Legacy', '', 5])('refuses %p', (name) => {
    expect(errorsOf(() => ManagedCluster.fromName(tenantChart(), name as string))).toEqual(['HK1301']);
  });
});

describe('ManagedCluster.of', () => {
  it('finds the cluster around a construct of the user', () => {
    const web = cluster();
    class Pool extends Construct {
      public readonly group = new NodeGroup(this, 'nodes', {
        name: 'md0',
        instanceType: InstanceType.U1_LARGE,
        scaling: { min: 1, max: 2 },
      });
    }
    const pool = new Pool(web, 'pool');

    expect(ManagedCluster.of(pool)).toBe(web);
    expect(Object.keys(theOne('Kubernetes', web).spec.nodeGroups)).toEqual(['md0']);
    expect(errorsOf(() => ManagedCluster.of(web.chart))).toEqual(['HK1001']);
  });
});

describe('KubernetesVersion', () => {
  it('names the versions that some release offers', () => {
    expect(Object.values(KubernetesVersion)).toEqual(['v1.30', 'v1.31', 'v1.32', 'v1.33', 'v1.34', 'v1.35']);
  });
});
