import type { Finding } from '../../check/rule';
import { isRecord, pointer, quote, valueAt, type Unchecked } from '../../json';
import { each, operatorRule, type OperatorRule } from '../rule';
import { dataStore, secret, STORE_TLS } from './certificate-samples';
import { listOf, wordInstead } from './ring-reading';

const ENDPOINT = /^(\[[0-9a-f:.]+\]|[^\s:/[\]]+):(\d{1,5})$/i;
const PORT = 2379;
const absent = (value: unknown): boolean => value === undefined || value === null;

const endpoints = operatorRule({
  code: 'HK6620',
  severity: 'error',
  title: 'An endpoint that is no host and port',
  why: 'The API takes any text; Kamaji puts the protocol before it by itself and needs the port, and no control plane on the store ever starts.',
  remedy: 'Write the host and the port, such as etcd.control-planes.svc:2379.',
  source: 'Kamaji, the CRD of DataStore (endpoints)',
  check: each('DataStore', function* ({ manifest }) {
    for (const [i, value] of listOf(valueAt(manifest, 'spec', 'endpoints')).entries()) {
      if (typeof value !== 'string') continue;
      const port = Number(ENDPOINT.exec(value)?.[2] ?? 0);
      if (port > 0 && port < 65536) continue;
      const bare = value
        .trim()
        .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
        .replace(/\/.*$/, '');
      const found = ENDPOINT.exec(bare);
      const host = found ? found[1]! : bare.replace(/:.*$/, '');
      const sound = found && Number(found[2]) > 0 && Number(found[2]) < 65536 ? bare : `${host}:${PORT}`;
      const fault = value.includes('://')
        ? 'has a protocol'
        : found
          ? 'has a port that is none'
          : 'is no host and port';
      yield {
        pointer: pointer('spec', 'endpoints', i),
        message: `The endpoint ${quote(value)} ${fault}.`,
        remedy: `Write ${quote(host === '' ? `etcd.control-planes.svc:${PORT}` : sound)}.`,
      };
    }
  }),
  example: {
    profile: 'operators-v1alpha1',
    fails: [dataStore({ endpoints: ['https://etcd.control-planes.svc:2379'] })],
    passes: [dataStore()],
  },
});

/** Where a store may refer to a Secret. */
const REFERENCES: readonly (readonly string[])[] = [
  ['basicAuth', 'username'],
  ['basicAuth', 'password'],
  ['tlsConfig', 'certificateAuthority', 'certificate'],
  ['tlsConfig', 'certificateAuthority', 'privateKey'],
  ['tlsConfig', 'clientCertificate', 'certificate'],
  ['tlsConfig', 'clientCertificate', 'privateKey'],
];

const reference = operatorRule({
  code: 'HK6621',
  severity: 'error',
  title: 'A reference to a Secret that names none',
  why: 'A DataStore stands in no namespace, so that both the name and the namespace have to be said; the API asks for neither, and Kamaji finds no Secret.',
  remedy: 'Write name and namespace of the Secret.',
  source: 'Kamaji, the CRD of DataStore (secretReference)',
  check: each('DataStore', function* ({ manifest }) {
    for (const path of REFERENCES) {
      const found = valueAt(manifest, 'spec', ...path, 'secretReference');
      if (!isRecord(found)) continue;
      const missing = ['name', 'namespace'].filter((key) => absent(found[key]) || found[key] === '');
      if (missing.length === 0) continue;
      yield {
        pointer: pointer('spec', ...path, 'secretReference'),
        message: `The reference to a Secret in ${path.join('.')} has no ${missing.join(' and no ')}.`,
        remedy: `Write ${missing.map((key) => `\`${key}\``).join(' and ')} into it.`,
      };
    }
  }),
  example: {
    profile: 'operators-v1alpha1',
    fails: [
      dataStore({
        tlsConfig: {
          ...STORE_TLS,
          clientCertificate: {
            certificate: { secretReference: { keyPath: 'tls.crt' } },
            privateKey: secret('etcd-client-tls', 'tls.key'),
          },
        },
      }),
    ],
    passes: [dataStore()],
  },
});

const NEEDED: readonly (readonly string[])[] = REFERENCES.slice(2);

const hasContent = (value: unknown): boolean =>
  isRecord(value) && (!absent(value.secretReference) || !absent(value.content));

const tls = operatorRule({
  code: 'HK6622',
  severity: 'error',
  title: 'A store of etcd without what its certificates need',
  why: 'With the driver etcd Kamaji makes a client certificate for each control plane, and needs the key of the authority and a certificate of its own; the API server refuses the store, with a message that names only a key.',
  remedy: 'Write certificateAuthority with certificate and privateKey, and clientCertificate with both.',
  source: 'Kamaji, the CRD of DataStore (its rules)',
  check: each('DataStore', function* ({ manifest }): Iterable<Finding> {
    const { spec } = manifest;
    if (!isRecord(spec) || spec.driver !== 'etcd') return;
    // What lacks as a whole is told of once.
    const told = new Set<string>();
    for (const path of NEEDED) {
      if (hasContent(valueAt(spec, ...path))) continue;
      const lacking = firstAbsent(spec, path);
      const at = lacking.join('.');
      if (told.has(at)) continue;
      told.add(at);
      yield {
        pointer: pointer('spec', ...lacking),
        message:
          lacking.length === path.length && !absent(valueAt(spec, ...path))
            ? `The store has neither a secretReference nor a content in ${at}.`
            : `The store has no ${at}.`,
        remedy: `Write \`secretReference\` with name, namespace and keyPath into ${path.join('.')}${more(lacking)}.`,
      };
    }
  }),
  example: {
    profile: 'operators-v1alpha1',
    fails: [
      dataStore({
        tlsConfig: {
          ...STORE_TLS,
          certificateAuthority: { certificate: secret('etcd-ca-tls', 'tls.crt') },
        },
      }),
    ],
    passes: [dataStore()],
  },
});

/** The shortest part of a path at which nothing stands, or the whole path. */
function firstAbsent(spec: Unchecked, path: readonly string[]): readonly string[] {
  const length = path.findIndex((_, i) => absent(valueAt(spec, ...path.slice(0, i + 1))));
  return length === -1 ? path : path.slice(0, length + 1);
}

function more(lacking: readonly string[]): string {
  const others = NEEDED.filter((path) => lacking.every((key, i) => path[i] === key)).slice(1);
  return others.map((path) => `, and into ${path.join('.')}`).join('');
}

const DRIVERS = ['etcd', 'MySQL', 'PostgreSQL', 'NATS'];

const driver = operatorRule({
  code: 'HK6623',
  severity: 'error',
  title: 'A store of an unknown driver',
  why: 'The API server refuses it; the driver cannot be changed later.',
  remedy: 'Write etcd, MySQL, PostgreSQL or NATS.',
  source: 'Kamaji, the CRD of DataStore (driver)',
  check: each('DataStore', function* ({ manifest }) {
    const value = valueAt(manifest, 'spec', 'driver');
    if (typeof value === 'string' && DRIVERS.includes(value)) return;
    yield {
      pointer: '/spec/driver',
      message: absent(value) ? 'The store names no driver.' : `The driver is ${quote(value)}.`,
      remedy: absent(value) ? 'Write `driver: etcd`.' : wordInstead(value, DRIVERS),
    };
  }),
  example: { profile: 'operators-v1alpha1', fails: [dataStore({ driver: 'Etcd' })], passes: [dataStore()] },
});

/** Rules over the stores that control planes keep their state in. */
export const STORE_RULES: readonly OperatorRule[] = [endpoints, reference, tls, driver];
