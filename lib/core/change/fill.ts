import { compile } from '../compile/compile';
import { isRecord, setKey } from '../json';
import { defaultsOf, groupsAsRun } from '../model/defaults';
import { wireKey } from '../model/field';
import type { TenantKind } from '../model/kind';
import { NODE_GROUP } from '../model/node-group';
import type { Release } from '../platform/release';

/**
 * A spec with everything that the platform adds to it, under the keys of the release: what the API server shows and what
 * the chart renders are the same object seen through this. Empty lists and objects are the same as nothing, and left out.
 */
export function filled(kind: TenantKind, spec: unknown, release: Release): Record<string, unknown> {
  const merged = merge(compile(kind, defaultsOf(kind, release), release), isRecord(spec) ? spec : {});
  if (kind === 'Kubernetes') {
    const wire = (key: string): string =>
      Object.hasOwn(NODE_GROUP, key) ? wireKey(key, NODE_GROUP[key as keyof typeof NODE_GROUP], release) : key;
    merged.nodeGroups = groupsAsRun(isRecord(spec) ? spec.nodeGroups : undefined, release, wire);
  }
  return withoutEmpty(merged) as Record<string, unknown>;
}

/** What is written over what is not. A null is what the API server fills as well. */
function merge(defaults: Readonly<Record<string, unknown>>, written: Readonly<Record<string, unknown>>) {
  const merged: Record<string, unknown> = { ...defaults };
  for (const [key, value] of Object.entries(written)) {
    if (value === null || value === undefined) continue;
    const known = Object.hasOwn(defaults, key) ? defaults[key] : undefined;
    setKey(merged, key, isRecord(known) && isRecord(value) ? merge(known, value) : value);
  }
  return merged;
}

/** Deep enough for the lists and objects of the API itself; what users nest below add-on values is theirs. */
const OWN_DEPTH = 4;

function withoutEmpty(value: unknown, depth = 0): unknown {
  if (!isRecord(value) || depth > OWN_DEPTH) return value;
  const kept = {};
  for (const [key, entry] of Object.entries(value)) {
    const below = key === 'valuesOverride' ? entry : withoutEmpty(entry, depth + 1);
    // A group stays a group, whatever is left of it.
    const empty = Array.isArray(below) ? below.length === 0 : isRecord(below) && Object.keys(below).length === 0;
    if (!empty) setKey(kept, key, below);
  }
  return kept;
}
