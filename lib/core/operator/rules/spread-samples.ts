/** A sound value for the platform. */
export const SOUND_SPREAD = `topologySpreadConstraints:
- maxSkew: 1
  minDomains: 3
  topologyKey: topology.kubernetes.io/zone
  whenUnsatisfiable: DoNotSchedule
`;

/** The platform's Package with this spread. */
export const platform = (spread: unknown): object => ({
  apiVersion: 'cozystack.io/v1alpha1',
  kind: 'Package',
  metadata: { name: 'cozystack.cozystack-platform' },
  spec: {
    variant: 'isp-full',
    components: { platform: { values: { scheduling: { globalAppTopologySpreadConstraints: spread } } } },
  },
});

/** A scheduling class of this spec. */
export const schedulingClass = (spec: object): object => ({
  apiVersion: 'cozystack.io/v1alpha1',
  kind: 'SchedulingClass',
  metadata: { name: 'three-sites' },
  spec,
});

export const CLASS_CONSTRAINT = {
  maxSkew: 1,
  minDomains: 3,
  topologyKey: 'topology.kubernetes.io/zone',
  whenUnsatisfiable: 'DoNotSchedule',
};
