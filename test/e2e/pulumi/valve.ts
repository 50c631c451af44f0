import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands in front of a server, and lets its answers through so many milliseconds late. */
export interface Valve {
  readonly url: string;
  delay: number;
  stop(): Promise<void>;
}

export async function openValve(target: string): Promise<Valve> {
  const { port } = new URL(target);
  const open = new Set<Socket>();
  const valve = { url: '', delay: 0, stop: () => Promise.resolve() };
  const server = createServer((client) => {
    const upstream = connect(Number(port), '127.0.0.1');
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      // Whoever is killed hangs up without a word.
      from.on('error', () => undefined);
      // What is on its way still arrives.
      from.once('close', () => {
        open.delete(from);
        setTimeout(() => to.destroy(), valve.delay + 50);
      });
    }
    client.pipe(upstream);
    upstream.on('data', (part: Buffer) => void setTimeout(() => client.destroyed || client.write(part), valve.delay));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  valve.url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  valve.stop = () => {
    for (const socket of open) socket.destroy();
    return new Promise((done) => server.close(() => done()));
  };
  return valve;
}
