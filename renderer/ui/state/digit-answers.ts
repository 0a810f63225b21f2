/**
 * Digits that answer a card, told apart from a number that is read by a scanner or typed by hand while a card has the focus: a digit
 * counts as an answer only when it stands alone, nothing for a moment before it and nothing after it. What is a number goes to the
 * search whole. Which answer a digit means is settled when it is pressed: by the time it counts, the focus may be elsewhere.
 *
 *   idle ──digit that answers, alone──▶ held ──nothing for 400 ms, or the person goes on──▶ answer
 *                                         └──another sign──▶ search, with both
 */
/** Longer than people take from one digit of a number to the next. Milliseconds. */
export const QUIET_MS = 400;

/** What a digit means where it was pressed. */
export type Answer = () => void;

export interface DigitListener {
  /** @returns null when the digit answers nothing here: then it is a sign like any other */
  find(digit: number): Answer | null;
  /** What was typed so far; the keys that follow arrive in the search box by themselves. */
  search(text: string): void;
}

export class DigitAnswers {
  #held: {
    readonly digit: string;
    readonly answer: Answer;
    timer: ReturnType<typeof setTimeout>;
  } | null = null;
  /** When the last sign was pressed; a person who goes on to another card begins anew. */
  #signAt = -Infinity;
  readonly #listener: DigitListener;

  constructor(listener: DigitListener) {
    this.#listener = listener;
  }

  /** @param at when it was pressed, milliseconds of any clock @returns whether the key has been taken */
  take(key: string, at: number): boolean {
    const isAlone = at - this.#signAt >= QUIET_MS;
    if (key.length === 1) this.#signAt = at;
    if (this.#held !== null) {
      if (key.length !== 1) return false;
      const { digit } = this.#held;
      this.forget();
      this.#listener.search(digit + key);
      return true;
    }
    const answer = isAlone && /^[1-9]$/.test(key) ? this.#listener.find(Number(key)) : null;
    if (answer === null) return false;
    this.#held = { digit: key, answer, timer: setTimeout(() => this.#answerSoon(), QUIET_MS) };
    return true;
  }

  /** A person who goes on to another card has answered this one: no scanner does so. */
  answerNow(): void {
    const held = this.#held;
    this.forget();
    if (held !== null) this.#signAt = -Infinity;
    held?.answer();
  }

  /** Keys that came while the page was busy are heard first. */
  #answerSoon(): void {
    if (this.#held !== null) this.#held.timer = setTimeout(() => this.answerNow());
  }

  forget(): void {
    if (this.#held !== null) clearTimeout(this.#held.timer);
    this.#held = null;
  }
}
