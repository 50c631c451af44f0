import { isRecord, isWithin, pointer, setKey } from './json';

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
export function* secretsIn(values: unknown): Iterable<readonly string[]> {
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

/** Whether a text is a secret, or has one in it, by its looks. */
export const hasSecretText = (text: string): boolean => SECRET_TEXT.test(text);

/** What is shown in place of a secret. */
export const HIDDEN = '(hidden)';

/** The pointers to all secrets in an object. */
export const secretPointers = (object: unknown): string[] => [...secretsIn(object)].map((path) => pointer(...path));

/** A value that stands at a pointer, with every secret in it hidden; the secrets are given by their pointers. */
export function withoutSecrets(value: unknown, at: string, secrets: readonly string[]): unknown {
  if (secrets.some((secret) => isWithin(at, secret))) return value === undefined ? value : HIDDEN;
  if (!secrets.some((secret) => isWithin(secret, at))) return value;
  const below = (key: string | number): string => at + pointer(key);
  if (Array.isArray(value)) return value.map((item, i) => withoutSecrets(item, below(i), secrets));
  if (!isRecord(value)) return value;
  const kept = {};
  for (const [key, entry] of Object.entries(value)) setKey(kept, key, withoutSecrets(entry, below(key), secrets));
  return kept;
}
