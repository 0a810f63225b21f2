/**
 * Operations that wait to leave: which of them may be handed to the host now.
 *
 *   made ─▶ held (it can be taken back) ─▶ ready ─▶ handed to the host ─▶ left
 *                                            ▲            │ dropped without a word, given back
 *                                            └────────────┘
 */
import type { Operation } from '../../../shared/operations/operation.ts';
import type { People } from '../people.ts';
import { Cleared } from './cleared.ts';
import { mayLeave, waitingOperations } from './drain.ts';

/** A change can be taken back for this long before it leaves (the host holds it as long). Milliseconds. */
const UNDO_MS = 5000;

export class Outbox {
  readonly #people: People;
  readonly #now: () => number;
  /** Operations that still can be taken back, and until when. */
  readonly #held = new Map<string, number>();
  /** What this window has made; the rest of the journal is from before. */
  readonly #made = new Set<string>();
  readonly #cleared: Cleared;
  #stirredAt = -Infinity;

  /** @param now monotonic, milliseconds */
  constructor(people: People, now: () => number) {
    this.#people = people;
    this.#now = now;
    this.#cleared = new Cleared(now);
  }

  /** When something last came to wait here. Monotonic, milliseconds. */
  get stirredAt(): number {
    return this.#stirredAt;
  }

  /** A new operation of this station. @returns how long it is held. Milliseconds */
  hold({ id, intent, participant }: Operation): number {
    this.#made.add(id);
    if (intent.kind === 'badge') {
      this.release(participant);
      return 0;
    }
    this.#held.set(id, this.#now() + UNDO_MS);
    return UNDO_MS;
  }

  /** New in the journal, or to be sent again. @returns whether the host has given it back */
  takeQueued({ id }: Operation): boolean {
    this.#stirredAt = this.#now();
    return this.#cleared.forget(id);
  }

  noteLeft({ id }: Operation): void {
    this.#held.delete(id);
  }

  noteCleared(id: string): void {
    this.#cleared.note(id);
  }

  forgetCleared(id: string): void {
    this.#cleared.forget(id);
  }

  /** What the host held back for this operation's sake it may have dropped: whoever still waits is handed over anew. */
  forgetClearedWith({ id, participant }: Operation): void {
    for (const other of this.#people.book.of(participant)) this.#cleared.forget(other.id);
    this.#cleared.forget(id);
  }

  forgetAllCleared(): void {
    this.#cleared.forgetAll();
  }

  isHeld({ id }: Operation): boolean {
    return this.#held.has(id);
  }

  /** A badge record is final: what was done for its person goes with it. */
  release(participant: Operation['participant']): void {
    for (const other of this.#people.book.of(participant)) this.#held.delete(other.id);
  }

  releaseAll(): void {
    this.#held.clear();
  }

  /** It was there before this window was. */
  isLeftOver({ id }: Operation): boolean {
    return !this.#made.has(id);
  }

  /** In journal order. */
  listReady(): readonly Operation[] {
    return waitingOperations(this.#people).filter((operation) => this.isReady(operation));
  }

  isReady({ id }: Operation): boolean {
    const operation = this.#people.book.get(id);
    return (
      operation?.state.name === 'queued' &&
      !this.#cleared.has(id) &&
      (this.#held.get(id) ?? 0) <= this.#now() &&
      mayLeave(this.#people, operation)
    );
  }

  /** Milliseconds until the next one is no longer held; null = none is. */
  untilReleased(): number | null {
    const now = this.#now();
    for (const [id, until] of this.#held) if (until <= now) this.#held.delete(id);
    return this.#held.size === 0 ? null : Math.min(...this.#held.values()) - now;
  }
}
