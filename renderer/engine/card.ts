/** People of a snapshot whose rows are not read yet: how they are shown, and what they had arrived for. */
import { idOfKey, type ParticipantKey } from '../../shared/operations/operation.ts';
import type { BadgeRow } from '../../shared/ruvents/rows.ts';
import { bound } from '../../shared/search/order.ts';
import type { ResultRow } from './api.ts';
import { type CardDisplay, readDisplay } from './replica/displays.ts';
import type { FrozenReplica } from './replica/frozen.ts';
import { packTraits, readTraits, type Traits } from './traits.ts';

/** @param row the result row of the person without any operation of this station */
export function displayOf(row: ResultRow): CardDisplay {
  const { name, otherName, email, company, position, phone } = row;
  return { name, otherName, email, company, position, phone };
}

export class CardIndex {
  readonly #displays: FrozenReplica['displays'];
  /** Ascending. */
  readonly #ids: Float64Array;
  /** Of the snapshot; those of the index go on. */
  readonly #traits: Int32Array;
  readonly #traitTexts: readonly string[];
  readonly #forgotten = new Set<number>();

  constructor({ index, displays }: FrozenReplica) {
    this.#displays = displays;
    this.#ids = index.keys;
    this.#traits = index.traits.slice();
    this.#traitTexts = index.traitTexts;
  }

  has(key: ParticipantKey): boolean {
    const id = idOfKey(key);
    return id !== null && !this.#forgotten.has(id) && this.#placeOf(key) !== null;
  }

  readCard(key: ParticipantKey): { readonly display: CardDisplay; readonly traits: Traits } | null {
    const place = this.has(key) ? this.#placeOf(key) : null;
    return place === null ? null : { display: readDisplay(this.#displays, place), traits: this.#traitsAt(place) };
  }

  /** @param badges those that came after the card was made */
  traitsOf(key: ParticipantKey, badges: readonly BadgeRow[]): string {
    const traits = this.#traitsAt(this.#placeOf(key));
    return packTraits({ ...traits, arrived: [...traits.arrived, ...badges.map((badge) => badge.PartId ?? null)] });
  }

  /** Arrivals before the snapshot: a removal does not take them back, and somebody who is registered again has them. */
  arrivedOf(key: ParticipantKey): Traits['arrived'] {
    return this.#traitsAt(this.#placeOf(key)).arrived;
  }

  forget(id: number): void {
    this.#forgotten.add(id);
  }

  /** Of all of them, also of those who were forgotten. */
  get ids(): Float64Array {
    return this.#ids;
  }

  #placeOf(key: ParticipantKey): number | null {
    const id = idOfKey(key) ?? NaN;
    const place = bound(this.#ids.length, (at) => (this.#ids[at] ?? 0) < id);
    return this.#ids[place] === id ? place : null;
  }

  #traitsAt(place: number | null): Traits {
    return readTraits(place === null ? '' : (this.#traitTexts[this.#traits[place] ?? -1] ?? ''));
  }
}
