/**
 * The way around a page that does not come: one row on which the server fails, or that breaks the page, must not hide all that
 * lie behind it (design, invariant 5).
 *
 *   fails twice ─▶ fewer rows: 50, 5, 1 ─▶ what comes is taken, and the walk goes on with as few, then with more again
 *                    └─▶ not even one: what lies behind all rows ─▶ not even that: the feed is dead, and there is no way around
 *                          └─▶ a later second, 1, 2, 4 … further, until something comes
 *                                └─▶ half the way back, and again, until the very second behind the row is found
 *
 * Every decision needs only what came of the last request, so that it can be tested without one.
 */
import { parseServerTime, type ServerTime, shiftSeconds } from '../ruvents/time.ts';
import { type Ask, PAGE_LIMIT } from './paging.ts';

/** A server that fails at whatever lies between costs no more requests than this, and then rest. */
export const MOST_TRIES = 90;
/** 2³¹ seconds are 68 years: from the beginning of all times to any row. */
const LONGEST_STEP_S = 2 ** 31;
const BEGINNING = parseServerTime('1970-01-01 00:00:00');
/** Behind all rows of any event, and a time that old servers can count. */
const END = parseServerTime('2037-12-31 00:00:00');

export type Detour =
  /** Asking for fewer from the same second. */
  | { readonly mode: 'fewer'; readonly ask: Ask; readonly tries: number }
  /** `from` fails even for one row: does the server answer to anything? An empty page will do. */
  | { readonly mode: 'end'; readonly from: ServerTime; readonly ask: Ask; readonly tries: number }
  /** `from` fails even for one row, whatever lies `low` or fewer seconds later too; `high` seconds later one comes (null: not known). */
  | {
      readonly mode: 'later';
      readonly from: ServerTime;
      readonly low: number;
      readonly high: number | null;
      readonly ask: Ask;
      readonly tries: number;
    };

/** A page failed twice in a row. */
export function beginDetour(failed: Ask): Detour {
  return { mode: 'fewer', ask: { since: failed.since, limit: fewerThan(failed.limit) }, tries: 0 };
}

/** @returns how to go on after the detour's request failed; null = the server fails at everything: given up for now */
export function failDetour(detour: Detour): Detour | null {
  const tries = detour.tries + 1;
  if (tries >= MOST_TRIES) return null;
  if (detour.mode === 'fewer') {
    const { since, limit } = detour.ask;
    if (limit > 1) return { mode: 'fewer', ask: { since, limit: fewerThan(limit) }, tries };
    const from = since ?? BEGINNING;
    if (from === null) return null;
    const hasEnd = END !== null && from < END;
    return hasEnd ? { mode: 'end', from, ask: { since: END, limit: 1 }, tries } : beginLater(from, tries);
  }
  if (detour.mode === 'end') return null;
  const low = secondsOf(detour);
  if (detour.high === null && low >= LONGEST_STEP_S) return null;
  return stepTo({ ...detour, low, tries });
}

/**
 * @returns how to go on after something came: `null` = the page that came is the one to take; else it was a second too far, and
 * another is asked for
 */
export function narrowDetour(detour: Detour): Detour | null {
  if (detour.mode === 'fewer') return null;
  if (detour.mode === 'end') return beginLater(detour.from, detour.tries + 1);
  const high = secondsOf(detour);
  return high - detour.low <= 1 ? null : stepTo({ ...detour, high, tries: detour.tries + 1 });
}

/** How many rows are asked for after so many came where a page had failed. */
export function growLimit(limit: number): number {
  return Math.min(PAGE_LIMIT, limit * 4);
}

/**
 * The walk got nowhere with `ok` rows and would ask for more, and `failed` rows are too many.
 * @returns a number between them; null = there is none, the row behind the `ok` ones is the bad one
 */
export function between(ok: number, failed: number): number | null {
  return failed - ok <= 1 ? null : ok + Math.floor((failed - ok) / 2);
}

function fewerThan(limit: number): number {
  return limit > 50 ? 50 : limit > 5 ? 5 : 1;
}

function secondsOf(detour: Extract<Detour, { mode: 'later' }>): number {
  const { since } = detour.ask;
  return since === null ? 0 : secondsBetween(detour.from, since);
}

function secondsBetween(from: ServerTime, to: ServerTime): number {
  const [a = 0, b = 0] = [from, to].map((time) => Date.parse(`${time.replace(' ', 'T')}Z`));
  return (b - a) / 1000;
}

function beginLater(from: ServerTime, tries: number): Detour {
  return stepTo({ from, low: 0, high: null, tries });
}

function stepTo(known: { from: ServerTime; low: number; high: number | null; tries: number }): Detour {
  const { from, low, high, tries } = known;
  const seconds = high === null ? Math.max(1, low * 2) : low + Math.ceil((high - low) / 2);
  return { mode: 'later', from, low, high, ask: { since: shiftSeconds(from, seconds), limit: 1 }, tries };
}
