/**
 * The state file: one JSON text a line, first a header that says which event it belongs to, then the accepted changes.
 *
 * Invariant: a change is in the file, synced, before its request is answered. A process killed in the middle of a write
 * leaves a last line without its end: that change was never answered, and the line is cut off at the next start. Any other
 * line that cannot be read stops the start instead, since what follows it was answered. The people are made up, so the
 * file is plain text.
 */
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Change, changeSchema } from './change.ts';
import { defaultShape, type EventShape, PracticeOptionsError } from './options.ts';

const headerSchema = z.strictObject({
  kind: z.literal('practice event'),
  version: z.literal(1),
  seed: z.int(),
  participants: z.int(),
  parts: z.int(),
  /** Seconds since 1970 UTC from which the event was made. */
  now: z.int(),
});

export interface OpenedState {
  readonly file: StateFile;
  readonly shape: EventShape;
  readonly now: number;
  readonly changes: readonly Change[];
}

/**
 * Opens a state file, or makes it.
 * @param wanted what was asked for; the rest comes from the file, or is the default in a new one
 * @param now what a new file's event is made from, in seconds since 1970 UTC
 * @throws PracticeOptionsError when the file is of another event or cannot be read
 */
export function openStateFile(file: string, wanted: Partial<EventShape>, now: number): OpenedState {
  try {
    if (!fs.existsSync(file) || fs.statSync(file).size === 0) createFile(file, { ...defaultShape, ...wanted }, now);
    return readFile(file, wanted);
  } catch (error) {
    if (error instanceof PracticeOptionsError || !isSystemError(error)) throw error;
    throw new PracticeOptionsError(`The state file ${file} cannot be used: ${error.message}`);
  }
}

/** The open end of a state file. */
export class StateFile {
  readonly #descriptor: number;
  #size: number;

  constructor(descriptor: number, size: number) {
    this.#descriptor = descriptor;
    this.#size = size;
  }

  /** Writes one change and syncs it. A write that failed leaves nothing behind. */
  append(change: Change): void {
    const bytes = Buffer.from(`${JSON.stringify(change)}\n`);
    try {
      let written = 0;
      while (written < bytes.length) {
        written += fs.writeSync(this.#descriptor, bytes, written, bytes.length - written, this.#size + written);
      }
      fs.fdatasyncSync(this.#descriptor);
    } catch (error) {
      fs.ftruncateSync(this.#descriptor, this.#size);
      throw error;
    }
    this.#size += bytes.length;
  }

  close(): void {
    fs.closeSync(this.#descriptor);
  }
}

/** A new file appears under its name with its header complete, so that a header is never torn. */
function createFile(file: string, shape: EventShape, now: number): void {
  const draft = `${file}.new`;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const header = { kind: 'practice event', version: 1, ...shape, now } satisfies z.infer<typeof headerSchema>;
  fs.writeFileSync(draft, `${JSON.stringify(header)}\n`, { flush: true });
  fs.renameSync(draft, file);
}

function readFile(file: string, wanted: Partial<EventShape>): OpenedState {
  const bytes = fs.readFileSync(file);
  const end = bytes.lastIndexOf(0x0a) + 1;
  const [first = '', ...rest] = bytes.subarray(0, end).toString().split('\n').slice(0, -1);

  const header = headerSchema.safeParse(parseJson(first));
  if (!header.success) throw new PracticeOptionsError(`${file} is not a practice event's state file.`);
  const { seed, participants, parts, now } = header.data;
  const shape = { seed, participants, parts };
  checkShape(file, shape, wanted);

  const changes = rest.map((line, index) => {
    const change = changeSchema.safeParse(parseJson(line));
    if (change.success) return change.data;
    throw new PracticeOptionsError(`Line ${index + 2} of the state file ${file} cannot be read.`);
  });
  const descriptor = fs.openSync(file, 'r+');
  fs.ftruncateSync(descriptor, end);
  return { file: new StateFile(descriptor, end), shape, now, changes };
}

function checkShape(file: string, shape: EventShape, wanted: Partial<EventShape>): void {
  for (const name of ['seed', 'participants', 'parts'] as const) {
    if (wanted[name] === undefined || wanted[name] === shape[name]) continue;
    throw new PracticeOptionsError(
      `The state file ${file} is of an event with ${name} ${shape[name]}, not ${wanted[name]}. ` +
        `Leave ${name} out to go on with that event, or name another file.`,
    );
  }
}

/** The value of a JSON text, or undefined: no valid line is undefined, so the schema refuses it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
