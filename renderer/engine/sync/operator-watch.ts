/**
 * Whether somebody else records badges under an operator of this station (0009): a badge of an operator whom two volunteers share
 * does not say whose it is.
 */
import { FINAL, keyOfId } from '../../../shared/operations/operation.ts';
import type { BadgeRow } from '../../../shared/ruvents/rows.ts';
import type { People } from '../people.ts';

export class OperatorWatch {
  readonly #people: People;
  /** The newest badge when this session had first read them all; what comes later and is not ours is another desk's. */
  #before: number | null = null;

  constructor(people: People) {
    this.#people = people;
  }

  /** The badges have been read; the first time, what is there is of before. */
  begin(): void {
    if (this.#before !== null) return;
    let newest = -Infinity;
    for (const { Id } of this.#badges()) newest = Math.max(newest, Id);
    this.#before = newest;
  }

  /** There are badges that came in this session, and that neither are nor could be this station's. */
  isShared(operatorId: number): boolean {
    const before = this.#before ?? Infinity;
    const own = new Set(this.#people.book.claims('badge').map(({ serverId }) => serverId));
    for (const badge of this.#badges()) {
      if (badge.Id <= before || badge.OperatorId !== operatorId || own.has(badge.Id)) continue;
      if (!this.#isWanted(badge)) return true;
    }
    return false;
  }

  *#badges(): Iterable<BadgeRow> {
    const { replica } = this.#people;
    for (const userId of replica.people.keys()) if (replica.hasBadges(userId)) yield* replica.of(userId).badges;
  }

  /** An operation of this station that is not settled yet could have made it. */
  #isWanted(badge: BadgeRow): boolean {
    return this.#people.book.of(keyOfId(badge.UserId)).some(({ intent, state }) => {
      return intent.kind === 'badge' && !FINAL.has(state.name) && (badge.PartId ?? null) === intent.partId;
    });
  }
}
