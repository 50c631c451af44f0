import { App } from 'cdk8s';
import {
  CertManager,
  Cilium,
  CoreDns,
  EtcdRing,
  FluxCd,
  GatewayApi,
  Gpu,
  GpuOperator,
  Hami,
  IngressNginx,
  InstanceType,
  ManagedCluster,
  MonitoringAgents,
  NodeGroup,
  Oidc,
  Ouroboros,
  type PlatformProfile,
  ReplicatedVolumeLayer,
  Replication,
  Tenant,
  TenantChart,
  Velero,
  VerticalPodAutoscaler,
  type ManagedClusterProps,
} from 'hikube-constructs';

const LATER: ManagedClusterProps = {
  nodeHealth: { maxUnhealthy: '50%', startupTimeout: '10m' },
  talos: {
    version: 'v1.13.6',
    schematicId: 'a'.repeat(64),
    imageFactoryUrl: 'https://images.example',
    installerRepository: 'images.example/installer',
  },
  images: {
    waitForKubeconfig: 'images.example/wait:1',
    kubectl: 'images.example/kubectl:1',
    talosCsrSigner: 'images.example/signer:1',
  },
};

/** A program that says everything that a release of the platform has a field for. */
export function everything(profile: PlatformProfile): App {
  const app = new App();
  const later = profile.name === 'cozystack-1.6';
  const chart = new TenantChart(app, 'full', { namespace: 'tenant-full', profile });
  const volumes = new ReplicatedVolumeLayer(chart, 'volumes', { replication: Replication.synchronous() });
  const etcd = new EtcdRing(chart, 'etcd', {
    members: 3,
    size: '8Gi',
    volumes,
    resources: { cpu: '2', memory: '2Gi' },
    ...(later && { version: '3.6.11' }),
  });
  new Tenant(chart, 'child', {
    host: 'child.acme.example',
    modules: { etcd: true, monitoring: true, ingress: true, seaweedfs: true, ...(later && { gateway: true }) },
    quotas: { cpu: 8 },
    ...(later && { schedulingClass: 'geneva' }),
  });

  const sized = new ManagedCluster(chart, 'sized', {
    version: 'v1.34',
    host: 'k8s.acme.example',
    etcd,
    volumes,
    controlPlane: {
      replicas: 3,
      apiServer: { cpu: 2, memory: '2Gi' },
      controllerManager: { cpu: 1, memory: '1Gi' },
      scheduler: { cpu: 1, memory: '1Gi' },
      konnectivity: { cpu: 1, memory: '1Gi' },
      ...(later && {
        apiServerArguments: ['--v=2'],
        apiServerVolumes: [{ name: 'audit', secret: 'audit', mountPath: '/etc/audit' }],
      }),
    },
    ...(later && {
      ...LATER,
      oidc: Oidc.fromSecret('login', { users: [{ email: 'jane@acme.example', role: 'admin' }] }),
    }),
  });
  const nodes = new NodeGroup(sized, 'md0', {
    resources: { cpu: 16, memory: '64Gi' },
    scaling: { min: 1, max: 4 },
    disk: '200Gi',
    roles: ['gpu'],
    gpus: { model: Gpu.L40S },
    ...(later && {
      volumes,
      kubelet: {
        systemReserved: { cpu: '100m', memory: '256Mi' },
        kubeReserved: { cpu: '100m', memory: '256Mi' },
        evictionHard: '5%',
        evictionSoft: '8%',
      },
      health: { maxUnhealthy: '1', startupTimeout: '20m' },
    }),
  });
  addEveryAddon(sized, nodes, later);

  const preset = new ManagedCluster(chart, 'preset', {
    controlPlane: { apiServer: 'large', controllerManager: 'micro', scheduler: 'micro', konnectivity: 'micro' },
    ...(later && {
      oidc: Oidc.fromConfig('apiVersion: apiserver.config.k8s.io/v1beta1\nkind: AuthenticationConfiguration\n'),
    }),
  });
  new NodeGroup(preset, 'md0', { instanceType: InstanceType.U1_LARGE, scaling: { min: 1, max: 2 } });
  return app;
}

function addEveryAddon(cluster: ManagedCluster, nodes: NodeGroup, later: boolean): void {
  const values = { note: 'x' };
  const certManager = new CertManager(cluster, 'cert-manager', { values: { podLabels: values } });
  const ingress = new IngressNginx(cluster, 'ingress', {
    exposure: 'Proxied',
    hosts: ['*.acme.example'],
    nodes,
    values,
  });
  const monitoringAgents = new MonitoringAgents(cluster, 'agents', { certManager });
  const gatewayApi = new GatewayApi(cluster, 'gateway');
  const gpuOperator = new GpuOperator(cluster, 'gpu', { values });
  new VerticalPodAutoscaler(cluster, 'vpa', { monitoringAgents, values });
  new FluxCd(cluster, 'flux', { values: { commonLabels: values } });
  new Velero(cluster, 'velero', { values });
  new Cilium(cluster, 'cilium', { values });
  new CoreDns(cluster, 'coredns', { values });
  if (!later) return;
  new Hami(cluster, 'hami', { gpuOperator, values });
  new Ouroboros(cluster, 'ouroboros', { ingress, gatewayApi, values });
}
