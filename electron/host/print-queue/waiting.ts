/** Jobs that wait for one printer: badges of the desk first, then batches in their order, each first come, first served. */

/** A queue of ids, from which any can be taken out, and into which one can come back in front. */
class Line {
  readonly #back: string[] = [];
  readonly #ids = new Set<string>();

  get size(): number {
    return this.#back.length + this.#ids.size;
  }

  add(id: string): void {
    this.#ids.add(id);
  }

  putBack(id: string): void {
    this.#back.push(id);
  }

  delete(id: string): boolean {
    const index = this.#back.indexOf(id);
    if (index >= 0) this.#back.splice(index, 1);
    return index >= 0 || this.#ids.delete(id);
  }

  first(): string | null {
    return this.#back.at(-1) ?? this.#ids.values().next().value ?? null;
  }

  *all(): IterableIterator<string> {
    yield* [...this.#back].reverse();
    yield* this.#ids;
  }
}

export interface Place {
  readonly id: string;
  readonly batch: string | null;
}

export class Waiting {
  readonly #desk = new Line();
  readonly #batches = new Map<string, Line>();

  get size(): number {
    let size = this.#desk.size;
    for (const line of this.#batches.values()) size += line.size;
    return size;
  }

  add({ id, batch }: Place): void {
    this.#line(batch).add(id);
  }

  /** It was about to be printed and could not be: it is the next one again. */
  putBack({ id, batch }: Place): void {
    this.#line(batch).putBack(id);
  }

  delete({ id, batch }: Place): boolean {
    const line = batch === null ? this.#desk : this.#batches.get(batch);
    const isThere = line?.delete(id) ?? false;
    if (batch !== null && line?.size === 0) this.#batches.delete(batch);
    return isThere;
  }

  firstOfDesk(): string | null {
    return this.#desk.first();
  }

  firstOfBatches(isPaused: (batch: string) => boolean): string | null {
    for (const [batch, line] of this.#batches) {
      if (!isPaused(batch)) return line.first();
    }
    return null;
  }

  ofDesk(): IterableIterator<string> {
    return this.#desk.all();
  }

  #line(batch: string | null): Line {
    if (batch === null) return this.#desk;
    const known = this.#batches.get(batch);
    if (known !== undefined) return known;
    const line = new Line();
    this.#batches.set(batch, line);
    return line;
  }
}
