import { Provider } from '@pulumi/kubernetes/provider';
import * as hikube from 'hikube-constructs/pulumi';
import { build } from './cdk8s';

// The operator's objects and the tenants' are of one management cluster, with credentials of their own.
const operator = new Provider('operator', { context: 'operator' });
hikube.render('three-datacenters', (app) => build(app), {
  connection: hikube.Connection.environment(),
  provider: operator,
});
