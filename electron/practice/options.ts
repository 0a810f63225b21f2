import { z } from 'zod';

/** How a practice event is started. Whatever is left out is taken from the state file, if there is one, else the default. */
export interface PracticeOptions {
  /** TCP port on 127.0.0.1; 0, the default, takes any free one. */
  readonly port?: number;
  /** People registered at the start: 500 by default. */
  readonly participants?: number;
  /** Parts of the event: 0 by default. */
  readonly parts?: number;
  /** The same seed gives the same event: 1 by default. */
  readonly seed?: number;
  /** The event's hash; by default it is derived from the seed. */
  readonly hash?: string;
  /** A file that keeps the accepted writes, so that the event survives a restart. */
  readonly stateFile?: string;
  /** The server's clock. */
  readonly clock?: () => Date;
  /** Seconds by which that clock is wrong: 0 by default, below zero for one that is late. It can jump later: `state.shiftClock`. */
  readonly clockShift?: number;
  /** Serve the three operations that the document marks as not implemented. */
  readonly implemented?: boolean;
  /** Departures from the document, by name: see `knownQuirks`. */
  readonly quirks?: readonly string[];
}

/** The size and the seed: what decides which made-up event it is. */
export interface EventShape {
  readonly seed: number;
  readonly participants: number;
  readonly parts: number;
}

export const defaultShape: EventShape = { seed: 1, participants: 500, parts: 0 };

/** Options that cannot be served, or do not fit the state file; the message is for the person who gave them. */
export class PracticeOptionsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PracticeOptionsError';
  }
}

const ranges = {
  port: [0, 65_535],
  participants: [0, 200_000],
  parts: [0, 20],
  seed: [0, 4_294_967_295],
  clockShift: [-100_000_000, 100_000_000],
} as const;

const optionsSchema = z.object({
  ...Object.fromEntries(
    Object.entries(ranges).map(([name, [least, most]]) => [name, z.int().min(least).max(most).optional()]),
  ),
  hash: z.string().min(1).optional(),
});

/** @throws PracticeOptionsError that names the option and what it may be */
export function checkOptions(options: PracticeOptions): void {
  const parsed = optionsSchema.safeParse(options);
  if (parsed.success) return;
  const name = String(parsed.error.issues[0]?.path[0] ?? 'options');
  const range = Object.hasOwn(ranges, name) ? ranges[name as keyof typeof ranges] : undefined;
  throw new PracticeOptionsError(
    range === undefined
      ? `${name}: must not be empty.`
      : `${name}: must be a whole number from ${range[0]} to ${range[1]}.`,
  );
}
