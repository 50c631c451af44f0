import { BlockList, isIP } from 'node:net';
import type { Environment } from './kubeconfig-paths';

/** The proxy that the environment names for a server, as kubectl reads it; none for loopback. */
export function proxyFor(server: URL, env: Environment): string | undefined {
  const proxy = server.protocol === 'https:' ? env.HTTPS_PROXY || env.https_proxy : env.HTTP_PROXY || env.http_proxy;
  if (!proxy || exempt(server, env.NO_PROXY || env.no_proxy || '')) return undefined;
  return /^[a-z0-9]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}

function exempt(server: URL, list: string): boolean {
  const host = server.hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  const port = server.port || (server.protocol === 'https:' ? '443' : '80');
  if (host === 'localhost' || host === '::1' || /^127\./.test(host)) return true;
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => matches(entry.toLowerCase(), host, port));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '*' || entry === host) return true;
  const [network = '', bits] = entry.split('/');
  if (bits !== undefined)
    return isIP(network) === isIP(host) && isIP(host) !== 0 && within(host, network, Number(bits));
  const [, name = '', wantedPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (wantedPort !== undefined && wantedPort !== port) return false;
  const suffix = name.replace(/^\*?\./, '');
  return suffix !== '' && (host === suffix || (isIP(host) === 0 && host.endsWith(`.${suffix}`)));
}

function within(host: string, network: string, bits: number): boolean {
  const family = isIP(host) === 6 ? 'ipv6' : 'ipv4';
  try {
    const block = new BlockList();
    block.addSubnet(network, bits, family);
    return block.check(host, family);
  } catch {
    return false;
  }
}
