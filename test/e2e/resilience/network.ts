import { type ChildProcess, execFileSync, spawn } from 'node:child_process';

const ip = (...words: readonly string[]): void => {
  execFileSync('ip', words, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
};

const nameOf = (region: string): string => `hikube-${process.pid}-${region}`;

/** Why no regions can be made on this machine, or undefined when they can: made and removed once, to see. */
export function regionsAvailability(): string | undefined {
  const unable = (why: string): string => `${why}: etcd cannot be held against the prover here`;
  try {
    execFileSync('ip', ['-V'], { stdio: 'ignore' });
  } catch {
    return unable('no `ip` on the PATH');
  }
  const probe = nameOf('probe');
  try {
    ip('netns', 'add', probe);
    ip('-n', probe, 'link', 'add', 'one', 'type', 'veth', 'peer', 'name', 'other');
    ip('netns', 'exec', probe, 'true');
    return undefined;
  } catch (error) {
    return unable(`no network namespaces (${String((error as { stderr?: string }).stderr).trim()})`);
  } finally {
    remove(probe);
  }
}

function remove(namespace: string): void {
  try {
    ip('netns', 'delete', namespace);
  } catch {
    // It was never made.
  }
}

/** Removes the namespaces when its standard input closes, which it does however this process ends. */
function startCaretaker(namespaces: readonly string[]): ChildProcess {
  const script = 'cat > /dev/null; for each; do ip netns delete "$each"; done';
  return spawn('sh', ['-c', script, 'sh', ...namespaces], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
}

/**
 * Regions as network namespaces, every two of them with a link of their own. Nobody forwards for anybody, so that a link
 * that is gone has no way around it. Nothing of it is in the namespace of the machine.
 */
export class Network {
  private readonly caretaker: ChildProcess;

  private constructor(private readonly regions: readonly string[]) {
    this.caretaker = startCaretaker(regions.map(nameOf));
  }

  public static async open(regions: readonly string[]): Promise<Network> {
    const network = new Network(regions);
    try {
      network.build();
      return network;
    } catch (error) {
      await network.close();
      throw error;
    }
  }

  public addressOf(region: number): string {
    return `10.213.0.${region + 1}`;
  }

  /** What to put before a command for it to run in a region. */
  public prefixOf(region: number): readonly [string, ...string[]] {
    return ['ip', 'netns', 'exec', nameOf(this.regions[region]!)];
  }

  /** One link swallows everything, both ways. */
  public cut(a: number, b: number): void {
    this.within(a, 'route', 'replace', 'blackhole', `${this.addressOf(b)}/32`);
    this.within(b, 'route', 'replace', 'blackhole', `${this.addressOf(a)}/32`);
  }

  /** All links of a region go down. */
  public lose(region: number): void {
    this.regions.forEach((other, i) => {
      if (i !== region) this.within(region, 'link', 'set', `to-${other}`, 'down');
    });
  }

  public mend(): void {
    for (const [a, b] of this.links()) this.join(a, b);
  }

  public async close(): Promise<void> {
    const gone = new Promise((done) => this.caretaker.once('exit', done));
    this.caretaker.stdin!.end();
    await gone;
  }

  private build(): void {
    this.regions.forEach((name, region) => {
      ip('netns', 'add', nameOf(name));
      this.within(region, 'link', 'set', 'lo', 'up');
      this.within(region, 'address', 'add', `${this.addressOf(region)}/32`, 'dev', 'lo');
    });
    for (const [a, b] of this.links()) {
      const [one, other] = [this.regions[a]!, this.regions[b]!];
      const end = ['peer', 'name', `to-${one}`, 'netns', nameOf(other)];
      this.within(a, 'link', 'add', `to-${other}`, 'type', 'veth', ...end);
    }
    this.mend();
  }

  private links(): [number, number][] {
    return this.regions.flatMap((_, b) => this.regions.slice(0, b).map((_other, a) => [a, b] as [number, number]));
  }

  private join(a: number, b: number): void {
    const ways = [
      { here: a, there: b },
      { here: b, there: a },
    ];
    const linkTo = (region: number): string => `to-${this.regions[region]!}`;
    // A link takes its routes with it when it goes down, so both ends come before them.
    for (const { here, there } of ways) this.within(here, 'link', 'set', linkTo(there), 'up');
    for (const { here, there } of ways) {
      const way = ['dev', linkTo(there), 'src', this.addressOf(here)];
      this.within(here, 'route', 'replace', `${this.addressOf(there)}/32`, ...way);
    }
  }

  private within(region: number, ...words: readonly string[]): void {
    ip('-n', nameOf(this.regions[region]!), ...words);
  }
}
