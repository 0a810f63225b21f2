/**
 * The five seconds in which a change can be undone before it leaves (issue: "a change waits five seconds").
 *
 * Invariant: a hold is of this process only. After a restart nobody can press Undo any more, so nothing is held.
 */
import type { IntentKind } from '../../shared/operations/operation.ts';
import type { Timers } from './timers.ts';

export const HOLD_MS = 5000;

/** A badge record is final: it is never held, and ends the holds of its person. */
export function isHeldKind(kind: IntentKind): boolean {
  return kind !== 'badge';
}

export class Holds {
  readonly #timers: Timers;
  readonly #onRelease: () => void;
  /** Operation id → when it may go, in the order of the journal. */
  readonly #until = new Map<string, number>();
  #cancel: (() => void) | null = null;

  constructor(timers: Timers, onRelease: () => void) {
    this.#timers = timers;
    this.#onRelease = onRelease;
  }

  add(operationId: string): void {
    this.#until.set(operationId, this.#timers.now() + HOLD_MS);
    this.#arm();
  }

  isHeld(operationId: string): boolean {
    return this.#until.has(operationId);
  }

  /** Ends holds at once: of these operations, or all. */
  release(operationIds: readonly string[] | 'all'): void {
    if (operationIds === 'all') this.#until.clear();
    else for (const id of operationIds) this.#until.delete(id);
    this.#arm();
    this.#onRelease();
  }

  close(): void {
    this.#until.clear();
    this.#arm();
  }

  #arm(): void {
    this.#cancel?.();
    this.#cancel = null;
    const [first] = this.#until.values();
    if (first === undefined) return;
    this.#cancel = this.#timers.after(Math.max(0, first - this.#timers.now()), () => this.#releaseDue());
  }

  #releaseDue(): void {
    const now = this.#timers.now();
    for (const [id, until] of this.#until) {
      if (until <= now) this.#until.delete(id);
    }
    this.#arm();
    this.#onRelease();
  }
}
