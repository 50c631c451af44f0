import { byCodeUnit } from '../json';
import { operatorRules } from '../operator/rules-when-asked';
import { acknowledgementFaultsBy, acknowledgementRules } from './rules/acknowledgements';
import { ADDON_VALUE_RULES } from './rules/addon-values';
import { ADDON_RULES } from './rules/addons';
import { API_SERVER_RULES } from './rules/api-server';
import { BACKUP_AND_SYNC_RULES } from './rules/backup-and-sync';
import { CLUSTER_RULES } from './rules/cluster';
import { ETCD_RULES } from './rules/etcd';
import { FILE_RULES } from './rules/files';
import { GPU_RULES } from './rules/gpus';
import { INGRESS_RULES } from './rules/ingress';
import { KUBELET_RULES } from './rules/kubelet';
import { MACHINE_RULES } from './rules/machines';
import { NAME_RULES } from './rules/names';
import { NODE_GROUP_RULES } from './rules/node-groups';
import { PROGRAM_RULES } from './rules/program';
import { QUOTA_RULES } from './rules/quotas';
import { RESOLVABLE_RULES } from './rules/resolvable';
import { SCALING_RULES } from './rules/scaling';
import { SECRET_RULES } from './rules/secrets';
import { SHAPE_RULES } from './rules/shape';
import { SIZING_RULES } from './rules/sizing';
import { TENANT_RULES } from './rules/tenant';
import { TOGETHER_RULES } from './rules/together';
import type { ObjectRule, RuleFacts } from './rule';

export { FILE_RULES, PROGRAM_RULES, TOGETHER_RULES };

/** What is wrong with the annotations by which an object accepts warnings, whatever plane it is of. */
export const acknowledgementFaults = acknowledgementFaultsBy(
  (code) => factsOf(code)?.severity,
  () => catalogue().map(({ code }) => code),
);

/** Every rule over an object of the tenant plane. A new rule is one more entry in the list of its family. */
export const OBJECT_RULES: readonly ObjectRule[] = [
  ...SHAPE_RULES,
  ...NAME_RULES,
  ...acknowledgementRules(acknowledgementFaults),
  ...CLUSTER_RULES,
  ...SIZING_RULES,
  ...GPU_RULES,
  ...NODE_GROUP_RULES,
  ...SCALING_RULES,
  ...KUBELET_RULES,
  ...MACHINE_RULES,
  ...ADDON_RULES,
  ...ADDON_VALUE_RULES,
  ...BACKUP_AND_SYNC_RULES,
  ...SECRET_RULES,
  ...INGRESS_RULES,
  ...ETCD_RULES,
  ...API_SERVER_RULES,
  ...TENANT_RULES,
  ...QUOTA_RULES,
  ...RESOLVABLE_RULES,
];

const byCode = new Map(
  [...OBJECT_RULES, ...TOGETHER_RULES, ...PROGRAM_RULES, ...FILE_RULES].map((rule): [string, RuleFacts] => [
    rule.code,
    rule,
  ]),
);

/** Every rule once, whatever it judges, in the order of the codes. */
export const catalogue = (): readonly RuleFacts[] =>
  [...byCode.values(), ...operatorRules()].sort((a, b) => byCodeUnit(a.code, b.code));

/** What is said of a code, if there is a rule of it. */
export function factsOf(code: string): RuleFacts | undefined {
  return byCode.get(code) ?? operatorRules().find((rule) => rule.code === code);
}

/** What is said of a code of this library's own. */
export function ruleOf(code: string): RuleFacts {
  const found = factsOf(code);
  if (!found) throw new RangeError(`no rule has the code ${code}`);
  return found;
}

/** Whether a rule is about several objects, so that none of them by itself can tell. */
export const isAboutSeveral = (code: string): boolean => TOGETHER_RULES.some((rule) => rule.code === code);
