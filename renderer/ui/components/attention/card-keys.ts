/**
 * Keys of the inbox: arrows go from card to card, a digit presses that answer of the card with the focus (and is
 * left to the search where there is no such answer); Tab stays Tab.
 */
import { setQuery } from '../../state/desk.ts';
import { DigitAnswers, type Answer } from '../../state/digit-answers.ts';
import { goOnTyping } from '../../state/focus.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

class CardKeys {
  #region: HTMLElement | null = null;
  /** The card that had the focus last. */
  #last = 0;
  readonly #digits = new DigitAnswers({
    find: (digit) => findAnswer(this.#listCards()[this.#findCurrent()], digit),
    search: (text) => {
      setQuery(text);
      goOnTyping();
    },
  });

  readonly hold = (region: HTMLElement | null): void => {
    this.#region = region;
    if (region === null) this.#digits.forget();
  };

  readonly handle = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step !== undefined || event.key === 'Tab') this.#digits.answerNow();
    if (event.key === 'Escape') this.#digits.forget();
    if (step !== undefined) this.#focusCard(this.#findCurrent() + step);
    if (step !== undefined || this.#digits.take(event.key, event.timeStamp)) event.preventDefault();
  };

  readonly remember = (): void => {
    const current = this.#findCurrent();
    if (current !== -1) this.#last = current;
  };

  focusFirst(): void {
    this.#focusCard(0);
  }

  /** The card that has taken the place of the one that had the focus. */
  focusAgain(): void {
    this.#focusCard(this.#last);
  }

  #listCards(): readonly HTMLElement[] {
    return [...(this.#region?.querySelectorAll<HTMLElement>('.attention-card') ?? [])];
  }

  #findCurrent(): number {
    return this.#listCards().findIndex((card) => card.contains(document.activeElement));
  }

  #focusCard(index: number): void {
    const cards = this.#listCards();
    const target = cards[Math.max(0, Math.min(index, cards.length - 1))] ?? this.#region;
    target?.focus();
    target?.scrollIntoView({ block: 'nearest' });
  }
}

/** The button as it stands now: a card that changes under the finger gets no answer that was meant for what it said before. */
function findAnswer(card: HTMLElement | undefined, digit: number): Answer | null {
  const button = card?.querySelector<HTMLButtonElement>(`[data-choice="${digit}"]`) ?? null;
  if (button === null) return null;
  const text = button.textContent;
  return () => {
    if (button.isConnected && button.textContent === text) button.click();
  };
}

/** There is one inbox. */
export const cardKeys = new CardKeys();
export const holdCards = cardKeys.hold;
