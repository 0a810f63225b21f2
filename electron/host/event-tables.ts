/**
 * The tables of the event that is open: read one by one, told together.
 *
 * They are read when the server is there first, when it is back, and once a minute through the day. A table that came is kept
 * while the others are asked for again, the ones that never came first: on a bad network five answers in a row are rare. One
 * that fails keeps its last value.
 *
 * Invariant: a desk that has none is told no half truth: nothing is told before event, statuses, parts and fields are there.
 * Products may follow, since nobody is registered with one.
 */
import type { Fields, Operator, Tables } from '../../shared/ruvents/tables.ts';
import { requireFields } from './learnt-fields.ts';
import { describeError, type Log } from './log.ts';
import type { RuventsClient } from './ruvents/client.ts';
import { TABLE_READERS, type TablesWithoutOperators } from './ruvents/tables-reader.ts';
import type { Timers } from './timers.ts';

export interface EventTablesOptions {
  readonly client: RuventsClient;
  /** The server is there, and lets this desk ask. */
  readonly isOnline: () => boolean;
  /** Everybody who may sign in, without passwords. */
  readonly listOperators: () => readonly Operator[];
  /** Asks the server for them. @returns whether it said */
  readonly readOperators: () => Promise<boolean>;
  /** Fields that the server demands beyond what it says. */
  readonly learntFields: () => readonly string[];
  readonly onChange: (tables: Tables) => void;
  /** The event's name came; it may be the old one. */
  readonly onTitle: (title: string) => Promise<void>;
  readonly timers: Timers;
  readonly log: Log;
}

type Name = keyof TablesWithoutOperators | 'operators';

const NAMES: readonly Name[] = ['event', 'statuses', 'parts', 'fields', 'operators', 'products'];
/** A table is read again when it is so old. */
const REFRESH_MS = 60_000;
/** What has not come, or is too old and did not come again, is asked for after this long. */
const RETRY_MS = 5000;
/** A server that comes and goes is not asked again for what is younger. */
const FRESH_MS = 5000;

export class EventTables {
  readonly #options: EventTablesOptions;
  #read: Partial<TablesWithoutOperators> = {};
  /** When the reading of what is here began. */
  readonly #readAt = new Map<Name, number>();
  #told = '';
  #reading: Promise<void> | null = null;
  /** Somebody asked for all of them while a reading was under way. */
  #askedAt: number | null = null;
  #cancel: (() => void) | null = null;
  #closed = false;

  constructor(options: EventTablesOptions) {
    this.#options = options;
  }

  /** Begins to look after them; the first reading is that of the connection's return. */
  start(): void {
    this.#schedule();
  }

  /** The tables, or null until they have come since the host's start. */
  current(): Tables | null {
    const { event, statuses, parts, fields, products = [] } = this.#read;
    if (event === undefined || statuses === undefined || parts === undefined || fields === undefined) return null;
    const required: Fields = requireFields(fields, this.#options.learntFields());
    return { event, statuses, parts, fields: required, products, operators: [...this.#options.listOperators()] };
  }

  /** Tells them if they are others than were told. */
  tell(): void {
    const tables = this.current();
    if (tables === null) return;
    const told = JSON.stringify(tables);
    if (told === this.#told) return;
    this.#told = told;
    this.#options.onChange(tables);
  }

  /** The server is back: reads what is not fresh. */
  refreshOld(): void {
    void this.#refresh(FRESH_MS);
  }

  /** Reads all of them anew, whatever is under way. Failures are the connection's to tell. */
  refresh(): Promise<void> {
    this.#askedAt = this.#options.timers.now();
    return this.#refresh(0);
  }

  /** Resolves when no reading is under way. */
  async settled(): Promise<void> {
    await this.#reading;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel?.();
    await this.settled();
  }

  /** One reading at a time. */
  #refresh(age: number): Promise<void> {
    this.#reading ??= this.#readAll(age)
      .catch((error: unknown) => this.#options.log.error('tables were not read', describeError(error)))
      .finally(() => {
        this.#reading = null;
      });
    return this.#reading;
  }

  async #readAll(age: number): Promise<void> {
    let until: number | null = this.#takeAsked() ?? this.#options.timers.now() - age;
    while (until !== null && !this.#closed) {
      await this.#readOlder(until);
      until = this.#takeAsked();
    }
  }

  #takeAsked(): number | null {
    const askedAt = this.#askedAt;
    this.#askedAt = null;
    return askedAt;
  }

  /** Reads the tables whose last reading began until then, the oldest first, as long as the server is there. */
  async #readOlder(until: number): Promise<void> {
    const { timers, isOnline, readOperators } = this.#options;
    const due = NAMES.filter((name) => this.#timeOf(name) <= until).sort((one, other) => this.#compareAges(one, other));
    for (const name of due) {
      const begun = timers.now();
      const came = name === 'operators' ? await readOperators() : await this.#readTable(name);
      if (this.#closed) return;
      if (came) this.#readAt.set(name, begun);
      if (!isOnline()) break;
    }
    this.tell();
  }

  async #readTable(name: keyof TablesWithoutOperators): Promise<boolean> {
    const { client, log } = this.#options;
    const answer = await TABLE_READERS[name](client, log);
    if (!answer.ok || this.#closed) return false;
    this.#read = { ...this.#read, [name]: answer.value };
    if (name === 'event' && this.#read.event !== undefined) await this.#tellTitle(this.#read.event.Title);
    return true;
  }

  /** A title that cannot be kept comes again with the next reading; the table itself is here. */
  async #tellTitle(title: string): Promise<void> {
    const { onTitle, log } = this.#options;
    try {
      await onTitle(title);
    } catch (error) {
      log.error('the name of the event was not kept', describeError(error));
    }
  }

  /** Endlessly long ago when it never came. */
  #timeOf(name: Name): number {
    return this.#readAt.get(name) ?? -Infinity;
  }

  #compareAges(one: Name, other: Name): number {
    const [left, right] = [this.#timeOf(one), this.#timeOf(other)];
    return left === right ? 0 : left - right; // two that never came differ by no number
  }

  #schedule(): void {
    const oldest = this.#options.timers.now() - Math.min(...NAMES.map((name) => this.#timeOf(name)));
    this.#cancel = this.#options.timers.after(Math.max(RETRY_MS, REFRESH_MS - oldest), () => {
      if (this.#closed) return;
      void (this.#options.isOnline() ? this.#refresh(REFRESH_MS) : Promise.resolve()).then(() => {
        if (!this.#closed) this.#schedule();
      });
    });
  }
}
