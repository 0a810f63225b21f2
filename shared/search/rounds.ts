/**
 * A small number for each slot that is forgotten all at once: what was written in an earlier round counts as nothing. The least that
 * was written in a round stays.
 */
export class Rounds {
  /** `base` and more: written in this round, by so much more. Read and written in place where every instruction counts. */
  cells = new Int32Array(0);
  base = 0;
  readonly step: number;

  /** @param step numbers are smaller than this */
  constructor(step: number) {
    this.step = step;
  }

  begin(): void {
    this.base += this.step;
    if (this.base < 2 ** 31 - this.step) return;
    this.cells.fill(0);
    this.base = this.step;
  }

  makeRoom(count: number): void {
    if (this.cells.length >= count) return;
    this.cells = new Int32Array(count + (count >> 2));
    this.base = 0;
  }

  /** @returns whether it is the first of this round */
  note(at: number, number: number): boolean {
    const cell = this.cells[at] ?? 0;
    const isFirst = cell < this.base;
    if (isFirst || cell > this.base + number) this.cells[at] = this.base + number;
    return isFirst;
  }

  /** Negative for what was not written in this round. */
  at(at: number): number {
    return (this.cells[at] ?? 0) - this.base;
  }
}
