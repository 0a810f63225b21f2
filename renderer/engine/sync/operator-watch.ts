/**
 * Whether somebody else records badges under an operator of this station (0009): a badge of an operator whom two volunteers share
 * does not say whose it is.
 *
 *   a badge comes ─▶ open ─┬─ an operation of this station has it ─▶ ours
 *                          ├─ one could have made it ─▶ open still
 *                          └─ neither ─▶ another desk's: the operator is shared from here on
 */
import { FINAL, keyOfId } from '../../../shared/operations/operation.ts';
import type { BadgeRow } from '../../../shared/ruvents/rows.ts';
import type { People } from '../people.ts';

export class OperatorWatch {
  readonly #people: People;
  /** The newest badge when this session had first read them all; what comes later and is not ours is another desk's. */
  #before: number | null = null;
  /** By operator, badges that have come since, and of which it is not known whose they are. */
  readonly #open = new Map<number, BadgeRow[]>();
  readonly #shared = new Set<number>();

  constructor(people: People) {
    this.#people = people;
    people.onBadges = (rows) => this.#see(rows);
  }

  /** The badges have been read; the first time, what is there is of before. */
  begin(): void {
    if (this.#before !== null) return;
    let newest = -Infinity;
    for (const { Id } of this.#people.replica.rowsOf('badges')) newest = Math.max(newest, Id);
    this.#before = newest;
  }

  /** There are badges that came in this session, and that neither are nor could be this station's. */
  isShared(operatorId: number): boolean {
    if (this.#shared.has(operatorId)) return true;
    const open = this.#open.get(operatorId) ?? [];
    if (open.length === 0) return false;
    const left = open.filter(({ Id }) => !this.#people.book.isClaimed('badge', Id));
    const isShared = left.some((badge) => !this.#isWanted(badge));
    if (isShared) this.#shared.add(operatorId);
    if (isShared || left.length === 0) this.#open.delete(operatorId);
    else this.#open.set(operatorId, left);
    return isShared;
  }

  #see(rows: readonly BadgeRow[]): void {
    if (this.#before === null) return;
    for (const row of rows) {
      const { Id, OperatorId: operator = null } = row;
      if (operator === null || Id <= this.#before || this.#shared.has(operator)) continue;
      const open = this.#open.get(operator);
      if (open === undefined) this.#open.set(operator, [row]);
      else open.push(row);
    }
  }

  /** An operation of this station that is not settled yet could have made it. */
  #isWanted(badge: BadgeRow): boolean {
    return this.#people.book.of(keyOfId(badge.UserId)).some(({ intent, state }) => {
      return intent.kind === 'badge' && !FINAL.has(state.name) && (badge.PartId ?? null) === intent.partId;
    });
  }
}
