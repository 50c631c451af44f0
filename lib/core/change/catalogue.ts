import { byCodeUnit } from '../json';
import type { TenantKind } from '../model/kind';
import type { EffectFacts, EffectRule } from './effect';
import { ADDON_EFFECTS } from './effects/addons';
import { CONTROL_PLANE_EFFECTS } from './effects/control-plane';
import { ETCD_EFFECTS } from './effects/etcd';
import { EXPOSURE_EFFECTS } from './effects/exposure';
import { GROUP_EFFECTS } from './effects/groups';
import { IDLE_EFFECTS, IDLE_TENANT_EFFECTS } from './effects/idle';
import { MACHINE_EFFECTS } from './effects/machines';
import { OBJECT_EFFECTS } from './effects/objects';
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

const byCode = new Map<string, EffectFacts>(
  [...EFFECT_RULES, ...Object.values(OBJECT_EFFECTS)].map((facts) => [facts.code, facts]),
);

/** Every effect once, in the order of the codes. */
export const EFFECTS: readonly EffectFacts[] = [...byCode.values()].sort((a, b) => byCodeUnit(a.code, b.code));

/** What is said of a code, if an effect has it. */
export const effectOf = (code: string): EffectFacts | undefined => byCode.get(code);
