/** A person as a row of the results shows them: coloured and sorted by status, arrived for the part that is registered now. */
import { idOfKey, type ParticipantKey } from '../../shared/operations/operation.ts';
import { emailOf, fullNameOf, ownNameOf, type ParticipantView, readField } from '../../shared/operations/view.ts';
import type { BadgeRow, PartStatus } from '../../shared/ruvents/rows.ts';
import type { Status } from '../../shared/ruvents/tables.ts';
import type { ResultRow } from './api.ts';
import type { Rank } from '../../shared/search/people.ts';
import type { CardDisplay } from './replica/displays.ts';
import { readTraits, type Traits } from './traits.ts';

export class RowMaker {
  currentPart: number | null = null;
  #statuses: readonly Status[] = [];
  #priorities = new Map<number, number>();

  /** @returns true when anybody's place may have changed. */
  setStatuses(statuses: readonly Status[]): boolean {
    const changed = JSON.stringify(statuses) !== JSON.stringify(this.#statuses);
    this.#statuses = statuses;
    this.#priorities = new Map(statuses.map((status) => [status.Id, status.Priority]));
    return changed;
  }

  /** @param arrivedBefore parts of badges that are not read yet */
  rowOfView(view: ParticipantView, arrivedBefore: Traits['arrived'] = []): ResultRow {
    const name = fullNameOf(view, 'ru');
    const other = ownNameOf(view, 'en');
    return {
      key: view.key,
      id: view.id,
      name,
      otherName: other === name ? '' : other,
      email: emailOf(view),
      company: readField(view, 'Company'),
      position: readField(view, 'Position'),
      statusId: this.#shownStatusOf(
        view.statuses.map((status) => ({ PartId: status.partId, StatusId: status.statusId })),
      ),
      phone: readField(view, 'Phone'),
      arrived: this.#hasArrived([...view.badges.map((badge) => badge.partId), ...arrivedBefore]),
      pending: view.open.some(
        (operation) => operation.state.name !== 'attention' && operation.state.name !== 'accepted',
      ),
      attention: view.open.some((operation) => operation.state.name === 'attention'),
    };
  }

  /** @param badges those that came after the card was made */
  rowOfCard(
    key: ParticipantKey,
    display: CardDisplay,
    { statuses, arrived }: Traits,
    badges: readonly BadgeRow[],
  ): ResultRow {
    return {
      ...display,
      key,
      id: idOfKey(key),
      statusId: this.#shownStatusOf(statuses),
      arrived: this.#hasArrived([...arrived, ...badges.map((badge) => badge.PartId ?? null)]),
      pending: false,
      attention: false,
    };
  }

  /** The status that colours and sorts a person: the one with the highest priority. */
  topStatus(statusIds: readonly (number | null)[]): number | null {
    let top: number | null = null;
    for (const id of statusIds) {
      if (id !== null && (top === null || this.#priorityOf(id) > this.#priorityOf(top))) top = id;
    }
    return top;
  }

  /** The place among people whom a query fits equally; those without a status come last. @param packed traits */
  rankOf(packed: string): Rank {
    const { statuses, arrived } = readTraits(packed);
    const top = this.topStatus(statuses.map((status) => status.StatusId));
    return { weight: top === null ? -Infinity : this.#priorityOf(top), hasArrived: this.#hasArrived(arrived) };
  }

  #shownStatusOf(statuses: readonly PartStatus[]): number | null {
    const current = statuses.find((status) => status.PartId === this.currentPart);
    return current?.StatusId ?? this.topStatus(statuses.map((status) => status.StatusId));
  }

  #hasArrived(parts: readonly (number | null)[]): boolean {
    return parts.some((partId) => this.currentPart === null || partId === this.currentPart);
  }

  #priorityOf(statusId: number): number {
    return this.#priorities.get(statusId) ?? 0;
  }
}
