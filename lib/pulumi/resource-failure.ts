import * as pulumi from '@pulumi/pulumi';

/**
 * Thrown where a resource cannot go on: Pulumi tells its text at the resource, without a stack. What waits for the
 * resource fails with the same error, and would put its own property's name before the text; the text stays what it is.
 */
export class ResourceFailure extends pulumi.ResourceError {
  public constructor(text: string, resource: pulumi.Resource) {
    super(text, resource, true);
    // What fails after the program's last line is printed by its stack.
    this.stack = text;
    Object.defineProperty(this, 'message', { get: () => text, set: () => undefined, enumerable: false });
  }

  /** How Node prints it: the resource holds the whole program, and takes half a minute to print. */
  public [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.message;
  }
}
