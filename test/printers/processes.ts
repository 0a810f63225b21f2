/** Programs that a test starts, and ends with what they have started themselves. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

export interface Program {
  readonly child: ChildProcess;
  /** What it has said so far. */
  output(): string;
  /** Ends it at once, as a plug that is pulled, and waits until it is gone. */
  stop(): Promise<void>;
}

/** Starts a program in a group of its own; it ends when the tests do, however they end. */
export function startProgram(command: string, args: readonly string[], env: Record<string, string> = {}): Program {
  const child = spawn('/usr/bin/setpriv', ['--pdeathsig', 'KILL', command, ...args], {
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const ended = once(child, 'exit').catch(() => undefined); // it could not be started: told by what waits for it
  return {
    child,
    output: () => output,
    async stop() {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
      await ended;
    },
  };
}

/** Runs a program to its end. @throws with what it said, when it ends with anything but 0 */
export async function runProgram(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<string> {
  const program = startProgram(command, args, env);
  const [code] = (await once(program.child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${program.output()}`);
  return program.output();
}

/** Waits until something is so. @throws with `describe` when it is not in a minute: a busy machine may take long */
export async function until(isSo: () => boolean | Promise<boolean>, describe: () => string): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(describe());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A port that is free now. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
