import { shortRelease } from '../platform/release';
import { TENANT_API, type TenantKind } from '../model/kind';
import { OPERATOR_RULES } from '../operator/catalogue';
import { catalogue, FILE_RULES, OBJECT_RULES, PROGRAM_RULES, TOGETHER_RULES } from './catalogue';
import type { ExampleObject, RuleFacts } from './rule';
import type { TenantFacts } from './tenancy';

const SOUND_NAME: Readonly<Record<TenantKind, string>> = { Kubernetes: 'web', Etcd: 'etcd', Tenant: 'staging' };

/** An example's object, made whole. */
export function exampleManifest(kind: TenantKind, { metadata, spec }: ExampleObject): object {
  return {
    apiVersion: TENANT_API,
    kind,
    metadata: { name: SOUND_NAME[kind], namespace: 'tenant-acme', ...metadata },
    spec: spec ?? {},
  };
}

/** One half of a rule's example: a program, the text of a file, or objects and what is known of their tenant. */
export type PageExample =
  | { readonly program: string }
  | { readonly file: string }
  | { readonly objects: readonly object[]; readonly tenant?: TenantFacts };

/** What a code's page says. */
export interface RulePage extends RuleFacts {
  /** The releases that it holds for, in words. */
  readonly holdsFor: string;
  /** What it judges, in words. */
  readonly judges: string;
  /** The profile that its examples are judged for. */
  readonly profile: string;
  readonly fails: PageExample;
  readonly passes: PageExample;
}

/** The releases that something holds for, in words. */
export function span({ releases = {} }: Pick<RuleFacts, 'releases'>): string {
  const { since, until } = releases;
  if (since && until) return `platform ${shortRelease(since)} and later, before ${shortRelease(until)}`;
  if (since) return `platform ${shortRelease(since)} and later`;
  return until ? `platforms before ${shortRelease(until)}` : 'every release of the platform';
}

const JUDGES = { programs: 'programs only', files: 'files only', both: 'programs and files' } as const;

const operatorRuleOf = (code: string): (typeof OPERATOR_RULES)[number] | undefined =>
  OPERATOR_RULES.find((rule) => rule.code === code);

/** What a rule judges, in words; objects of the tenant plane are not named, since most rules judge those. */
function judges({ code, only }: RuleFacts): string {
  const words = JUDGES[only ?? 'both'];
  return operatorRuleOf(code) ? `objects of the operator's plane, in ${words}` : words;
}

type Examples = Pick<RulePage, 'profile' | 'fails' | 'passes'>;

function examplesOf(code: string): Examples {
  const program = PROGRAM_RULES.find((rule) => rule.code === code);
  if (program) {
    const { fails, passes } = program.example;
    return { profile: 'hikube', fails: { program: fails }, passes: { program: passes } };
  }
  const file = FILE_RULES.find((rule) => rule.code === code);
  if (file) {
    const { profile = 'hikube', fails, passes } = file.example;
    return { profile, fails: { file: fails }, passes: { file: passes } };
  }
  const together = TOGETHER_RULES.find((rule) => rule.code === code);
  if (together) {
    const { profile = 'hikube', fails, passes } = together.example;
    const all = (objects: typeof fails): PageExample => ({
      objects: objects.map((one) => exampleManifest(one.kind, one)),
    });
    return { profile, fails: all(fails), passes: all(passes) };
  }
  const operator = operatorRuleOf(code);
  if (operator) {
    const { profile = 'hikube', fails, passes } = operator.example;
    return { profile, fails: { objects: fails }, passes: { objects: passes } };
  }
  const { kind, example } = OBJECT_RULES.find((rule) => rule.code === code)!;
  const { profile = 'hikube', fails, passes } = example;
  const one = (object: ExampleObject): PageExample => ({
    objects: [exampleManifest(kind, object)],
    ...(object.tenant && { tenant: object.tenant }),
  });
  return { profile, fails: one(fails), passes: one(passes) };
}

/** The page of one rule. */
export function pageOf(facts: RuleFacts): RulePage {
  return { ...facts, holdsFor: span(facts), judges: judges(facts), ...examplesOf(facts.code) };
}

/** The pages of all codes, in their order. */
export const rulePages = (): RulePage[] => catalogue().map(pageOf);
