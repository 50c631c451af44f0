import type { JsonObject } from '../../json';
import type { OperatorKind } from '../kind';

/** An object that a noun compiles to, beside the one that it is mainly about. */
export interface PartObject {
  /** The id of its construct, and what the noun calls it. */
  readonly id: string;
  readonly kind: OperatorKind;
  readonly name: string;
  readonly body: JsonObject;
}

/** The Secrets that the certificates of a ring end up in. */
export interface RingSecrets {
  readonly ca: string;
  readonly peerCa: string;
  readonly server: string;
  readonly peer: string;
  readonly client: string;
}

export const secretsOf = (ring: string): RingSecrets => ({
  ca: `${ring}-ca-tls`,
  peerCa: `${ring}-peer-ca-tls`,
  server: `${ring}-server-tls`,
  peer: `${ring}-peer-tls`,
  client: `${ring}-client-tls`,
});

/** Ten years: an authority that runs out takes every member with it. */
const AUTHORITY = '87600h';
const KEY = { algorithm: 'RSA', size: 4096 } as const;
const SERVER_USAGES = ['client auth', 'server auth', 'signing', 'key encipherment'];
/** etcd takes the holder of this name for its administrator (etcd v3.6, op-guide/authentication). */
const ADMINISTRATOR = 'root';

/** The authorities, issuers and certificates of a ring. Shape: cozystack v1.1.2, packages/extra/etcd. */
export function certificatesOf(ring: string, dnsNames: readonly string[]): PartObject[] {
  const secrets = secretsOf(ring);
  const self = `${ring}-selfsigning-issuer`;
  const issuer = (id: string, name: string, spec: JsonObject): PartObject => ({
    id,
    kind: 'Issuer',
    name,
    body: { spec },
  });
  const certificate = (id: string, name: string, spec: JsonObject): PartObject => ({
    id,
    kind: 'Certificate',
    name,
    body: { spec },
  });
  const authority = (name: string, secretName: string): JsonObject => ({
    isCA: true,
    commonName: name,
    secretName,
    duration: AUTHORITY,
    usages: ['signing', 'key encipherment', 'cert sign'],
    privateKey: { ...KEY, rotationPolicy: 'Never' },
    issuerRef: { name: self, kind: 'Issuer', group: 'cert-manager.io' },
  });
  const leaf = (commonName: string, secretName: string, by: string, more: JsonObject): JsonObject => ({
    commonName,
    secretName,
    privateKey: { ...KEY, rotationPolicy: 'Always' },
    issuerRef: { name: by, kind: 'Issuer', group: 'cert-manager.io' },
    ...more,
  });
  const server = { usages: SERVER_USAGES, dnsNames: [...dnsNames], ipAddresses: ['127.0.0.1'] };
  return [
    issuer('selfsigning-issuer', self, { selfSigned: {} }),
    certificate('ca', `${ring}-ca`, authority(`${ring}-ca`, secrets.ca)),
    certificate('peer-ca', `${ring}-peer-ca`, authority(`${ring}-peer-ca`, secrets.peerCa)),
    issuer('issuer', `${ring}-issuer`, { ca: { secretName: secrets.ca } }),
    issuer('peer-issuer', `${ring}-peer-issuer`, { ca: { secretName: secrets.peerCa } }),
    certificate('server', `${ring}-server`, leaf(`${ring}-server`, secrets.server, `${ring}-issuer`, server)),
    certificate('peer', `${ring}-peer`, leaf(`${ring}-peer`, secrets.peer, `${ring}-peer-issuer`, server)),
    certificate(
      'client',
      `${ring}-client`,
      leaf(ADMINISTRATOR, secrets.client, `${ring}-issuer`, { usages: ['signing', 'key encipherment', 'client auth'] }),
    ),
  ];
}

/** How Kamaji reaches the ring and proves who it is. */
export function dataStoreOf(ring: string, namespace: string): JsonObject {
  const secrets = secretsOf(ring);
  const key = (name: string, keyPath: string): JsonObject => ({ secretReference: { name, namespace, keyPath } });
  const pair = (name: string): JsonObject => ({ certificate: key(name, 'tls.crt'), privateKey: key(name, 'tls.key') });
  return {
    spec: {
      driver: 'etcd',
      endpoints: [`${ring}.${namespace}.svc:2379`],
      tlsConfig: { certificateAuthority: pair(secrets.ca), clientCertificate: pair(secrets.client) },
    },
  };
}
