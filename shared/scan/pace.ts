/** How fast a run of keys is: what only a scanner keeps up (burst.ts). */

export const FAST_MEDIAN_MS = 35;
const FAST_MEAN_MS = 40;
const FAST_KEYS = 6;
const SHORT_GAP_MS = 20;
export const SHORT_KEYS = 4;

export interface Sign {
  readonly number: number;
  readonly at: number;
  readonly text: string;
  readonly typed: string;
  readonly code: string;
}

export function isFast(run: readonly Sign[], endAt: number | null): boolean {
  const gaps = gapsOf(run);
  if (run.length < FAST_KEYS) return false;
  // One key over and over may be held down, where a remote desktop does not say so: only its end tells.
  const last = run.at(-1)?.at ?? 0;
  const isHeld = new Set(run.map(({ code }) => code)).size < 2;
  if (isHeld && (endAt === null || endAt - last > FAST_MEDIAN_MS)) return false;
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  return median(gaps) <= FAST_MEDIAN_MS && mean <= FAST_MEAN_MS;
}

/** Four keys at least, its end among them. Text that is no number has to have an end: without one nobody waits for it. */
export function isShort(run: readonly Sign[], endAt: number | null): boolean {
  const times = [...run.map(({ at }) => at), ...(endAt === null ? [] : [endAt])];
  if (times.length < SHORT_KEYS || run.length < SHORT_KEYS - 1) return false;
  const isNumber = run.every(({ text }) => /^\d$/.test(text));
  const isOneKey = new Set(run.map(({ code }) => code)).size < 2;
  if (endAt === null && (!isNumber || isOneKey)) return false;
  return differences(times).every((gap) => gap <= SHORT_GAP_MS);
}

/** Times that go back are of another clock. */
export function isWithin(gap: number, most: number): boolean {
  return gap >= 0 && gap <= most;
}

export function gapsOf(run: readonly Sign[]): readonly number[] {
  return differences(run.map(({ at }) => at));
}

function differences(times: readonly number[]): readonly number[] {
  return times.slice(1).map((at, index) => at - (times[index] ?? at));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Infinity;
}
