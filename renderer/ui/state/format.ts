/** Times and numbers for people. */
import type { Language } from '../../../shared/contract/station.ts';

/**
 * A time of the station's own clock (ISO 8601): the hour for today, with the date for another day. A time of the server has
 * no zone and is shown as the server gave it (design, invariant 10).
 */
export function formatTime(time: string, language: Language, now: Date): string {
  if (!isStationTime(time)) return time;
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false };
  const today = date.toDateString() === now.toDateString();
  return new Intl.DateTimeFormat(
    localeOf(language),
    today ? clock : { day: 'numeric', month: 'short', ...clock },
  ).format(date);
}

/** Whether a time is of the station's own clock: the server's have no zone, and the two clocks may differ. */
export function isStationTime(time: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(time);
}

export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(localeOf(language)).format(value);
}

function localeOf(language: Language): string {
  return language === 'ru' ? 'ru-RU' : 'en-GB';
}
