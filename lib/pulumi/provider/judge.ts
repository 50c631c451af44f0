import { acknowledge } from '../../core/check/acknowledge';
import { check } from '../../core/check/check';
import { sortIssues, type Issue } from '../../core/issue';
import type { PlatformProfile } from '../../core/platform/profile';
import { read } from '../../core/read/read';
import type { Directives } from '../object-inputs';
import type { DeclaredObject } from './inputs';
import { isUnknown } from './values';

/**
 * What the rules say against an object, as far as it is known: errors, and in a strict tree the warnings that nobody has
 * accepted. That an acceptance met nothing is never said here: its warning may be one of several objects together, or of
 * what is not known yet.
 */
export function issuesOf(object: DeclaredObject, directives: Directives, profile: PlatformProfile): Issue[] {
  const { name, namespace } = object.metadata;
  // Half the rules are about names: of an object without one they would say nothing that is true.
  if (isUnknown(name) || isUnknown(namespace) || isUnknown(object.spec)) return [];
  const reading = read(object.kind, { ...object, metadata: known(object.metadata) }, profile);
  const found = [
    ...check([reading], {
      program: () => true,
      tenants: (of) => (of === namespace ? directives.tenantFacts : {}),
    }),
  ];
  const { open } = acknowledge(found, [reading]);
  return sortIssues(
    found
      .filter((one) => open.includes(one))
      .map(({ issue }) => issue)
      .filter(({ code, severity }) => severity === 'error' || (directives.strict && !accepts(directives, code)))
      .map((issue) => ({ ...issue, severity: 'error', construct: directives.construct })),
  );
}

const accepts = ({ acknowledged }: Directives, code: string): boolean => acknowledged.includes(code);

/** Metadata without labels or annotations of which nothing is known, not even their keys. */
const known = (metadata: DeclaredObject['metadata']): object =>
  Object.fromEntries(Object.entries(metadata).filter(([, value]) => !isUnknown(value)));
