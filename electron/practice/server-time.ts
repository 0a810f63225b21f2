/**
 * RUVENTS times: `Y-m-d H:i:s`, second precision, no zone, meant in Europe/Moscow. As text they sort in order of time,
 * so the server compares them as text and never parses a row's time back.
 */

/** Moscow has kept UTC+3 without summer time since 26 October 2014; the practice event is later than that. */
const moscowOffsetSeconds = 3 * 3600;
const daySeconds = 86_400;
const shape = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

/** @param epochSeconds whole seconds since 1970-01-01 UTC */
export function formatServerTime(epochSeconds: number): string {
  const local = new Date((epochSeconds + moscowOffsetSeconds) * 1000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 19)}`;
}

/** The server's time of a moment: the second it falls in. */
export function toServerTime(moment: Date): string {
  return formatServerTime(toEpochSeconds(moment));
}

function toEpochSeconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}

/** The first second, since 1970 UTC, of the Moscow day that a moment falls in. */
export function findDayStart(moment: Date): number {
  const local = toEpochSeconds(moment) + moscowOffsetSeconds;
  return local - (local % daySeconds) - moscowOffsetSeconds;
}

/** True for a text in the server's format that names a real day and time. */
export function isServerTime(text: string): boolean {
  if (!shape.test(text)) return false;
  const parsed = new Date(`${text.replace(' ', 'T')}Z`);
  if (Number.isNaN(parsed.getTime())) return false;
  // Engines roll 31 April over to 1 May: only a time that reads back the same was a real one.
  return parsed.toISOString().slice(0, 19).replace('T', ' ') === text;
}
