// What every `ts fragment` of docs/pulumi.md starts with, as prelude.ts is for the other pages.
import * as pulumi from '@pulumi/pulumi';
import { ConfigMap } from '@pulumi/kubernetes/core/v1';
import { Provider } from '@pulumi/kubernetes/provider';
import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  InstanceType,
  ManagedCluster,
  NodeGroup,
  TenantChart,
  WorkloadChart,
  movedFrom,
  type Deferrable,
} from 'hikube-constructs';
import * as hikube from 'hikube-constructs/pulumi';

const config = new pulumi.Config();
const connection = hikube.Connection.context('acme');
const tenant = new hikube.Tenancy('acme', { namespace: 'tenant-acme', connection });
const nodeGroups = { md0: { instanceType: hikube.InstanceType.S1_LARGE, scaling: { min: 2, max: 5 } } };
const web = new hikube.ManagedCluster('web', { host: 'k8s.acme.example', nodeGroups }, { parent: tenant });

// Exported, so that nobody calls unused what the fragments use.
export { App, Chart, ConfigMap, Construct, InstanceType, ManagedCluster, NodeGroup, Provider, TenantChart };
export {
  WorkloadChart,
  config,
  connection,
  hikube,
  kplus,
  movedFrom,
  nodeGroups,
  pulumi,
  tenant,
  web,
  type Deferrable,
};
