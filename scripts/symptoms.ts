/** What people see when something is wrong, and the rules that tell of it before anything is applied. */
export interface Symptom {
  /** The number under which Hikube's users know it, where it has one. */
  readonly id?: string;
  /** In the words of those who see it. */
  readonly seen: string;
  readonly codes: readonly string[];
  /** What of it cannot be known from the objects of the tenant's plane before they are applied, and who knows it. */
  readonly unknown?: string;
}

const INSIDE = 'It is about objects inside the cluster, which another API server takes.';

export const SYMPTOMS: readonly Symptom[] = [
  {
    id: 'T1',
    seen: 'A node turns NotReady under pressure',
    codes: ['HK2111', 'HK2112', 'HK2304'],
    unknown: 'What the pods ask for is not on this API.',
  },
  {
    id: 'T2',
    seen: 'Pods stay Pending for lack of CPU or memory',
    codes: ['HK4110', 'HK2206', 'HK2101', 'HK2103', 'HK2104', 'HK2105'],
    unknown: 'What the pods ask for is not on this API.',
  },
  {
    id: 'T3',
    seen: 'The kubeconfig is expired or Unauthorized',
    codes: [],
    unknown: 'A credential is no part of an object; `hikube kubeconfig` reads it anew.',
  },
  {
    id: 'T4',
    seen: 'The ingress answers 404, or nothing answers',
    codes: ['HK3102', 'HK3103', 'HK3105', 'HK3112', 'HK4304'],
    unknown: 'The class and rules of an Ingress stand inside the cluster.',
  },
  { id: 'T5', seen: 'The ingress answers 502', codes: [], unknown: INSIDE },
  {
    id: 'T6',
    seen: 'The ingress controller never runs, or nobody reaches it',
    codes: ['HK3102', 'HK3114', 'HK3124', 'HK2209'],
  },
  {
    id: 'T7',
    seen: 'A volume stays Pending: unknown class',
    codes: ['HK4201', 'HK4202', 'HK4105'],
    unknown: 'Claims stand inside the cluster; `cluster.storageClassInside` tells the name to write.',
  },
  {
    id: 'T8',
    seen: 'A volume stays Pending: no capacity, or over quota',
    codes: ['HK4110', 'HK4109', 'HK4112', 'HK4106'],
    unknown: 'What the platform has left is not published.',
  },
  {
    id: 'T9',
    seen: 'A certificate stays False',
    codes: ['HK4303', 'HK3116', 'HK3118'],
    unknown: 'The issuer stands inside the cluster.',
  },
  { id: 'T10', seen: 'After a default-deny policy no name resolves', codes: [], unknown: INSIDE },
  { id: 'T11', seen: 'ImagePullBackOff', codes: [], unknown: INSIDE },
  {
    id: 'T12',
    seen: 'Flux does not sync',
    codes: ['HK3123', 'HK3115', 'HK3107', 'HK3108'],
    unknown: 'Whether the repository can be reached.',
  },
  {
    id: 'T13',
    seen: 'A GPU pod stays Pending: Insufficient nvidia.com/gpu',
    codes: ['HK3104', 'HK2107', 'HK2205', 'HK3113'],
    unknown: 'How many a pod asks for stands inside the cluster.',
  },
  { id: 'T14', seen: 'nvidia-smi fails in a pod', codes: ['HK3104'] },
  { id: 'T15', seen: 'The GPU operator crashes: no hardware', codes: ['HK3106'] },
  { id: 'T16', seen: 'The release fails: `resources` is missing in a group', codes: ['HK1203'] },
  {
    id: 'T17',
    seen: 'An upgrade that skips a minor, or a version that is refused',
    codes: ['HK1401', 'HK5102', 'HK5103', 'HK5104'],
  },
  {
    id: 'T18',
    seen: 'A change of the instance type starves the cluster',
    codes: ['HK2207', 'HK2110', 'HK5204', 'HK5205'],
  },
  { id: 'T19', seen: 'A group was removed under running pods', codes: ['HK5202', 'HK5203'] },
  {
    id: 'T20',
    seen: 'Forbidden',
    codes: ['HK1309'],
    unknown: 'A command with -A asks for more than a tenant may see.',
  },
  {
    id: 'T21',
    seen: 'Connection refused by the API server of the cluster',
    codes: ['HK4108', 'HK4107', 'HK2208', 'HK4301', 'HK4404'],
    unknown: 'A cluster that is being made takes minutes; `hikube status` says what it waits for.',
  },
  { id: 'T22', seen: 'No space left on device', codes: ['HK2111', 'HK2112', 'HK2108'] },
  {
    id: 'T23',
    seen: 'A component is OOMKilled or crashes',
    codes: ['HK2106', 'HK2108'],
    unknown: 'What applications need stands inside the cluster.',
  },
  { id: 'T24', seen: 'A Service has no endpoints', codes: [], unknown: INSIDE },
  {
    id: 'T25',
    seen: 'No name resolves in the cluster',
    codes: ['HK3122', 'HK3116'],
    unknown: 'Searches and full names.',
  },
  {
    id: 'T26',
    seen: 'The name of the API or of an application does not resolve',
    codes: ['HK4303', 'HK4301', 'HK4302'],
    unknown: 'The A records are yours to make; `hikube apply` ends with them, and `cluster.dnsRecords` lists them.',
  },
  { id: 'T27', seen: 'kubelogin asks for the wrong thing', codes: [], unknown: 'It is a program on your machine.' },
  {
    id: 'T28',
    seen: '.local names fail in virtual machines',
    codes: [],
    unknown: 'Virtual machines are not its matter.',
  },
  {
    seen: 'The object is there, and the release never becomes Ready',
    codes: [
      'HK1202',
      'HK1204',
      'HK1206',
      'HK2301',
      'HK2302',
      'HK2303',
      'HK2305',
      'HK3101',
      'HK3110',
      'HK4401',
      'HK4402',
    ],
  },
  { seen: 'A setting does nothing', codes: ['HK1201', 'HK1205', 'HK1208', 'HK3107', 'HK3108', 'HK3115'] },
  { seen: 'A group of machines that nobody declared', codes: ['HK2203', 'HK2204'] },
  { seen: 'The API server refuses the object', codes: ['HK1207', 'HK1301', 'HK1302', 'HK1308', 'HK1507'] },
  { seen: 'All clusters of a tenant stop taking writes at once', codes: ['HK4103', 'HK4111', 'HK4114'] },
  { seen: 'A value is another than what stands in the file', codes: ['HK1504', 'HK1506'] },
  {
    seen: 'A cluster changed although somebody only looked at what would change',
    codes: [],
    unknown: '`kubectl diff` and `--dry-run=server` really write here. Compare files instead.',
  },
];
