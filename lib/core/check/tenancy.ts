import { ROOT_NAMESPACE, tenantNamespace } from '../names';
import { isUnread, type Reading } from '../read/read';

/** The modules of a tenant that others rest on; what is absent is unknown. */
export interface ModuleFacts {
  readonly etcd?: boolean;
  readonly monitoring?: boolean;
}

/** What is known of a tenant. */
export interface TenantFacts {
  /** Its own modules. */
  readonly modules?: ModuleFacts;
  /** Whether it or an ancestor has the module. */
  readonly reach?: ModuleFacts;
}

/** What is said of tenants beside their own objects: by the charts of a program. */
export type SaidOfTenants = (namespace: string) => TenantFacts;

/**
 * The tenants of a program or of the files of one run: which contains which, and what each has. It is built from the
 * Tenant objects that are there; where one is missing, nothing is concluded from its absence.
 */
export class Tenancy {
  private readonly byNamespace = new Map<
    string,
    { readonly tenant: Reading<'Tenant'>; readonly parent: string | undefined }
  >();

  public constructor(
    /** The Tenant objects that are there. */
    public readonly declared: readonly Reading<'Tenant'>[],
    private readonly said: SaidOfTenants = () => ({}),
  ) {
    for (const reading of declared) {
      const { namespace, name } = reading.object;
      if (namespace === undefined || name === '') continue;
      const own = namespaceOf(reading)!;
      this.byNamespace.set(own, { tenant: reading, parent: own === ROOT_NAMESPACE ? undefined : namespace });
    }
  }

  /** Everything that is known of the tenant of a namespace. */
  public factsOf(namespace: string | undefined): TenantFacts {
    if (namespace === undefined) return {};
    return {
      modules: known({ etcd: this.has(namespace, 'etcd'), monitoring: this.has(namespace, 'monitoring') }),
      reach: known({ etcd: this.reaches(namespace, 'etcd'), monitoring: this.reaches(namespace, 'monitoring') }),
    };
  }

  /** The namespace whose ring the platform gives to the clusters of a tenant, where the declared chain tells. */
  public ringOf(namespace: string): string | undefined {
    for (let at: string | undefined = namespace; at !== undefined; at = this.byNamespace.get(at)?.parent) {
      const own = this.has(at, 'etcd');
      if (own === undefined) return undefined;
      if (own) return at;
    }
    return undefined;
  }

  private has(namespace: string, module: keyof ModuleFacts): boolean | undefined {
    const declared = this.byNamespace.get(namespace);
    if (!declared) return this.said(namespace).modules?.[module];
    // A module that a Tenant does not name is off: that is its default.
    return isUnread(declared.tenant, `/spec/${module}`) ? undefined : declared.tenant.spec[module] === true;
  }

  private reaches(namespace: string, module: keyof ModuleFacts): boolean | undefined {
    let at: string | undefined = namespace;
    while (at !== undefined) {
      const own = this.has(at, module);
      if (own === true) return true;
      const above: boolean | undefined = this.said(at).reach?.[module];
      if (above !== undefined) return above;
      if (own === undefined) return undefined;
      if (at === ROOT_NAMESPACE) return false;
      at = this.byNamespace.get(at)?.parent;
    }
    return undefined;
  }
}

export const isTenant = (reading: Reading): reading is Reading<'Tenant'> => reading.object.kind === 'Tenant';
export const isCluster = (reading: Reading): reading is Reading<'Kubernetes'> => reading.object.kind === 'Kubernetes';
export const isRing = (reading: Reading): reading is Reading<'Etcd'> => reading.object.kind === 'Etcd';

/** The namespace that the platform makes for a Tenant; the root tenant stands in its own. */
export function namespaceOf({ object: { namespace, name } }: Reading<'Tenant'>): string | undefined {
  if (namespace === undefined) return undefined;
  return namespace === ROOT_NAMESPACE && name === 'root' ? ROOT_NAMESPACE : tenantNamespace(namespace, name);
}

const known = (facts: { readonly [K in keyof ModuleFacts]-?: boolean | undefined }): ModuleFacts => ({
  ...(facts.etcd !== undefined && { etcd: facts.etcd }),
  ...(facts.monitoring !== undefined && { monitoring: facts.monitoring }),
});
