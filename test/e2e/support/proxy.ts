import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between a client and a server, and breaks what goes through it. */
export interface Proxy {
  readonly url: string;
  /** Ends every connection, present and future, once so many bytes of the server's answers have gone through. */
  cutAfter(bytes: number): void;
  /** Lets answers through so many milliseconds late. What is on its way to the server arrives, whoever hangs up. */
  delay(milliseconds: number): void;
  /** Ends whatever is open now. */
  cut(): void;
  /** Takes no connection any more, as a server that is not there. */
  refuse(): void;
  /** Lets everything through again. */
  restore(): void;
  stop(): Promise<void>;
}

export async function startProxy(target: string): Promise<Proxy> {
  const { port } = new URL(target);
  const open = new Set<Socket>();
  let left = Infinity;
  let refuses = false;
  let late = 0;
  const cut = (): void => {
    for (const socket of open) socket.resetAndDestroy();
  };

  const server = createServer((client) => {
    if (refuses || left <= 0) {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(Number(port), '127.0.0.1');
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      // A connection that breaks is what this is for.
      from.on('error', () => undefined);
      from.once('close', () => {
        open.delete(from);
        if (late > 0) setTimeout(() => to.destroy(), late + 50);
        else to.destroy();
      });
    }
    client.pipe(upstream);
    const pass = (part: Buffer): void => {
      if (client.destroyed) return;
      const passing = part.subarray(0, Math.min(part.length, left));
      left -= passing.length;
      if (left > 0) client.write(passing);
      else client.write(passing, cut);
    };
    upstream.on('data', (part: Buffer) => void (late > 0 ? setTimeout(() => pass(part), late) : pass(part)));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));

  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutAfter: (bytes) => {
      left = bytes;
    },
    delay: (milliseconds) => {
      late = milliseconds;
    },
    cut,
    refuse: () => {
      refuses = true;
      cut();
    },
    restore: () => {
      refuses = false;
      left = Infinity;
      late = 0;
    },
    stop: () => {
      cut();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
