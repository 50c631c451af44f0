import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Situation } from '../../../lib/core/resilience/scenario';
import { servers, type Servers } from '../servers';
import { processes, until } from '../support/processes';
import { Member } from './member';
import { Network } from './network';

/** How long a real etcd may take to come back: it elects in a second or two, on a machine that has time for it. */
export const PATIENCE = 40_000;

/** Whether any of them takes a write within so many milliseconds. */
export async function someWrites(members: readonly Member[], within: number): Promise<boolean> {
  const deadline = Date.now() + within;
  while (members.length > 0 && Date.now() < deadline) {
    const written = await Promise.all(members.map((member) => member.writes()));
    if (written.includes(true)) return true;
    await sleep(50);
  }
  return false;
}

/** How often a member was asked to write, one after the other, and how often it did. */
export interface Tally {
  readonly asked: number;
  readonly taken: number;
}

/** Writes at a member without a pause, for so many milliseconds. */
export async function tally(member: Member, during: number): Promise<Tally> {
  const deadline = Date.now() + during;
  let [asked, taken] = [0, 0];
  while (Date.now() < deadline) {
    asked += 1;
    if (await member.writes(5000)) taken += 1;
  }
  return { asked, taken };
}

interface Seat {
  readonly region: number;
  /** Which of its region. */
  readonly number: number;
}

const nameOf = ({ region, number }: Seat): string => `member-${region}-${number}`;

/** The members of an etcd with the timers that it has by itself, none of them started. */
function membersOf(counts: readonly number[], network: Network, scratch: string, programs: Servers): Member[] {
  const seats = counts.flatMap((count, region) => Array.from({ length: count }, (_, number) => ({ region, number })));
  const peerOf = ({ region, number }: Seat): string => `http://${network.addressOf(region)}:${2380 + number}`;
  const all = seats.map((seat) => `${nameOf(seat)}=${peerOf(seat)}`).join();
  return seats.map((seat) => {
    const name = nameOf(seat);
    const socket = path.join(scratch, `${name}.sock`);
    const flags = [
      `--name=${name}`,
      `--data-dir=${path.join(scratch, name)}`,
      `--listen-client-urls=unix://${socket}`,
      // It has to be an address of this form, and nobody asks there.
      `--advertise-client-urls=http://${network.addressOf(seat.region)}:2379`,
      `--listen-peer-urls=${peerOf(seat)}`,
      `--initial-advertise-peer-urls=${peerOf(seat)}`,
      `--initial-cluster=${all}`,
      '--unsafe-no-fsync',
      '--log-level=warn',
    ];
    const [command, ...prefix] = network.prefixOf(seat.region);
    return new Member(seat.region, name, socket, () => {
      const running = processes(programs.platformApi, scratch);
      running.start(name, command, [...prefix, programs.etcd, ...flags]);
      return running;
    });
  });
}

/** A real etcd with so many members in each region, and what may happen to it. */
export class RealRing {
  private constructor(
    public readonly members: readonly Member[],
    private readonly network: Network,
    private readonly scratch: string,
  ) {}

  public static async start(regions: readonly string[], counts: readonly number[]): Promise<RealRing> {
    const programs = await servers();
    const network = await Network.open(regions);
    const scratch = mkdtempSync(path.join(tmpdir(), 'hikube-e2e-'));
    const ring = new RealRing(membersOf(counts, network, scratch, programs), network, scratch);
    try {
      await ring.mend();
      return ring;
    } catch (error) {
      await ring.stop();
      throw error;
    }
  }

  public in(...regions: readonly number[]): Member[] {
    return this.members.filter(({ region }) => regions.includes(region));
  }

  /** Makes happen what a situation says: lost regions are dead and without links. */
  public async suffer({ lost, cut }: Pick<Situation, 'lost' | 'cut'>): Promise<void> {
    for (const [a, b] of cut) this.network.cut(a, b);
    for (const region of lost) this.network.lose(region);
    await Promise.all(this.in(...lost).map((member) => member.kill()));
  }

  /** Brings everything back, and waits until every member takes writes. */
  public async mend(): Promise<void> {
    this.network.mend();
    this.members.forEach((member) => member.start());
    for (const member of this.members) await this.comes(`a write at ${member.name}`, () => member.writes());
  }

  /** Has the first member of a region lead, wherever the lead is. */
  public async lead(region: number): Promise<Member> {
    const heir = this.in(region)[0]!;
    await this.comes(`the lead of ${heir.name}`, async () => {
      if (await heir.leads()) return true;
      const id = await heir.id();
      for (const member of this.members) if (await member.leads()) await member.handOver(id);
      return false;
    });
    return heir;
  }

  /** Waits for something that needs all members that were not killed to be running. */
  public comes(what: string, ask: () => Promise<boolean>): Promise<boolean> {
    const asked = (): Promise<boolean> => {
      this.members.forEach((member) => member.alive());
      return ask();
    };
    return until(what, asked, { within: PATIENCE });
  }

  public async stop(): Promise<void> {
    await Promise.all(this.members.map((member) => member.kill()));
    await this.network.close();
    rmSync(this.scratch, { recursive: true, force: true });
  }
}
