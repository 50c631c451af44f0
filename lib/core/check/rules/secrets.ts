import { isRecord } from '../../json';
import type { AddonName } from '../../platform/addons';
import { rule, type ObjectRule } from '../rule';
import { withValues } from './addon-values';

/** Keys whose value is a secret wherever they stand; what only names a Secret or a file is none. */
const SECRET_KEY =
  /^(?!existing).*(password|passwd|passphrase|secretaccesskey|secretkey|clientsecret|privatekey|apikey|(access|auth|bearer|api|refresh|id)token)$|^token$/;
/** Those whose value may be a number. */
const PASSWORD = /(password|passwd|passphrase)$/;
/** Keys whose whole content is one. */
const SECRET_SECTION = 'secretcontents';
/** Keys that say that a key beside them names a place in a Secret. */
const NAMES_A_SECRET = /^(name|secretname|existingsecret|secretref)$/;
/** Texts that are secrets by their looks. */
const SECRET_TEXT =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_\w{20}|\bglpat-[\w-]{20}|\/\/[^/\s:@]+:[^/\s:@]+@|aws_secret_access_key\s*=\s*\S/;
/** What is filled in later, by a template or an environment. */
const PLACEHOLDER = /^(\$\{?[\w.]+\}?|\{\{.*\}\}|<.*>)$/s;

const plain = (key: string): string => key.toLowerCase().replace(/[-_]/g, '');

/** What is looked at: a value, where it stands, and whether it is a secret by its key or by the section around it. */
interface Suspect {
  readonly value: unknown;
  readonly path: readonly string[];
  readonly named: boolean;
  readonly inSection: boolean;
}

const isSecret = ({ value, path, named, inSection }: Suspect): boolean => {
  if (typeof value === 'number') return named && PASSWORD.test(plain(path.at(-1)!));
  if (typeof value !== 'string' || value === '' || PLACEHOLDER.test(value)) return false;
  return named || inSection || SECRET_TEXT.test(value);
};

/** The places in plain data that hold a secret. It goes no deeper than data of an object is, and never in a circle. */
function* secretsIn(values: unknown): Iterable<readonly string[]> {
  const seen = [new Set<unknown>(), new Set<unknown>()] as const;
  const waiting: Suspect[] = [{ value: values, path: [], named: false, inSection: false }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path, inSection } = next;
    if (isSecret(next)) yield path;
    const known = seen[inSection ? 1 : 0];
    if (!(isRecord(value) || Array.isArray(value)) || known.has(value) || path.length > 100) continue;
    known.add(value);
    const refers = isRecord(value) && Object.keys(value).some((key) => NAMES_A_SECRET.test(plain(key)));
    for (const [key, entry] of Object.entries(value)) {
      const named = !refers && SECRET_KEY.test(plain(key));
      waiting.push({
        value: entry,
        path: [...path, key],
        named,
        inSection: inSection || plain(key) === SECRET_SECTION,
      });
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
