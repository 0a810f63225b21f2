/** Badges a minute, over the last five minutes in which a printer printed. */
const SLOT_MS = 10_000;
const SLOTS = 30;

export class Throughput {
  /** Counts of the last slots of ten seconds in which there were any, the newest last. */
  readonly #slots: { readonly slot: number; count: number }[] = [];

  /** @param now milliseconds since some fixed moment */
  note(now: number): void {
    const slot = Math.floor(now / SLOT_MS);
    const last = this.#slots.at(-1);
    if (last?.slot === slot) last.count += 1;
    else this.#slots.push({ slot, count: 1 });
    if (this.#slots.length > SLOTS) this.#slots.shift();
  }

  perMinute(): number | null {
    if (this.#slots.length === 0) return null;
    const total = this.#slots.reduce((sum, { count }) => sum + count, 0);
    return Math.round((total * 60_000) / (this.#slots.length * SLOT_MS));
  }
}
