import type { EffectFacts } from '../effect';

const API = 'cozystack v1.1.2 and v1.6.2, pkg/registry/apps/application/rest.go';

/** An effect on an object as a whole, whatever its kind; its page shows two states of one object, or nothing for none. */
export interface ObjectEffect extends EffectFacts {
  readonly example: { readonly before?: object; readonly after?: object };
}

const web = { metadata: {}, spec: { host: 'k8s.acme.example' } };

export const OBJECT_EFFECTS = {
  created: {
    code: 'HK5001',
    impact: 'create',
    severity: 'info',
    title: 'An object is created',
    why: 'The platform installs what it describes.',
    first: 'Nothing.',
    source: API,
    example: { after: web },
  },
  removed: {
    code: 'HK5002',
    impact: 'destroys',
    severity: 'error',
    title: 'An object is removed',
    why: 'The platform deletes what it stands for, with the data, and nothing brings that back.',
    first: 'Save what is needed. `hikube apply` never deletes; `hikube delete` does, and asks for the name.',
    source:
      'cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/templates/delete.yaml, packages/apps/tenant/templates/cleanup-job.yaml',
    example: { before: web },
  },
  metadata: {
    code: 'HK5003',
    impact: 'inPlace',
    severity: 'info',
    title: 'Labels or annotations change',
    why: 'They are kept beside the release, which is not upgraded for them.',
    first: 'Nothing, unless something selects by them.',
    source: API,
    example: { before: web, after: { ...web, metadata: { labels: { team: 'platform' } } } },
  },
  protection: {
    code: 'HK5010',
    impact: 'inPlace',
    severity: 'warning',
    title: 'Deletion protection comes or goes',
    why: 'Without the mark, the next apply may destroy what the object stands for, and the next delete deletes it.',
    first: 'See that it is meant: `deletionProtection: true` on the noun, or the annotation, keeps it.',
    source: "this library's own rule",
    example: {
      before: { ...web, metadata: { annotations: { 'hikube-constructs/deletion-protection': 'true' } } },
      after: web,
    },
  },
  moved: {
    code: 'HK5004',
    impact: 'destroys',
    severity: 'error',
    title: 'An object is renamed or moved',
    why: 'The platform knows an object by its namespace and name: another one is a new object, and the old one goes with all its data.',
    first: 'Make the new one beside the old one, move what runs there, and delete the old one last.',
    source: API,
    example: { before: web, after: { ...web, metadata: { name: 'site' } } },
  },
  guarded: {
    code: 'HK5005',
    impact: 'refused',
    severity: 'error',
    title: 'Deletion protection forbids it',
    why: 'The object is marked as one whose data must not go; the mark is honoured by this library, and not by the platform.',
    first: 'Take the protection away in a change of its own, apply that, and then do this.',
    source: "this library's own rule",
    example: {
      before: { ...web, metadata: { annotations: { 'hikube-constructs/deletion-protection': 'true' } } },
    },
  },
  unreadable: {
    code: 'HK5008',
    impact: 'refused',
    severity: 'error',
    title: 'What is written cannot become a release',
    why: 'The API takes the value, and the release fails: what it does to what runs cannot be told.',
    first: 'Put it right first; `hikube check` says how.',
    source: `${API}; values.schema.json of each chart`,
    example: { before: web, after: { metadata: {}, spec: { controlPlane: { replicas: 'three' } } } },
  },
  unknown: {
    code: 'HK5009',
    impact: 'inPlace',
    severity: 'warning',
    title: 'A field changes whose effect cannot be told',
    why: 'What it was cannot be read, so what runs may be of an earlier release; the new value is installed in place.',
    first: 'Look at what runs (`hikube status`) before, and at the release after.',
    source: API,
    example: {
      before: { metadata: {}, spec: { controlPlane: { replicas: 'three' } } },
      after: { metadata: {}, spec: { controlPlane: { replicas: 3 } } },
    },
  },
} as const satisfies Readonly<Record<string, ObjectEffect>>;

/** No consent makes these right: protection is to be taken away first, and a release that fails is to be put right. */
export const NEVER_ALLOWED: readonly string[] = [OBJECT_EFFECTS.guarded.code, OBJECT_EFFECTS.unreadable.code];
