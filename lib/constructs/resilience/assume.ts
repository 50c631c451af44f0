import { choiceFault } from '../../core/choice';
import { quote } from '../../core/json';
import type { Assumption } from '../../core/resilience/objective';

/** What somebody takes to be so, and why. It is listed in every report that rests on it. */
export class Assume {
  private constructor(
    /** @internal */
    public readonly data: Assumption,
  ) {}

  /**
   * Any fact of the contract, or one that a report names.
   *
   * @param fact its name, such as `etcd.spread`
   * @param reason where it comes from
   * @param is what it is; by default what one would hope for
   * @throws HikubeError HK1106 without a fact or a reason
   */
  public static fact(fact: string, reason: string, is?: unknown): Assume {
    for (const [what, text] of [
      ['fact', fact],
      ['reason', reason],
    ] as const) {
      if (typeof text === 'string' && text.trim() !== '') continue;
      const why = 'What is proven under an assumption is worth as much as the assumption.';
      throw choiceFault(
        `The ${what} of an assumption is ${quote(text)}.`,
        why,
        'Name the fact, and say where it comes from.',
      );
    }
    return new Assume({ fact, reason, ...(is !== undefined && { is }) });
  }

  /** There is room for what was lost: without it nothing can be said of what starts again. */
  public static freeCapacity(reason: string): Assume {
    return Assume.fact('A-CAP', reason);
  }

  /** Every node says at which site it stands: without it no rule keeps copies apart. */
  public static labels(reason: string): Assume {
    return Assume.fact('A-LABELS', reason);
  }

  /** The address of API servers moves with them. */
  public static endpoint(reason: string): Assume {
    return Assume.fact('A-ENDPOINT', reason);
  }

  /** The address of an ingress moves with it. */
  public static ingressAddress(reason: string): Assume {
    return Assume.fact('A-L2SPAN', reason);
  }
}
