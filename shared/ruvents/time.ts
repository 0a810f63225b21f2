/**
 * Times of the server: `Y-m-d H:i:s`, second precision, no zone. They are labels to compare and to give back, never
 * mixed with the local clock (design, invariant 10). Arithmetic treats them as if they were UTC, which keeps order.
 */
declare const serverTimeBrand: unique symbol;
export type ServerTime = string & { readonly [serverTimeBrand]: true };

const SHAPE = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

/** @returns the text as a server time, or null when it does not have the document's format or names no real moment. */
export function parseServerTime(text: unknown): ServerTime | null {
  if (typeof text !== 'string' || !SHAPE.test(text)) return null;
  return Number.isNaN(Date.parse(`${text.replace(' ', 'T')}Z`)) ? null : (text as ServerTime);
}

/** Moves a server time by whole seconds (negative = earlier). */
export function shiftSeconds(time: ServerTime, seconds: number): ServerTime {
  const moved = new Date(Date.parse(`${time.replace(' ', 'T')}Z`) + seconds * 1000);
  return moved.toISOString().slice(0, 19).replace('T', ' ') as ServerTime;
}

/** The later of two times; null counts as the beginning. */
export function laterOf(a: ServerTime | null, b: ServerTime | null): ServerTime | null {
  if (a === null) return b;
  if (b === null) return a;
  return a >= b ? a : b;
}
