/**
 * The people of the event as they are seen: replica and journal folded, and found again by the index. Work is done for the
 * people who changed, never for the event (design, invariant 12).
 */
import { idOfKey, keyOfId, type Operation, type ParticipantKey } from '../../shared/operations/operation.ts';
import type { ParticipantView } from '../../shared/operations/view.ts';
import type { BadgeRow, Feed, FeedRows, ParticipantRow } from '../../shared/ruvents/rows.ts';
import type { Tables } from '../../shared/ruvents/tables.ts';
import { PeopleIndex } from '../../shared/search/people.ts';
import { fold, type EventShape } from '../../shared/sync/fold.ts';
import type { ResultRow } from './api.ts';
import { CardIndex, displayOf } from './card.ts';
import { OperationBook } from './operations/book.ts';
import { textOfRow, textOfView } from './person-text.ts';
import { Replica } from './replica/replica.ts';
import { DisplayPacker } from './replica/displays.ts';
import type { FrozenReplica } from './replica/frozen.ts';
import { RowMaker } from './result-row.ts';
import { traitsOfRow, traitsOfView } from './traits.ts';

/** Some milliseconds of work each. */
const LOOKED_AT_ONCE = 10_000;
const INDEXED_AT_ONCE = 500;
const FROZEN_AT_ONCE = 100;

export class People {
  readonly replica = new Replica();
  readonly book = new OperationBook();
  readonly index = new PeopleIndex<ParticipantKey>({ numberOf: idOfKey, keyOf: keyOfId });
  #event: EventShape = { parts: [], fields: {} };
  readonly #rows = new RowMaker();
  /** People of the snapshot whose rows are not read yet; null when all are. */
  #cards: CardIndex | null = null;
  /** Called with badges that are news. */
  onBadges: (rows: readonly BadgeRow[]) => void = () => undefined;
  readonly #onChange: (keys: readonly ParticipantKey[]) => void;

  constructor(onChange: (keys: readonly ParticipantKey[]) => void) {
    this.#onChange = onChange;
  }

  get shape(): EventShape {
    return this.#event;
  }

  /** Statuses rank everybody; what people are found by stays. */
  setTables(tables: Tables): void {
    this.#event = { parts: tables.parts, fields: tables.fields };
    if (this.#rows.setStatuses(tables.statuses)) this.#rank();
  }

  /** Whose arrivals and statuses the rows show; null where the event is registered as a whole. */
  get currentPart(): number | null {
    return this.#rows.currentPart;
  }

  setCurrentPart(partId: number | null): void {
    this.#rows.currentPart = partId;
    this.#rank();
  }

  /** Lists of before are in the order of before. */
  #rank(): void {
    this.index.setRanking((traits) => this.#rows.rankOf(traits));
  }

  takeRows<F extends Feed>(feed: F, rows: readonly FeedRows[F][]): readonly FeedRows[F][] {
    const { fresh, people } = this.replica.take(feed, rows);
    if (people.length > 0) this.#touch(people.map(keyOfId));
    if (feed === 'badges' && fresh.length > 0) this.onBadges(fresh as readonly BadgeRow[]);
    return fresh;
  }

  /** Makes people of a snapshot searchable before their rows are here, and with them those whom only the journal knows. */
  takeSnapshot(frozen: FrozenReplica): void {
    this.#cards = new CardIndex(frozen);
    this.index.thaw(frozen.index);
    for (const key of this.book.people()) if (!this.#standsByCard(key)) this.#reindex(key);
  }

  /** Rows from before the snapshot: they change nothing that is seen. */
  takeOldRows<F extends Feed>(feed: F, rows: readonly FeedRows[F][], removed: readonly number[]): void {
    this.replica.take(feed, rows);
    for (const id of removed) this.replica.remove(id);
  }

  /** The replica could not be read back: it is pulled anew. What only the journal knows stays. */
  forgetServer(): void {
    this.#cards = null;
    this.replica.clear();
    this.index.clear();
    for (const key of this.book.people()) this.#reindex(key);
  }

  /**
   * All rows are here: from now on they speak, and the cards no longer do. A card may be of somebody who was removed while the
   * snapshot was made, and of what they were then. Yields after each slice of work; what comes meanwhile is newer.
   */
  *endCards(): Generator<void, void> {
    const cards = this.#cards;
    let looked = 0;
    for (const id of cards?.ids ?? []) {
      if ((looked += 1) % LOOKED_AT_ONCE === 0) yield;
      if (this.replica.people.has(id)) continue;
      cards?.forget(id);
      if (this.book.of(keyOfId(id)).length === 0) this.index.remove(keyOfId(id));
    }
    if (this.#cards === cards) this.#cards = null;
    for (const row of this.replica.people.values()) {
      if ((looked += 1) % INDEXED_AT_ONCE === 0) yield;
      if (this.book.of(keyOfId(row.Id)).length === 0) this.#indexTraits(row);
    }
    for (const key of this.book.people()) this.#reindex(key);
    this.#onChange([...this.book.people()]);
  }

  /** What a start needs of everybody on the server, without any operation. People who come or change meanwhile are in the log. */
  *makeSnapshot(): Generator<void, FrozenReplica> {
    const ids = Float64Array.from(this.replica.people.keys());
    yield;
    ids.sort();
    const freezer = this.index.freezer();
    const displays = new DisplayPacker();
    for (let at = 0; at < ids.length; at += 1) {
      if (at % FROZEN_AT_ONCE === 0) yield;
      const key = keyOfId(ids[at] ?? NaN);
      const row = this.replica.people.get(ids[at] ?? NaN);
      const view = this.viewWith(key, () => false);
      if (row === undefined || view === null) continue;
      const text = this.book.of(key).length > 0 ? textOfRow(row) : null;
      if (freezer.add(key, text, traitsOfView(view))) displays.add(displayOf(this.#rows.rowOfView(view)));
    }
    yield;
    const packed = displays.finish();
    return { index: yield* freezer.finish(), displays: packed };
  }

  takeRemoved(ids: readonly number[]): void {
    for (const id of ids) {
      this.replica.remove(id);
      this.#cards?.forget(id);
    }
    this.#touch(ids.map(keyOfId));
  }

  takeOperations(operations: readonly Operation[]): void {
    const touched = new Set(operations.flatMap((operation) => this.book.put(operation)));
    if (touched.size > 0) this.#touch([...touched]);
  }

  /** Operations that came to their end while nobody listened. */
  dropOperations(ids: readonly string[]): void {
    const touched = new Set(ids.flatMap((id) => this.book.drop(id)));
    if (touched.size > 0) this.#touch([...touched]);
  }

  /** The person as seen now; null when there is none. The key may be an old local one. */
  viewOf(asked: ParticipantKey): ParticipantView | null {
    const key = this.book.resolve(asked);
    return fold(key, this.#replicatedOf(key), this.book.of(key), this.#event);
  }

  /** The person with only those operations folded that `keep` names. */
  viewWith(asked: ParticipantKey, keep: (operation: Operation) => boolean): ParticipantView | null {
    const key = this.book.resolve(asked);
    return fold(key, this.#replicatedOf(key), this.book.of(key).filter(keep), this.#event);
  }

  rowOf(key: ParticipantKey): ResultRow | null {
    if (this.#standsByCard(key)) return this.#rowOfCard(key);
    const view = this.viewOf(key);
    return view === null ? null : this.#rows.rowOfView(view, this.#arrivedBefore(view.key));
  }

  /** The status that colours and sorts a person: the one with the highest priority. */
  topStatus(view: Pick<ParticipantView, 'statuses'>): number | null {
    return this.#rows.topStatus(view.statuses.map((status) => status.statusId));
  }

  #replicatedOf(key: ParticipantKey) {
    const id = idOfKey(key);
    return id === null ? { row: null, badges: [], orderItems: [] } : this.replica.of(id);
  }

  /** The person's row is not read yet. */
  #standsByCard(key: ParticipantKey): boolean {
    const id = idOfKey(key);
    return this.#cards !== null && id !== null && !this.replica.people.has(id) && this.#cards.has(key);
  }

  #rowOfCard(key: ParticipantKey): ResultRow | null {
    const shown = this.#cards?.readCard(key) ?? null;
    if (shown === null) return null;
    return this.#rows.rowOfCard(key, shown.display, shown.traits, this.#replicatedOf(key).badges);
  }

  #touch(keys: readonly ParticipantKey[]): void {
    for (const key of keys) this.#reindex(key);
    this.#onChange(keys);
  }

  #reindex(key: ParticipantKey): void {
    if (this.#standsByCard(key)) {
      // without the row there is nothing to lay operations over
      this.index.setTraits(key, this.#cards?.traitsOf(key, this.#replicatedOf(key).badges) ?? '');
      return;
    }
    const id = idOfKey(key);
    const row = id === null ? undefined : this.replica.people.get(id);
    if (row !== undefined && this.book.of(key).length === 0) {
      this.#indexRow(row);
      return;
    }
    const view = this.book.resolve(key) === key ? this.viewOf(key) : null;
    if (view === null) this.index.remove(key);
    else this.index.put(key, textOfView(view), traitsOfView(view, this.#arrivedBefore(key)));
  }

  #indexRow(row: ParticipantRow): void {
    this.index.put(keyOfId(row.Id), textOfRow(row), this.#traitsOf(row));
  }

  #indexTraits(row: ParticipantRow): void {
    this.index.setTraits(keyOfId(row.Id), this.#traitsOf(row));
  }

  #traitsOf(row: ParticipantRow): string {
    const { badges, orderItems } = this.replica.of(row.Id);
    const before = this.#arrivedBefore(keyOfId(row.Id)).map((PartId) => ({ PartId }));
    return traitsOfRow(row, [...badges, ...before], orderItems);
  }

  /** Arrivals of a card whose badges are not read yet. */
  #arrivedBefore(key: ParticipantKey): readonly (number | null)[] {
    return this.#cards?.arrivedOf(key) ?? [];
  }
}
