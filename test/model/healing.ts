/** How a model ends: the network is whole, everybody is back, people settle what waits for them, and everything is looked at. */
import type { Operation, ParticipantKey } from '../../shared/operations/operation.ts';
import { checkView, type DeskEvidence, type Evidence } from './checks.ts';
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
  await world.killed();
  for (const { index } of seats) await server.plugIn(index);
  const until = Date.now() + limit;
  while (Date.now() < until) {
    const rested = await Promise.all(seats.map((seat) => isAtRest(seat)));
    if (rested.every(Boolean)) return true;
    await pause(LOOK_EVERY_MS);
  }
  return false;
}

/** Syncs once. @returns whether all that is open at this desk waits for a person */
async function isAtRest({ desk }: Seat): Promise<boolean> {
  if (desk.fell) return true;
  await desk.ask('syncNow', null);
  const { open, state } = await desk.ask('describe', null);
  const waits = open.every((operation) => operation.state.name === 'attention' || isHeldUp(operation, open));
  return waits && state?.progress.phase === 'ready';
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
      world.seats.map(async (seat) => {
        const items = seat.desk.fell ? [] : await seat.desk.ask('attention', null);
        for (const item of items) await world.settleItem(seat, item, round % 2 === 0);
        return items.length;
      }),
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
  for (const { desk } of seats) {
    if (!(await desk.ask('sweepNow', null))) await desk.ask('reload', { forget: true });
  }
  while (Date.now() < until) {
    await Promise.all(seats.map((seat) => isAtRest(seat)));
    const states = await Promise.all(seats.map(({ desk }) => desk.ask('describe', null)));
    for (const [index, { state }] of states.entries()) {
      if (state?.sweep.state === 'doubt') await seats[index]!.desk.ask('answerDoubt', { remove: true });
    }
    if (states.every(({ state }) => state?.sweep.state === 'idle')) {
      const now = readTruth(server.practice.state);
      const views = await Promise.all(seats.map((seat) => readView(world, seat)));
      if (views.every((view, index) => checkView(view, index, now).length === 0)) return;
    }
    await pause(LOOK_EVERY_MS);
  }
}

async function readView(world: World, { desk }: Seat): Promise<Pick<DeskEvidence, 'shown' | 'people'>> {
  const ids = world.readIds();
  const shown = await desk.ask('show', { keys: ids.map((id): ParticipantKey => `id:${id}`) });
  const { state } = await desk.ask('describe', null);
  return {
    shown: new Map(ids.map((id, at) => [id, shown[at] ?? null] as const)),
    people: state?.progress.people ?? 0,
  };
}

/** Everything that was seen, for the checks. The desks end with it. */
export async function collect(world: World): Promise<Evidence> {
  const now = readTruth(world.server.practice.state);
  const desks = await Promise.all(
    world.seats.map(async (seat) => ({
      ...(await readView(world, seat)),
      fell: seat.desk.fell,
      promised: seat.promised,
      decisions: seat.decisions,
      operations: await seat.desk.ask('readJournal', null),
    })),
  );
  return { desks, writes: world.server.writes, before: world.before, now };
}
