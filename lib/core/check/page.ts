import { shortRelease } from '../platform/release';
import { OBJECT_RULES, CATALOGUE } from './catalogue';
import { PROGRAM_RULES } from './rules/program';
import type { ExampleObject, ObjectRule, ProgramRule, RuleFacts } from './rule';
import { TENANT_API, type TenantKind } from '../model/kind';

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

/** What a code's page says, apart from its examples. */
export interface RulePage extends RuleFacts {
  /** The releases that it holds for, in words. */
  readonly holdsFor: string;
  /** The rules over objects that carry the code, one for each kind. */
  readonly objectRules: readonly ObjectRule[];
  readonly programRule: ProgramRule | undefined;
}

function span({ releases = {} }: RuleFacts): string {
  const { since, until } = releases;
  if (since && until) return `platform ${shortRelease(since)} and later, before ${shortRelease(until)}`;
  if (since) return `platform ${shortRelease(since)} and later`;
  return until ? `platforms before ${shortRelease(until)}` : 'every release of the platform';
}

/** The pages of all codes, in their order. */
export function rulePages(): RulePage[] {
  return CATALOGUE.map((facts) => ({
    ...facts,
    holdsFor: span(facts),
    objectRules: OBJECT_RULES.filter(({ code }) => code === facts.code),
    programRule: PROGRAM_RULES.find(({ code }) => code === facts.code),
  }));
}
