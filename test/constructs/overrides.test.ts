import { ApiObject, JsonPatch } from 'cdk8s';
import {
  CertManager,
  EtcdRing,
  NodeGroup,
  InstanceType,
  Tenant,
  inventory,
  type Json,
  type Override,
} from 'hikube-constructs';
import { cluster, errorsOf, group, issuesOf, synth, tenantChart, theOne } from '../support/programs';

const set = (path: string, value: Json): Override => ({ op: 'add', path, value });

describe('an override', () => {
  it.each([
    [
      'a cluster',
      () => {
        const web = cluster({ overrides: [set('/spec/host', 'k8s.acme.example')] });
        group(web);
        return theOne('Kubernetes', web).spec.host;
      },
      'k8s.acme.example',
    ],
    [
      'a node group',
      () => {
        const web = cluster();
        group(web, { overrides: [set('/ephemeralStorage', '75Gi')] });
        return theOne('Kubernetes', web).spec.nodeGroups.md0.ephemeralStorage;
      },
      '75Gi',
    ],
    [
      'an add-on',
      () => {
        const web = cluster();
        group(web);
        new CertManager(web, 'cert-manager', {
          overrides: [set('/valuesOverride', { 'cert-manager': { replicaCount: 2 } })],
        });
        return theOne('Kubernetes', web).spec.addons.certManager.valuesOverride['cert-manager'].replicaCount;
      },
      2,
    ],
    [
      'a ring',
      () => {
        const chart = tenantChart();
        new EtcdRing(chart, 'etcd', { overrides: [set('/spec/size', '8Gi')] });
        return theOne('Etcd', chart).spec.size;
      },
      '8Gi',
    ],
    [
      'a tenant',
      () => {
        const chart = tenantChart();
        new Tenant(chart, 'staging', { overrides: [set('/metadata/labels', { stage: 'test' })] });
        return (theOne('Tenant', chart).metadata.labels as { stage: string }).stage;
      },
      'test',
    ],
  ])('of %s reaches the output', (_, program, value) => {
    expect(program()).toBe(value);
  });

  it.each([
    [
      'a cluster',
      () => {
        const web = cluster({ overrides: [set('/spec/vresion', 'v1.34')] });
        group(web);
        return web;
      },
      'HK1201',
      'production/web',
    ],
    [
      'a node group',
      () => {
        const web = cluster();
        group(web, { overrides: [set('/maxReplicas', 'three')] });
        return web;
      },
      'HK1202',
      'production/web/workers',
    ],
    [
      'an add-on',
      () => {
        const web = cluster();
        group(web);
        new CertManager(web, 'cert-manager', { overrides: [set('/valuesOverride', { certManager: {} })] });
        return web;
      },
      'HK3107',
      'production/web/cert-manager',
    ],
    [
      'a ring',
      () => new EtcdRing(tenantChart(), 'etcd', { overrides: [set('/spec/size', '1Ti')] }),
      'HK4103',
      'production/etcd',
    ],
    [
      'a tenant',
      () => new Tenant(tenantChart(), 'staging', { overrides: [set('/spec/isolated', true)] }),
      'HK1201',
      'production/staging',
    ],
  ])('of %s is judged, at the construct that it stands on', (_, program, code, construct) => {
    const noun = program();

    expect(issuesOf(() => synth(noun))).toMatchObject([{ code, construct }]);
  });

  it.each<[string, unknown]>([
    ['replaces what is not there', { op: 'replace', path: '/spec/host', value: 'a' }],
    ['removes what is not there', { op: 'remove', path: '/spec/host' }],
    ['tests for what is not so', { op: 'test', path: '/metadata/name', value: 'x' }],
    ['renames the object', { op: 'replace', path: '/metadata/name', value: 'other' }],
    ['moves it to another namespace', { op: 'replace', path: '/metadata', value: {} }],
    ['is no operation', { op: 'set', path: '/spec/host', value: 'a' }],
    ['has no value', { op: 'add', path: '/spec/host' }],
    ['has no path', { op: 'add', value: 1 }],
    ['is a text', 'spec.host=a'],
  ])('that %s is refused, not eaten', (_, override) => {
    const web = cluster({ overrides: [override as Override] });
    group(web);

    expect(errorsOf(() => synth(web))).toEqual(['HK1104']);
  });

  it('applies after those of the parts, in the order in which it was given', () => {
    const web = cluster({
      overrides: [set('/spec/nodeGroups/md0/maxReplicas', 9), set('/spec/nodeGroups/md0/maxReplicas', 10)],
    });
    group(web, { overrides: [set('/maxReplicas', 8)] });

    expect(theOne('Kubernetes', web).spec.nodeGroups.md0.maxReplicas).toBe(10);
  });

  it("is also cdk8s' own JSON patch, which is judged as well", () => {
    const web = cluster();
    group(web);
    ApiObject.of(web).addJsonPatch(JsonPatch.add('/spec/host', 'not a host'));

    expect(errorsOf(() => synth(web))).toEqual(['HK4301']);
  });

  it('is listed by the inventory, beside the noun that it belongs to', () => {
    const web = cluster();
    new NodeGroup(web, 'md0', {
      instanceType: InstanceType.U1_LARGE,
      scaling: { min: 1, max: 2 },
      overrides: [set('/maxReplicas', 4)],
    });

    const entry = inventory(web.node.root).entries.find(({ noun }) => noun === 'NodeGroup');

    expect(entry).toMatchObject({
      path: 'production/web/md0',
      overrides: [{ op: 'add', path: '/maxReplicas', value: 4 }],
    });
  });
});
