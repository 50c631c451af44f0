import type { ModuleFacts, TenantFacts } from '../core/check/tenancy';
import type { Issue } from '../core/issue';
import { byCodeUnit, quote } from '../core/json';
import type { JudgedChart } from './judged-chart';
import { programIssue } from './wiring';

/** What the charts of a program say of a tenant, beside what its Tenant object says. */
export function saidBy(charts: readonly JudgedChart[]): (namespace: string) => TenantFacts {
  const said = new Map<string, TenantFacts>();
  for (const { namespace, tenantFacts } of inOrder(charts)) {
    const { modules, reach } = said.get(namespace) ?? {};
    said.set(namespace, {
      modules: { ...tenantFacts.modules, ...modules },
      reach: { ...tenantFacts.reach, ...reach },
    });
  }
  return (namespace) => said.get(namespace) ?? {};
}

const inOrder = (charts: readonly JudgedChart[]): JudgedChart[] =>
  [...charts].sort((a, b) => byCodeUnit(a.node.path, b.node.path));

/** What charts of one tenant say differently. */
export function* issuesOfContradictions(charts: readonly JudgedChart[]): Iterable<Issue> {
  const first = new Map<string, JudgedChart>();
  for (const chart of inOrder(charts)) {
    const other = first.get(chart.namespace);
    if (!other) {
      first.set(chart.namespace, chart);
      continue;
    }
    for (const what of contradictions(other, chart)) {
      yield programIssue(
        'HK1007',
        chart.node.path,
        `The charts "${other.node.path}" and "${chart.node.path}" are both of tenant "${chart.namespace}", but ${what}.`,
        'Say the same in both, or put the objects into one chart.',
      );
    }
  }
}

function* contradictions(a: JudgedChart, b: JudgedChart): Iterable<string> {
  if (a.profile.name !== b.profile.name) yield `one is for ${a.profile.title} and one for ${b.profile.title}`;
  if (a.host !== undefined && b.host !== undefined && a.host !== b.host) {
    yield `one has the host ${quote(a.host)} and one ${quote(b.host)}`;
  }
  const modules = (chart: JudgedChart): ModuleFacts => chart.tenantFacts.modules ?? {};
  for (const module of ['etcd', 'monitoring'] as const) {
    const [x, y] = [modules(a)[module], modules(b)[module]];
    if (x !== undefined && y !== undefined && x !== y) yield `only one says that its module ${module} is on`;
  }
}
