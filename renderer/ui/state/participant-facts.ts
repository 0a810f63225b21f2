/** What the panel says of a participant, worked out from the view: the colour, the arrival, the value of a field. */
import type { Status, Tables } from '../../../shared/ruvents/tables.ts';
import type { Scalar } from '../../../shared/ruvents/rows.ts';
import { isGeneratedEmail, type BadgeView, type ParticipantView } from '../../../shared/operations/view.ts';

/** Statuses as a select offers them: the highest priority first. */
export function sortStatuses(statuses: readonly Status[]): readonly Status[] {
  return [...statuses].sort((a, b) => b.Priority - a.Priority || a.Title.localeCompare(b.Title) || a.Id - b.Id);
}

export function findStatus(tables: Tables | null, id: number | null): Status | null {
  return tables?.statuses.find((status) => status.Id === id) ?? null;
}

/** A colour that the server gave, if it is one that can be trusted in a style; else null. */
export function safeColor(color: string | null | undefined): string | null {
  const text = color?.trim() ?? '';
  return /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(text) || /^[a-z]{3,20}$/i.test(text) ? text : null;
}

/** The status that colours the person: the current part's if there is one, else the one of the highest priority. */
export function findTopStatus(view: ParticipantView, tables: Tables | null, currentPart: number | null): number | null {
  const current = view.statuses.find((status) => status.partId === currentPart && status.statusId !== null);
  if (current !== undefined) return current.statusId;
  const priority = (id: number | null): number => findStatus(tables, id)?.Priority ?? -Infinity;
  return view.statuses
    .map((status) => status.statusId)
    .filter((id) => id !== null)
    .reduce<number | null>((top, id) => (top === null || priority(id) > priority(top) ? id : top), null);
}

/** The first badge recorded for this part (any badge where arrivals are not recorded per part); null = not arrived. */
export function findArrival(view: ParticipantView, perPart: boolean, currentPart: number | null): BadgeView | null {
  return view.badges.find((badge) => !perPart || badge.partId === currentPart) ?? null;
}

/** The value of a field as the form shows it: Russian, else of no locale, else English. A generated email is none. */
export function readScalar(view: Pick<ParticipantView, 'ru' | 'flat' | 'en'>, name: string): Scalar | undefined {
  const value = [view.ru[name], view.flat[name], view.en[name]].find((one) => one !== undefined && one !== '');
  return name === 'Email' && typeof value === 'string' && isGeneratedEmail(value) ? undefined : value;
}

/** The English value, where it says something else than the form shows. */
export function readOther(view: Pick<ParticipantView, 'ru' | 'flat' | 'en'>, name: string): string | null {
  const other = view.en[name];
  return other === undefined || other === '' || other === readScalar(view, name) ? null : String(other);
}
