import { byCodeUnit } from '../json';
import { ADDON_RULES } from './rules/addons';
import { API_SERVER_RULES } from './rules/api-server';
import { CLUSTER_RULES } from './rules/cluster';
import { ETCD_RULES } from './rules/etcd';
import { INGRESS_RULES } from './rules/ingress';
import { NAME_RULES } from './rules/names';
import { NODE_GROUP_RULES } from './rules/node-groups';
import { PROGRAM_RULES } from './rules/program';
import { SHAPE_RULES } from './rules/shape';
import { SIZING_RULES } from './rules/sizing';
import { TENANT_RULES } from './rules/tenant';
import type { ObjectRule, RuleFacts } from './rule';

/** Every rule over an object. A new rule is one more entry in the list of its family. */
export const OBJECT_RULES: readonly ObjectRule[] = [
  ...SHAPE_RULES,
  ...NAME_RULES,
  ...CLUSTER_RULES,
  ...SIZING_RULES,
  ...NODE_GROUP_RULES,
  ...ADDON_RULES,
  ...INGRESS_RULES,
  ...ETCD_RULES,
  ...API_SERVER_RULES,
  ...TENANT_RULES,
];

/** Every rule once, whatever it judges, in the order of the codes. */
export const CATALOGUE: readonly RuleFacts[] = [
  ...new Map([...OBJECT_RULES, ...PROGRAM_RULES].map((rule): [string, RuleFacts] => [rule.code, rule])).values(),
].sort((a, b) => byCodeUnit(a.code, b.code));

/** What is said of a code. */
export function ruleOf(code: string): RuleFacts {
  const found = CATALOGUE.find((rule) => rule.code === code);
  if (!found) throw new RangeError(`no rule has the code ${code}`);
  return found;
}
