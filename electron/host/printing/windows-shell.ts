/** Running the Windows script: a PowerShell of its own for each task, by its full path, without a profile and without a window. */
import { spawn as nodeSpawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { ENCODED_WINDOWS_SCRIPT } from './windows-script.ts';

const printerStateSchema = z.object({ error: z.int(), extended: z.int(), offline: z.boolean() });
const describedSchema = z.object({
  name: z.string(),
  isDefault: z.boolean(),
  /** Hundredths of an inch, upright. */
  sheets: z.array(z.object({ width: z.int(), height: z.int() })),
  /** 0 = it does not say. */
  dpi: z.int(),
  duplex: z.boolean(),
});

/** A line of what it says. */
const eventSchema = z.discriminatedUnion('event', [
  /** From here on something may come out. */
  z.object({ event: z.literal('begun') }),
  z.object({ event: z.literal('spooled') }),
  z.object({ event: z.literal('waiting'), mask: z.int(), printer: printerStateSchema.optional() }),
  /** The job is not in the queue (any more). */
  z.object({ event: z.literal('absent') }),
  /** It is not there, and nobody knows whether it ever was. */
  z.object({ event: z.literal('unknown') }),
  z.object({ event: z.literal('removed'), mask: z.int(), printed: z.int() }),
  z.object({ event: z.literal('stuck') }),
  z.object({ event: z.literal('noPrinter') }),
  z.object({ event: z.literal('printer'), printer: describedSchema }),
  z.object({ event: z.literal('status'), printer: printerStateSchema, jobs: z.int() }),
  z.object({ event: z.literal('error'), message: z.string() }),
]);
export type WindowsEvent = z.infer<typeof eventSchema>;
export type WindowsPrinterState = z.infer<typeof printerStateSchema>;
export type WindowsPrinter = z.infer<typeof describedSchema>;

export type WindowsTask =
  | { do: 'list' }
  | { do: 'status' | 'describe'; printer: string }
  | { do: 'takeBack'; document: string }
  | { do: 'follow'; document: string; printer: string }
  | {
      do: 'print';
      document: string;
      printer: string;
      again: boolean;
      pages: number;
      /** Millimetres. */
      page: { width: number; height: number };
      sheet: { width: number; height: number; landscape: boolean };
      duplex: 'Simplex' | 'Vertical' | 'Horizontal';
    };

/** The part of a child process that is used. */
export interface WindowsProcess {
  readonly stdin: Writable;
  readonly stdout: Readable;
  on(event: 'exit', listener: (code: number | null) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  kill(): unknown;
}

export type SpawnWindows = (command: string, args: readonly string[]) => WindowsProcess;

const spawnHidden: SpawnWindows = (command, args) =>
  nodeSpawn(command, args, { windowsHide: true, stdio: ['pipe', 'pipe', 'ignore'] });

/** How a run ended: the script came to its end, was called off, or PowerShell could not be run (or fell). */
export type WindowsEnd = { end: 'done' } | { end: 'calledOff' } | { end: 'broken'; reason: string };

export type RunWindows = (
  task: WindowsTask,
  pictures: readonly Uint8Array[],
  hear: (event: WindowsEvent) => void,
  signal: AbortSignal,
) => Promise<WindowsEnd>;

/** Creates what runs the script. */
export function createWindowsRunner(
  spawn: SpawnWindows = spawnHidden,
  root: string = process.env['SystemRoot'] ?? 'C:\\Windows',
): RunWindows {
  const command = `${root}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`;
  const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-InputFormat', 'Text'];
  return (task, pictures, hear, signal) =>
    new Promise((resolve) => {
      const child = spawn(command, [...args, '-EncodedCommand', ENCODED_WINDOWS_SCRIPT]);
      let text = '';
      const end = (how: WindowsEnd) => {
        signal.removeEventListener('abort', stop);
        resolve(how);
      };
      const stop = () => {
        child.kill();
        end({ end: 'calledOff' });
      };
      child.stdout.setEncoding('ascii');
      child.stdout.on('data', (chunk: string) => {
        text += chunk;
        const lines = text.split(/\r?\n/);
        text = lines.pop() ?? '';
        for (const event of lines.flatMap(readLine)) if (!signal.aborted) hear(event);
      });
      child.on('error', (error) => end({ end: 'broken', reason: `PowerShell cannot be run (${error.name}).` }));
      // Its last words may come after its exit.
      child.on('exit', (code) => {
        const finish = () =>
          end(code === 0 ? { end: 'done' } : { end: 'broken', reason: `PowerShell ended with ${code ?? 'a signal'}.` });
        if (child.stdout.readableEnded || child.stdout.destroyed) finish();
        else child.stdout.once('end', finish);
      });
      signal.addEventListener('abort', stop);
      child.stdin.on('error', () => undefined); // it ended before it had read all: the exit says so
      const lines = [toAscii(task), ...pictures.map((picture) => Buffer.from(picture).toString('base64'))];
      child.stdin.end(`${lines.join('\n')}\n`, 'ascii');
      if (signal.aborted) stop();
    });
}

/** JSON in ASCII, whatever letters a printer's name has. */
function toAscii(task: WindowsTask): string {
  return JSON.stringify(task).replace(
    /[^\x20-\x7e]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What is no line of the script's (a driver that talks) is not heard. */
function readLine(line: string): WindowsEvent[] {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(line)) return [];
  try {
    const event = eventSchema.safeParse(JSON.parse(Buffer.from(line, 'base64').toString('utf8')));
    return event.success ? [event.data] : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
