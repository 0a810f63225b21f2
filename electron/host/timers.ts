/** Time as the host's loops use it: monotonic, so that a changed clock of the machine neither shortens nor lengthens a wait. */
export interface Timers {
  /** Milliseconds since some fixed moment; never goes back. */
  now(): number;
  /** Calls `run` once after `ms` milliseconds. @returns a function that calls it off. */
  after(ms: number, run: () => void): () => void;
}

/** The machine's own timers. */
export const systemTimers: Timers = {
  now: () => performance.now(),
  after(ms, run) {
    const handle = setTimeout(run, ms);
    return () => clearTimeout(handle);
  },
};

/** Resolves after `ms` milliseconds. */
export function wait(timers: Timers, ms: number): Promise<void> {
  return new Promise((resolve) => timers.after(ms, resolve));
}
