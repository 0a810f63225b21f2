/** Work that is under way, for those who have to come after it. */

export class InFlight {
  readonly #work = new Set<Promise<unknown>>();

  follow<T>(work: Promise<T>): Promise<T> {
    const over = (): void => void this.#work.delete(work);
    this.#work.add(work);
    work.then(over, over);
    return work;
  }

  /** Resolves when all that is under way now has ended, well or badly. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#work);
  }
}
