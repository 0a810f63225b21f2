/** Making cards of people, and showing a person by the card while the row is not read yet. */
import { idOfKey, keyOfId, type ParticipantKey } from '../../shared/operations/operation.ts';
import type { ParticipantView } from '../../shared/operations/view.ts';
import type { IndexedPerson } from '../../shared/search/people.ts';
import type { ResultRow } from './api.ts';
import { type Card, type CardBlock, type CardDisplay, readDisplay, topStatusAt } from './replica/cards.ts';

/** @param row the result row of the person without any operation of this station */
export function cardOf(
  serverId: number,
  view: ParticipantView,
  row: ResultRow,
  indexed: IndexedPerson,
  topStatus: number | null,
): Card {
  const { name, otherName, email, company, position } = row;
  return {
    serverId,
    topStatus,
    text: indexed.text,
    namesEnd: indexed.namesEnd,
    phone: indexed.phone,
    display: {
      ...{ name, otherName, email, company, position },
      statuses: view.statuses.map((status) => ({ PartId: status.partId, StatusId: status.statusId })),
      arrived: [...new Set(view.badges.map((badge) => badge.partId))],
    },
  };
}

/** People of a snapshot whose rows are not read yet. */
export class CardIndex {
  readonly #blocks: readonly CardBlock[];
  /** Where each person is: block × 65,536 + place. */
  readonly #places = new Map<number, number>();
  readonly #forgotten = new Set<number>();

  constructor(blocks: readonly CardBlock[]) {
    this.#blocks = blocks;
    blocks.forEach((block, number) => {
      block.ids.forEach((id, place) => this.#places.set(id, number * 65_536 + place));
    });
  }

  has(key: ParticipantKey): boolean {
    const id = idOfKey(key);
    return id !== null && this.#places.has(id) && !this.#forgotten.has(id);
  }

  displayOf(key: ParticipantKey): CardDisplay | null {
    return this.has(key) ? this.#readDisplay(key) : null;
  }

  /** Arrivals before the snapshot: a removal does not take them back, and somebody who is registered again has them. */
  arrivedOf(key: ParticipantKey): CardDisplay['arrived'] {
    return this.#readDisplay(key)?.arrived ?? [];
  }

  #readDisplay(key: ParticipantKey): CardDisplay | null {
    const place = this.#places.get(idOfKey(key) ?? NaN);
    const packed = place === undefined ? undefined : this.#blocks[Math.floor(place / 65_536)]?.displays[place % 65_536];
    return packed === undefined ? null : readDisplay(packed);
  }

  forget(id: number): void {
    this.#forgotten.add(id);
  }

  /** Ids of all of them, also of those who were forgotten. */
  ids(): Iterable<number> {
    return this.#places.keys();
  }

  /** Gives everybody's place in the index. @param weightOf the weight of a status */
  each(weightOf: (statusId: number | null) => number, put: (key: ParticipantKey, person: IndexedPerson) => void): void {
    for (const block of this.#blocks) {
      for (let index = 0; index < block.ids.length; index += 1) {
        const id = block.ids[index];
        const line = block.texts[index];
        if (id === undefined || line === undefined || this.#forgotten.has(id)) continue;
        const tab = line.indexOf('\t');
        put(keyOfId(id), {
          text: line.slice(tab + 1),
          namesEnd: block.namesEnds[index] ?? 0,
          id: ` ${id}`,
          phone: line.slice(0, tab),
          weight: weightOf(topStatusAt(block, index)),
        });
      }
    }
  }
}
