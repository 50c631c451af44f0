import path from 'node:path';
import { acknowledge } from '../core/check/acknowledge';
import { ruleOf } from '../core/check/catalogue';
import { check, type Found } from '../core/check/check';
import { compareIssues, sortIssues, type Issue, type ObjectReference } from '../core/issue';
import { byCodeUnit, isRecord, type Unchecked } from '../core/json';
import { TENANT_API } from '../core/model/kind';
import type { PlatformProfile } from '../core/platform/profile';
import { read, type Reading } from '../core/read/read';
import { decode, readYaml, type SourceDocument, type TextFault } from '../yaml/documents';
import { masked } from './masking';
import { inNamespace } from './namespaces';
import { OVER_ALL_GROUPS, patchesOf, pooledCluster } from './neighbours';
import { partsOf, type Part } from './parts';
import { recognise } from './recognise';

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

/** An issue at its place in a file. */
export type FileIssue = Issue & { readonly source: NonNullable<Issue['source']> };

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

/** Where an object was read. */
interface Origin {
  readonly file: string;
  readonly document: SourceDocument;
  readonly base: string;
}

/** Judges files together, as the release of one tenant's objects. It never throws, whatever the files hold. */
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
  private readonly origins = new Map<Reading, Origin>();
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
    if (isSyntax && /\.json$/i.test(name) && !decoded.text.includes(API_GROUP)) {
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
    for (const [reading, { file }] of this.origins) {
      if (!this.patches.has(path.posix.normalize(file))) continue;
      this.origins.delete(reading);
      this.passedOver++;
    }
  }

  public verdict(): Verdict {
    const readings = [...this.origins.keys()];
    const found = [...check(readings)].filter((one) => !this.isPooledElsewhere(one));
    const { open, accepted } = acknowledge(found, readings);
    const all = [...this.issues, ...open.map((found) => this.issueOf(found))];
    const { ignore } = this.options;
    const issues = sortIssues(all) as FileIssue[];
    const kept = issues.filter(({ code }) => !ignore?.has(code));
    const errors = kept.filter(({ severity }) => severity === 'error').length;
    return {
      issues: kept,
      acknowledged: accepted
        .map(({ found, reason }) => ({ ...found.issue, reason, source: this.placeOf(found) }))
        .sort(compareIssues)
        .map(({ code, reason, object, source }) => ({ code, reason, object: object!, source })),
      summary: {
        objects: readings.length + this.nowhere,
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
      this.passedOver++;
      this.noteOther(value, origin.file);
    } else if (recognised.is === 'judged') {
      this.origins.set(read(recognised.kind, inNamespace(recognised.value, namespace), profile, spellings), origin);
    } else {
      const { pointer, message, remedy } = recognised;
      const { code, severity, why } = ruleOf('HK1507');
      const source = placeAt(origin, pointer);
      const object = referenceOf(inNamespace(value as Unchecked, namespace));
      this.issues.push({ code, severity, message, why, remedy, object, pointer, source });
      this.nowhere++;
    }
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
    const places = secrets.map((secret) => this.placeOf(secret));
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

  private issueOf(found: Found): FileIssue {
    const source = this.placeOf(found);
    if (!found.other) return { ...found.issue, source };
    const { file, line } = placeAt(this.origins.get(found.other.in)!, found.other.pointer);
    return { ...found.issue, message: `${found.issue.message} The other is at ${file}:${line}.`, source };
  }

  private placeOf({ reading, issue, onKey }: Found): FileIssue['source'] {
    return placeAt(this.origins.get(reading)!, issue.pointer, onKey);
  }
}

function placeAt({ file, document, base }: Origin, pointer: string, onKey = false): FileIssue['source'] {
  const { line, column } = document.place(base + pointer, onKey);
  return { file, line, column };
}

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
