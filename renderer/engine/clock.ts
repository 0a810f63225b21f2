/** Time as the engine has it: injected, so that a test can hurry it (style, habit 7). */

export interface Clock {
  /** Monotonic milliseconds. */
  readonly now: () => number;
  readonly random: () => number;
  /** Wall clock, ISO 8601, for people to read. */
  readonly wall: () => string;
  readonly after: After;
}

/** Runs the work once after so many milliseconds. @returns what takes it back */
export type After = (ms: number, work: () => void) => () => void;

export const systemAfter: After = (ms, work) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};
