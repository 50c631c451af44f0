import { createInterface } from 'node:readline/promises';
import type { CommandIo } from './io';

/** The world as the process has it. */
export function processIo(): CommandIo {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', quietWhenNobodyReads);
  const stop = new AbortController();
  const listen = (): AbortSignal => {
    if (process.listenerCount('SIGINT') === 0)
      process.once('SIGINT', () => stop.abort()).once('SIGTERM', () => stop.abort());
    return stop.signal;
  };
  return {
    cwd: process.cwd(),
    env: process.env,
    isTTY: process.stdout.isTTY === true,
    columns: process.stdout.columns,
    // Only what waits for a server asks for the signal; anything else ends at once, as processes do.
    get signal() {
      return listen();
    },
    stdin: readStandardInput,
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    ask: (question) => askAtTerminal(question, listen()),
    connect: async (target) => {
      const { connect } = await import('../live/connection');
      return connect({ ...target, env: process.env });
    },
    lookInside: async (kubeconfig, signal) => {
      const { readInside } = await import('../live/inside');
      return readInside(kubeconfig, { env: process.env }, signal);
    },
    sleep: async (milliseconds) => {
      const { SYSTEM_CLOCK } = await import('../live/clock');
      await SYSTEM_CLOCK.sleep(milliseconds, stop.signal);
    },
  };
}

async function askAtTerminal(question: string, signal: AbortSignal): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await terminal.question(question, { signal });
  } catch {
    // Ctrl-D or Ctrl-C at the question, or a signal.
    return '';
  } finally {
    terminal.close();
  }
}

/** `hikube rules | head` closes the pipe early, which is no fault of anybody; a disk that is full is one. */
function quietWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  process.exitCode = NOT_DONE;
  process.on('exit', () => (process.exitCode = NOT_DONE));
  if (process.stderr.writable)
    process.stderr.write(`hikube: the output cannot be written (${error.code ?? error.message})\n`);
}
const NOT_DONE = 2;

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
