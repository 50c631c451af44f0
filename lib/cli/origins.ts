import path from 'node:path';
import { acknowledge, type Accepting, type FoundIn } from '../core/check/acknowledge';
import type { Issue } from '../core/issue';
import type { SourceDocument } from '../yaml/documents';

/** An issue at its place in a file. */
export type FileIssue = Issue & { readonly source: NonNullable<Issue['source']> };

/** Where an object was read. */
export interface Origin {
  readonly file: string;
  readonly document: SourceDocument;
  readonly base: string;
}

/** The place of a pointer into an object. */
export function placeAt({ file, document, base }: Origin, pointer: string, onKey = false): FileIssue['source'] {
  const { line, column } = document.place(base + pointer, onKey);
  return { file, line, column };
}

/** An object, and the place of its kind. */
export interface Standing {
  readonly reading: Accepting;
  readonly source: FileIssue['source'];
}

/** Objects of one plane, and where each was read. */
export class Origins<R extends Accepting> {
  private readonly known = new Map<R, Origin>();

  public add(reading: R, origin: Origin): void {
    this.known.set(reading, origin);
  }

  /** All objects, in the order in which they were read. */
  public get readings(): R[] {
    return [...this.known.keys()];
  }

  /** The first object of each file, of those that count. */
  public firsts(counts: (reading: R) => boolean = () => true): ReadonlyMap<string, Standing> {
    const firsts = new Map<string, Standing>();
    for (const [reading, origin] of this.known) {
      if (counts(reading) && !firsts.has(origin.file))
        firsts.set(origin.file, { reading, source: placeAt(origin, '/kind') });
    }
    return firsts;
  }

  /** Leaves out what stands in these files, and tells how many objects that were. */
  public leave(files: ReadonlySet<string>): number {
    const left = [...this.known].filter(([, { file }]) => files.has(path.posix.normalize(file)));
    for (const [reading] of left) this.known.delete(reading);
    return left.length;
  }

  /** What was found, at its places: what is open, and what the objects themselves accept. */
  public settle(found: readonly FoundIn<R>[]): {
    readonly open: readonly FileIssue[];
    readonly accepted: readonly (FileIssue & { readonly reason: string })[];
  } {
    const { open, accepted } = acknowledge(found, this.readings);
    return {
      open: open.map((one) => this.issueOf(one)),
      accepted: accepted.map(({ found: one, reason }) => ({ ...one.issue, reason, source: this.placeOf(one) })),
    };
  }

  public placeOf({ reading, issue, onKey }: FoundIn<R>): FileIssue['source'] {
    return placeAt(this.known.get(reading)!, issue.pointer, onKey);
  }

  private issueOf(found: FoundIn<R>): FileIssue {
    const source = this.placeOf(found);
    if (!found.other) return { ...found.issue, source };
    const { file, line } = placeAt(this.known.get(found.other.in)!, found.other.pointer);
    return { ...found.issue, message: `${found.issue.message} The other is at ${file}:${line}.`, source };
  }
}
