import { type TextPlace } from './fault';

/** The lines of a text, found when first asked for. */
export class Lines {
  private starts: number[] | undefined;

  public constructor(private readonly text: string) {}

  /** The line and column of an offset. */
  public place(offset: number): TextPlace {
    const starts = (this.starts ??= this.scan());
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - starts[low]! + 1 };
  }

  private scan(): number[] {
    const starts = [0];
    for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
}
