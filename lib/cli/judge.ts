import path from 'node:path';
import { ruleOf } from '../core/check/catalogue';
import { check, type Found } from '../core/check/check';
import { checkOperatorPlane, readOperator, type OperatorReading } from '../core/check/operator';
import { compareIssues, sortIssues, type ObjectReference } from '../core/issue';
import { byCodeUnit, isRecord, type Unchecked } from '../core/json';
import { TENANT_API } from '../core/model/kind';
import type { PlatformProfile } from '../core/platform/profile';
import { read, type Reading } from '../core/read/read';
import { decode, readYaml, type TextFault } from '../yaml/documents';
import { masked } from './masking';
import { inNamespace } from './namespaces';
import { OVER_ALL_GROUPS, patchesOf, pooledCluster } from './neighbours';
import { namesOperatorApi, operatorKindOf, placedIn } from './operator-kinds';
import { mixedPlanes } from './operator-mixed';
import { Origins, placeAt, type FileIssue, type Origin } from './origins';
import { partsOf, type Part } from './parts';
import { recognise } from './recognise';

export type { FileIssue } from './origins';

/** A file by the name that it was given by. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the files are judged by. */
export interface JudgeOptions {
  readonly profile: PlatformProfile;
  /** The namespace of objects that name none. @default they are judged without one */
  readonly namespace?: string | undefined;
  /** Codes that are left out of the verdict. @default none */
  readonly ignore?: ReadonlySet<string>;
}

/** A warning that an object accepts. */
export interface AcceptedWarning {
  readonly code: string;
  readonly reason: string;
  readonly object: ObjectReference;
  readonly source: FileIssue['source'];
}

/** What was found in some files. */
export interface Verdict {
  /** In their stable order. */
  readonly issues: readonly FileIssue[];
  readonly acknowledged: readonly AcceptedWarning[];
  readonly summary: {
    /** Objects of the platform that were judged. */
    readonly objects: number;
    readonly errors: number;
    readonly warnings: number;
    /** Documents and items of Lists that are something else. */
    readonly passedOver: number;
  };
  /** How many issues were left out because their code was to be ignored. */
  readonly ignored: number;
  /** The text of each file that has one, by its name, without the secrets that were found. */
  readonly texts: ReadonlyMap<string, string>;
}

/** A secret that was written into an object. */
const SECRET = 'HK3121';
const [API_GROUP] = TENANT_API.split('/') as [string];

/**
 * Judges files together, as the release of one tenant's objects, or of the operator's. It never throws, whatever the files
 * hold.
 */
export function judge(files: readonly SourceFile[], options: JudgeOptions): Verdict {
  const run = new Run(options);
  // By name: which of two twins is the second must not hang on the order of the arguments.
  for (const file of [...files].sort((a, b) => byCodeUnit(a.name, b.name))) run.file(file);
  run.leavePatches();
  return run.verdict();
}

class Run {
  private readonly texts = new Map<string, string>();
  private readonly issues: FileIssue[] = [];
  private readonly tenants = new Origins<Reading>();
  private readonly operators = new Origins<OperatorReading>();
  private readonly patches = new Set<string>();
  private readonly pooled = new Set<string>();
  private nowhere = 0;
  private passedOver = 0;

  public constructor(private readonly options: JudgeOptions) {}

  public file({ name, bytes }: SourceFile): void {
    const decoded = decode(bytes);
    if ('fault' in decoded) {
      this.fault(name, decoded.fault);
      return;
    }
    this.texts.set(name, decoded.text);
    const { documents, faults } = readYaml(decoded.text);
    // Many tools keep JSON with comments in it; what does not even name the platform's API is none of its objects.
    const isSyntax = faults.length > 0 && faults.every(({ code }) => code === 'HK1501');
    if (isSyntax && /\.json$/i.test(name) && !isOfPlatform(decoded.text)) {
      this.passedOver++;
      return;
    }
    for (const fault of faults) this.fault(name, fault);
    for (const document of documents) {
      for (const part of partsOf(document)) this.part(part, { file: name, document, base: part.base });
    }
  }

  /** What a kustomization lays over another object is no object by itself. */
  public leavePatches(): void {
    this.passedOver += this.tenants.leave(this.patches) + this.operators.leave(this.patches);
  }

  public verdict(): Verdict {
    const { ignore, profile } = this.options;
    const { readings } = this.tenants;
    const found = check(readings).filter((one) => !this.isPooledElsewhere(one));
    const planes = [
      this.tenants.settle(found),
      this.operators.settle(checkOperatorPlane(this.operators.readings, { profile, program: false })),
    ];
    const mixed = mixedPlanes(this.tenants, this.operators);
    const issues = sortIssues([...this.issues, ...mixed, ...planes.flatMap(({ open }) => open)]) as FileIssue[];
    const kept = issues.filter(({ code }) => !ignore?.has(code));
    const errors = kept.filter(({ severity }) => severity === 'error').length;
    return {
      issues: kept,
      acknowledged: planes
        .flatMap(({ accepted }) => accepted)
        .sort(compareIssues)
        .map(({ code, reason, object, source }) => ({ code, reason, object: object!, source })),
      summary: {
        objects: readings.length + this.operators.readings.length + this.nowhere,
        errors,
        warnings: kept.length - errors,
        passedOver: this.passedOver,
      },
      ignored: issues.length - kept.length,
      texts: this.textsWithout(found.filter(({ issue }) => issue.code === SECRET)),
    };
  }

  private part({ value, spellings }: Part, origin: Origin): void {
    const { profile, namespace } = this.options;
    const recognised = recognise(value, profile);
    if (recognised.is === 'other') {
      this.other(value, origin);
    } else if (recognised.is === 'judged') {
      this.tenants.add(read(recognised.kind, inNamespace(recognised.value, namespace), profile, spellings), origin);
    } else {
      const { code, pointer, message, remedy } = recognised;
      const { severity, why } = ruleOf(code);
      const source = placeAt(origin, pointer);
      const object = referenceOf(inNamespace(value as Unchecked, namespace));
      this.issues.push({ code, severity, message, why, remedy, object, pointer, source });
      this.nowhere++;
    }
  }

  private other(value: unknown, origin: Origin): void {
    const kind = operatorKindOf(value);
    if (kind === undefined) {
      this.passedOver++;
      this.noteOther(value, origin.file);
    } else this.operators.add(readOperator(kind, placedIn(kind, value as Unchecked, this.options.namespace)), origin);
  }

  private noteOther(value: unknown, file: string): void {
    for (const patch of patchesOf(value)) this.patches.add(path.posix.join(path.posix.dirname(file), patch));
    const cluster = pooledCluster(value);
    if (cluster !== undefined) this.pooled.add(cluster);
  }

  /** A cluster with pools in objects of their own, which are not read, may have there what its own groups lack. */
  private isPooledElsewhere({ reading, issue }: Found): boolean {
    return OVER_ALL_GROUPS.includes(issue.code) && this.pooled.has(reading.object.name);
  }

  private fault(file: string, { code, message, remedy, line, column }: TextFault): void {
    const { severity, why } = ruleOf(code);
    this.issues.push({ code, severity, message, why, remedy, source: { file, line, column } });
  }

  /** The texts as they may be shown: what is printed ends up in logs. */
  private textsWithout(secrets: readonly Found[]): ReadonlyMap<string, string> {
    const places = secrets.map((secret) => this.tenants.placeOf(secret));
    return new Map(
      [...this.texts].map(([name, text]) => [
        name,
        masked(
          text,
          places.filter(({ file }) => file === name),
        ),
      ]),
    );
  }
}

const isOfPlatform = (text: string): boolean => text.includes(API_GROUP) || namesOperatorApi(text);

function referenceOf({ apiVersion, kind, metadata }: Unchecked): ObjectReference {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const { name, namespace } = isRecord(metadata) ? metadata : {};
  return {
    apiVersion: text(apiVersion),
    kind: text(kind),
    ...(typeof namespace === 'string' && { namespace }),
    name: text(name),
  };
}
