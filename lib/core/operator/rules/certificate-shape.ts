import { isRecord, pointer, quote, valueAt } from '../../json';
import type { Finding } from '../../check/rule';
import { each, operatorRule, type OperatorRule } from '../rule';
import { goSeconds, meantHours } from './certificate-duration';
import { certificate, issuer } from './certificate-samples';
import { listOf, wordInstead } from './ring-reading';

const DEFAULT_DURATION = 90 * 24 * 3600;
const SOURCE = 'cert-manager, docs/reference/api-docs (CertificateSpec)';
const TIMES = ['duration', 'renewBefore'] as const;
const absent = (value: unknown): boolean => value === undefined || value === null;

const durationForm = operatorRule({
  code: 'HK6601',
  severity: 'error',
  title: 'A time that cert-manager cannot read',
  why: 'The API takes any text, and cert-manager reads it as Go does: the largest unit is the hour.',
  remedy: 'Write hours, such as 2160h.',
  source: SOURCE,
  check: each('Certificate', function* ({ manifest }) {
    for (const key of TIMES) {
      const value = valueAt(manifest, 'spec', key);
      if (absent(value) || (typeof value === 'string' && goSeconds(value) !== undefined)) continue;
      const hours = typeof value === 'string' ? meantHours(value) : undefined;
      const sample =
        hours !== undefined && goSeconds(hours) !== undefined ? hours : key === 'duration' ? '2160h' : '720h';
      yield {
        pointer: pointer('spec', key),
        message: `The \`${key}\` is ${quote(value)}; Go knows the units h, m and s.`,
        remedy: `Write \`${key}: ${sample}\`.`,
      };
    }
  }),
  example: {
    profile: 'operators-v1alpha1',
    fails: [certificate({ duration: '10y' })],
    passes: [certificate({ duration: '87600h' })],
  },
});

const LEAST = { duration: { seconds: 3600, text: '1h' }, renewBefore: { seconds: 300, text: '5m' } } as const;

/** The seconds of a field: those of its default, and nothing where it cannot be read. */
function secondsAt(manifest: unknown, key: string, byDefault: number): number | undefined {
  const value = valueAt(manifest, 'spec', key);
  if (absent(value)) return byDefault;
  return typeof value === 'string' ? goSeconds(value) : undefined;
}

const durations = operatorRule({
  code: 'HK6602',
  severity: 'error',
  title: 'Times of a certificate that do not fit together',
  why: 'cert-manager refuses a certificate that lives for less than an hour, or that is to be renewed before it is issued.',
  remedy: 'Give it a duration of at least 1h, and a renewBefore of at least 5m and less than the duration.',
  source: 'cert-manager, docs/usage/certificate and docs/reference/api-docs (CertificateSpec)',
  check: each('Certificate', function* ({ manifest }) {
    let sound = true;
    for (const key of TIMES) {
      const written = valueAt(manifest, 'spec', key);
      const seconds = secondsAt(manifest, key, LEAST[key].seconds);
      if (seconds === undefined || seconds >= LEAST[key].seconds) continue;
      sound = false;
      const message = `The \`${key}\` is ${quote(written)}; the least is ${LEAST[key].text}.`;
      yield {
        pointer: pointer('spec', key),
        message,
        remedy: `Write \`${key}: ${key === 'duration' ? '2160h' : '5m'}\`, or more.`,
      };
    }
    const duration = secondsAt(manifest, 'duration', DEFAULT_DURATION);
    const renewBefore = secondsAt(manifest, 'renewBefore', 0);
    if (!sound || duration === undefined || renewBefore === undefined || renewBefore < duration) return;
    const lives = valueAt(manifest, 'spec', 'duration') ?? '2160h by default';
    yield {
      pointer: '/spec/renewBefore',
      message: `The certificate is to be renewed ${quote(valueAt(manifest, 'spec', 'renewBefore'))} before its end, and lives for ${typeof lives === 'string' ? lives : quote(lives)}.`,
      remedy: `Write \`renewBefore\` with less than the duration, such as a third of it.`,
    };
  }),
  example: {
    profile: 'operators-v1alpha1',
    fails: [certificate({ duration: '720h', renewBefore: '720h' })],
    passes: [certificate({ duration: '2160h', renewBefore: '720h' })],
  },
});

const keySize = operatorRule({
  code: 'HK6603',
  severity: 'error',
  title: 'A key of a size that cert-manager does not make',
  why: 'RSA keys have from 2048 to 8192 bits and those of ECDSA 256, 384 or 521; for any other size nothing is issued.',
  remedy: 'Write 4096 for RSA, or 256 for ECDSA.',
  source: 'cert-manager, docs/reference/api-docs (CertificatePrivateKey)',
  check: each('Certificate', function* ({ manifest }) {
    const size = valueAt(manifest, 'spec', 'privateKey', 'size');
    const algorithm = valueAt(manifest, 'spec', 'privateKey', 'algorithm') ?? 'RSA';
    // Zero is the default of the algorithm.
    if (!Number.isSafeInteger(size) || size === 0) return;
    const bits = size as number;
    const wrong =
      algorithm === 'RSA' ? bits < 2048 || bits > 8192 : algorithm === 'ECDSA' && ![256, 384, 521].includes(bits);
    if (!wrong) return;
    yield {
      pointer: '/spec/privateKey/size',
      message: `A key of ${algorithm as string} has ${bits} bits here.`,
      remedy: `Write \`size: ${algorithm === 'RSA' ? 4096 : 256}\`.`,
    };
  }),
  example: {
    profile: 'operators-v1alpha1',
    fails: [certificate({ privateKey: { algorithm: 'RSA', size: 1024 } })],
    passes: [certificate({ privateKey: { algorithm: 'ECDSA', size: 256 } })],
  },
});

const LONGEST_NAME = 64;

const commonName = operatorRule({
  code: 'HK6604',
  severity: 'error',
  title: 'A common name that no certificate can have',
  why: 'X.509 ends a common name at 64; the API takes more, and nothing is issued.',
  remedy: 'Write the names into dnsNames, and a short one or none into commonName.',
  source: `${SOURCE}; RFC 5280, appendix A.1 (ub-common-name)`,
  check: each('Certificate', function* ({ manifest }) {
    const name = valueAt(manifest, 'spec', 'commonName');
    if (typeof name !== 'string') return;
    const bytes = Buffer.byteLength(name);
    if (bytes <= LONGEST_NAME) return;
    yield {
      pointer: '/spec/commonName',
      message: `The common name ${quote(name)} is ${bytes} bytes long; the most is ${LONGEST_NAME}.`,
      remedy: 'Write it into dnsNames, and leave commonName out.',
    };
  }),
  example: {
    profile: 'operators-v1alpha1',
    fails: [certificate({ commonName: `etcd-server.${'a'.repeat(60)}` })],
    passes: [certificate({ commonName: 'a'.repeat(LONGEST_NAME) })],
  },
});

const NAME_LISTS = ['dnsNames', 'ipAddresses', 'uris', 'emailAddresses', 'otherNames'];

const nameless = operatorRule({
  code: 'HK6605',
  severity: 'error',
  title: 'A certificate for nobody',
  why: 'cert-manager asks for a common name or for one name of another kind; the API takes the certificate without, and nothing is issued.',
  remedy: 'Write dnsNames.',
  source: 'cert-manager, docs/usage/certificate',
  check: each('Certificate', function* ({ manifest }) {
    const { spec } = manifest;
    if (!isRecord(spec)) return;
    if ([spec.commonName, spec.literalSubject].some((name) => !absent(name) && name !== '')) return;
    if (NAME_LISTS.some((key) => !absent(spec[key]) && !(Array.isArray(spec[key]) && listOf(spec[key]).length === 0)))
      return;
    yield {
      pointer: '/spec/dnsNames',
      message: 'The certificate has neither a commonName nor any other name.',
      remedy: 'Write into `dnsNames` the names that it is to be shown under.',
    };
  }),
  example: {
    profile: 'operators-v1alpha1',
    fails: [certificate({ commonName: undefined, dnsNames: [], ipAddresses: undefined, secretName: 'other' })],
    passes: [certificate({ commonName: undefined })],
  },
});

const ISSUERS = ['acme', 'ca', 'selfSigned', 'vault', 'venafi'];

const issuerType = operatorRule({
  code: 'HK6606',
  severity: 'error',
  title: 'An issuer that is not of exactly one type',
  why: 'The API takes an issuer without a type and one with two; cert-manager takes neither, and issues nothing.',
  remedy: 'Write exactly one of acme, ca, selfSigned, vault and venafi.',
  source: 'cert-manager, docs/configuration and docs/reference/api-docs (IssuerSpec)',
  check: each('Issuer', function* ({ manifest }): Iterable<Finding> {
    const spec = isRecord(manifest.spec) ? manifest.spec : {};
    const types = ISSUERS.filter((key) => !absent(spec[key]));
    if (types.length === 1) return;
    const [stray] = Object.keys(spec).filter((key) => !ISSUERS.includes(key));
    yield {
      pointer: '/spec',
      message:
        types.length === 0 ? 'The issuer has no type.' : `The issuer is of ${types.length} types: ${types.join(', ')}.`,
      remedy:
        types.length > 0
          ? 'Keep one of them, and write another Issuer for the other.'
          : wordInstead(stray, ISSUERS, 'Write `selfSigned: {}`, or `ca` with the Secret of an authority.'),
    };
  }),
  example: {
    profile: 'operators-v1alpha1',
    fails: [issuer({})],
    passes: [issuer({ ca: { secretName: 'etcd-ca-tls' } })],
  },
});

/** Rules over certificates and issuers by themselves. */
export const CERTIFICATE_SHAPE_RULES: readonly OperatorRule[] = [
  durationForm,
  durations,
  keySize,
  commonName,
  nameless,
  issuerType,
];
