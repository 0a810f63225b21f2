/**
 * Looks after operators whom the server does not know (103, 104): their list is read as soon as one is parked, so that who was
 * removed is signed out at once; then every 15 seconds while anybody is parked, so that who is listed again goes on.
 *
 * Invariant: one operator causes one reading in 15 seconds at most. A server that lists somebody and refuses them all the same is
 * not asked for ever at the pace of its answers.
 */
import { describeError, type Log } from './log.ts';
import type { Timers } from './timers.ts';

export interface ParkedWatchOptions {
  readonly isAnybodyParked: () => boolean;
  /** Reads the operators; whoever is listed is no longer parked afterwards. */
  readonly readOperators: () => Promise<void>;
  readonly timers: Timers;
  readonly log: Log;
}

const READ_EVERY_MS = 15_000;

export class ParkedWatch {
  readonly #options: ParkedWatchOptions;
  /** When an operator last caused a reading, by their Id. */
  readonly #askedAt = new Map<number, number>();
  #cancel: (() => void) | null = null;
  #closed = false;

  constructor(options: ParkedWatchOptions) {
    this.#options = options;
  }

  /** The server has refused this operator. */
  noteParked(operatorId: number): void {
    if (this.#closed) return;
    const now = this.#options.timers.now();
    if (now - (this.#askedAt.get(operatorId) ?? -Infinity) >= READ_EVERY_MS) {
      this.#askedAt.set(operatorId, now);
      this.#read();
    }
    this.#schedule();
  }

  close(): void {
    this.#closed = true;
    this.#cancel?.();
    this.#cancel = null;
  }

  #schedule(): void {
    this.#cancel ??= this.#options.timers.after(READ_EVERY_MS, () => {
      this.#cancel = null;
      if (!this.#options.isAnybodyParked()) return;
      this.#read();
      this.#schedule();
    });
  }

  #read(): void {
    this.#options.readOperators().catch((error: unknown) => {
      this.#options.log.error('operators were not read', describeError(error));
    });
  }
}
