/**
 * When the browser's storage failed under us (quota, a closed or deleted database, damage), the desk goes on from memory and tries
 * after a while to have it again.
 *
 *   ok ─ fails ─▶ memoryOnly ─ after 10 s, later and later ─▶ a new empty database ─▶ rows from memory, a page at a time ─▶ cursors
 *                     ▲                                             └─ fails ─┐                                          │
 *                     └───────────────────────────────────────────────────────┘                                    ok ◀──┘
 *
 * Invariant: while rows are written, no cursor says that anything is there. A process that dies meanwhile pulls anew.
 */
import { FEEDS, type Feed } from '../../../shared/ruvents/rows.ts';
import type { Tables } from '../../../shared/ruvents/tables.ts';
import type { After } from '../clock.ts';
import type { People } from '../people.ts';
import type { SweepRecord } from './database.ts';
import { giveWay } from './give-way.ts';
import type { FeedCursor, ReplicaLog } from './log.ts';

export interface RecoveryOptions {
  readonly log: ReplicaLog;
  readonly people: People;
  readonly after: After;
  /** What is in memory is all that there was. */
  readonly isReady: () => boolean;
  /** Breaks off what was under way in the database that is gone. @returns what is known of sweeps that have ended */
  readonly forgetSweeps: () => readonly SweepRecord[];
  readonly reached: () => ReadonlyMap<Feed, FeedCursor>;
  readonly tables: () => Tables | null;
  readonly onChange: (storage: 'ok' | 'memoryOnly') => void;
}

const FIRST_TRY_MS = 10_000;
const LAST_TRY_MS = 10 * 60_000;
const ROWS_AT_ONCE = 500;

export class StorageRecovery {
  readonly #options: RecoveryOptions;
  #wait = FIRST_TRY_MS;
  #cancel: (() => void) | null = null;
  #stopped = false;

  constructor(options: RecoveryOptions) {
    this.#options = options;
  }

  /** The storage has failed. */
  note(): void {
    if (this.#stopped) return;
    this.#options.onChange('memoryOnly');
    if (this.#cancel !== null) return;
    this.#cancel = this.#options.after(this.#wait, () => void this.#try());
    this.#wait = Math.min(LAST_TRY_MS, this.#wait * 2);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  async #try(): Promise<void> {
    const done = this.#options.isReady() && (await this.#rebuild());
    this.#cancel = null;
    if (this.#stopped) return;
    if (!done) {
      this.note();
      return;
    }
    this.#wait = FIRST_TRY_MS;
    this.#options.onChange('ok');
  }

  async #rebuild(): Promise<boolean> {
    const { log, people, forgetSweeps, reached, tables } = this.#options;
    if (!(await log.beginRebuild())) return false;
    log.noteSweeps(forgetSweeps());
    for (const feed of FEEDS) {
      const ids = people.replica.rowsOf(feed);
      for (let at = 0; at < ids.length; at += ROWS_AT_ONCE) {
        const rows = people.replica.newest(feed, ids.slice(at, at + ROWS_AT_ONCE));
        await log.rewrite(feed, rows);
        await giveWay();
      }
    }
    return log.endRebuild(reached, tables());
  }
}
