import { ruleOf } from '../core/check/catalogue';
import type { OperatorReading } from '../core/check/operator';
import type { ObjectReference } from '../core/issue';
import { quote } from '../core/json';
import type { OperatorKind } from '../core/operator/kind';
import type { Reading } from '../core/read/read';
import type { FileIssue, Origins, Standing } from './origins';

/** Kinds that workloads have as well, so that whoever wrote one of them need not be an operator. */
const EVERYBODYS: readonly OperatorKind[] = ['Issuer', 'Certificate', 'PodDisruptionBudget'];

const title = ({ kind, name }: ObjectReference): string => `${kind} ${quote(name)}`;

const isAfter = (a: Standing, b: Standing): boolean =>
  a.source.line > b.source.line || (a.source.line === b.source.line && a.source.column > b.source.column);

/** The files that hold objects of both planes (HK6001), each once, at the object that begins the second plane. */
export function mixedPlanes(tenants: Origins<Reading>, operators: Origins<OperatorReading>): FileIssue[] {
  const ofTenants = tenants.firsts();
  return [...operators.firsts(({ written }) => !EVERYBODYS.includes(written.kind))].flatMap(([file, operator]) => {
    const tenant = ofTenants.get(file);
    return tenant ? [mixed(tenant, operator)] : [];
  });
}

function mixed(tenant: Standing, operator: Standing): FileIssue {
  const { code, severity, why } = ruleOf('HK6001');
  const [second, first, words, others] = isAfter(operator, tenant)
    ? [operator, tenant, "is the operator's", "a tenant's"]
    : [tenant, operator, "is a tenant's", "the operator's"];
  const { object } = second.reading;
  const { line } = first.source;
  const message = `${title(object)} ${words}, and ${title(first.reading.object)} in line ${line} is ${others}.`;
  const remedy = "Move the operator's objects to a file of their own.";
  return { code, severity, message, why, remedy, object, pointer: '/kind', source: second.source };
}
