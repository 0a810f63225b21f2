/** Timers that a test moves by hand. */
import type { Timers } from '../../../electron/host/timers.ts';

export interface HandTimers extends Timers {
  /** Moves the clock, running what falls due in its order. */
  advance(ms: number): void;
  /** How many are armed. */
  readonly armed: number;
}

export function handTimers(): HandTimers {
  let now = 0;
  let next = 1;
  const due = new Map<number, { at: number; run: () => void }>();
  return {
    now: () => now,
    after(ms, run) {
      const id = next++;
      due.set(id, { at: now + ms, run });
      return () => due.delete(id);
    },
    get armed() {
      return due.size;
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const first = [...due].filter(([, one]) => one.at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
        if (first === undefined) break;
        due.delete(first[0]);
        now = Math.max(now, first[1].at);
        first[1].run();
      }
      now = end;
    },
  };
}
