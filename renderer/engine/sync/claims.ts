/**
 * Rows of the server that an uncertain operation must not take for its own (design, invariant 4): another one holds the row, has been
 * given it by a settlement that the journal has not told of yet, or is on its way and may be about to say that it made it.
 */
import type { Operation } from '../../../shared/operations/operation.ts';
import type { People } from '../people.ts';
import { findLookalikes } from './drain.ts';

export class Claims {
  readonly #people: People;
  /** By operation: the row that it was given. */
  readonly #given = new Map<string, { readonly isBadge: boolean; readonly serverId: number }>();

  constructor(people: People) {
    this.#people = people;
  }

  give({ id, intent }: Operation, serverId: number): void {
    this.#given.set(id, { isBadge: intent.kind === 'badge', serverId });
  }

  /** Call for each new or changed operation: the journal tells by itself what became of it. */
  see({ id, state }: Operation): void {
    if (state.name !== 'uncertain') this.#given.delete(id);
  }

  /** Another operation has this row. */
  isTaken({ id, intent }: Operation, serverId: number): boolean {
    const isBadge = intent.kind === 'badge';
    for (const [holder, given] of this.#given) {
      if (holder !== id && given.isBadge === isBadge && given.serverId === serverId) return true;
    }
    return this.#people.book.isClaimed(intent.kind, serverId, id);
  }

  /** Another operation is being sent that may have made this row: its answer says so, and is waited for. */
  isAwaited(operation: Operation, serverId: number): boolean {
    const { id, intent } = operation;
    if (intent.kind === 'badge') {
      return this.#people.book.of(operation.participant).some((other) => {
        const isAlike = other.intent.kind === 'badge' && other.intent.partId === intent.partId;
        return other.id !== id && isAlike && other.state.name === 'sending';
      });
    }
    for (const other of this.#people.book.all()) {
      if (other.id === id || other.state.name !== 'sending') continue;
      if (findLookalikes(this.#people, other).some((row) => row.id === serverId)) return true;
    }
    return false;
  }
}
