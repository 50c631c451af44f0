import { isRecord } from '../../json';
import type { AddonName } from '../../platform/addons';
import { rule, type ObjectRule } from '../rule';
import { withValues } from './addon-values';

/** Keys whose value is a secret wherever they stand; what only names a Secret or a file is none. */
const SECRET_KEY =
  /^(pass(word|wd|phrase)|(aws)?secret(access)?key|(access|auth|bearer|api|refresh|id)?token|api-?key|private-?key|client-?secret|secretcontents)$/i;
/** Texts that are secrets by their looks. */
const SECRET_TEXT =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|aws_secret_access_key\s*=\s*\S/;

/** The places in plain data that hold a secret. It goes no deeper than data of an object is, and never in a circle. */
function* secretsIn(values: unknown): Iterable<readonly string[]> {
  const seen = new Set<unknown>();
  const waiting: { value: unknown; path: readonly string[]; named: boolean }[] = [
    { value: values, path: [], named: false },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path, named } = next;
    if (typeof value === 'string') {
      if ((named && value !== '') || SECRET_TEXT.test(value)) yield path;
    } else if ((isRecord(value) || Array.isArray(value)) && !seen.has(value) && path.length <= 100) {
      seen.add(value);
      const secret = named || false;
      for (const [key, entry] of Object.entries(value)) {
        const inner = secret || SECRET_KEY.test(key.replace(/[_]/g, ''));
        waiting.push({ value: entry, path: [...path, key], named: inner });
      }
    }
  }
}

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
    if (config !== undefined && SECRET_TEXT.test(config)) {
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
