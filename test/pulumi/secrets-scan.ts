import { inspect } from 'node:util';
import { KEY } from './ready-platform';

const SPELLINGS = [KEY, Buffer.from(KEY).toString('base64').slice(0, 12), encodeURIComponent(KEY)];

/** Looks through what programs leave behind for a kubeconfig outside of the envelopes of secrets. */
export class SecretsScan {
  private looked = 0;
  private readonly found: string[] = [];

  public constructor(private readonly signature: string) {}

  public look({
    registered,
    ...rest
  }: {
    readonly registered: readonly { readonly urn: string; readonly inputs: unknown }[];
    readonly logs: unknown;
    readonly rejections: readonly unknown[];
    readonly error: unknown;
    readonly outputs: unknown;
  }): void {
    for (const { urn, inputs } of registered) this.judge(`inputs of ${urn}`, inputs);
    this.judge('logs', rest.logs);
    this.judge('exports', rest.outputs);
    for (const error of [rest.error, ...rest.rejections]) {
      this.judge('error', [String(error), (error as Error | undefined)?.stack, inspect(error)]);
    }
  }

  public asTest(): void {
    it('never wrote a kubeconfig anywhere but into the envelope of a secret, whatever these tests did', () => {
      expect(this.looked).toBeGreaterThan(3);
      expect(this.found).toEqual([]);
    });
  }

  private judge(where: string, value: unknown): void {
    this.looked += 1;
    const text = JSON.stringify(this.outside(value)) ?? '';
    if (SPELLINGS.some((spelling) => text.includes(spelling))) this.found.push(where);
  }

  private outside(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.outside(item));
    if (typeof value !== 'object' || value === null) return value;
    if (Object.hasOwn(value, this.signature)) return 'kept';
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, this.outside(entry)]));
  }
}
