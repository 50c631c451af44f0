import { byCodeUnit } from '../json';
import type { TenantKind } from '../model/kind';
import type { EffectFacts, EffectRule, OperatorEffectFacts, OperatorEffectRule } from './effect';
import { ADDON_EFFECTS } from './effects/addons';
import { CONTROL_PLANE_EFFECTS } from './effects/control-plane';
import { ETCD_EFFECTS } from './effects/etcd';
import { EXPOSURE_EFFECTS } from './effects/exposure';
import { GROUP_EFFECTS } from './effects/groups';
import { IDLE_EFFECTS, IDLE_TENANT_EFFECTS } from './effects/idle';
import { MACHINE_EFFECTS } from './effects/machines';
import { OBJECT_EFFECTS } from './effects/objects';
import { CLASS_EFFECTS } from './effects/operator-classes';
import { OPERATOR_OBJECT_EFFECTS } from './effects/operator-objects';
import { POOL_EFFECTS } from './effects/operator-pools';
import { PLACEMENT_EFFECTS } from './effects/operator-placement';
import { RING_EFFECTS } from './effects/operator-rings';
import { RING_MEMBER_EFFECTS } from './effects/operator-ring-members';
import { STORAGE_EFFECTS } from './effects/storage';
import { TENANT_EFFECTS } from './effects/tenants';
import { VERSION_EFFECTS } from './effects/versions';

/** Every effect that is found between two states of an object. A new one is one more entry in the list of its family. */
export const EFFECT_RULES: readonly EffectRule<TenantKind>[] = [
  ...VERSION_EFFECTS,
  ...GROUP_EFFECTS,
  ...MACHINE_EFFECTS,
  ...CONTROL_PLANE_EFFECTS,
  ...ADDON_EFFECTS,
  ...EXPOSURE_EFFECTS,
  ...STORAGE_EFFECTS,
  ...ETCD_EFFECTS,
  ...TENANT_EFFECTS,
  ...IDLE_TENANT_EFFECTS,
  ...IDLE_EFFECTS,
] as readonly EffectRule<TenantKind>[];

/** Every effect that is found between two states of an object of the operator's plane. */
export const OPERATOR_EFFECT_RULES: readonly OperatorEffectRule[] = [
  ...CLASS_EFFECTS,
  ...POOL_EFFECTS,
  ...RING_EFFECTS,
  ...RING_MEMBER_EFFECTS,
  ...PLACEMENT_EFFECTS,
];

/** The same, with the effects that objects of all its kinds have. */
export const OPERATOR_EFFECTS: readonly OperatorEffectFacts[] = [
  ...Object.values(OPERATOR_OBJECT_EFFECTS),
  ...OPERATOR_EFFECT_RULES,
];

const byCode = new Map<string, EffectFacts>(
  [...EFFECT_RULES, ...OPERATOR_EFFECTS, ...Object.values(OBJECT_EFFECTS)].map((facts) => [facts.code, facts]),
);

/** Every effect once, in the order of the codes. */
export const EFFECTS: readonly EffectFacts[] = [...byCode.values()].sort((a, b) => byCodeUnit(a.code, b.code));

/** What is said of a code, if an effect has it. */
export const effectOf = (code: string): EffectFacts | undefined => byCode.get(code);
