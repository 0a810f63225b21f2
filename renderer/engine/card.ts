/** Cards: what search and the list of results need of a person, without the person's row. */
import { idOfKey, type ParticipantKey } from '../../shared/operations/operation.ts';
import type { IndexedPerson } from '../../shared/search/people.ts';
import type { ParticipantView } from '../../shared/operations/view.ts';
import type { ResultRow } from './api.ts';
import type { Card } from './replica/snapshot.ts';

/** @param row the result row of the person without any operation of this station */
export function cardOf(serverId: number, view: ParticipantView, row: ResultRow, indexed: IndexedPerson): Card {
  return {
    serverId,
    text: indexed.text,
    namesEnd: indexed.namesEnd,
    id: indexed.id,
    phone: indexed.phone,
    name: row.name,
    otherName: row.otherName,
    email: row.email,
    company: row.company,
    position: row.position,
    statuses: view.statuses.map((status) => ({ PartId: status.partId, StatusId: status.statusId })),
    arrived: [...new Set(view.badges.map((badge) => badge.partId))],
  };
}

/** @param statusId the status that colours the person */
export function rowOfCard(
  key: ParticipantKey,
  card: Card,
  statusId: number | null,
  currentPart: number | null,
): ResultRow {
  return {
    key,
    id: idOfKey(key),
    name: card.name,
    otherName: card.otherName,
    email: card.email,
    company: card.company,
    position: card.position,
    statusId,
    arrived: card.arrived.some((partId) => currentPart === null || partId === currentPart),
    pending: false,
    attention: false,
  };
}
