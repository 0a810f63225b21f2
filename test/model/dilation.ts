/**
 * Time that runs faster than real: the desk's and the server's waits shrink, sockets and disk stay as they are. Everybody in a
 * model counts from the same real moment, so that the clocks of processes that were started one after the other agree.
 */
export interface Dilation {
  /** So many milliseconds pass in one real one. */
  readonly factor: number;
  /** Real moment at which both times were the same, milliseconds since 1970. */
  readonly origin: number;
}

export interface FastTime {
  /** Monotonic, milliseconds. */
  readonly now: () => number;
  readonly wall: () => Date;
  readonly after: (ms: number, run: () => void) => () => void;
}

/** Longest wait of a real timer. */
const LONGEST_MS = 2 ** 31 - 1;

export function createFastTime({ factor, origin }: Dilation): FastTime {
  return {
    now: () => performance.now() * factor,
    wall: () => new Date(origin + (Date.now() - origin) * factor),
    after: (ms, run) => {
      const timer = setTimeout(run, Math.min(LONGEST_MS, ms / factor));
      return () => clearTimeout(timer);
    },
  };
}

/** Resolves after so many real milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
