import { quote } from '../../json';
import type { ComponentSpec } from '../../model/control-plane';
import { ADDONS } from '../../platform/addons';
import { includes } from '../../platform/release';
import { isSame } from '../difference';
import { effect, type EffectRule } from '../effect';
import { ADDON_NAMES, addon, readsValues, readValues, runs } from './addons';
import { COMPONENTS, loginsOf, resized } from './control-plane';
import { proxied } from './exposure';
import { hasModule } from './tenants';

const SOURCE = 'cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/templates';
const TALOS = '1.6.0';

const sizing = ({ resources = {}, resourcesPreset }: ComponentSpec = {}): object => ({ resources, resourcesPreset });

/** Changes that nothing comes of. */
export const IDLE_EFFECTS: readonly EffectRule<'Kubernetes'>[] = [
  effect({
    code: 'HK5006',
    impact: 'none',
    severity: 'info',
    title: 'The same in other words',
    why: 'What the platform makes of it stays the same.',
    first: 'Nothing.',
    source: SOURCE,
    kind: 'Kubernetes',
    example: {
      before: { controlPlane: { apiServer: { resources: { cpu: '1000m', memory: '1Gi' } } } },
      after: { controlPlane: { apiServer: { resources: { cpu: '1', memory: '1024Mi' } } } },
    },
    *find(before, after, { at }) {
      const [old, now] = [proxied(before), proxied(after)];
      if (!isSame(old, now) && isSame([...old].sort(), [...now].sort())) {
        yield { pointers: [at('addons', 'ingressNginx', 'hosts')], message: 'The same hosts stand in another order.' };
      }
      for (const [name, path, component] of COMPONENTS) {
        const [was, is] = [before, after].map((side) => component(side.spec.controlPlane ?? {}));
        if (isSame(sizing(was), sizing(is)) || resized(was, is).length > 0) continue;
        yield { pointers: [at('controlPlane', ...path)], message: `The ${name} keeps its size.` };
      }
      const [from, to] = [before, after].map((side) => side.spec.talos?.imageFactoryURL ?? '');
      if (from !== to && from!.replace(/\/$/, '') === to!.replace(/\/$/, '')) {
        yield {
          pointers: [at('talos', 'imageFactoryURL')],
          message: 'A slash at the end of the image factory is dropped.',
        };
      }
      for (const [name, group] of Object.entries(after.spec.nodeGroups ?? {})) {
        const old = before.spec.nodeGroups?.[name];
        if (!old || (old.storageClass ?? '') === (group.storageClass ?? '')) continue;
        if ((old.storageClass || before.spec.storageClass) !== (group.storageClass || after.spec.storageClass))
          continue;
        const message = `The disks of node group ${quote(name)} stay in the class that they are in.`;
        yield { pointers: [at('nodeGroups', name, 'storageClass')], message };
      }
    },
  }),
  effect({
    code: 'HK5007',
    impact: 'ignored',
    severity: 'warning',
    title: 'The platform does not read it',
    why: 'No template of the platform looks at this value, so the change does nothing, now or later.',
    first: 'Take it out, or write what you meant where it is read; `hikube check` says where.',
    source: SOURCE,
    kind: 'Kubernetes',
    example: {
      before: {},
      after: { addons: { monitoringAgents: { valuesOverride: { fluentbit: { enabled: true } } } } },
    },
    *find(before, after, context) {
      const { release } = context.profile;
      for (const name of ADDON_NAMES) {
        if (isSame(addon(before, name).valuesOverride ?? {}, addon(after, name).valuesOverride ?? {})) continue;
        const off = !runs(before, name) && !runs(after, name);
        const read = readsValues(name) && !isSame(readValues(before, name, release), readValues(after, name, release));
        if (read && !off) continue;
        const reason = off
          ? 'and it is off'
          : !readsValues(name)
            ? 'and no template reads them'
            : `and only what stands below ${quote(ADDONS[name].valuesKey)} is read`;
        yield {
          pointers: [context.at('addons', name, 'valuesOverride')],
          message: `The values of the add-on ${name} change, ${reason}.`,
        };
      }
      for (const [name, group] of Object.entries(after.spec.nodeGroups ?? {})) {
        const old = before.spec.nodeGroups?.[name];
        if (!old || old.instanceType === group.instanceType || !includes({ since: TALOS }, release)) continue;
        const sized = [old, group].every(({ resources }) => resources?.cpu && resources.memory);
        if (!sized) continue;
        yield {
          pointers: [context.at('nodeGroups', name, 'instanceType')],
          message: `The instance type of node group ${quote(name)} goes from ${quote(old.instanceType)} to ${quote(group.instanceType)}, and its resources are what counts.`,
        };
      }
      if (
        !isSame(before.spec.oidc ?? {}, after.spec.oidc ?? {}) &&
        isSame(loginsOf(before.spec.oidc), loginsOf(after.spec.oidc))
      ) {
        const { mode = 'None' } = after.spec.oidc ?? {};
        yield { pointers: [context.at('oidc')], message: `Settings of logins change that mode ${mode} does not read.` };
      }
      const [was, is] = [before, after].map((side) => side.spec.addons?.ingressNginx ?? {});
      if (
        is?.exposeMethod === 'LoadBalancer' &&
        was?.exposeMethod === 'LoadBalancer' &&
        !isSame(was.hosts ?? [], is.hosts ?? [])
      ) {
        yield {
          pointers: [context.at('addons', 'ingressNginx', 'hosts')],
          message: 'The hosts change, and a controller that is exposed as LoadBalancer does not read them.',
        };
      }
    },
  }),
];

const [sameWords] = IDLE_EFFECTS;

/** The same for tenants. */
export const IDLE_TENANT_EFFECTS: readonly EffectRule<'Tenant'>[] = [
  effect({
    ...sameWords!,
    kind: 'Tenant',
    example: { profile: 'cozystack-1.6', before: {}, after: { gateway: true } },
    *find(before, after, context) {
      if (before.spec.gateway === after.spec.gateway) return;
      if (hasModule(before.spec, 'gateway', context) !== hasModule(after.spec, 'gateway', context)) return;
      yield { pointers: [context.at('gateway')], message: 'The gateway stays as it is.' };
    },
  }),
];
