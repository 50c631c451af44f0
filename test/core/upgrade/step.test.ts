import { PlatformProfile } from '../../../lib/core/platform/profile';
import { REMOVED_APIS } from '../../../lib/core/upgrade/removed-apis';
import { stepTo } from '../../../lib/core/upgrade/step';
import { TESTED_ADDONS } from '../../../lib/core/upgrade/tested-addons';

const HIKUBE = PlatformProfile.hikube();
const LATEST = PlatformProfile.cozystack('1.6');

const METRIC = 'kubectl get --raw /metrics | grep apiserver_requested_deprecated_apis';

describe('what a step asks for first', () => {
  it('is what stops using an API that was served by default, and how that is found', () => {
    const { removedApis, first, find } = stepTo('v1.32', 'v1.31', HIKUBE);

    expect(removedApis.map(({ api }) => api)).toEqual(['flowcontrol.apiserver.k8s.io/v1beta3']);
    expect(first[0]).toBe(
      'v1.32 no longer serves flowcontrol.apiserver.k8s.io/v1beta3 (FlowSchema, PriorityLevelConfiguration). Write flowcontrol.apiserver.k8s.io/v1; objects that exist stay. It was served by default until then.',
    );
    expect(find.map(({ command }) => command)).toEqual([METRIC]);
  });

  it.each([
    ['v1.33', 'v1.32', 'authentication.k8s.io/v1beta1 (SelfSubjectReview)'],
    [
      'v1.34',
      'v1.33',
      'admissionregistration.k8s.io/v1beta1 (ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding)',
    ],
  ])('names what is off by default: %s', (to, from, api) => {
    const [early, late] = [HIKUBE, LATEST].map((profile) => stepTo(to, from, profile));

    expect(early!.first[0]).toContain(`${to} no longer serves ${api}.`);
    expect(early!.first[0]).toContain('platform 1.1 has no field that turns it on');
    expect(early!.find).toEqual([]);
    expect(late!.first[0]).toContain('`controlPlane.apiServer.extraArgs`');
    expect(late!.find.map(({ command }) => command)).toEqual([METRIC]);
  });

  it.each([
    ['v1.31', 'v1.30'],
    ['v1.35', 'v1.34'],
  ])('says where nothing ends: %s', (to, from) => {
    const { removedApis, first, find } = stepTo(to, from, HIKUBE);

    expect(removedApis).toEqual([]);
    expect(first[0]).toBe(`No beta or stable version of a Kubernetes API ends with ${to}.`);
    expect(find).toEqual([]);
  });
});

describe('add-ons', () => {
  const untested = (to: string, profile: PlatformProfile): string[] =>
    stepTo(to, 'v1.30', profile).untestedAddons.map(({ component }) => component);

  it.each([
    ['v1.33', HIKUBE, ['ingress-nginx']],
    ['v1.34', HIKUBE, ['cilium', 'ingress-nginx', 'the GPU operator']],
    ['v1.35', HIKUBE, ['cilium', 'ingress-nginx', 'the GPU operator', 'velero']],
    ['v1.31', LATEST, ['cilium', 'cert-manager', 'ingress-nginx', 'velero']],
    ['v1.35', LATEST, ['ingress-nginx']],
  ] as const)('are named where their projects do not list %s', (to, profile, components) => {
    expect(untested(to, profile)).toEqual(components);
  });

  it('are told with the version, where they are, and what is listed', () => {
    expect(stepTo('v1.34', 'v1.33', HIKUBE).first[1]).toMatch(
      /^Their own projects do not list v1\.34 for cilium v1\.18\.6 \(in every cluster; tested with v1\.30 to v1\.33\), ingress-nginx v1\.11\.2 \(where addons\.ingressNginx is on; tested with v1\.26 to v1\.30\)/,
    );
  });
});

describe('what the platform does', () => {
  it('may set groups back to two machines, until 1.6', () => {
    const [early, late] = [HIKUBE, LATEST].map((profile) => stepTo('v1.34', 'v1.33', profile).does.join(' '));

    expect(early).toContain('HK5209');
    expect(late).not.toContain('HK5209');
    expect(late).toContain('v1.13 supports Kubernetes v1.31 to v1.36');
  });

  it('pins konnectivity for v1.35 alone', () => {
    expect(stepTo('v1.35', 'v1.34', HIKUBE).does.at(-1)).toContain('konnectivity is v0.34.0');
    expect(stepTo('v1.34', 'v1.33', HIKUBE).does.join(' ')).not.toContain('konnectivity');
  });
});

it('waits for the machines, and for the patch on every node', () => {
  const { waitFor } = stepTo('v1.34', 'v1.33', HIKUBE);

  expect(waitFor.map(({ command }) => command)).toEqual(['hikube status NAME --wait workers', 'kubectl get nodes']);
  expect(waitFor[1]!.says).toContain('v1.34.4');
});

it.each([...REMOVED_APIS, ...TESTED_ADDONS])('has a source for every fact: $api$component', ({ source }) => {
  expect(source).not.toBe('');
});
