/** Making cards of people, and showing a person by the card while the row is not read yet. */
import { idOfKey, keyOfId, type ParticipantKey } from '../../shared/operations/operation.ts';
import type { BadgeRow } from '../../shared/ruvents/rows.ts';
import type { PersonText } from '../../shared/search/people.ts';
import type { ResultRow } from './api.ts';
import { type Card, type CardBlock, type CardDisplay, readDisplay, readText } from './replica/cards.ts';
import { packTraits, readTraits, type Traits } from './traits.ts';

/** @param row the result row of the person without any operation of this station */
export function cardOf(serverId: number, text: PersonText, traits: string, row: ResultRow): Card {
  const { name, otherName, email, company, position, phone } = row;
  return { serverId, text, traits, display: { name, otherName, email, company, position, phone } };
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

  readCard(key: ParticipantKey): { readonly display: CardDisplay; readonly traits: Traits } | null {
    const block = this.has(key) ? this.#find(key) : null;
    return block === null ? null : { display: readDisplay(block.display), traits: readTraits(block.traits) };
  }

  /** @param badges those that came after the card was made */
  traitsOf(key: ParticipantKey, badges: readonly BadgeRow[]): string {
    const traits = readTraits(this.#find(key)?.traits ?? '');
    return packTraits({ ...traits, arrived: [...traits.arrived, ...badges.map((badge) => badge.PartId ?? null)] });
  }

  /** Arrivals before the snapshot: a removal does not take them back, and somebody who is registered again has them. */
  arrivedOf(key: ParticipantKey): Traits['arrived'] {
    return readTraits(this.#find(key)?.traits ?? '').arrived;
  }

  #find(key: ParticipantKey): { readonly display: string; readonly traits: string } | null {
    const place = this.#places.get(idOfKey(key) ?? NaN);
    if (place === undefined) return null;
    const block = this.#blocks[Math.floor(place / 65_536)];
    const [display, traits] = [block?.displays[place % 65_536], block?.traits[place % 65_536]];
    return display === undefined || traits === undefined ? null : { display, traits };
  }

  forget(id: number): void {
    this.#forgotten.add(id);
  }

  /** Ids of all of them, also of those who were forgotten. */
  ids(): Iterable<number> {
    return this.#places.keys();
  }

  /** What everybody is found by. */
  each(put: (key: ParticipantKey, person: PersonText, traits: string) => void): void {
    for (const block of this.#blocks) {
      for (let index = 0; index < block.ids.length; index += 1) {
        const id = block.ids[index];
        const [text, traits] = [block.texts[index], block.traits[index]];
        if (id === undefined || text === undefined || traits === undefined || this.#forgotten.has(id)) continue;
        put(keyOfId(id), readText(id, text), traits);
      }
    }
  }
}
