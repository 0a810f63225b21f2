/**
 * A TCP connection to a label printer (port 9100). What is sent is printed, so the one thing to know of it is whether a byte may
 * have left: from `send` on it may.
 */
import { connect, type Socket } from 'node:net';
import type { Timers } from '../timers.ts';

export interface ZplConnection {
  /**
   * Sends all of it. `tell` is called with true while the printer takes no more, and with false when it goes on. Rejects when the
   * connection breaks, the printer takes nothing for `patienceMs`, or on the signal.
   */
  send(
    text: string,
    limits: { stallMs: number; patienceMs: number; signal: AbortSignal; tell: (stalled: boolean) => void },
  ): Promise<void>;
  /** Sends an inquiry. @returns the strings between STX and ETX, null when not all of them came in time. Rejects when it breaks. */
  ask(command: '~HS' | '~HI', timeoutMs: number): Promise<string[] | null>;
  /** Says that nothing more comes and waits for the printer to end, too. @returns false when it did not in time. Rejects when it breaks. */
  finish(timeoutMs: number): Promise<boolean>;
  close(): void;
}

export type ConnectResult = { ok: true; connection: ZplConnection } | { ok: false; reason: string };

const answersOf = { '~HS': 3, '~HI': 1 } as const;
const chunkSize = 16 * 1024;

/** Connects within `timeoutMs`; the reason why not is for people. */
export function connectPrinter(
  { host, port }: { host: string; port: number },
  timers: Timers,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<ConnectResult> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, noDelay: true });
    const end = (result: ConnectResult) => {
      callOff();
      signal.removeEventListener('abort', stop);
      socket.off('error', fail);
      if (!result.ok) {
        socket.on('error', () => undefined); // said already
        socket.destroy();
      }
      resolve(result);
    };
    const stop = () => end({ ok: false, reason: 'Called off.' });
    const callOff = timers.after(timeoutMs, () => end({ ok: false, reason: `${host}:${port} does not answer.` }));
    signal.addEventListener('abort', stop);
    const fail = (error: Error) => end({ ok: false, reason: describe(error, `${host}:${port}`) });
    socket.once('error', fail);
    socket.once('connect', () => end({ ok: true, connection: wrap(socket, timers) }));
    if (signal.aborted) stop();
  });
}

function describe(error: NodeJS.ErrnoException, address: string): string {
  switch (error.code) {
    case 'ECONNREFUSED':
      return `${address} refuses the connection: is it the printer, and is nobody else printing?`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `There is no ${address} in this network.`;
    default:
      return `${address} cannot be reached (${error.code ?? error.name}).`;
  }
}

function wrap(socket: Socket, timers: Timers): ZplConnection {
  const frames: string[] = [];
  const watchers = new Set<() => void>();
  let text = '';
  let broken: Error | null = null;
  let ended = false;
  const notify = () => [...watchers].forEach((watch) => watch());
  const breakOff = (error: Error) => {
    broken ??= error;
    notify();
  };
  socket.setEncoding('latin1');
  socket.on('data', (part: string) => {
    text += part;
    for (let end = text.indexOf('\x03'); end !== -1; end = text.indexOf('\x03')) {
      const start = text.lastIndexOf('\x02', end);
      if (start !== -1) frames.push(text.slice(start + 1, end));
      text = text.slice(end + 1);
    }
    text = text.slice(-4096); // what is no answer is not kept
    notify();
  });
  socket.on('error', breakOff);
  socket.on('end', () => {
    ended = true;
    breakOff(new Error('The printer closed the connection.'));
  });
  socket.on('close', () => breakOff(new Error('The connection is closed.')));
  /** Resolves with what `look` finds, null after `ms`; rejects when the connection breaks before. */
  const waitFor = <Found>(look: () => Found | null, ms: number): Promise<Found | null> =>
    new Promise((resolve, reject) => {
      const watch = () => {
        const found = look();
        if (found === null && broken === null) return;
        leave();
        if (found !== null) resolve(found);
        else reject(broken ?? new Error('The connection is closed.'));
      };
      const callOff = timers.after(ms, () => {
        leave();
        resolve(null);
      });
      const leave = () => {
        callOff();
        watchers.delete(watch);
      };
      watchers.add(watch);
      watch();
    });

  return {
    async send(whole, { stallMs, patienceMs, signal, tell }) {
      for (let start = 0; start < whole.length; start += chunkSize) {
        let taken = false;
        socket.write(whole.slice(start, start + chunkSize), 'latin1', () => {
          taken = true;
          notify();
        });
        const stop = () => breakOff(new Error('Called off.'));
        signal.addEventListener('abort', stop);
        try {
          if (signal.aborted) stop();
          const look = () => (taken ? true : null);
          if ((await waitFor(look, stallMs)) === null) {
            tell(true);
            if ((await waitFor(look, patienceMs)) === null) throw new Error('The printer takes no more data.');
            tell(false);
          }
        } finally {
          signal.removeEventListener('abort', stop);
        }
      }
    },
    async ask(command, timeoutMs) {
      frames.length = 0; // a late answer to an earlier question
      socket.write(`${command}\n`, 'latin1');
      const wanted = answersOf[command];
      return waitFor(() => (frames.length >= wanted ? frames.splice(0, wanted) : null), timeoutMs);
    },
    async finish(timeoutMs) {
      socket.end();
      return (await waitFor(() => (ended ? true : null), timeoutMs)) ?? false;
    },
    close() {
      socket.end();
      // What is on its way still gets there; a printer that never ends its side must not hold the socket for ever.
      const callOff = timers.after(1_000, () => socket.destroy());
      socket.once('close', callOff);
    },
  };
}
