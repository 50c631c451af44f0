import type { Inside } from '../../lib/live/inside';
import { liveObject, type LiveObject } from '../../lib/live/live-object';
import { ladder, settled, type Facts } from '../../lib/live/readiness';
import { rung, type Rung } from '../../lib/live/rung';
import type { WorkloadMonitor } from '../../lib/live/tenant-api';
import { live, raw, ready } from './support/fake-api';

const SCHEMA_FAULT =
  "Helm install failed for release tenant-acme/kubernetes-web: values don't meet the specifications of the schema(s) in the following chart(s):\nkubernetes:\n- at '/version': value must be one of 'v1.34'";
const RENDER_FAULT =
  'Helm install failed: execution error at (kubernetes/templates/cluster.yaml:38:6): Specified instanceType does not exist';

const cluster = (spec: object = {}, ...conditions: object[]): LiveObject =>
  live({}, { spec, status: { conditions: conditions.length > 0 ? conditions : [ready('True')] } });
const monitor = (name: string, available: number, min = 1): WorkloadMonitor => ({
  ...{ name, min, available },
  ...{ observed: available, operational: available >= min },
});
const groups = (over: Record<string, number>): object => ({
  nodeGroups: Object.fromEntries(Object.entries(over).map(([name, minReplicas]) => [name, { minReplicas }])),
});
const rungOf = (name: string, facts: Partial<Facts>): Rung =>
  ladder({ kind: 'Kubernetes', object: cluster(), ...facts }).find((one) => one.name === name)!;
const inside = (over: Partial<Inside> = {}): { value: Inside } => ({
  value: { nodes: { ready: 1, total: 1 }, workloads: [], gatewayApi: false, ...over },
});

describe('accepted', () => {
  const acceptedBy = (...conditions: object[]): Rung => rungOf('accepted', { object: cluster({}, ...conditions) });

  it('waits while nobody has looked', () => {
    expect(rungOf('accepted', { object: live() })).toMatchObject({ state: 'waiting' });
  });

  it('is done when the release is ready', () => {
    expect(acceptedBy(ready('True'))).toEqual(rung('accepted', 'done', 'The platform has applied it.'));
  });

  it('waits while Helm works', () => {
    expect(acceptedBy(ready('Unknown', "Running 'install' action", 'Progressing'))).toMatchObject({ state: 'waiting' });
  });

  it("fails when the schema refuses the values, in Helm's words", () => {
    const { state, details } = acceptedBy(ready('False', SCHEMA_FAULT, 'InstallFailed'));

    expect(state).toBe('failed');
    expect(details!.join()).toContain("'/version': value must be one of 'v1.34'");
  });

  it('fails when the chart cannot be rendered', () => {
    expect(acceptedBy(ready('False', RENDER_FAULT, 'InstallFailed'))).toMatchObject({
      state: 'failed',
      says: expect.stringContaining('rendered') as string,
    });
  });

  it.each([
    ['timed out waiting for the condition', 'UpgradeFailed'],
    ['context deadline exceeded', 'InstallFailed'],
    ['failed calling webhook "x": connection refused', 'InstallFailed'],
  ])('waits while Helm tries again after: %s', (message, reason) => {
    expect(acceptedBy(ready('False', message, reason))).toMatchObject({ state: 'waiting', says: /tries again/ });
  });

  it('waits for what it depends on', () => {
    expect(acceptedBy(ready('False', 'x', 'DependencyNotReady'))).toMatchObject({ state: 'waiting' });
  });

  it('fails at anything else, and says that Helm goes on', () => {
    expect(acceptedBy(ready('False', 'x', 'InstallFailed'))).toMatchObject({ state: 'failed', says: /goes on trying/ });
  });

  it('waits while the condition is the one from before the change, whatever it says', () => {
    const before = cluster({}, ready('False', SCHEMA_FAULT)).status.conditions[0]!;
    const rungWith = (...conditions: object[]): Rung =>
      rungOf('accepted', { object: cluster({}, ...conditions), before });

    expect(rungWith(ready('False', SCHEMA_FAULT))).toMatchObject({ state: 'waiting' });
    expect(rungWith(ready('False', SCHEMA_FAULT, 'InstallSucceeded', '2025-01-02T00:00:00Z'))).toMatchObject({
      state: 'failed',
    });
  });

  it('tells of workloads that do not run, where the platform does', () => {
    const workloads = { ...ready('False', 'One or more workloads are not operational'), type: 'WorkloadsReady' };

    expect(acceptedBy(ready('True'), workloads).details).toEqual([expect.stringContaining('not operational')]);
  });

  it('fails when the object is being deleted, or gone', () => {
    expect(rungOf('accepted', { object: live({ deletionTimestamp: 'now' }) }).state).toBe('failed');
    expect(rungOf('accepted', { object: undefined }).state).toBe('failed');
  });
});

describe('the control plane', () => {
  const monitors = { value: [monitor('kubernetes-web', 2)] };

  it('is done when it runs and its kubeconfig is there', () => {
    expect(rungOf('controlPlane', { monitors, kubeconfig: { value: true } }).state).toBe('done');
  });

  it.each([
    ['its kubeconfig is not there', { monitors, kubeconfig: { value: false } }],
    ['too few of it run', { monitors: { value: [monitor('kubernetes-web', 0)] }, kubeconfig: { value: true } }],
    [
      'nobody has counted it',
      { monitors: { value: [{ name: 'kubernetes-web', min: 1 }] }, kubeconfig: { value: true } },
    ],
    ['there is nothing of it', { monitors: { value: [monitor('kubernetes-other', 2)] }, kubeconfig: { value: true } }],
  ])('waits while %s', (_why, facts) => {
    expect(rungOf('controlPlane', facts).state).toBe('waiting');
  });

  it('is unknown where the secret may not be seen', () => {
    expect(rungOf('controlPlane', { monitors, kubeconfig: { unknown: 'You may not.' } })).toMatchObject({
      state: 'unknown',
      details: ['You may not.'],
    });
  });
});

describe('the workers', () => {
  const workersOf = (spec: object, monitors: WorkloadMonitor[], look?: { value: Inside }): Rung =>
    rungOf('workers', { object: cluster(spec), monitors: { value: monitors }, inside: look });

  it('are done when every group has what it has to', () => {
    const monitors = [monitor('kubernetes-web-a', 3, 3), monitor('kubernetes-web-b', 1, 1)];

    expect(workersOf(groups({ a: 3, b: 1 }), monitors).state).toBe('done');
  });

  it('wait for a group that is short, and name it', () => {
    const monitors = [monitor('kubernetes-web-a', 2, 3), monitor('kubernetes-web-b', 1, 1)];

    expect(workersOf(groups({ a: 3, b: 1 }), monitors)).toMatchObject({ state: 'waiting', says: /group "a" is short/ });
  });

  it('wait for a group that the platform does not count yet', () => {
    expect(workersOf(groups({ a: 0 }), []).state).toBe('waiting');
    expect(workersOf(groups({ a: 0 }), [{ name: 'kubernetes-web-a', min: 0 }]).state).toBe('waiting');
  });

  it('wait while the platform counts by the old minimum', () => {
    expect(workersOf(groups({ a: 3 }), [monitor('kubernetes-web-a', 1, 1)])).toMatchObject({ state: 'waiting' });
  });

  it('say that a group with minimum 0 is never short', () => {
    const { state, details } = workersOf(groups({ a: 0 }), [monitor('kubernetes-web-a', 0, 0)]);

    expect(state).toBe('done');
    expect(details).toEqual([expect.stringMatching(/minimum is 0, so it is never short, and may be empty/)]);
  });

  it('name the group that the platform adds by itself, and do not wait for it', () => {
    const monitors = [monitor('kubernetes-web-a', 1, 1), { name: 'kubernetes-web-md0', min: 0 }];
    const { state, details } = workersOf(groups({ a: 1 }), monitors);

    expect(state).toBe('done');
    expect(details).toContainEqual(expect.stringMatching(/"md0": the platform adds/));
  });

  it('wait for machines to join, where that can be seen', () => {
    const monitors = [monitor('kubernetes-web-a', 2, 2)];

    expect(workersOf(groups({ a: 2 }), monitors, inside()).state).toBe('waiting');
    expect(workersOf(groups({ a: 2 }), monitors, inside({ nodes: { ready: 2, total: 2 } })).state).toBe('done');
  });

  it('are unknown where the counts may not be seen', () => {
    expect(rungOf('workers', { monitors: { unknown: 'No.' } })).toMatchObject({ state: 'unknown', details: ['No.'] });
  });
});

describe('the add-ons', () => {
  const runs = (namespace: string, name: string, available = 1) =>
    ({ kind: 'Deployment', namespace, name, desired: 1, available }) as const;
  const always = [runs('cozy-cilium', 'cilium-operator'), runs('kube-system', 'coredns')];
  const addonsOf = (addons: object, over: Partial<Inside> = {}): Rung =>
    rungOf('addons', { object: cluster({ addons }), inside: inside({ workloads: always, ...over }) });

  it('are done when what they bring runs', () => {
    const workloads = [...always, runs('cozy-cert-manager', 'cert-manager')];

    expect(addonsOf({ certManager: { enabled: true } }, { workloads }).state).toBe('done');
  });

  it('do not wait for what is switched off, nor for strangers in kube-system', () => {
    const workloads = [...always, runs('kube-system', 'of-a-user', 0)];

    expect(addonsOf({ certManager: { enabled: false } }, { workloads }).state).toBe('done');
  });

  it.each([
    ['of which nothing is there', [], 'certManager: nothing runs in namespace cozy-cert-manager yet'],
    [
      'that is short',
      [runs('cozy-cert-manager', 'cert-manager', 0)],
      'certManager: Deployment cert-manager has 0 of 1',
    ],
  ])('wait for one %s', (_which, more, detail) => {
    const rungs = addonsOf({ certManager: { enabled: true } }, { workloads: [...always, ...more] });

    expect(rungs).toMatchObject({ state: 'waiting', details: [detail] });
  });

  it('wait for the Gateway API to be served', () => {
    expect(addonsOf({ gatewayAPI: { enabled: true } }).state).toBe('waiting');
    expect(addonsOf({ gatewayAPI: { enabled: true } }, { gatewayApi: true }).state).toBe('done');
  });

  it('count the vertical pod autoscaler with the monitoring agents', () => {
    const { details } = addonsOf({ monitoringAgents: { enabled: true } });

    expect(details!.map((line) => line.split(':')[0])).toEqual(['monitoringAgents', 'verticalPodAutoscaler']);
  });

  it('wait for a machine', () => {
    expect(addonsOf({}, { nodes: { ready: 0, total: 0 } })).toMatchObject({ state: 'waiting', says: /No machine/ });
  });

  it('are unknown where the inside cannot be seen', () => {
    expect(rungOf('addons', { inside: { unknown: 'The host does not resolve.' } })).toMatchObject({
      state: 'unknown',
      details: ['The host does not resolve.'],
    });
  });
});

describe('the other kinds', () => {
  const done = { spec: {}, status: { conditions: [ready('True')], namespace: 'tenant-acme-ci' } };
  const etcd = (monitors: WorkloadMonitor[]): Rung =>
    ladder({
      kind: 'Etcd',
      object: liveObject(raw({ name: 'etcd' }, done), 'Etcd'),
      monitors: { value: monitors },
    })[1]!;
  const tenant = (namespace: Facts['namespace']): Rung =>
    ladder({ kind: 'Tenant', object: liveObject(raw({ name: 'ci' }, done), 'Tenant'), namespace })[1]!;

  it('a ring is ready with its majority', () => {
    expect(etcd([monitor('etcd', 2, 2)]).state).toBe('done');
    expect(etcd([monitor('etcd', 1, 2)]).state).toBe('waiting');
    expect(etcd([]).state).toBe('waiting');
  });

  it('a tenant is ready with its namespace', () => {
    expect(tenant({ value: true })).toEqual(rung('ready', 'done', 'The namespace tenant-acme-ci is there.'));
    expect(tenant({ value: false }).state).toBe('waiting');
    expect(tenant({ unknown: 'No.' }).state).toBe('unknown');
  });
});

describe('how it ends', () => {
  const steps = (...states: Rung['state'][]): Rung[] =>
    states.map((state, at) => rung((['accepted', 'controlPlane', 'workers'] as const)[at]!, state, '.'));

  it.each([
    [steps('done', 'done', 'waiting'), 'done'],
    [steps('waiting', 'done', 'done'), undefined],
    [steps('failed', 'done', 'done'), 'failed'],
    [steps('done', 'waiting', 'failed'), undefined],
    [steps('done', 'unknown', 'done'), undefined],
  ])('case %#', (rungs, end) => {
    expect(settled(rungs, 'controlPlane')).toBe(end);
  });
});
