import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Servers that run under a supervisor, which ends them when this process ends, in whatever way. */
export interface Processes {
  start(name: string, command: string, flags: readonly string[], env?: NodeJS.ProcessEnv): void;
  /** Throws what a server said last when it is not running any more. */
  alive(): void;
  stop(): Promise<void>;
}

interface Process {
  alive(): void;
  stop(): Promise<void>;
}

export function processes(supervisor: string, scratch: string): Processes {
  const running: Process[] = [];
  const start = (name: string, command: string, flags: readonly string[], env: NodeJS.ProcessEnv = {}): Process => {
    const file = path.join(scratch, `${name}.log`);
    const log = openSync(file, 'a');
    const child = spawn(supervisor, ['supervise', '-scratch', scratch, '--', command, ...flags], {
      stdio: ['pipe', log, log],
      env: { ...process.env, ...env },
      // Else who kills the whole group of the tests kills the supervisors first.
      detached: true,
    });
    closeSync(log);
    const stdin = child.stdin as Socket;
    // The other end may be gone already when it is told to stop.
    stdin.on('error', () => undefined);
    // Who forgets to stop a server still comes to an end, and the server with it.
    child.unref();
    stdin.unref();
    const ended = new Promise<void>((done) => child.once('exit', () => done()));
    return {
      alive: () => {
        if (child.exitCode === null && child.signalCode === null) return;
        throw new Error(`${name} ended by itself:\n${readFileSync(file, 'utf8').split('\n').slice(-25).join('\n')}`);
      },
      stop: async () => {
        child.ref();
        stdin.end('stop');
        await ended;
      },
    };
  };
  return {
    start: (...server) => void running.push(start(...server)),
    alive: () => running.forEach((each) => each.alive()),
    stop: async () => void (await Promise.all(running.map((each) => each.stop()))),
  };
}

/** Ports that nobody listens on, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

/** Asks until the answer is there. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  { within = 30_000, every = 25 } = {},
): Promise<T> {
  const deadline = Date.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${within / 1000} s`);
    await sleep(every);
  }
}
