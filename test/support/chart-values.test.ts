import { PlatformProfile } from 'hikube-constructs';
import { chartValues, defaultValues, mergeValues } from './chart-values';
import { renderOn } from './rendering';

const kubernetes = (spec: object) => ({
  apiVersion: 'apps.cozystack.io/v1alpha1',
  kind: 'Kubernetes',
  metadata: { name: 'web' },
  spec: spec as Record<string, unknown>,
});
const GROUP = { minReplicas: 1, maxReplicas: 2, instanceType: 'u1.large' };

describe('the values of a chart', () => {
  test('are the defaults of its schema, at every depth', () => {
    const schema = {
      properties: { a: { default: {}, properties: { b: { default: 1 }, c: {} } }, d: { properties: {} } },
    };
    expect(defaultValues(schema)).toEqual({ a: { b: 1 }, d: {} });
  });

  test('take a written map into the default one, and a written list instead of it', () => {
    expect(mergeValues({ a: { b: 1, c: [1, 2] } }, { a: { c: [3] } })).toEqual({ a: { b: 1, c: [3] } });
  });

  test('lose a default to null, and keep a null that has none', () => {
    expect(mergeValues({ a: 1 }, { a: null, b: null })).toEqual({ b: null });
  });

  test('leave schema and spec as they were', () => {
    const schema = { properties: { a: { default: { b: 1 } } } };
    const spec = { a: { c: { d: 2 } } };
    chartValues(schema, spec);
    expect([schema, spec]).toEqual([{ properties: { a: { default: { b: 1 } } } }, { a: { c: { d: 2 } } }]);
  });
});

describe('a cluster on its chart', () => {
  const { faults: on11, values } = renderOn(PlatformProfile.hikube(), kubernetes({ nodeGroups: { web: GROUP } }));

  test('gets the group md0 beside its own on platform 1.1', () => {
    expect(Object.keys(values.nodeGroups as object).sort()).toEqual(['md0', 'web']);
  });

  test('gets nothing for a group of another name, so that what is left out is refused', () => {
    expect(on11).toEqual([
      "/nodeGroups/web must have required property 'ephemeralStorage'",
      "/nodeGroups/web must have required property 'resources'",
    ]);
  });

  test('gets what its own group md0 leaves out on platform 1.1', () => {
    expect(renderOn(PlatformProfile.hikube(), kubernetes({ nodeGroups: { md0: GROUP } })).faults).toEqual([]);
  });

  test('has its own groups only on platform 1.6', () => {
    const spec = { nodeGroups: { web: { ...GROUP, diskSize: '20Gi' } } };
    const rendering = renderOn(PlatformProfile.cozystack('1.6'), kubernetes(spec));
    expect(rendering.faults).toEqual([]);
    expect(rendering.values.nodeGroups).toEqual(spec.nodeGroups);
  });
});
