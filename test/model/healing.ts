/** How a model ends: the network is whole, everybody is back, people settle what waits for them, and everything is looked at. */
import type { Operation, ParticipantKey } from '../../shared/operations/operation.ts';
import { checkView, type Evidence, type View } from './checks.ts';
import { DeskGone } from './desk.ts';
import { readJournal } from './desk-journal.ts';
import { pause } from './dilation.ts';
import { NO_FAULTS } from './faults.ts';
import { readTruth } from './truth.ts';
import type { Seat, World } from './world.ts';

const LOOK_EVERY_MS = 100;

/**
 * Faults off, everybody back, and time to come to rest.
 * @param limit real milliseconds
 * @returns whether nothing is under way any more
 */
export async function heal(world: World, limit: number): Promise<boolean> {
  const { server, seats } = world;
  server.setMix(NO_FAULTS);
  for (const { index } of seats) await server.plugIn(index);
  await world.killed();
  const until = Date.now() + limit;
  while (Date.now() < until) {
    const rested = await Promise.all(seats.map((seat) => isAtRest(seat)));
    if (rested.every(Boolean)) return true;
    await pause(LOOK_EVERY_MS);
  }
  return false;
}

/** Syncs once. @returns whether all that is open at this desk waits for a person */
function isAtRest(seat: Seat): Promise<boolean> {
  return unlessFallen(seat, true, async ({ desk }) => {
    await desk.ask('syncNow', null);
    const { open, state } = await desk.ask('describe', null);
    const waits = open.every((operation) => operation.state.name === 'attention' || isHeldUp(operation, open));
    return waits && state?.progress.phase === 'ready';
  });
}

/** A desk that fell, before or meanwhile, is a finding of its own: the others are looked at all the same. */
async function unlessFallen<T>(seat: Seat, otherwise: T, deed: (seat: Seat) => Promise<T>): Promise<T> {
  if (seat.desk.fell) return otherwise;
  try {
    return await deed(seat);
  } catch (error) {
    if (!(error instanceof DeskGone)) throw error;
    return otherwise;
  }
}

/** Whoever waits for a registration in attention waits for a person too. */
function isHeldUp(operation: Operation, open: readonly Operation[]): boolean {
  if (operation.state.name !== 'queued') return false;
  return open.some((other) => other.participant === operation.participant && other.state.name === 'attention');
}

/** People settle everything that waits in attention, and time passes. @param limit real milliseconds for each healing */
export async function settleAll(world: World, rounds: number, limit: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await world.calm();
    const waiting = await Promise.all(
      world.seats.map((seat) =>
        unlessFallen(seat, 0, async ({ desk }) => {
          const items = await desk.ask('attention', null);
          for (const item of items) await world.settleItem(seat, item, round % 2 === 0);
          return items.length;
        }),
      ),
    );
    if (waiting.every((count) => count === 0)) return;
    await heal(world, limit);
  }
}

/**
 * Reads everybody anew, since only so does a desk learn who was removed; then waits until every desk shows what the server has.
 * @param limit real milliseconds; after them the checks say what differs
 */
export async function agree(world: World, limit: number): Promise<void> {
  const { seats, server } = world;
  const until = Date.now() + limit;
  for (const seat of seats) await unlessFallen(seat, undefined, beginSweep);
  while (Date.now() < until) {
    await Promise.all(seats.map((seat) => isAtRest(seat)));
    const swept = await Promise.all(seats.map((seat) => unlessFallen(seat, true, isSwept)));
    if (swept.every(Boolean)) {
      const now = readTruth(server.practice.state);
      const views = await Promise.all(seats.map((seat) => readView(world, seat)));
      if (views.every((view, index) => view === null || checkView(view, index, now).length === 0)) return;
    }
    await pause(LOOK_EVERY_MS);
  }
}

async function beginSweep({ desk }: Seat): Promise<void> {
  if (!(await desk.ask('sweepNow', null))) await desk.ask('reload', { forget: true });
}

async function isSwept({ desk }: Seat): Promise<boolean> {
  const { state } = await desk.ask('describe', null);
  if (state?.sweep.state === 'doubt') await desk.ask('answerDoubt', { remove: true });
  return state?.sweep.state === 'idle';
}

/** @returns null for a desk that fell */
function readView(world: World, seat: Seat): Promise<View | null> {
  return unlessFallen<View | null>(seat, null, async ({ desk }) => {
    const ids = world.readIds();
    const shown = await desk.ask('show', { keys: ids.map((id): ParticipantKey => `id:${id}`) });
    const { state } = await desk.ask('describe', null);
    return {
      shown: new Map(ids.map((id, at) => [id, shown[at] ?? null] as const)),
      people: state?.progress.people ?? 0,
    };
  });
}

/** Everything that was seen, for the checks. The desks end with it. */
export async function collect(world: World): Promise<Evidence> {
  const now = readTruth(world.server.practice.state);
  const desks = await Promise.all(
    world.seats.map(async (seat) => {
      const { desk, options, promised, printed, decisions, openings } = seat;
      const view = await readView(world, seat);
      const read = await unlessFallen(seat, null, () => desk.ask('readJournal', null));
      const { operations, jobs } = read ?? (await readJournal(options));
      const operator = options.login;
      return { fell: desk.fell, operator, openings, promised, printed, decisions, operations, jobs, view };
    }),
  );
  return { desks, writes: world.server.writes, before: world.before, now };
}
