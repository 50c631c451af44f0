/** A version of a Kubernetes API that a minor no longer serves. */
export interface RemovedApi {
  /** The first minor without it. */
  readonly removedIn: string;
  /** Group and version, as `apiVersion` has them. */
  readonly api: string;
  readonly kinds: readonly string[];
  /** What to write in its place. */
  readonly use: string;
  /** Whether API servers served it without being told to. */
  readonly servedByDefault: boolean;
  readonly source: string;
}

const LIFECYCLE = 'k8s.io/api v0.34.4, zz_generated.prerelease-lifecycle.go';
const BETAS_OFF = 'kubernetes v1.34.4, pkg/controlplane/instance.go (betaAPIGroupVersionsDisabledByDefault)';

/**
 * The beta versions that end between the minors that the platform offers; no stable one does, and v1.31 and v1.35 end
 * none (k8s.io/api v0.31.3, v0.34.4 and v0.35.0, APILifecycleRemoved). Alpha versions are off by default and left out.
 */
export const REMOVED_APIS: readonly RemovedApi[] = [
  {
    removedIn: 'v1.32',
    api: 'flowcontrol.apiserver.k8s.io/v1beta3',
    kinds: ['FlowSchema', 'PriorityLevelConfiguration'],
    use: 'flowcontrol.apiserver.k8s.io/v1',
    servedByDefault: true,
    source: `${LIFECYCLE} in flowcontrol/v1beta3; kubernetes.io, Deprecated API Migration Guide, v1.32`,
  },
  {
    removedIn: 'v1.33',
    api: 'authentication.k8s.io/v1beta1',
    kinds: ['SelfSubjectReview'],
    use: 'authentication.k8s.io/v1',
    servedByDefault: false,
    source: `${LIFECYCLE} in authentication/v1beta1; ${BETAS_OFF}`,
  },
  {
    removedIn: 'v1.34',
    api: 'admissionregistration.k8s.io/v1beta1',
    kinds: ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
    use: 'admissionregistration.k8s.io/v1',
    servedByDefault: false,
    source: `${LIFECYCLE} in admissionregistration/v1beta1; ${BETAS_OFF}`,
  },
];
