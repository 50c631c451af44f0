import { PlatformProfile } from 'hikube-constructs';
import { checkManifest } from '../../lib/core/check/check';
import { defaultValues, mergeValues, type ChartSchema } from '../support/chart-values';
import { KINDS, ownSchema, type Kind } from '../support/schemas';

const OWN_GROUP: Readonly<Record<string, object>> = {
  '1.1.2': { minReplicas: 2, maxReplicas: 4, instanceType: 'u1.large', ephemeralStorage: '20Gi', resources: {} },
  '1.6.2': { minReplicas: 2, maxReplicas: 4, instanceType: 'u1.large', diskSize: '20Gi' },
};
const PROFILES = [PlatformProfile.hikube(), PlatformProfile.cozystack('1.6')];
const CASES = PROFILES.flatMap((profile) => KINDS.map((kind) => [kind, profile.name, profile] as const));

// The API server fills an object with the defaults of its schema when it is read, and people keep what they read.
describe('an object as the API server shows it', () => {
  it.each(CASES)('gives no error, as a %s of %s', (kind: Kind, _, profile) => {
    const defaults = defaultValues(ownSchema(profile.release, kind) as ChartSchema);
    const own = kind === 'Kubernetes' ? { nodeGroups: { web: OWN_GROUP[profile.release] } } : {};
    const manifest = {
      apiVersion: 'apps.cozystack.io/v1alpha1',
      kind,
      appVersion: '1',
      metadata: {
        name: kind === 'Etcd' ? 'etcd' : 'web',
        namespace: 'tenant-acme',
        uid: '0',
        resourceVersion: '1',
        creationTimestamp: '2026-01-01T00:00:00Z',
        managedFields: [],
      },
      spec: mergeValues(defaults, own),
      status: { conditions: [] },
    };

    const issues = checkManifest(kind, manifest, profile);
    // The default group of 1.1 starts with two machines, whatever its min of 0 says.
    const warnings = kind === 'Kubernetes' && profile.release === '1.1.2' ? ['HK2204'] : [];
    expect(issues.map(({ code }) => code)).toEqual(warnings);
  });
});
