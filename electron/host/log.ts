/**
 * The host's log: one JSON object a line in `logs/stoika.log`, rotated by size.
 *
 * Invariant: no secret and no personal data. Callers pass events and plain figures; of an error only its name, code and the
 * places it came through are kept, never its message: V8 and libraries quote the data that they choked on.
 */
import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { errorCode } from './problem.ts';

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** ERROR means: somebody should look. */
export interface Log {
  error(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
}

export interface LogOptions {
  /** The data folder; the log lies in `logs/` under it. */
  readonly dataDir: string;
  readonly clock: () => Date;
  /** A file is put away when it has grown to this. */
  readonly maxBytes?: number;
  /** Old files that are kept. */
  readonly keep?: number;
}

/** The data folder is made by the lock before anything is logged; only this one level is missing. */
function makeLogFolder(folder: string): void {
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
}

/** Opens the log. A log that cannot be written stops nothing: the first failure is said on stderr, once. */
export function createLog({ dataDir, clock, maxBytes = 2_000_000, keep = 4 }: LogOptions): Log {
  const folder = path.join(dataDir, 'logs');
  const file = path.join(folder, 'stoika.log');
  let size: number | null = null;
  let said = false;

  const write = (level: string, event: string, fields: LogFields = {}): void => {
    const line = `${JSON.stringify({ time: clock().toISOString(), level, event, ...fields })}\n`;
    try {
      if (size === null) {
        makeLogFolder(folder);
        size = sizeOf(file);
      }
      if (size + line.length > maxBytes && size > 0) {
        rotate(file, keep);
        size = 0;
      }
      appendFileSync(file, line, { mode: 0o600 });
      size += Buffer.byteLength(line);
    } catch (error) {
      if (!said) process.stderr.write(`The log cannot be written: ${errorCode(error) ?? 'unknown error'}\n`);
      said = true;
    }
  };
  return {
    error: (event, fields) => write('error', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    info: (event, fields) => write('info', event, fields),
  };
}

/** A log that keeps nothing. */
export const silentLog: Log = { error: () => undefined, warn: () => undefined, info: () => undefined };

/** What may be said of an exception. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const places = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
    .map((line) => line.trim());
  return { error: error.name, code: errorCode(error), at: places.join(' < ') };
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 0;
    throw error;
  }
}

function rotate(file: string, keep: number): void {
  for (let n = keep - 1; n >= 0; n -= 1) {
    const from = n === 0 ? file : `${file}.${n}`;
    try {
      renameSync(from, `${file}.${n + 1}`);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
    }
  }
}
