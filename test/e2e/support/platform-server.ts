import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { PLATFORM_AUDIT_LOG } from './audit';
import { type ControlPlane } from './control-plane';
import { call, type Json } from './https';
import { aggregation, definitions, NAMESPACES, pathOf, rights } from './objects';
import { freePorts, until } from './processes';
import { REAL_API, type Release, SCHEMAS, SOURCE } from './release';

type Post = (object: Json) => Promise<void>;

/** Puts the platform's API behind a kube-apiserver: the stand-in, or the real one when there is one. */
export async function startPlatformServer(plane: ControlPlane, release: Release, standIn: string): Promise<void> {
  const post = posting(plane);
  const [port = 0] = await freePorts(1);
  await Promise.all([
    ...NAMESPACES.map((name) => post({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    ...definitions.map(post),
  ]);
  await Promise.all([...definitions.map(({ spec }) => established(plane, spec)), ...rights.map(post)]);

  const real = REAL_API;
  if (real !== undefined) await Promise.all(applicationDefinitions().map(post));
  if (real === undefined) startStandIn(plane, release, standIn, port);
  else startReal(plane, real, port);
  // The aggregator looks again only after a while when it finds nobody at first.
  await until('the platform API', () => {
    plane.processes.alive();
    return call({ ...plane.endpoint, url: `https://127.0.0.1:${port}` }, 'GET', '/healthz', '')
      .then(({ status }) => status === 200)
      .catch(() => false);
  });
  await Promise.all(aggregation(port).map(post));
  await Promise.all(
    ['apps.cozystack.io/v1alpha1/kuberneteses', 'core.cozystack.io/v1alpha1/tenantnamespaces'].map((list) =>
      until(
        list,
        async () => (await call(plane.endpoint, 'GET', `/apis/${list}`, plane.tokens.harness)).status === 200,
        { within: 120_000 },
      ),
    ),
  );
}

const startStandIn = ({ processes, scratch }: ControlPlane, release: Release, binary: string, port: number): void =>
  processes.start('platform-api', binary, [
    'serve',
    `-port=${port}`,
    `-release=${release}`,
    `-schemas=${SCHEMAS[release]}`,
    `-kubeconfig=${path.join(scratch, 'platform-api.kubeconfig')}`,
    `-certificates=${scratch}`,
    `-log=${path.join(scratch, PLATFORM_AUDIT_LOG)}`,
  ]);

function startReal({ processes, scratch }: ControlPlane, binary: string, port: number): void {
  const kubeconfig = path.join(scratch, 'platform-api.kubeconfig');
  const flags = [
    `--kubeconfig=${kubeconfig}`,
    `--authentication-kubeconfig=${kubeconfig}`,
    `--authorization-kubeconfig=${kubeconfig}`,
    `--secure-port=${port}`,
    '--bind-address=127.0.0.1',
    `--tls-cert-file=${path.join(scratch, 'serving.crt')}`,
    `--tls-private-key-file=${path.join(scratch, 'serving.key')}`,
    `--audit-policy-file=${path.join(scratch, 'audit-policy.json')}`,
    `--audit-log-path=${path.join(scratch, PLATFORM_AUDIT_LOG)}`,
  ];
  processes.start('platform-api', binary, flags, { KUBECONFIG: kubeconfig });
}

/** The kinds of a release, as its packages define them; the real server reads them once, at its start. */
function applicationDefinitions(): Json[] {
  const system = path.join(SOURCE, 'packages/system');
  return readdirSync(system)
    .filter((name) => /^(kubernetes|kubernetes-nodes|etcd|tenant)-rd$/.test(name))
    .flatMap((name) => {
      const folder = path.join(system, name, 'cozyrds');
      return readdirSync(folder).flatMap((file) =>
        parseAllDocuments(readFileSync(path.join(folder, file), 'utf8')).map((document) => document.toJS() as Json),
      );
    });
}

const posting =
  ({ endpoint, tokens }: ControlPlane): Post =>
  (object) =>
    until(`${object.kind} ${object.metadata.name}`, async () => {
      const collection = pathOf(
        object.apiVersion as string,
        object.kind as string,
        object.metadata.namespace as string,
      );
      const { status, body } = await call(endpoint, 'POST', collection, tokens.harness, { body: object });
      // Roles are refused until the server has its own, and what it made itself is there already.
      if (status === 403 || status === 404 || status >= 500) return false;
      if (status >= 300 && status !== 409) throw new Error(`${collection}: ${status} ${JSON.stringify(body)}`);
      return true;
    }).then(() => undefined);

const established = ({ endpoint, tokens }: ControlPlane, { group, versions, names }: Json): Promise<unknown> =>
  until(`${names.kind}`, async () => {
    const list = `/apis/${group}/${versions[0].name}/${names.plural}`;
    return (await call(endpoint, 'GET', list, tokens.harness)).status === 200;
  });
