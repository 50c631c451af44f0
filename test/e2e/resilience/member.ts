import { request } from 'node:http';
import { type Processes } from '../support/processes';

interface Status {
  readonly header: { readonly member_id: string };
  readonly leader?: string;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** A member of a real etcd. Its clients come by a socket in the file system, which no failure of the network touches. */
export class Member {
  private running: Processes | undefined;

  public constructor(
    public readonly region: number,
    public readonly name: string,
    private readonly socket: string,
    private readonly launch: () => Processes,
  ) {}

  public start(): void {
    this.running ??= this.launch();
  }

  /** Ends it at once, without a word to the others. */
  public async kill(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }

  /** Throws what it said last when it ended by itself. */
  public alive(): void {
    this.running?.alive();
  }

  /** Whether it takes a write within so many milliseconds. */
  public async writes(within = 1000): Promise<boolean> {
    const written = await this.ask('kv/put', { key: base64('last'), value: base64(this.name) }, within);
    return written !== undefined;
  }

  /** Whether it answers, and knows of nobody who leads. */
  public async isLeaderless(): Promise<boolean> {
    const status = await this.status();
    return status !== undefined && (status.leader ?? '0') === '0';
  }

  public async id(): Promise<string | undefined> {
    return (await this.status())?.header.member_id;
  }

  public async leads(): Promise<boolean> {
    const status = await this.status();
    return status !== undefined && status.leader === status.header.member_id;
  }

  public async handOver(to: string | undefined): Promise<void> {
    await this.ask('maintenance/transfer-leadership', { targetID: to }, 5000);
  }

  private async status(): Promise<Status | undefined> {
    return (await this.ask('maintenance/status', {}, 1000)) as Status | undefined;
  }

  /** Asks the JSON gateway; undefined for everything but a good answer in time. */
  private ask(what: string, body: object, within: number): Promise<unknown> {
    const options = { socketPath: this.socket, path: `/v3/${what}`, method: 'POST', agent: false } as const;
    return new Promise((done) => {
      const call = request({ ...options, signal: AbortSignal.timeout(within) }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => (text += part));
        answer.on('error', () => done(undefined));
        answer.on('end', () => done(answer.statusCode === 200 ? (JSON.parse(text) as unknown) : undefined));
      });
      call.on('error', () => done(undefined));
      call.end(JSON.stringify(body));
    });
  }
}
