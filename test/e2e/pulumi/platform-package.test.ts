import type { Json } from '../support/https';
import type { Program } from './engine';
import { onTheEngine } from './stage';

const CRD = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const PACKAGES = '/apis/cozystack.io/v1alpha1/packages';
const NAME = 'cozystack.cozystack-platform';

/** As the platform has it, as far as this is about it: its values are the operator's. */
const DEFINITION = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'packages.cozystack.io' },
  spec: {
    group: 'cozystack.io',
    scope: 'Cluster',
    names: { kind: 'Package', plural: 'packages', singular: 'package', listKind: 'PackageList' },
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: { spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
          },
        },
      },
    ],
  },
};

const PACKAGE = {
  apiVersion: 'cozystack.io/v1alpha1',
  kind: 'Package',
  metadata: { name: NAME },
  spec: { variant: 'isp-full', components: { platform: { values: { publishing: { host: 'acme.example' } } } } },
};

const program = (kubeconfig: string): Program => ({
  env: { OPERATOR: kubeconfig },
  files: {
    'index.js': `const { Provider } = require('@pulumi/kubernetes/provider');
const { InstanceType, ManagedCluster, NodeGroup, PlatformProfile, RegionTopology, TenantChart } = require('hikube-constructs');
const { PlatformChart, PlatformScheduling } = require('hikube-constructs/platform');
const hikube = require('hikube-constructs/pulumi');
const provider = new Provider('operator', { kubeconfig: process.env.OPERATOR });
hikube.render('sites', (app) => {
  const topology = RegionTopology.hikube({ siteLabel: 'topology.kubernetes.io/zone' });
  const platform = new PlatformChart(app, 'platform', { topology, profile: PlatformProfile.cozystack('1.1') });
  new PlatformScheduling(platform, 'spread', { across: topology.regions });
  const chart = new TenantChart(app, 'acme', { namespace: 'tenant-acme' });
  const cluster = new ManagedCluster(chart, 'web');
  new NodeGroup(cluster, 'md0', { instanceType: InstanceType.U1_LARGE, scaling: { min: 2, max: 3 } });
}, { provider, waitFor: 'none' });
`,
  },
});

onTheEngine("the platform's own Package", (world) => {
  it('gets the spread from a stack, keeps all else, and stays when the stack goes', async () => {
    const admin = { user: 'admin' } as const;
    const { platform } = world;
    await platform.request('POST', CRD, { ...admin, body: DEFINITION });
    let created = 0;
    for (let i = 0; i < 50 && created !== 201; i++) {
      created = (await platform.request('POST', PACKAGES, { ...admin, body: PACKAGE })).status;
      if (created !== 201) await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(created).toBe(201);
    const shown = async (): Promise<Json> => (await platform.request('GET', `${PACKAGES}/${NAME}`, admin)).body;
    const stack = await world.stack(program(platform.kubeconfig('admin')));

    await world.well(world.preview(stack));
    expect((await shown()).spec).toEqual(PACKAGE.spec);

    await world.well(world.up(stack));
    const { spec } = await shown();
    expect(spec).toMatchObject(PACKAGE.spec);
    expect(Object.keys(spec.components.platform.values as object).sort()).toEqual(['publishing', 'scheduling']);
    expect(spec.components.platform.values.scheduling.globalAppTopologySpreadConstraints).toContain('minDomains: 3');

    await world.well(world.destroy(stack));
    expect((await shown()).spec.components.platform.values).toMatchObject({ publishing: { host: 'acme.example' } });
    expect(JSON.stringify((await shown()).spec)).not.toContain('minDomains');
  }, 180_000);
});
