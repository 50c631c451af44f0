import fc from 'fast-check';
import { compile } from '../../../lib/core/compile/compile';
import type { TenantKind } from '../../../lib/core/model/kind';
import { PlatformProfile } from '../../../lib/core/platform/profile';
import { read } from '../../../lib/core/read/read';

const late = { __pulumiOutput: true as const, apply: (): undefined => undefined };

describe('compile', () => {
  it.each([
    ['1.1.2', 'ephemeralStorage'],
    ['1.3.9', 'ephemeralStorage'],
    ['1.4.0', 'diskSize'],
    ['1.6.2', 'diskSize'],
  ] as const)('writes the disk of a group at %s under %s', (release, key) => {
    expect(compile('Kubernetes', { nodeGroups: { web: { diskSize: '20Gi' } } }, release)).toEqual({
      nodeGroups: { web: { [key]: '20Gi' } },
    });
  });

  it('keeps the spelling of every quantity', () => {
    const spec = { size: '102400Mi', resources: { cpu: '1000m', memory: 536870912 } };
    expect(compile('Etcd', spec, '1.1.2')).toEqual(spec);
  });

  it('keeps values that are empty', () => {
    const spec = { host: '', nodeGroups: { web: { minReplicas: 0, roles: [], resources: {} } } };
    expect(compile('Kubernetes', spec, '1.1.2')).toEqual(spec);
  });

  it('writes nothing where there is none', () => {
    const draft = { host: undefined, controlPlane: { replicas: undefined, apiServer: { resources: undefined } } };
    const text = JSON.stringify(compile('Kubernetes', draft, '1.1.2'));
    expect(text).toBe('{"controlPlane":{"apiServer":{}}}');
  });

  it('keeps the order in which things were written', () => {
    const spec = { replicas: 3, nodeGroups: undefined, size: '4Gi', resources: { memory: '1Gi', cpu: 1 } };
    expect(JSON.stringify(compile('Etcd', spec, '1.1.2'))).toBe(
      '{"replicas":3,"size":"4Gi","resources":{"memory":"1Gi","cpu":1}}',
    );
  });

  it('keeps a key that has no field, at every level', () => {
    const spec = { nodegroups: { web: {} }, controlPlane: { apiserver: { x: [null] } } };
    expect(compile('Kubernetes', spec as object, '1.1.2')).toEqual(spec);
  });

  it('keeps a field that the release does not have', () => {
    expect(compile('Tenant', { schedulingClass: 'zone-a' }, '1.1.2')).toEqual({ schedulingClass: 'zone-a' });
  });

  it('does not look into what the platform passes on', () => {
    const valuesOverride = { velero: { diskSize: null, nested: [{ diskSize: 1 }] } };
    const spec = { addons: { velero: { enabled: true, valuesOverride } } };
    expect(compile('Kubernetes', spec as object, '1.1.2')).toEqual(spec);
  });

  it('hands on a value that arrives late as it is', () => {
    const compiled = compile(
      'Kubernetes',
      { host: late as never, nodeGroups: { web: { roles: [late as never] } } },
      '1.6.2',
    );
    const { host, nodeGroups } = compiled as { host: unknown; nodeGroups: { web: { roles: unknown[] } } };
    expect([host === late, nodeGroups.web.roles[0] === late]).toEqual([true, true]);
  });

  it('keeps a group called __proto__, and touches no prototype', () => {
    const draft = JSON.parse('{"nodeGroups":{"__proto__":{"diskSize":"20Gi"}}}') as object;
    const compiled = compile('Kubernetes', draft, '1.1.2');
    expect(JSON.stringify(compiled)).toBe('{"nodeGroups":{"__proto__":{"ephemeralStorage":"20Gi"}}}');
    expect({}).not.toHaveProperty('ephemeralStorage');
  });

  it.each([['constructor'], ['toString'], ['hasOwnProperty']])('keeps a group called %s', (name) => {
    expect(compile('Kubernetes', { nodeGroups: { [name]: { maxReplicas: 3 } } }, '1.1.2')).toEqual({
      nodeGroups: { [name]: { maxReplicas: 3 } },
    });
  });

  it('leaves its input alone', () => {
    const draft = { nodeGroups: { web: { diskSize: '20Gi', roles: ['a'] } } };
    compile('Kubernetes', draft, '1.1.2');
    expect(draft).toEqual({ nodeGroups: { web: { diskSize: '20Gi', roles: ['a'] } } });
  });
});

/** Any specs that a release takes, written down from the platform's API and not from the tables of the library. */
const words = fc.string({ maxLength: 12 });
const whole = fc.integer({ min: 0, max: 100 });
const quantity = fc.constantFrom<string | number>('20Gi', '102400Mi', '500m', '1e3', '.5', '+2', 4, 0);
const values = fc.dictionary(words, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3, noNullPrototype: true });
const some = (fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> =>
  fc.record(fields, { requiredKeys: [], noNullPrototype: true });
const named = (of: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc.dictionary(fc.oneof(words, fc.constantFrom('__proto__', 'constructor', 'md0', 'diskSize')), of, {
    maxKeys: 3,
    noNullPrototype: true,
  });
const resources = some({ cpu: quantity, memory: quantity });

function kubernetes(at16: boolean): fc.Arbitrary<object> {
  const later = (fields: Record<string, fc.Arbitrary<unknown>>): typeof fields => (at16 ? fields : {});
  const preset = at16
    ? fc.constantFrom('nano', '2xlarge', 't1.nano', 'm1.4xlarge')
    : fc.constantFrom('nano', '2xlarge');
  const component = { resources, resourcesPreset: preset };
  const addon = some({ enabled: fc.boolean(), valuesOverride: values });
  return some({
    storageClass: words,
    version: words,
    host: words,
    nodeGroups: named(
      some({
        minReplicas: whole,
        maxReplicas: whole,
        instanceType: words,
        diskSize: quantity,
        resources,
        roles: fc.array(words, { maxLength: 3 }),
        gpus: fc.array(fc.record({ name: words }, { noNullPrototype: true }), { maxLength: 3 }),
        ...later({
          storageClass: words,
          kubelet: some({ systemReservedMemory: words, kubeReservedCpu: words, evictionHardMemory: words }),
          maxUnhealthy: words,
          nodeStartupTimeout: words,
        }),
      }),
    ),
    controlPlane: some({
      replicas: whole,
      apiServer: some({
        ...component,
        ...later({ extraArgs: fc.array(words), extraVolumes: fc.array(values), extraVolumeMounts: fc.array(values) }),
      }),
      controllerManager: some(component),
      scheduler: some(component),
      konnectivity: some({ server: some(component) }),
    }),
    addons: some({
      certManager: addon,
      cilium: some({ valuesOverride: values }),
      coredns: some({ valuesOverride: values }),
      fluxcd: addon,
      gatewayAPI: some({ enabled: fc.boolean() }),
      gpuOperator: addon,
      ingressNginx: some({
        enabled: fc.boolean(),
        valuesOverride: values,
        exposeMethod: fc.constantFrom('Proxied', 'LoadBalancer'),
        hosts: fc.array(words, { maxLength: 3 }),
      }),
      monitoringAgents: addon,
      velero: addon,
      verticalPodAutoscaler: some({ valuesOverride: values }),
      ...later({ hami: addon, ouroboros: addon }),
    }),
    ...later({
      images: some({ waitForKubeconfig: words, kubectl: words, talosCsrSigner: words }),
      talos: some({ version: words, schematicID: words, imageFactoryURL: words, installerRepository: words }),
      nodeHealthCheck: some({ maxUnhealthy: words, nodeStartupTimeout: words }),
      oidc: some({
        mode: fc.constantFrom('None', 'System', 'CustomConfig'),
        customConfig: some({ config: words, secretRef: some({ name: words }) }),
        users: fc.array(fc.record({ email: words, role: fc.constantFrom('admin', 'view') }, { noNullPrototype: true })),
      }),
    }),
  });
}

const etcd = (at16: boolean): fc.Arbitrary<object> =>
  some({ size: quantity, storageClass: words, replicas: whole, resources, ...(at16 && { version: words }) });

const tenant = (at16: boolean): fc.Arbitrary<object> =>
  some({
    host: words,
    etcd: fc.boolean(),
    monitoring: fc.boolean(),
    ingress: fc.boolean(),
    seaweedfs: fc.boolean(),
    resourceQuotas: named(quantity),
    ...(at16 && { gateway: fc.boolean(), schedulingClass: words }),
  });

describe.each([
  ['hikube', PlatformProfile.hikube(), false],
  ['cozystack-1.1', PlatformProfile.cozystack('1.1'), false],
  ['cozystack-1.6', PlatformProfile.cozystack('1.6'), true],
])('what is compiled for %s', (_, profile, at16) => {
  describe.each<[TenantKind, fc.Arbitrary<object>]>([
    ['Kubernetes', kubernetes(at16)],
    ['Etcd', etcd(at16)],
    ['Tenant', tenant(at16)],
  ])('as %s', (kind, specs) => {
    it('is read again and compiled to the same', () => {
      fc.assert(
        fc.property(specs, (spec) => {
          const once = compile(kind, spec, profile.release);
          const { spec: understood } = read(kind, { spec: once }, profile);
          expect(compile(kind, understood as object, profile.release)).toEqual(once);
        }),
      );
    });

    it('is read as it was meant, with nothing but what is missing to notice', () => {
      fc.assert(
        fc.property(specs, (spec) => {
          const reading = read(kind, { spec: compile(kind, spec, profile.release) }, profile);
          expect(reading.spec).toEqual(spec);
          expect(reading.notices.filter((notice) => notice.kind !== 'missing')).toEqual([]);
        }),
      );
    });
  });
});
