import type { Desk } from './command-line';

/** A cluster in a file of its own. */
export function cluster(desk: Desk, { name = 'web', max = 4, spec = '', metadata = '' } = {}): string {
  const disk = desk.release === '1.6' ? 'diskSize' : 'ephemeralStorage';
  return `apiVersion: apps.cozystack.io/v1alpha1
kind: Kubernetes
metadata:
  name: ${name}
  namespace: tenant-acme
${metadata}spec:
  version: v1.34
  host: ${name}.acme.example
  nodeGroups:
    md0:
      minReplicas: 2
      maxReplicas: ${max}
      instanceType: u1.large
      ${disk}: 100Gi
      resources: {}
${spec}`;
}

/** Writes it into the folder that is applied. */
export const written = (desk: Desk, options?: Parameters<typeof cluster>[1]): string =>
  desk.file('dist/web.yaml', cluster(desk, options));
/** Where it is on the server. */
export const OBJECT = '/apis/apps.cozystack.io/v1alpha1/namespaces/tenant-acme/kuberneteses/web';
