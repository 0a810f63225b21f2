/** Who has come in a page since somebody began to wait for them, whether or not the row was news. */
export class Arrivals {
  readonly #awaited = new Set<number>();
  readonly #came = new Set<number>();

  /** From now on; what came before counts no more. */
  await(ids: Iterable<number>): void {
    for (const id of ids) {
      this.#awaited.add(id);
      this.#came.delete(id);
    }
  }

  forget(id: number): void {
    this.#awaited.delete(id);
    this.#came.delete(id);
  }

  /** Rows of people are taken in. */
  note(rows: readonly { readonly Id: number }[]): void {
    if (this.#awaited.size === 0) return;
    for (const { Id } of rows) if (this.#awaited.has(Id)) this.#came.add(Id);
  }

  have(id: number): boolean {
    return this.#came.has(id);
  }
}
