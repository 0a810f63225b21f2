/**
 * The printers of this station, whatever the event: `printers.json` in the data folder. No personal data is in it.
 *
 * Invariants: there is always one, the shell's own where none is set up. With `--print-to` there is only that one. How much paper
 * is left is written a little later than it is counted: a crash costs a few badges of the count.
 */
import path from 'node:path';
import { z } from 'zod';
import { identifierSchema, type Printer, printerSchema } from '../../shared/contract/printing.ts';
import { readIfThere, setAside, writeWhole } from './disk.ts';
import { describeError, type Log } from './log.ts';
import { type Refusal, refuse } from './problem.ts';
import type { Timers } from './timers.ts';

const fileSchema = z.object({
  version: z.literal(1),
  printers: z.array(printerSchema).max(200),
  paused: z.array(identifierSchema).max(200),
});
type Contents = z.infer<typeof fileSchema>;

export interface PrintersOptions {
  readonly dataDir: string;
  /** Where badges go as long as nobody has set up a printer. */
  readonly standard: Printer;
  /** It is the only one, whatever is set up (`--print-to`). */
  readonly only: boolean;
  readonly timers: Timers;
  readonly log: Log;
  readonly onChange: () => void;
}

const WRITE_COUNT_MS = 5000;
const MOST = 200;

/** @throws DiskError */
export async function openPrinters(options: PrintersOptions): Promise<Printers> {
  const file = path.join(options.dataDir, 'printers.json');
  const bytes = await readIfThere(file);
  const found = bytes === null ? null : readContents(bytes);
  if (bytes !== null && found === null) {
    options.log.warn('the list of printers could not be read', { aside: await setAside(file, 'unreadable') });
  }
  return new Printers(file, found ?? { version: 1, printers: [], paused: [] }, options);
}

function readContents(bytes: Buffer): Contents | null {
  try {
    return fileSchema.safeParse(JSON.parse(bytes.toString())).data ?? null;
  } catch {
    return null; // not JSON: set aside by the caller
  }
}

export class Printers {
  readonly #file: string;
  readonly #options: PrintersOptions;
  #contents: Contents;
  #standard: Printer;
  #writing: Promise<unknown> = Promise.resolve();
  #cancelWrite: (() => void) | null = null;

  constructor(file: string, contents: Contents, options: PrintersOptions) {
    this.#file = file;
    this.#contents = contents;
    this.#options = options;
    this.#standard = options.standard;
  }

  /** The standard one first; never empty. */
  list(): readonly Printer[] {
    const { printers } = this.#contents;
    return this.#options.only || printers.length === 0 ? [this.#standard] : printers;
  }

  find(id: string): Printer | undefined {
    return this.list().find((printer) => printer.id === id);
  }

  /** A person holds its jobs back. */
  isPaused(id: string): boolean {
    return this.#contents.paused.includes(id);
  }

  /** @throws DiskError */
  async save(printer: Printer): Promise<Refusal | null> {
    if (this.#options.only) return refuse('badInput', 'fixed');
    const isNew = (printers: readonly Printer[]): boolean => !printers.some(({ id }) => id === printer.id);
    const { printers: known } = this.#contents;
    if (isNew(known) && known.length >= MOST) return refuse('badInput', 'tooMany');
    await this.#change((before) => ({
      ...before,
      printers: isNew(before.printers)
        ? [...before.printers, printer]
        : before.printers.map((one) => (one.id === printer.id ? printer : one)),
    }));
    return null;
  }

  /** @throws DiskError */
  async remove(id: string): Promise<Refusal | null> {
    if (this.#options.only) return refuse('badInput', 'fixed');
    if (!this.#contents.printers.some((printer) => printer.id === id)) return refuse('notFound', 'printer');
    await this.#change((before) => ({
      ...before,
      printers: before.printers.filter((printer) => printer.id !== id),
      paused: before.paused.filter((one) => one !== id),
    }));
    return null;
  }

  /** @throws DiskError */
  async pause(id: string, paused: boolean): Promise<void> {
    if (this.isPaused(id) === paused) return;
    await this.#change((before) => ({
      ...before,
      paused: paused ? [...before.paused, id] : before.paused.filter((one) => one !== id),
    }));
  }

  /** So many badges can still be printed; null = nobody counts. The shell's own printer keeps it until the station ends. @throws DiskError */
  async setMedia(id: string, mediaLeft: number | null): Promise<void> {
    const set = (printer: Printer): Printer => (printer.id === id ? { ...printer, mediaLeft } : printer);
    this.#standard = set(this.#standard);
    if (!this.#contents.printers.some((printer) => printer.id === id)) {
      this.#options.onChange();
      return;
    }
    await this.#change((before) => ({ ...before, printers: before.printers.map(set) }));
  }

  /** A badge came out of it. */
  countDown(id: string): void {
    const less = (printer: Printer): Printer =>
      printer.id === id && printer.mediaLeft !== null && printer.mediaLeft > 0
        ? { ...printer, mediaLeft: printer.mediaLeft - 1 }
        : printer;
    if ((this.find(id)?.mediaLeft ?? null) === null) return;
    this.#standard = less(this.#standard);
    this.#contents = { ...this.#contents, printers: this.#contents.printers.map(less) };
    this.#cancelWrite ??= this.#options.timers.after(WRITE_COUNT_MS, () => this.#writeCount());
  }

  async close(): Promise<void> {
    if (this.#cancelWrite !== null) {
      this.#cancelWrite();
      this.#writeCount();
    }
    await this.#writing;
  }

  #writeCount(): void {
    this.#cancelWrite = null;
    this.#change((before) => before).catch((error: unknown) => {
      this.#options.log.warn('how much paper is left was not kept', describeError(error));
    });
  }

  /** One change after the other; it counts when it is on the disk. */
  #change(change: (before: Contents) => Contents): Promise<void> {
    const done = this.#writing.then(async () => {
      const next = change(this.#contents);
      await writeWhole(this.#file, Buffer.from(JSON.stringify(next, null, 2)));
      // a badge may have been counted meanwhile
      this.#contents = change(this.#contents);
      this.#options.onChange();
    });
    this.#writing = done.catch(() => undefined); // the caller is told; the next change does not depend on it
    return done;
  }
}
