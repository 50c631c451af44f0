/** What kind of thing went wrong between here and an API server. */
export type LiveErrorKind =
  | 'kubeconfig'
  | 'unreachable'
  | 'tls'
  | 'unauthorised'
  | 'forbidden'
  | 'notFound'
  | 'exists'
  | 'conflict'
  | 'invalid'
  | 'aborted'
  | 'timeout'
  | 'server';

/**
 * Whether a write that ended in an error was carried out. `notDone`: nothing has changed. `unknown`: nobody can say
 * from here, and the object is to be read before anything else is done with it.
 */
export type Outcome = 'notDone' | 'unknown';

/** The words of an error, and what a program may want of it. */
export interface LiveErrorFacts {
  /** What happened. */
  readonly message: string;
  /** Why, in plain words. */
  readonly why?: string;
  /** What to do about it. */
  readonly remedy?: string;
  /** For a write: whether it was carried out. @default it was no write */
  readonly outcome?: Outcome;
  /** For a conflict: the fields that somebody else changed, as JSON pointers. @default none */
  readonly moved?: readonly string[];
  /** The HTTP status, where there was an answer. @default there was none */
  readonly status?: number;
}

/**
 * Thrown by everything that talks to an API server. It says what happened, why, and what to do; it never holds a token,
 * a key, or what stands in a kubeconfig beside names, paths and the server's address.
 */
export class LiveError extends Error {
  public readonly kind: LiveErrorKind;
  public readonly why: string;
  public readonly remedy: string;
  public readonly outcome: Outcome | undefined;
  public readonly moved: readonly string[];
  public readonly status: number | undefined;

  public constructor(kind: LiveErrorKind, facts: LiveErrorFacts) {
    super(facts.message);
    this.name = 'LiveError';
    this.kind = kind;
    this.why = facts.why ?? '';
    this.remedy = facts.remedy ?? '';
    this.outcome = facts.outcome;
    this.moved = facts.moved ?? [];
    this.status = facts.status;
  }

  /** What, why and remedy as one paragraph. */
  public get text(): string {
    const parts = [this.message, this.why, this.remedy].filter(Boolean);
    return parts.map((part) => (/[.!?:;)]$/.test(part) ? part : `${part}.`)).join(' ');
  }

  /** The same error, told of a write with this outcome. */
  public with(facts: Partial<LiveErrorFacts>): LiveError {
    const { message, why, remedy, moved } = this;
    return new LiveError(this.kind, {
      ...{ message, why, remedy, moved },
      ...(this.outcome && { outcome: this.outcome }),
      ...(this.status !== undefined && { status: this.status }),
      ...facts,
    });
  }

  /** Whether a value is such an error, also one of another copy of this package. */
  public static is(value: unknown): value is LiveError {
    return value instanceof Error && value.name === 'LiveError' && typeof (value as LiveError).kind === 'string';
  }
}
