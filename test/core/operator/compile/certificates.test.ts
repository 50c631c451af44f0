import { certificatesOf, dataStoreOf, secretsOf } from '../../../../lib/core/operator/compile/certificates';
import { serverNames } from '../../../../lib/core/operator/etcd/ring-facts';

interface Spec {
  readonly isCA?: boolean;
  readonly secretName?: string;
  readonly commonName?: string;
  readonly usages?: readonly string[];
  readonly dnsNames?: readonly string[];
  readonly issuerRef?: { readonly name: string; readonly kind: string };
  readonly ca?: { readonly secretName: string };
  readonly selfSigned?: object;
}

const parts = certificatesOf('ring', ['ring', 'ring.sites.svc']);
const specOf = (name: string): Spec => parts.find((part) => part.name === name)!.body.spec as Spec;

describe('the certificates of a ring', () => {
  it('end up in one Secret each, which the ring names', () => {
    const secrets = parts.filter(({ kind }) => kind === 'Certificate').map(({ name }) => specOf(name).secretName);

    expect(secrets.sort()).toEqual(Object.values(secretsOf('ring')).sort());
  });

  it('are issued by issuers that are there, of authorities that are there', () => {
    const issuers = parts.filter(({ kind }) => kind === 'Issuer').map(({ name }) => name);
    for (const { kind, name } of parts) {
      const { issuerRef, ca, selfSigned } = specOf(name);
      if (kind === 'Certificate') expect(issuers).toContain(issuerRef?.name);
      else expect(selfSigned ?? [secretsOf('ring').ca, secretsOf('ring').peerCa].includes(ca!.secretName)).toBeTruthy();
    }
  });

  it('have an authority of their own for peers, so that a client is no member', () => {
    expect(specOf('ring-peer').issuerRef?.name).toBe('ring-peer-issuer');
    expect(specOf('ring-server').issuerRef?.name).toBe('ring-issuer');
    expect(specOf('ring-peer-issuer').ca).not.toEqual(specOf('ring-issuer').ca);
  });

  it('serve and ask at once: members speak to one another', () => {
    for (const name of ['ring-server', 'ring-peer']) {
      expect(specOf(name)).toMatchObject({
        usages: ['client auth', 'server auth', 'signing', 'key encipherment'],
        dnsNames: ['ring', 'ring.sites.svc'],
        ipAddresses: ['127.0.0.1'],
      });
    }
  });

  it('name the administrator of etcd in that of the client', () => {
    expect(specOf('ring-client')).toMatchObject({
      commonName: 'root',
      usages: ['signing', 'key encipherment', 'client auth'],
    });
  });

  it('have ids and names that are there once', () => {
    expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length);
    expect(new Set(parts.map(({ kind, name }) => `${kind} ${name}`)).size).toBe(parts.length);
  });

  it.each([
    ['v1alpha1', 3, ['ring-2.ring-headless.sites.svc'], 12],
    ['v1alpha1', 1, ['ring-0.ring-headless.sites.svc'], 6],
    ['v1alpha2', 3, ['*.ring.sites.svc'], 4],
  ] as const)('cover the names of members of %s (%i)', (api, members, names, count) => {
    const all = serverNames({ api, ring: 'ring', namespace: 'sites', members });

    expect(all).toEqual(expect.arrayContaining(['ring.sites.svc', 'localhost', ...names]));
    expect(all).toHaveLength(count);
  });
});

describe('the DataStore of a ring', () => {
  it('has an endpoint without a scheme, and all four references with name and namespace', () => {
    const key = (name: string, keyPath: string): object => ({ secretReference: { name, namespace: 'sites', keyPath } });

    expect(dataStoreOf('ring', 'sites')).toEqual({
      spec: {
        driver: 'etcd',
        endpoints: ['ring.sites.svc:2379'],
        tlsConfig: {
          certificateAuthority: {
            certificate: key('ring-ca-tls', 'tls.crt'),
            privateKey: key('ring-ca-tls', 'tls.key'),
          },
          clientCertificate: {
            certificate: key('ring-client-tls', 'tls.crt'),
            privateKey: key('ring-client-tls', 'tls.key'),
          },
        },
      },
    });
  });
});
