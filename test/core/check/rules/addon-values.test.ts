import type { AddonName } from '../../../../lib/core/platform/addons';
import { FLUX_INSTANCE_KEYS, FLUX_SYNC_KEYS } from '../../../../lib/core/platform/addon-values';
import { LATE, PLATFORM_1_1, PLATFORM_1_6, cluster, findings, places, type Judged } from './support';
import { onRelease } from './together';

const addons = (given: object): Judged => cluster({ addons: given });
const values = (addon: AddonName, valuesOverride: unknown): Judged =>
  addons({ [addon]: { enabled: true, valuesOverride } });

const nginx = (chart: unknown): Judged => values('ingressNginx', { 'ingress-nginx': chart });
const flux = (chart: unknown): Judged => values('fluxcd', { 'flux-instance': chart });
const certManager = (chart: unknown): Judged => values('certManager', { 'cert-manager': chart });
const cilium = (chart: unknown): Judged => values('cilium', { cilium: chart });
const coredns = (chart: unknown): Judged => values('coredns', { coredns: chart });

describe('HK3115: a value that the chart does not use', () => {
  it.each([
    [
      'the number of controllers',
      { controller: { replicaCount: 3 } },
      'controller.replicaCount',
      'The controller is a DaemonSet here: it runs once on every machine, whatever the count says.',
      'Leave it out, or choose the machines by controller.nodeSelector.',
    ],
    [
      'a selector on the wrong level',
      { nodeSelector: { role: 'web' } },
      'nodeSelector',
      'The chart reads the selector of the controller only.',
      'Write it as controller.nodeSelector.',
    ],
    [
      'a switch that does not exist',
      { controller: { enableSnippets: true } },
      'controller.enableSnippets',
      'The chart has no such value.',
      'Write controller.allowSnippetAnnotations; the platform has it on.',
    ],
  ])('%s of ingress-nginx does nothing', (_, chart, key, why, remedy) => {
    expect(findings('HK3115', nginx(chart))).toEqual([
      {
        pointer: `/spec/addons/ingressNginx/valuesOverride/ingress-nginx/${key.replace('.', '/')}`,
        message: `The values of ingressNginx set ${key}, which does nothing.`,
        remedy,
        why,
        onKey: true,
      },
    ]);
  });

  it.each([
    ['Deployment', 0],
    ['Both', 0],
    ['DaemonSet', 1],
    ['deployment', 1],
    [undefined, 1],
  ])('a number of controllers of kind %s is found %i times', (kind, count) => {
    expect(findings('HK3115', nginx({ controller: { kind, replicaCount: 3 } }))).toHaveLength(count);
  });

  it('a kind brings nothing else to life', () => {
    const chart = { nodeSelector: {}, controller: { kind: 'Deployment', replicaCount: 3, enableSnippets: true } };

    expect(places('HK3115', nginx(chart))).toEqual([
      '/spec/addons/ingressNginx/valuesOverride/ingress-nginx/nodeSelector',
      '/spec/addons/ingressNginx/valuesOverride/ingress-nginx/controller/enableSnippets',
    ]);
  });

  it.each([
    ['values that the chart reads', { controller: { nodeSelector: { role: 'web' }, allowSnippetAnnotations: true } }],
    ['a controller that is no object', { controller: 'replicaCount' }],
    ['a chart that is no object', 'replicaCount'],
  ])('is content with %s', (_, chart) => {
    expect(findings('HK3115', nginx(chart))).toEqual([]);
  });

  it.each([
    ['switched off', { enabled: false }, 0],
    ['not said to be on', {}, 1],
  ])('of an add-on that is %s', (_, given, count) => {
    const valuesOverride = { 'ingress-nginx': { controller: { replicaCount: 3 } } };

    expect(findings('HK3115', addons({ ingressNginx: { ...given, valuesOverride } }))).toHaveLength(count);
  });

  it('the same key of another add-on is none of its business', () => {
    expect(findings('HK3115', values('velero', { 'ingress-nginx': { nodeSelector: {} } }))).toEqual([]);
  });

  it('finds each key that the chart of Flux does not read', () => {
    expect(findings('HK3115', flux({ gitRepository: { url: 'x' }, installCRDs: true }))).toEqual([
      {
        pointer: '/spec/addons/fluxcd/valuesOverride/flux-instance/gitRepository',
        message: 'The values of fluxcd set gitRepository, which does nothing.',
        remedy: 'The source goes into instance.sync.',
        why: 'The chart takes it without a word and does nothing with it.',
        onKey: true,
      },
      expect.objectContaining({ message: 'The values of fluxcd set installCRDs, which does nothing.' }),
    ]);
  });

  it.each([...FLUX_INSTANCE_KEYS])('the chart of Flux reads %s', (key) => {
    expect(findings('HK3115', flux({ [key]: {} }))).toEqual([]);
  });

  it.each([...FLUX_SYNC_KEYS])('the source of Flux has %s', (key) => {
    expect(findings('HK3115', flux({ instance: { sync: { [key]: 'x' } } }))).toEqual([]);
  });

  it.each([
    ['branch', 'Write it as ref: "refs/heads/…".'],
    ['uri', 'Did you mean "url"?'],
    ['certificates', 'Known: interval, kind, name, path, provider, pullSecret, ref, url.'],
  ])('the source of Flux has no %s', (key, remedy) => {
    expect(findings('HK3115', flux({ instance: { sync: { url: 'x', [key]: 'x' } } }))).toEqual([
      {
        pointer: `/spec/addons/fluxcd/valuesOverride/flux-instance/instance/sync/${key}`,
        message: `The values of fluxcd set instance.sync.${key}, which does nothing.`,
        remedy,
        why: 'The chart takes it without a word and does nothing with it.',
        onKey: true,
      },
    ]);
  });

  it('a branch beside the instance is written as a ref as well', () => {
    expect(findings('HK3115', flux({ branch: 'main' }))[0]?.remedy).toBe('Write it as ref: "refs/heads/…".');
  });

  it.each([
    ['a text', 'branch'],
    ['a list', ['branch']],
  ])('has nothing to say of %s in the place of the values of Flux', (_, given) => {
    expect(findings('HK3115', flux(given))).toEqual([]);
    expect(findings('HK3115', flux({ instance: { sync: given } }))).toEqual([]);
  });

  it('has nothing to say of a source that Flux is off for', () => {
    const valuesOverride = { 'flux-instance': { gitRepository: {} } };

    expect(findings('HK3115', addons({ fluxcd: { enabled: false, valuesOverride } }))).toEqual([]);
  });

  it('has nothing to say of a cluster without add-ons, or of add-ons without values', () => {
    expect(findings('HK3115', cluster())).toEqual([]);
    expect(findings('HK3115', addons({ ingressNginx: { enabled: true }, fluxcd: { enabled: true } }))).toEqual([]);
  });
});

describe("HK3116: a value that collides with the platform's own", () => {
  const CRDS = 'The CRDs belong to a release of their own, and Helm refuses to install them a second time.';
  const API = "The platform sets the way to the cluster's API server; with another one the network never comes up.";
  const DNS = 'Every machine is told to ask 10.95.0.10, so no name would resolve.';

  it.each([
    ['certManager', 'cert-manager/installCRDs', 'installCRDs', certManager({ installCRDs: true }), 'true', CRDS],
    [
      'certManager',
      'cert-manager/crds/enabled',
      'crds.enabled',
      certManager({ crds: { enabled: true } }),
      'true',
      CRDS,
    ],
    [
      'coredns',
      'coredns/service/clusterIP',
      'service.clusterIP',
      coredns({ service: { clusterIP: '10.95.0.11' } }),
      '"10.95.0.11"',
      DNS,
    ],
    ['cilium', 'cilium/k8sServiceHost', 'k8sServiceHost', cilium({ k8sServiceHost: '10.0.0.1' }), '"10.0.0.1"', API],
    ['cilium', 'cilium/k8sServicePort', 'k8sServicePort', cilium({ k8sServicePort: 6443 }), '6443', API],
  ])('%s with %s', (addon, path, key, given, quoted, why) => {
    expect(findings('HK3116', given)).toEqual([
      {
        pointer: `/spec/addons/${addon}/valuesOverride/${path}`,
        message: `The values of ${addon} set ${key} to ${quoted}.`,
        remedy: 'Leave it out.',
        why,
        onKey: false,
      },
    ]);
  });

  it('finds each of several', () => {
    expect(places('HK3116', cilium({ k8sServiceHost: 'a', k8sServicePort: 1 }))).toEqual([
      '/spec/addons/cilium/valuesOverride/cilium/k8sServiceHost',
      '/spec/addons/cilium/valuesOverride/cilium/k8sServicePort',
    ]);
  });

  it.each([
    ['CRDs that are off', certManager({ installCRDs: false, crds: { enabled: false } })],
    ['CRDs that are kept', certManager({ crds: { keep: true } })],
    ["the platform's own address of DNS", coredns({ service: { clusterIP: '10.95.0.10' } })],
    ['null, which Helm takes for absent', cilium({ k8sServiceHost: null })],
    ['a value that is late', cilium({ k8sServiceHost: LATE, k8sServicePort: LATE })],
    ['values that are no object', cilium('k8sServiceHost')],
    ['no values', addons({ cilium: {} })],
  ])('is content with %s', (_, given) => {
    expect(findings('HK3116', given)).toEqual([]);
  });

  it('is content with an add-on that is off', () => {
    const valuesOverride = { 'cert-manager': { installCRDs: true } };

    expect(findings('HK3116', addons({ certManager: { enabled: false, valuesOverride } }))).toEqual([]);
  });
});

describe('HK3118: a value that the chart of cert-manager refuses', () => {
  it('finds every key that is not in the schema', () => {
    expect(findings('HK3118', certManager({ replicas: 2, replicaCount: 2, prometheuss: {} }))).toEqual([
      {
        pointer: '/spec/addons/certManager/valuesOverride/cert-manager/replicas',
        message: 'The chart of cert-manager has no value "replicas".',
        remedy: 'Look the value up in the documentation of the chart.',
        why: 'The chart has a strict schema, so Helm refuses the release of the add-on.',
        onKey: true,
      },
      {
        pointer: '/spec/addons/certManager/valuesOverride/cert-manager/prometheuss',
        message: 'The chart of cert-manager has no value "prometheuss".',
        remedy: 'Did you mean "prometheus"?',
        why: 'The chart has a strict schema, so Helm refuses the release of the add-on.',
        onKey: true,
      },
    ]);
  });

  it.each([
    'affinity',
    'cainjector',
    'clusterResourceNamespace',
    'config',
    'dns01RecursiveNameservers',
    'dns01RecursiveNameserversOnly',
    'extraArgs',
    'extraObjects',
    'featureGates',
    'global',
    'http_proxy',
    'prometheus',
    'replicaCount',
    'resources',
    'webhook',
  ])('takes %s on every release', (key) => {
    expect(findings('HK3118', certManager({ [key]: {} }), PLATFORM_1_1)).toEqual([]);
    expect(findings('HK3118', certManager({ [key]: {} }), PLATFORM_1_6)).toEqual([]);
  });

  it.each(['extraContainers', 'imageNamespace', 'imageRegistry', 'networkPolicy'])('takes %s from 1.6.0 on', (key) => {
    expect(findings('HK3118', certManager({ [key]: {} }), onRelease('1.5.4'))).toHaveLength(1);
    expect(findings('HK3118', certManager({ [key]: {} }), onRelease('1.6.0'))).toEqual([]);
  });

  it.each([['replicas'], [['replicas']], [undefined]])('has nothing to say of %j for values', (chart) => {
    expect(findings('HK3118', certManager(chart))).toEqual([]);
  });

  it('has nothing to say of another add-on, or of one that is off', () => {
    const valuesOverride = { 'cert-manager': { replicas: 2 } };

    expect(findings('HK3118', values('velero', valuesOverride))).toEqual([]);
    expect(findings('HK3118', addons({ certManager: { enabled: false, valuesOverride } }))).toEqual([]);
  });
});

describe('HK3117: encryption between machines', () => {
  it.each([
    ['by default', { enabled: true }],
    ['by name', { enabled: true, type: 'ipsec' }],
  ])('waits for a key with IPsec, taken %s', (_, encryption) => {
    expect(findings('HK3117', cilium({ encryption }))).toEqual([
      {
        pointer: '/spec/addons/cilium/valuesOverride/cilium/encryption/enabled',
        message: 'Encryption is on with IPsec, whose key is a Secret "cilium-ipsec-keys" in namespace cozy-cilium.',
        remedy: 'Write `type: wireguard`, which makes its keys itself, or make that Secret as soon as the API answers.',
        why: expect.stringContaining('Cilium waits for a Secret with the key') as string,
        onKey: false,
      },
    ]);
  });

  it.each([
    ['with WireGuard', { enabled: true, type: 'wireguard' }],
    ['with a type that is late', { enabled: true, type: LATE }],
    ['that is off', { enabled: false, type: 'ipsec' }],
    ['that is not said to be on', { type: 'ipsec' }],
    ['that is late', { enabled: LATE }],
    ['that is no object', 'ipsec'],
    ['that is null', null],
  ])('is content with encryption %s', (_, encryption) => {
    expect(findings('HK3117', cilium({ encryption }))).toEqual([]);
  });

  it('is content without values', () => {
    expect(findings('HK3117', addons({ cilium: {} }))).toEqual([]);
  });

  it('is content with encryption beside the key that is read', () => {
    expect(findings('HK3117', values('cilium', { encryption: { enabled: true } }))).toEqual([]);
  });
});

describe('HK3122: a cluster with one DNS server', () => {
  it.each([
    [1, 'CoreDNS has 1 replica.'],
    [0, 'CoreDNS has 0 replicas.'],
  ])('warns of %i', (replicaCount, message) => {
    expect(findings('HK3122', coredns({ replicaCount }))).toEqual([
      {
        pointer: '/spec/addons/coredns/valuesOverride/coredns/replicaCount',
        message,
        remedy: 'Write 2, the default, or more.',
        why: 'Whenever that one pod moves, no name in the cluster resolves.',
        onKey: false,
      },
    ]);
  });

  it.each([
    ['2, the default', 2],
    ['3', 3],
    ['a text', '1'],
    ['a late number', LATE],
    ['null', null],
    ['nothing', undefined],
  ])('is content with %s', (_, replicaCount) => {
    expect(findings('HK3122', coredns({ replicaCount }))).toEqual([]);
  });

  it.each([
    [{ enabled: true }, 0],
    [{ enabled: false }, 1],
    [{}, 1],
    ['on', 1],
  ])('beside an autoscaler at %j it warns %i times', (autoscaler, count) => {
    expect(findings('HK3122', coredns({ replicaCount: 1, autoscaler }))).toHaveLength(count);
  });

  it('is content with a number beside the key that is read', () => {
    expect(findings('HK3122', values('coredns', { replicaCount: 1 }))).toEqual([]);
  });
});
