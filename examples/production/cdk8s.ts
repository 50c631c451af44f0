import { App } from 'cdk8s';
import {
  CertManager,
  EtcdRing,
  IngressNginx,
  InstanceType,
  KubernetesVersion,
  ManagedCluster,
  NodeGroup,
  RegionTopology,
  ReplicatedVolumeLayer,
  Replication,
  TenantChart,
} from 'hikube-constructs';

const app = new App();
const swiss = RegionTopology.hikube();
const prod = new TenantChart(app, 'production', { namespace: 'tenant-acme', topology: swiss, modules: { etcd: true } });

const etcd = new EtcdRing(prod, 'etcd', { members: 3, across: swiss.regions });
const volumes = new ReplicatedVolumeLayer(prod, 'volumes', {
  replication: Replication.synchronous(),
  across: swiss.regions,
});
const cluster = new ManagedCluster(prod, 'web', {
  version: KubernetesVersion.V1_34,
  host: 'k8s.acme.example',
  controlPlane: { replicas: 3 },
  etcd,
  volumes,
});
const web = new NodeGroup(cluster, 'web', {
  name: 'md0',
  instanceType: InstanceType.S1_LARGE,
  scaling: { min: 3, max: 10 },
  across: swiss.regions,
});
new CertManager(cluster, 'cert-manager');
new IngressNginx(cluster, 'ingress-nginx', { hosts: ['*.apps.acme.example'], nodes: web });

app.synth();
