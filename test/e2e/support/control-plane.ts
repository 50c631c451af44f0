import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Servers } from '../servers';
import { AUDIT_LOG, auditPolicy } from './audit';
import { call, type Endpoint } from './https';
import { freePorts, type Processes, until } from './processes';
import { kubeconfigOf, makeTokens, tokenFile, type Tokens } from './users';

/** A kube-apiserver on its etcd, on loopback, with nothing in it. */
export interface ControlPlane {
  readonly endpoint: Endpoint;
  readonly tokens: Tokens;
  /** Certificates, logs and data; gone when the platform stops. */
  readonly scratch: string;
  readonly processes: Processes;
}

// What admits pods, volumes and their like has nothing to do here, and some of it delays the start.
const NO_ADMISSION = [
  'CertificateApproval',
  'CertificateSigning',
  'CertificateSubjectRestriction',
  'DefaultIngressClass',
  'DefaultStorageClass',
  'LimitRanger',
  'MutatingAdmissionWebhook',
  'PersistentVolumeClaimResize',
  'PodSecurity',
  'Priority',
  'ResourceQuota',
  'RuntimeClass',
  'ServiceAccount',
  'StorageObjectInUseProtection',
  'TaintNodesByCondition',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionWebhook',
];

export async function startControlPlane(
  servers: Servers,
  scratch: string,
  processes: Processes,
): Promise<ControlPlane> {
  const [etcdPort = 0, peerPort = 0, port = 0] = await freePorts(3);
  const file = (name: string): string => path.join(scratch, name);

  processes.start('etcd', servers.etcd, etcdFlags(file('etcd'), etcdPort, peerPort));
  execFileSync(servers.platformApi, ['certs', '-dir', scratch]);
  const tokens = makeTokens();
  writeFileSync(file('tokens.csv'), tokenFile(tokens), { mode: 0o600 });
  writeFileSync(file('audit-policy.json'), JSON.stringify(auditPolicy));
  processes.start('kube-apiserver', servers.kubeApiserver, [
    `--etcd-servers=http://127.0.0.1:${etcdPort}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${port}`,
    `--tls-cert-file=${file('serving.crt')}`,
    `--tls-private-key-file=${file('serving.key')}`,
    '--authorization-mode=RBAC',
    `--token-auth-file=${file('tokens.csv')}`,
    '--anonymous-auth=false',
    '--service-account-issuer=https://localhost',
    `--service-account-key-file=${file('service-account.crt')}`,
    `--service-account-signing-key-file=${file('service-account.key')}`,
    `--requestheader-client-ca-file=${file('front-proxy-ca.crt')}`,
    '--requestheader-allowed-names=front-proxy-client',
    '--requestheader-extra-headers-prefix=X-Remote-Extra-',
    '--requestheader-group-headers=X-Remote-Group',
    '--requestheader-username-headers=X-Remote-User',
    `--proxy-client-cert-file=${file('front-proxy-client.crt')}`,
    `--proxy-client-key-file=${file('front-proxy-client.key')}`,
    `--audit-policy-file=${file('audit-policy.json')}`,
    `--audit-log-path=${file(AUDIT_LOG)}`,
    `--disable-admission-plugins=${NO_ADMISSION.join(',')}`,
    '--enable-priority-and-fairness=false',
    '--endpoint-reconciler-type=none',
    '--profiling=false',
    // A list from the cache waits until the cache has caught up, up to a tenth of a second each.
    '--watch-cache=false',
  ]);

  const endpoint = { url: `https://127.0.0.1:${port}`, ca: readFileSync(file('ca.crt'), 'utf8') };
  for (const name of ['harness', 'platform-api'] as const) {
    writeFileSync(file(`${name}.kubeconfig`), kubeconfigOf(endpoint.url, endpoint.ca, name, tokens[name]));
  }
  await until('the kube-apiserver', async () => {
    processes.alive();
    // The object that the aggregated server reads its trust from comes last of what is needed.
    const trust = '/api/v1/namespaces/kube-system/configmaps/extension-apiserver-authentication';
    const answer = await call(endpoint, 'GET', trust, tokens.harness).catch(() => undefined);
    return answer?.status === 200;
  });
  return { endpoint, tokens, scratch, processes };
}

const etcdFlags = (data: string, port: number, peerPort: number): readonly string[] => [
  `--data-dir=${data}`,
  `--listen-client-urls=http://127.0.0.1:${port}`,
  `--advertise-client-urls=http://127.0.0.1:${port}`,
  `--listen-peer-urls=http://127.0.0.1:${peerPort}`,
  `--initial-advertise-peer-urls=http://127.0.0.1:${peerPort}`,
  `--initial-cluster=default=http://127.0.0.1:${peerPort}`,
  // A ring of one has nobody to wait for, and nothing here has to survive a power cut.
  '--heartbeat-interval=10',
  '--election-timeout=100',
  '--unsafe-no-fsync',
  '--log-level=warn',
];
