import { kubeconfigKeys, type KubeconfigKey } from './kubeconfig-keys';
import { readKubeconfig } from './kubeconfig-document';
import { LiveError } from './live-error';
import type { TenantSecret } from './tenant-api';

/**
 * A cluster's kubeconfig out of the secret that the platform shows.
 *
 * @param key `admin.conf` by default
 * @throws LiveError of kind `kubeconfig` where the key is missing, or is no kubeconfig
 */
export function kubeconfigFrom(secret: TenantSecret, key: KubeconfigKey = 'admin.conf'): string {
  const { name, namespace, data, stringData } = secret;
  const where = `The key "${key}" of the secret "${name}" in namespace "${namespace}"`;
  const encoded = data[key] ?? stringData[key];
  if (encoded === undefined) {
    const has = kubeconfigKeys({ ...stringData, ...data });
    throw new LiveError('kubeconfig', {
      message: `${where} is not there.`,
      why: 'The platform writes it when the control plane is up.',
      remedy: has.length === 0 ? 'Wait for the control plane.' : `There is ${has.join(', ')}.`,
    });
  }
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const { contexts, clusters } = readKubeconfig(text, where);
  if (contexts.length > 0 && clusters.length > 0) return text;
  throw new LiveError('kubeconfig', {
    message: `${where} is no kubeconfig: it has no context.`,
    remedy: 'Wait for the control plane; if it stays so, ask whoever runs the platform.',
  });
}
