/** A sound certificate of a ring's server, of the older API. */
const serverNames = (extra: readonly string[]): string[] => ['etcd', 'etcd.control-planes.svc', ...extra, 'localhost'];

const MEMBERS = [0, 1, 2].flatMap((i) => [
  `etcd-${i}`,
  `etcd-${i}.etcd-headless`,
  `etcd-${i}.etcd-headless.control-planes.svc`,
]);

/** A certificate with changes to its spec; `undefined` takes a field out. */
export const certificate = (changes: object = {}): object => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: 'etcd-server', namespace: 'control-planes' },
  spec: {
    commonName: 'etcd-server',
    secretName: 'etcd-server-tls',
    dnsNames: serverNames(MEMBERS),
    ipAddresses: ['127.0.0.1'],
    usages: ['client auth', 'server auth', 'signing', 'key encipherment'],
    privateKey: { rotationPolicy: 'Always', algorithm: 'RSA', size: 4096 },
    issuerRef: { name: 'etcd-issuer', kind: 'Issuer' },
    ...changes,
  },
});

/** The same for the newer API. */
export const WILDCARD = certificate({ dnsNames: serverNames(['*.etcd.control-planes.svc']) });

/** An issuer of these types. */
export const issuer = (spec: object): object => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Issuer',
  metadata: { name: 'etcd-issuer', namespace: 'control-planes' },
  spec,
});

/** A reference to a key of a Secret. */
export const secret = (name: string, keyPath: string): object => ({
  secretReference: { name, namespace: 'control-planes', keyPath },
});

/** A store of Kamaji with changes to its spec. */
export const dataStore = (changes: object = {}): object => ({
  apiVersion: 'kamaji.clastix.io/v1alpha1',
  kind: 'DataStore',
  metadata: { name: 'control-planes' },
  spec: {
    driver: 'etcd',
    endpoints: ['etcd.control-planes.svc:2379'],
    tlsConfig: STORE_TLS,
    ...changes,
  },
});

/** What a store of etcd needs to make and to present certificates. */
export const STORE_TLS = {
  certificateAuthority: {
    certificate: secret('etcd-ca-tls', 'tls.crt'),
    privateKey: secret('etcd-ca-tls', 'tls.key'),
  },
  clientCertificate: {
    certificate: secret('etcd-client-tls', 'tls.crt'),
    privateKey: secret('etcd-client-tls', 'tls.key'),
  },
};
