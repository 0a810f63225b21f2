/**
 * The log's last lines for people to read. The log has nothing personal in it by construction; a line is told all the same only as
 * far as its shape is that of a line of ours, and redacted once more: an older version may have written it.
 */
import path from 'node:path';
import { open } from 'node:fs/promises';
import { z } from 'zod';
import { redactField } from '../../../shared/health/redact.ts';
import { LOG_LEVELS } from '../log.ts';
import { errorCode } from '../problem.ts';

const lineSchema = z
  .object({ time: z.iso.datetime(), level: z.enum(LOG_LEVELS), event: z.string() })
  .catchall(z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** A line has some hundred bytes. */
const BYTES_A_LINE = 600;

/** @returns at most so many lines, the oldest first */
export async function readLogTail(dataDir: string, most: number): Promise<string[]> {
  const file = path.join(dataDir, 'logs', 'stoika.log');
  const newest = await readEnd(file, most * BYTES_A_LINE);
  const older = newest.length < most ? await readEnd(`${file}.1`, most * BYTES_A_LINE) : [];
  return [...older, ...newest]
    .map((line) => writeLine(line))
    .filter((line) => line !== null)
    .slice(-most);
}

/** @returns null for what is no line of the log */
export function writeLine(text: string): string | null {
  const parsed = lineSchema.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { time, level, event, ...fields } = parsed.data;
  const said = Object.entries(fields)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${redactField(key)}=${typeof value === 'string' ? redactField(value) : String(value)}`);
  return [time, level, redactField(event), ...said].join('  ').replace(/\s*[\r\n]+\s*/g, ' ');
}

async function readEnd(file: string, bytes: number): Promise<string[]> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const from = Math.max(0, size - bytes);
      const buffer = Buffer.alloc(size - from);
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
      const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
      return from === 0 ? lines : lines.slice(1); // the first one is cut
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return []; // no log, or a disk that does not give it: the rest of the report is worth having
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // no line of ours
  }
}
