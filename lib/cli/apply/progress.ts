import type { Rung } from '../../live/rung';
import { paintFor } from '../formats/colour';
import { visible } from '../formats/visible';
import type { CommandIo } from '../io';

/** How the state of a step is marked. */
export const RUNG_STYLE = { done: 'dim', waiting: 'bold', failed: 'red', unknown: 'yellow' } as const;

/**
 * Shows how far an object is. On a terminal the step that is waited for stands on the last line, which changes; elsewhere
 * every step has a line when it is through, and one when it is begun.
 */
export class Progress {
  private readonly told = new Map<string, string>();
  private open = false;

  public constructor(
    private readonly name: string,
    private readonly io: CommandIo,
  ) {}

  /** Tells what has changed since the last time. */
  public show(rungs: readonly Rung[]): void {
    const current = rungs.find(({ state }) => state === 'waiting' || state === 'failed');
    for (const rung of rungs) {
      // What comes after the step that is waited for is not looked at yet.
      if (rung === current) break;
      this.line(rung);
    }
    if (current?.state === 'failed' || (current && !this.io.isTTY)) this.line(current);
    else if (current) this.rewrite(current);
  }

  /** Ends the line that changes. */
  public end(): void {
    if (this.open) this.io.stdout('\n');
    this.open = false;
  }

  private line(rung: Rung): void {
    const key = this.io.isTTY ? `${rung.state} ${rung.says}` : rung.state;
    if (this.told.get(rung.name) === key) return;
    this.told.set(rung.name, key);
    if (this.open) this.io.stdout('\r\u001b[K');
    this.open = false;
    this.io.stdout(`${this.text(rung)}\n`);
    if (rung.state === 'failed' || rung.state === 'unknown') this.details(rung);
  }

  private rewrite(rung: Rung): void {
    const width = Math.max(20, (this.io.columns ?? 80) - 1);
    const plain = visible(`${this.name}: ${rung.name}: ${rung.says} ${rung.details?.[0] ?? ''}`).trimEnd();
    this.io.stdout(`\r\u001b[K${plain.length > width ? `${plain.slice(0, width - 1)}…` : plain}`);
    this.open = true;
  }

  private details({ details = [] }: Rung): void {
    for (const detail of details) this.io.stdout(`    ${visible(detail)}\n`);
  }

  private text({ name, state, says }: Rung): string {
    const paint = paintFor(this.io);
    return `${visible(this.name)}: ${name} ${paint(RUNG_STYLE[state], state)}: ${visible(says)}`;
  }
}
