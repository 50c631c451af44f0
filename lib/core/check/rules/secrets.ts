import type { AddonName } from '../../platform/addons';
import { hasSecretText, secretsIn } from '../../secrets';
import { rule, type ObjectRule } from '../rule';
import { withValues } from './addon-values';

const secrets = rule({
  code: 'HK3121',
  severity: 'warning',
  title: 'A secret written into an object',
  why: 'It can be read by everyone who may read the object, the repository that it is kept in, or its history.',
  remedy: 'Put it into a Secret inside the cluster and refer to that by name.',
  source: 'Kubernetes, docs/concepts/security/secrets-good-practices',
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    for (const addon of Object.keys(spec.addons ?? {}) as AddonName[]) {
      for (const path of secretsIn(spec.addons?.[addon]?.valuesOverride)) {
        yield {
          pointer: at('addons', addon, 'valuesOverride', ...path),
          // The value is not quoted: what is printed ends up in logs.
          message: `The values of ${addon} hold what looks like a secret, at ${path.join('.')}.`,
          remedy:
            addon === 'velero'
              ? 'Make a Secret inside the cluster, and name it in credentials.existingSecret.'
              : 'Put it into a Secret inside the cluster and refer to that by name.',
        };
      }
    }
    const config = spec.oidc?.customConfig?.config;
    if (config !== undefined && hasSecretText(config)) {
      yield {
        pointer: at('oidc', 'customConfig', 'config'),
        message: 'The configuration of OIDC holds what looks like a secret.',
        remedy: 'Keep it in a Secret, and name it in customConfig.secretRef.',
      };
    }
  },
  example: {
    fails: withValues('velero', {
      velero: {
        configuration: { backupStorageLocation: [{ provider: 'aws', bucket: 'backups' }] },
        credentials: { secretContents: { cloud: '[default]' } },
      },
    }),
    passes: withValues('velero', {
      velero: {
        configuration: { backupStorageLocation: [{ provider: 'aws', bucket: 'backups' }] },
        credentials: { existingSecret: 'velero' },
      },
    }),
  },
});

export const SECRET_RULES: readonly ObjectRule[] = [secrets].map((r) => r as ObjectRule);
