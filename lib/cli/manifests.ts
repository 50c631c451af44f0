import { keyOf, referenceOf } from '../core/change/changes';
import { operatorKindIn } from '../core/change/operator';
import { isRecord, type Unchecked } from '../core/json';
import type { TenantKind } from '../core/model/kind';
import { isTenantKind } from '../core/model/kind';
import type { OperatorKind } from '../core/operator/kind';
import type { PlatformProfile } from '../core/platform/profile';
import { decode, readYaml } from '../yaml/documents';
import { visible } from './formats/visible';
import { readInput } from './input';
import { Unusable, type CommandIo } from './io';
import type { SourceFile } from './judge';
import { inNamespace } from './namespaces';
import { placedIn } from './operator-kinds';
import { partsOf } from './parts';
import { recognise } from './recognise';

/** An object of the tenant plane, unless another kind is named, and the file that it stands in. */
export interface FileObject<K extends TenantKind | OperatorKind = TenantKind> {
  readonly kind: K;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly manifest: Unchecked;
  readonly file: string;
  /** The line of a field in the file, or of the nearest thing above it. */
  lineOf(pointer: string): number;
}

/** The objects of some files. */
export interface Manifests {
  readonly files: readonly SourceFile[];
  readonly objects: readonly FileObject[];
  /** Those of the operator's plane: they are compared between files, and never with what is live. */
  readonly operators: readonly FileObject<OperatorKind>[];
  /** Objects of other planes and kinds, such as `ConfigMap/settings`, in the order in which they stand. */
  readonly passedOver: readonly string[];
  /** Those among them that are of neither plane. */
  readonly strangers: readonly string[];
}

/**
 * The objects of both planes in files and folders.
 *
 * @throws Unusable where a file cannot be read, is no YAML, holds an object that no API has, or the same object of a tenant twice
 */
export async function readManifests(
  given: readonly string[],
  options: { readonly profile: PlatformProfile; readonly namespace?: string | undefined },
  io: Pick<CommandIo, 'cwd' | 'stdin'>,
): Promise<Manifests> {
  const files = await readInput(given, io);
  const objects: FileObject[] = [];
  const operators: FileObject<OperatorKind>[] = [];
  const [passedOver, strangers]: [string[], string[]] = [[], []];
  for (const { name: file, bytes } of files) {
    for (const { value, lineOf } of partsIn(file, bytes)) {
      const recognised = recognise(value, options.profile);
      if (recognised.is === 'nowhere')
        throw new Unusable(`"${visible(file)}": ${recognised.message} ${recognised.remedy}`);
      if (recognised.is === 'other') {
        const operator = operatorIn(value, file, options.namespace);
        passedOver.push(title(value));
        if (operator) operators.push({ ...operator, lineOf });
        else strangers.push(title(value));
      } else objects.push({ ...objectOf(inNamespace(recognised.value, options.namespace), file), lineOf });
    }
  }
  refuseTwins(objects);
  return { files, objects, operators, passedOver, strangers };
}

interface Found extends Pick<FileObject, 'lineOf'> {
  readonly value: unknown;
}

function partsIn(file: string, bytes: Uint8Array): Found[] {
  const decoded = decode(bytes);
  if ('fault' in decoded) throw new Unusable(`"${visible(file)}": ${decoded.fault.message}`);
  const { documents, faults } = readYaml(decoded.text);
  const [fault] = faults;
  if (fault) throw new Unusable(`"${visible(file)}", line ${fault.line}: ${fault.message} ${fault.remedy}`);
  return documents.flatMap((document) =>
    partsOf(document).map(({ value, base }) => ({
      value,
      lineOf: (pointer) => document.place(base + pointer).line,
    })),
  );
}

function objectOf(manifest: Unchecked, file: string): Omit<FileObject, 'lineOf'> {
  const { kind, name, namespace } = referenceOf(manifest);
  if (name === '' || !isTenantKind(kind))
    throw new Unusable(`"${visible(file)}": an object of kind ${kind} has no name.`);
  return { kind, name, namespace, manifest, file };
}

/** An object of the operator's plane, if it is one with a name. */
function operatorIn(
  value: unknown,
  file: string,
  namespace: string | undefined,
): Omit<FileObject<OperatorKind>, 'lineOf'> | undefined {
  const kind = operatorKindIn(value);
  if (kind === undefined || !isRecord(value)) return undefined;
  const manifest = placedIn(kind, value, namespace);
  const { name, namespace: own } = referenceOf(manifest);
  return name === '' ? undefined : { kind, name, namespace: own, manifest, file };
}

/**
 * Refuses the same object twice.
 *
 * @throws Unusable
 */
export function refuseTwins(objects: readonly FileObject<TenantKind | OperatorKind>[]): void {
  const seen = new Map<string, FileObject<TenantKind | OperatorKind>>();
  for (const object of objects) {
    const key = keyOf(referenceOf(object.manifest));
    const first = seen.get(key);
    if (first) {
      throw new Unusable(
        `${object.kind} "${visible(object.name)}" stands in "${visible(first.file)}" (line ${first.lineOf('/metadata/name')}) and again in "${visible(object.file)}" (line ${object.lineOf('/metadata/name')}); which of them is meant?`,
      );
    }
    seen.set(key, object);
  }
}

function title(value: unknown): string {
  const { kind, name } = referenceOf(value);
  return kind === '' ? 'a document without a kind' : `${kind}/${name}`;
}
