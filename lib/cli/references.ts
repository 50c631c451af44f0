import { quote } from '../core/json';
import type { TenantKind } from '../core/model/kind';
import { isDns1123Label } from '../core/names';
import type { ObjectRef } from '../live/resources';
import type { TenantApi } from '../live/tenant-api';
import { Unusable } from './io';

/** The words by which people name a kind, as kubectl knows them and as they are said. */
const WORDS: Readonly<Record<string, TenantKind>> = {
  kubernetes: 'Kubernetes',
  kuberneteses: 'Kubernetes',
  cluster: 'Kubernetes',
  etcd: 'Etcd',
  etcds: 'Etcd',
  tenant: 'Tenant',
  tenants: 'Tenant',
};

/**
 * The object that `kubernetes/web` means, or `web` alone, which is a cluster.
 *
 * @throws Unusable for a kind that is not known, a name that nothing can have, or without a namespace
 */
export function refFrom(written: string, api: Pick<TenantApi, 'namespace'>): ObjectRef {
  const [first = '', second, ...more] = written.split('/');
  const [kindWord, name] = second === undefined ? ['kubernetes', first] : [first.toLowerCase(), second];
  const kind = Object.hasOwn(WORDS, kindWord) ? WORDS[kindWord] : undefined;
  if (!kind || more.length > 0) {
    throw new Unusable(`${quote(written)} names no object. Write kubernetes/NAME, etcd/etcd or tenant/NAME.`);
  }
  if (!isDns1123Label(name)) throw new Unusable(`${quote(name)} can be no object's name.`);
  return { kind, name, namespace: namespaceOf(api) };
}

/** The namespace that a command works in. */
export function namespaceOf({ namespace }: Pick<TenantApi, 'namespace'>): string {
  if (namespace === undefined) throw new Unusable('The context names no namespace. Add -n, such as -n tenant-acme.');
  return namespace;
}
