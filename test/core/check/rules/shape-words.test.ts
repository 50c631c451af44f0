import { PLATFORM_1_6, cluster, cluster16, findings, group, group16, ring, tenant, type Judged } from './support';

const one = (
  code: string,
  judged: Judged,
  known?: Parameters<typeof findings>[2],
): { why: string; message: string; remedy: string } => {
  const [first, ...others] = findings(code, judged, known);
  expect(others).toEqual([]);
  return first!;
};

describe('the reason', () => {
  it('for an unknown key depends on where it stands', () => {
    expect(one('HK1201', cluster({ colour: 'red' })).why).toBe(
      'The platform keeps it without a word and does nothing with it.',
    );
    expect(one('HK1201', cluster({}, { lables: {} })).why).toBe('The API server drops it without a word.');
  });

  it('for a wrong type depends on where it stands', () => {
    expect(one('HK1202', cluster({ version: [] })).why).toBe(
      'The API server takes it; Helm refuses it minutes later, and the release never becomes ready.',
    );
    expect(one('HK1202', cluster({}, { name: [] })).why).toBe('The API server refuses the object.');
  });

  it('for what is no quantity depends on what would be made of it', () => {
    expect(one('HK1206', ring({ size: 'big' })).why).toBe(
      'Kubernetes refuses it when the machine or the pod is made, long after the API server took it.',
    );
    expect(one('HK1206', tenant({ resourceQuotas: { cpu: 'much' } })).why).toBe(
      'Kubernetes refuses the ResourceQuota, and the tenant is never ready.',
    );
  });
});

describe('a version that YAML makes a number of', () => {
  it('is written as the platform takes it', () => {
    const spelt = { respelt: { '/spec/version': '1.30' } };
    expect(one('HK1202', cluster({ version: 1.3 }), spelt).remedy).toBe('Write "v1.30".');
    expect(one('HK1202', cluster({ version: 1.34 })).remedy).toBe('Write "v1.34".');
  });

  it('is quoted where it is of something else', () => {
    expect(one('HK1202', cluster({ version: 3.6 })).remedy).toBe('Put it in quotes: "3.6".');
    expect(one('HK1202', cluster({ version: true })).remedy).toBe('Put it in quotes: "true".');
    expect(one('HK1202', ring({ version: 3.6 }), PLATFORM_1_6).remedy).toBe('Put it in quotes: "3.6".');
    expect(one('HK1202', cluster16({ talos: { version: 1.13 } }), PLATFORM_1_6).remedy).toBe(
      'Put it in quotes: "1.13".',
    );
  });
});

describe('a place', () => {
  it.each([
    [cluster({ nodeGroups: { md0: group({ roles: ['a', []] }) } }), '"nodeGroups.md0.roles[1]" has'],
    [
      cluster({ nodeGroups: { md0: group({ roles: [...Array<string>(12).fill('a'), []] }) } }),
      '"nodeGroups.md0.roles[12]" has',
    ],
    [cluster({ nodeGroups: { '0a': { ...group(), minReplicas: [] } } }), '"nodeGroups.0a.minReplicas" has'],
    [cluster({ host: [] }), '"host" has'],
    [cluster({}, { namespace: [] }), '"metadata.namespace" has'],
  ])('is said as people say it: %#', (judged, words) => {
    expect(one('HK1202', judged).message).toContain(words);
  });

  it('may be called by a number', () => {
    expect(one('HK1201', cluster({ 5: 'x' })).message).toContain('"5" is not a field');
  });
});

describe('a quantity', () => {
  it.each([
    ['-8gb', 'Write "-8Gi".'],
    ['+.5mb', 'Write "+.5Mi".'],
    ['8parsec', 'Write a Kubernetes quantity such as "50Gi" or "500m".'],
  ])('that is nearly one is written in full: %s', (diskSize, remedy) => {
    const judged = cluster16({ nodeGroups: { md0: group16({ diskSize }) } });
    expect(one('HK1206', judged, PLATFORM_1_6).remedy).toBe(remedy);
  });
});
