/** The same code twice within seconds is one scan: a trigger that was pressed twice, a badge that stays before the camera. */
export class RecentScan {
  #code = '';
  #until = -Infinity;

  /**
   * @param sliding each time it is seen counts anew: for a camera, which sees a badge for as long as it is held before it
   * @returns whether this one has been taken just before. Another code in between makes it a new one.
   */
  isRepeat(code: string, at: number, windowMs: number, sliding: boolean): boolean {
    const repeat = code === this.#code && at < this.#until;
    if (!repeat || sliding) this.#until = at + windowMs;
    this.#code = code;
    return repeat;
  }

  forget(): void {
    this.#until = -Infinity;
  }
}
