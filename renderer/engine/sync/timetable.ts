/** What is to be done when: one time for each matter, and nothing after the end. */
import type { After } from '../clock.ts';

export class Timetable<Matter extends string> {
  readonly #now: () => number;
  readonly #after: After;
  readonly #pending = new Map<Matter, { readonly due: number; readonly cancel: () => void }>();
  #stopped = false;

  /** @param now monotonic, milliseconds */
  constructor(now: () => number, after: After) {
    this.#now = now;
    this.#after = after;
  }

  get isStopped(): boolean {
    return this.#stopped;
  }

  isPending(matter: Matter): boolean {
    return this.#pending.has(matter);
  }

  /** In so many milliseconds, whatever was planned before. */
  plan(matter: Matter, delay: number, work: () => void): void {
    if (this.#stopped) return;
    this.#pending.get(matter)?.cancel();
    const cancel = this.#after(delay, () => {
      this.#pending.delete(matter);
      work();
    });
    this.#pending.set(matter, { due: this.#now() + delay, cancel });
  }

  /** Within so many milliseconds: what is planned for sooner stays. */
  planWithin(matter: Matter, delay: number, work: () => void): void {
    const due = this.#pending.get(matter)?.due ?? Infinity;
    if (due > this.#now() + delay) this.plan(matter, delay, work);
  }

  stop(): void {
    this.#stopped = true;
    for (const { cancel } of this.#pending.values()) cancel();
    this.#pending.clear();
  }
}
