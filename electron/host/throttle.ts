/**
 * Slows down guessing: after five wrong passwords of a login each further try waits 1 s, 2 s, 4 s … up to 30 s. How often each login
 * was wrong outlives the process, so that a restart gives no free tries; its wait begins anew then.
 */
import type { Timers } from './timers.ts';
import { LONGEST_LOGIN, MOST_WRONG } from './vault.ts';

const FREE_TRIES = 5;
const FIRST_MS = 1000;
const LONGEST_MS = 30_000;

export interface WrongTries {
  readonly login: string;
  readonly times: number;
}

export class Throttle {
  readonly #timers: Timers;
  readonly #wrong = new Map<string, { times: number; until: number }>();

  /** @param kept as `list` told it before the process ended */
  constructor(timers: Timers, kept: readonly WrongTries[] = []) {
    this.#timers = timers;
    for (const { login, times } of kept) this.#wrong.set(login, { times, until: timers.now() + delayOf(times) });
  }

  list(): readonly WrongTries[] {
    return [...this.#wrong].map(([login, { times }]) => ({ login, times }));
  }

  /** Milliseconds that this login has to wait; 0 = none. */
  waitOf(login: string): number {
    const entry = this.#wrong.get(nameOf(login));
    return entry === undefined ? 0 : Math.max(0, entry.until - this.#timers.now());
  }

  noteWrong(login: string): void {
    const name = nameOf(login);
    const times = (this.#wrong.get(name)?.times ?? 0) + 1;
    this.#wrong.delete(name);
    this.#wrong.set(name, { times, until: this.#timers.now() + delayOf(times) });
    const [oldest] = this.#wrong.keys();
    if (this.#wrong.size > MOST_WRONG && oldest !== undefined) this.#wrong.delete(oldest);
  }

  /** @returns whether it had been wrong before */
  noteRight(login: string): boolean {
    return this.#wrong.delete(nameOf(login));
  }
}

function delayOf(times: number): number {
  return times < FREE_TRIES ? 0 : Math.min(LONGEST_MS, FIRST_MS * 2 ** (times - FREE_TRIES));
}

/** Small letters may be more signs than capitals were: what is counted is what can be kept. */
function nameOf(login: string): string {
  return login.trim().toLowerCase().slice(0, LONGEST_LOGIN);
}
