import { LiveError } from '../../live/live-error';
import { redacted } from '../../live/redact';

/**
 * An error of the provider. Its message is the whole text for the user.
 *
 * Pulumi's engine shows the message at the resource. Beside that the dynamic provider prints the error and its stack for
 * all but writes, on the line of the stack: what it prints there is kept to a line, without a frame of this library, so
 * that the text itself is told once.
 */
export class ProviderError extends Error {
  public constructor(message: string) {
    super(message);
    this.name = 'hikube-constructs';
    this.stack = 'what is wrong is told at the resource.';
  }

  /** What stands before the stack where the dynamic provider prints both. */
  public override toString(): string {
    return this.name;
  }
}

/** Any error as one for the user. What was not foreseen is a fault of this library, and said to be one. */
export function asProviderError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  if (LiveError.is(error)) return new ProviderError(error.text);
  const message = redacted(error instanceof Error ? error.message : String(error));
  return new ProviderError(
    `This is a fault of hikube-constructs, and none of yours: ${message} Please report it, with what you did.`,
  );
}
