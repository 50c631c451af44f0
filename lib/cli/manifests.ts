import { keyOf, referenceOf } from '../core/change/changes';
import type { Unchecked } from '../core/json';
import type { TenantKind } from '../core/model/kind';
import { isTenantKind } from '../core/model/kind';
import type { PlatformProfile } from '../core/platform/profile';
import { decode, readYaml } from '../yaml/documents';
import { visible } from './formats/visible';
import { readInput } from './input';
import { Unusable, type CommandIo } from './io';
import type { SourceFile } from './judge';
import { inNamespace } from './namespaces';
import { partsOf } from './parts';
import { recognise } from './recognise';

/** An object of the tenant plane, and the file that it stands in. */
export interface FileObject {
  readonly kind: TenantKind;
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
  /** Objects of other planes and kinds, such as `ConfigMap/settings`, in the order in which they stand. */
  readonly passedOver: readonly string[];
}

/**
 * The objects of the tenant plane in files and folders.
 *
 * @throws Unusable where a file cannot be read, is no YAML, holds an object that no API has, or the same object twice
 */
export async function readManifests(
  given: readonly string[],
  options: { readonly profile: PlatformProfile; readonly namespace?: string | undefined },
  io: Pick<CommandIo, 'cwd' | 'stdin'>,
): Promise<Manifests> {
  const files = await readInput(given, io);
  const objects: FileObject[] = [];
  const passedOver: string[] = [];
  for (const { name: file, bytes } of files) {
    for (const { value, lineOf } of partsIn(file, bytes)) {
      const recognised = recognise(value, options.profile);
      if (recognised.is === 'nowhere')
        throw new Unusable(`"${visible(file)}": ${recognised.message} ${recognised.remedy}`);
      if (recognised.is === 'other') passedOver.push(title(value));
      else objects.push({ ...objectOf(inNamespace(recognised.value, options.namespace), file), lineOf });
    }
  }
  refuseTwins(objects);
  return { files, objects, passedOver };
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

function refuseTwins(objects: readonly FileObject[]): void {
  const seen = new Map<string, FileObject>();
  for (const object of objects) {
    const key = keyOf({
      apiVersion: '',
      kind: object.kind,
      name: object.name,
      ...(object.namespace !== undefined && { namespace: object.namespace }),
    });
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
