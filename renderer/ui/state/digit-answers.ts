/**
 * Digits that answer a card, told apart from a scanner that reads a badge while a card has the focus. A scanner types a key every
 * few milliseconds: a digit counts as an answer only when nothing follows it for a moment. What a scanner has begun goes to the
 * search whole.
 *
 *   idle ──digit──▶ held ──nothing for 150 ms──▶ answer
 *                     └──another sign──▶ search, with both
 */
export const QUIET_MS = 150;

export interface DigitListener {
  answer(digit: number): void;
  /** What was typed so far; the keys that follow arrive in the search box by themselves. */
  search(text: string): void;
}

export class DigitAnswers {
  #held: { readonly digit: string; readonly timer: ReturnType<typeof setTimeout> } | null = null;
  readonly #listener: DigitListener;

  constructor(listener: DigitListener) {
    this.#listener = listener;
  }

  /** @returns whether the key has been taken */
  take(key: string): boolean {
    if (this.#held !== null) {
      if (key.length !== 1) return false;
      const { digit } = this.#held;
      this.forget();
      this.#listener.search(digit + key);
      return true;
    }
    if (!/^[1-9]$/.test(key)) return false;
    const timer = setTimeout(() => {
      this.#held = null;
      this.#listener.answer(Number(key));
    }, QUIET_MS);
    this.#held = { digit: key, timer };
    return true;
  }

  forget(): void {
    if (this.#held !== null) clearTimeout(this.#held.timer);
    this.#held = null;
  }
}
