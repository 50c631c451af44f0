import { defaultHost, kubeconfigOf, namesOf, NETWORKS } from '../../../lib/core/outputs/cluster';

describe('the networks inside a cluster', () => {
  it('are the same for all', () => {
    expect(NETWORKS).toEqual({
      pods: '10.243.0.0/16',
      services: '10.95.0.0/16',
      dns: '10.95.0.10',
      domain: 'cluster.local',
      mtu: 1350,
    });
  });
});

describe('kubeconfigOf', () => {
  it('refers to what a tenant may read, by the name that the platform gives', () => {
    expect(kubeconfigOf('prod', 'tenant-acme')).toEqual({
      apiVersion: 'core.cozystack.io/v1alpha1',
      kind: 'TenantSecret',
      namespace: 'tenant-acme',
      name: 'kubernetes-prod-admin-kubeconfig',
      keys: {
        admin: 'admin.conf',
        superAdmin: 'super-admin.conf',
        adminInside: 'admin.svc',
        superAdminInside: 'super-admin.svc',
      },
    });
  });
});

describe('namesOf', () => {
  it('names what will appear for a cluster', () => {
    expect(namesOf('prod', ['web', 'gpu'])).toEqual({
      release: 'kubernetes-prod',
      machineDeployments: { web: 'kubernetes-prod-web', gpu: 'kubernetes-prod-gpu' },
      workloadMonitors: ['kubernetes-prod', 'kubernetes-prod-web', 'kubernetes-prod-gpu'],
      kubeconfig: 'kubernetes-prod-admin-kubeconfig',
      apiIngress: 'kubernetes-prod',
      appIngress: 'kubernetes-prod-ingress-nginx',
    });
  });

  it('names the control plane where there are no groups', () => {
    expect(namesOf('prod', [])).toMatchObject({ machineDeployments: {}, workloadMonitors: ['kubernetes-prod'] });
  });

  it('names a group called __proto__ like any other', () => {
    const { machineDeployments } = namesOf('prod', ['__proto__']);
    expect(Object.entries(machineDeployments)).toEqual([['__proto__', 'kubernetes-prod-__proto__']]);
  });
});

describe('defaultHost', () => {
  it("stands below the tenant's", () => {
    expect(defaultHost('prod', 'acme.example.ch')).toBe('kubernetes-prod.acme.example.ch');
  });
});

describe('the Secret for those who log in by OIDC', () => {
  it('is named where there is one', () => {
    expect(namesOf('prod', [], true).oidcKubeconfig).toBe('kubernetes-prod-oidc-kubeconfig');
    expect(namesOf('prod', [])).not.toHaveProperty('oidcKubeconfig');
  });
});
