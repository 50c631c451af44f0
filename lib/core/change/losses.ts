import { isRecord, listed, valueAt } from '../json';
import type { TenantKind } from '../model/kind';
import { MODULES_OF_TENANTS } from '../model/tenant';

/** What is lost with an object of the tenant plane, as a sentence; both `delete` and `diff` say it. */
export function whatGoes(kind: TenantKind, manifest: unknown): string {
  const spec = valueAt(manifest, 'spec');
  switch (kind) {
    case 'Kubernetes': {
      const groups = valueAt(spec, 'nodeGroups');
      const named = isRecord(groups) && Object.keys(groups).length > 0 ? ` of ${listed(Object.keys(groups))}` : '';
      return `its control plane, all machines${named}, every volume that was claimed inside it, and its load balancers.`;
    }
    case 'Etcd':
      return 'its members with their volumes, and with them the state of every cluster that keeps it there.';
    case 'Tenant': {
      const modules = MODULES_OF_TENANTS.filter((module) => valueAt(spec, module) === true);
      const own = modules.length > 0 ? ` its ${modules.join(', ')},` : '';
      return `its namespace with everything in it,${own} its clusters and databases, and all tenants below it.`;
    }
  }
}
