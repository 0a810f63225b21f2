/** Slows down guessing: after five wrong passwords of a login each further try waits 1 s, 2 s, 4 s … up to 30 s. */
import type { Timers } from './timers.ts';

const FREE_TRIES = 5;
const FIRST_MS = 1000;
const LONGEST_MS = 30_000;
/** More logins than an event has operators: what is beyond is somebody making names up. */
const REMEMBERED = 1000;

export class Throttle {
  readonly #timers: Timers;
  readonly #wrong = new Map<string, { times: number; until: number }>();

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** Milliseconds that this login has to wait; 0 = none. */
  waitOf(login: string): number {
    const entry = this.#wrong.get(nameOf(login));
    return entry === undefined ? 0 : Math.max(0, entry.until - this.#timers.now());
  }

  noteWrong(login: string): void {
    const name = nameOf(login);
    const times = (this.#wrong.get(name)?.times ?? 0) + 1;
    const delay = times < FREE_TRIES ? 0 : Math.min(LONGEST_MS, FIRST_MS * 2 ** (times - FREE_TRIES));
    this.#wrong.delete(name);
    this.#wrong.set(name, { times, until: this.#timers.now() + delay });
    const [oldest] = this.#wrong.keys();
    if (this.#wrong.size > REMEMBERED && oldest !== undefined) this.#wrong.delete(oldest);
  }

  noteRight(login: string): void {
    this.#wrong.delete(nameOf(login));
  }
}

function nameOf(login: string): string {
  return login.trim().toLowerCase();
}
