/** What is worked out once for all objectives that are judged together. */
export class ProvingPass {
  private readonly shared = new Map<unknown, Map<unknown, unknown>>();

  /** What was made for these two, or is made now. */
  public once<T>(a: unknown, b: unknown, make: () => T): T {
    const below = this.shared.get(a) ?? new Map<unknown, unknown>();
    this.shared.set(a, below);
    if (!below.has(b)) below.set(b, make());
    return below.get(b) as T;
  }
}
