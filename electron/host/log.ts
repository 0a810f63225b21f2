/**
 * The host's log: one JSON object a line in `logs/stoika.log`, rotated by size.
 *
 * Invariant: no secret and no personal data. Callers pass events and plain figures; of an error only its name, code and the
 * places it came through are kept (shared/health/fault.ts). Every text is redacted once more before it is written.
 *
 * Levels: error = somebody should look; warn = the desk helped itself; info = what happened at the desk; debug = each question to
 * the host, for a fault that is being looked for (`STOIKA_LOG=debug`).
 */
import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { describeFault } from '../../shared/health/fault.ts';
import { redactField } from '../../shared/health/redact.ts';
import { errorCode } from './problem.ts';

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** @param wanted what the environment says, if anything */
export function readLogLevel(wanted: string | undefined): LogLevel {
  return LOG_LEVELS.find((level) => level === wanted?.trim().toLowerCase()) ?? 'info';
}

/** ERROR means: somebody should look. */
export interface Log {
  error(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  debug(event: string, fields?: LogFields): void;
}

export interface LogOptions {
  /** The data folder; the log lies in `logs/` under it. */
  readonly dataDir: string;
  readonly clock: () => Date;
  /** What is less than this is not written; `info` by default. */
  readonly level?: LogLevel;
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
export function createLog(options: LogOptions): Log {
  const { dataDir, clock, level: least = 'info', maxBytes = 2_000_000, keep = 4 } = options;
  const folder = path.join(dataDir, 'logs');
  const file = path.join(folder, 'stoika.log');
  let size: number | null = null;
  let isTold = false;

  const write = (level: LogLevel, event: string, fields: LogFields = {}): void => {
    if (LOG_LEVELS.indexOf(level) > LOG_LEVELS.indexOf(least)) return;
    const said = { time: clock().toISOString(), level, event: redactField(event) };
    const line = `${JSON.stringify({ ...said, ...clean(fields), ...said })}\n`; // no field takes the place of these
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
      if (!isTold) process.stderr.write(`The log cannot be written: ${errorCode(error) ?? 'unknown error'}\n`);
      isTold = true;
    }
  };
  return {
    error: (event, fields) => write('error', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    info: (event, fields) => write('info', event, fields),
    debug: (event, fields) => write('debug', event, fields),
  };
}

const keepNothing = (): void => undefined;
/** A log that keeps nothing. */
export const silentLog: Log = { error: keepNothing, warn: keepNothing, info: keepNothing, debug: keepNothing };

function clean(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? redactField(value) : value]),
  );
}

/** What may be said of an exception. */
export function describeError(error: unknown): LogFields {
  const { name, code, at } = describeFault(error);
  return { error: name, code: code ?? errorCode(error), at: at.join(' < ') };
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
