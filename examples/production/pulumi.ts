import * as pulumi from '@pulumi/pulumi';
import { ConfigMap } from '@pulumi/kubernetes/core/v1';
import * as hikube from 'hikube-constructs/pulumi';
import { build } from './cdk8s';

const config = new pulumi.Config();
const host = config.get('host');

// The tenant's kubeconfig is the one that kubectl would take.
const connection = hikube.Connection.environment();
const prod = hikube.render('production', (app) => build(app, host), { connection });
const cluster = prod.cluster(prod.value);

// Into the new cluster, in the same `pulumi up`.
new ConfigMap(
  'welcome',
  { metadata: { name: 'welcome', namespace: 'default' }, data: { stack: pulumi.getStack() } },
  { provider: cluster.provider },
);

export const kubeconfig = cluster.kubeconfig;
