/**
 * Which status a new participant gets before anybody chooses. The one that is called "participant" if there is one; else the
 * plainest: statuses of honour have high priorities, so the lowest priority above zero; else the lowest at all.
 */
import type { Status } from '../../../shared/ruvents/tables.ts';

const PLAIN_TITLES = /^(участник|участники|participant|attendee|delegate|посетитель|visitor|слушатель|гость|guest)$/i;

/** @returns the status's Id, or null when the event has no statuses. */
export function chooseDefaultStatus(statuses: readonly Status[]): number | null {
  const byPriority = [...statuses].sort((a, b) => a.Priority - b.Priority || a.Id - b.Id);
  const plain = byPriority.find((status) => PLAIN_TITLES.test(status.Title.trim()));
  const chosen = plain ?? byPriority.find((status) => status.Priority > 0) ?? byPriority[0];
  return chosen?.Id ?? null;
}
