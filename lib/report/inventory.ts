import { ApiObject, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { choiceFault } from '../core/choice';
import { byCodeUnit, quote } from '../core/json';
import type { Override } from '../core/overrides';
import { acknowledgedAt, type Acknowledgement } from '../constructs/acknowledge';
import { factsOf, type Plane } from '../constructs/noun';
import { isOperatorResource, type OperatorResource } from '../constructs/platform/operator-resource';
import { PlatformChart } from '../constructs/platform/platform-chart';
import { TenantChart } from '../constructs/tenant-chart';
import { isTenantObject, type ObjectPart } from '../constructs/tenant-object';
import { WorkloadChart } from '../constructs/workload-chart';
import { layersOf, type Layer } from './layers';

/** One noun or object of a program. */
export interface InventoryEntry {
  /** The path of the construct. */
  readonly path: string;
  /** The class of the noun; for an object that stands for itself, its kind. */
  readonly noun: string;
  /** The API server that it belongs to; `undefined` where a stock cdk8s chart does not say. */
  readonly plane: Plane | undefined;
  /** The object that it is, or is a part of; none for what only others refer to. */
  readonly object?: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespace?: string;
    readonly name: string;
  };
  /** Where its part of the object stands, if it is not the whole. */
  readonly pointer?: string;
  /** The regions that it is meant to span. Nothing on the tenant's plane enforces them. */
  readonly across: readonly string[];
  readonly overrides: readonly Override[];
}

/** Everything that a program declares. */
export interface Inventory {
  /** In the order of their paths. */
  readonly entries: readonly InventoryEntry[];
  /** The six layers of the system, and what of the program is in each. */
  readonly layers: readonly Layer[];
  /** The warnings that were accepted, with their reasons. */
  readonly acknowledged: readonly Acknowledgement[];
  /** A table for people. */
  toString(): string;
}

/** Lists every object and noun of a tree: its plane, its path, its overrides and the regions that it is meant for. */
export function inventory(root: IConstruct): Inventory {
  if (!Construct.isConstruct(root)) {
    throw choiceFault(
      `The inventory is asked of ${quote(root)}.`,
      'It lists what stands in a tree.',
      'Write `inventory(app)`.',
    );
  }
  const entries = entriesOf(root).sort((a, b) => byCodeUnit(a.path, b.path));
  const acknowledged = acknowledgedAt(root).sort((a, b) => byCodeUnit(a.path, b.path) || byCodeUnit(a.code, b.code));
  const layers = layersOf(root);
  return { entries, layers, acknowledged, toString: () => table(entries, layers, acknowledged) };
}

function entriesOf(root: IConstruct): InventoryEntry[] {
  const all = root.node.findAll();
  const parts = new Map<IConstruct, { readonly part: ObjectPart; readonly object: ApiObject }>();
  for (const object of all.filter(isTenantObject)) {
    for (const part of object.parts) parts.set(part.construct, { part, object });
  }
  return all.flatMap((construct): InventoryEntry[] => {
    const facts = factsOf(construct);
    if (facts) {
      const part = parts.get(construct);
      const object =
        part?.object ?? construct.node.children.find(isTenantObject) ?? construct.node.children.find(isMainResource);
      return [
        {
          path: construct.node.path,
          noun: facts.noun,
          plane: facts.plane,
          ...(object && { object: reference(object) }),
          ...(part && { pointer: part.part.pointer }),
          across: facts.across.map(({ name }) => name),
          overrides: [...facts.overrides],
        },
      ];
    }
    if (!(construct instanceof ApiObject) || isTenantObject(construct) || isMainResource(construct)) return [];
    return [
      {
        path: construct.node.path,
        noun: construct.kind,
        plane: planeAround(construct),
        object: reference(construct),
        across: [],
        overrides: [],
      },
    ];
  });
}

/** The object that a noun of the operator's plane is mainly about. */
const isMainResource = (construct: IConstruct): construct is OperatorResource =>
  isOperatorResource(construct) && construct.node.id === 'Resource';

function planeAround(construct: IConstruct): Plane | undefined {
  if (TenantChart.around(construct)) return 'tenant';
  if (construct.node.scopes.some(PlatformChart.isPlatformChart)) return 'platform';
  return construct.node.scopes.some(WorkloadChart.isWorkloadChart) ? 'workload' : undefined;
}

function reference(object: ApiObject): NonNullable<InventoryEntry['object']> {
  const namespace = object.metadata.namespace ?? Chart.of(object).namespace;
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    ...(namespace !== undefined && { namespace }),
    name: object.name,
  };
}

const HEADINGS = ['PATH', 'NOUN', 'PLANE', 'OBJECT', 'ACROSS', 'OVERRIDES'];

const listed = ({ name, paths }: Layer): string[] => [name, paths.join(', ') || "(the platform's own)"];

/** Rows in columns. */
function columns(all: readonly (readonly string[])[]): string[] {
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}

function table(
  entries: readonly InventoryEntry[],
  layers: readonly Layer[],
  acknowledged: readonly Acknowledgement[],
): string {
  const rows = entries.map(({ path, noun, plane, object, pointer, across, overrides }) => [
    path,
    noun,
    plane ?? '-',
    object ? `${object.kind} ${[object.namespace, object.name].filter(Boolean).join('/')}${pointer ?? ''}` : '-',
    across.join(', ') || '-',
    overrides.map((override) => `${override.op} ${override.path}`).join('; ') || '-',
  ]);
  const accepted = acknowledged.map(
    ({ path, code, reason }) => `accepted ${code} at ${path || '(the app)'}: ${reason}`,
  );
  const lines = [...columns([HEADINGS, ...rows]), '', ...columns([['LAYER', 'DECLARED BY'], ...layers.map(listed)])];
  return [...lines, ...(accepted.length > 0 ? ['', ...accepted] : [])].join('\n');
}
