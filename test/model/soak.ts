/**
 * The long run: desks at work in the storm of faults.ts until the minutes or the operations are over, killed and cut off now and
 * then; then the healing and the checks. build/soak.mjs starts it.
 *
 * What it costs is the processor's time: ten requests and more an operation, since half of all fail and each failure sends a desk
 * offline for a moment. So nobody asks desks for more than they need; and enough waits at each for a moment online to be used.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Chance, makeChance, pickIndex } from './chance.ts';
import { check } from './checks.ts';
import { DeskGone } from './desk.ts';
import { pause } from './dilation.ts';
import { agree, collect, heal, settleAll } from './healing.ts';
import { report } from './report.ts';
import { NAMES } from './people.ts';
import type { Step, Whom } from './script.ts';
import { type Seat, World } from './world.ts';

const number = (otherwise: number) => z.coerce.number().min(0).default(otherwise);
const optionsSchema = z.object({
  minutes: z.coerce.number().positive(),
  desks: number(5),
  operations: number(100_000),
  seed: number(1),
  participants: number(300),
  parts: number(2),
  /** Times that a desk is killed, spread over all the operations: a run that ends before has fewer. */
  crashes: number(200),
  /** Share of the storm of faults.ts; and of that, the share of what only reads. */
  storm: number(1),
  reads: number(1),
  /** A desk takes no more on while so many operations wait. */
  backlog: number(100),
  /** Milliseconds that pass in one real one. */
  factor: number(40),
  quirks: z.string().default(''),
  entry: z.string(),
  fonts: z.string(),
});
type Options = z.infer<typeof optionsSchema>;

const LOOK_EVERY = 10;
const LOOK_AGAIN_MS = 50;
/** Walk-ins of one era share few names, so that there are namesakes; and not the whole of a long run is of one family. */
const ERA_OPERATIONS = 2000;
const HEALING_MS = 300_000;
const ROUNDS = 30;
const TELL_EVERY_MS = 30_000;
const OFFLINE_EVERY = 600;
const OFFLINE_MS = 60_000;

const names = Object.keys(optionsSchema.shape);
const asText = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
const { values } = parseArgs({ options: asText });
const options = optionsSchema.parse(values);
process.exitCode = await soak(options);

async function soak(options: Options): Promise<number> {
  const { entry, fonts, factor, minutes, operations, storm, seed, desks, participants, parts } = options;
  const quirks = options.quirks.split(',').filter((name) => name !== '');
  const world = await World.start({ seed, desks, participants, parts, quirks }, { entry, fontsDir: fonts, factor });
  const began = Date.now();
  const telling = setInterval(() => tell(world, began), TELL_EVERY_MS);
  try {
    await world.perform({ do: 'weather', storm, reads: options.reads });
    const progress = () => Math.max((Date.now() - began) / (minutes * 60_000), world.counts.operations / operations);
    await Promise.all(world.seats.map((seat) => work(world, seat, options, progress)));
    const worked = Date.now() - began;
    tell(world, began, 'the work is over');
    await heal(world, HEALING_MS);
    tell(world, began, 'at rest');
    await settleAll(world, ROUNDS, HEALING_MS);
    await agree(world, HEALING_MS);
    tell(world, began, 'all was looked at');
    const evidence = await collect(world);
    return report(world, evidence, check(evidence), worked);
  } finally {
    clearInterval(telling);
    await world.close();
  }
}

/** One desk's day. @param progress the share of the run that is over, by its time or by its operations */
async function work(world: World, seat: Seat, options: Options, progress: () => number): Promise<void> {
  const chance = makeChance(options.seed * 97 + seat.index);
  const isOver = () => progress() >= 1;
  // the desks are killed in turn, so that one of them is at work most of the time
  const every = options.operations / options.crashes;
  const dueAt = (round: number) => (round * options.desks + seat.index + 1) * every;
  let round = 0;
  for (let steps = 0; !isOver(); steps += 1) {
    await world.perform(drawStep(chance, seat.index, Math.floor(world.counts.operations / ERA_OPERATIONS)));
    if (options.crashes > 0 && world.counts.operations >= dueAt(round)) {
      round += 1;
      await world.perform({ do: 'kill', desk: seat.index, after: pickIndex(chance, 60) });
    }
    if (pickIndex(chance, OFFLINE_EVERY) === 0) await goOffline(world, seat, (chance() * OFFLINE_MS) / options.factor);
    if (pickIndex(chance, OFFLINE_EVERY) === 0) {
      await world.perform({ do: 'reload', desk: seat.index, forget: chance() < 0.5 });
    }
    if (steps % LOOK_EVERY === 0) await breathe(world, seat, chance, () => (isOver() ? Infinity : options.backlog));
  }
}

async function goOffline(world: World, { index }: Seat, ms: number): Promise<void> {
  await world.perform({ do: 'offline', desk: index });
  void pause(ms).then(() => world.perform({ do: 'online', desk: index }));
}

/** Nobody registers people faster than they can leave; and somebody looks after attention. */
async function breathe(world: World, seat: Seat, chance: Chance, limit: () => number): Promise<void> {
  for (;;) {
    const waiting = await countWaiting(seat);
    if (waiting.attention > 0) await world.perform({ do: 'settle', desk: seat.index, mine: chance() < 0.5 });
    if (limit() === Infinity || (waiting.unsent < limit() && waiting.attention < 5)) return;
    await pause(LOOK_AGAIN_MS);
  }
}

async function countWaiting({ desk }: Seat): Promise<{ unsent: number; attention: number }> {
  try {
    return await desk.ask('count', null);
  } catch (error) {
    if (!(error instanceof DeskGone)) throw error;
    return { unsent: Infinity, attention: 0 }; // killed: it is being started anew
  }
}

function drawStep(chance: Chance, desk: number, era: number): Step {
  const whom: Whom = { recent: chance() < 0.4, index: pickIndex(chance, 1_000_000) };
  const part = pickIndex(chance, 2);
  const draw = chance();
  if (draw < 0.15) {
    const email = (['none', 'own', 'own', 'taken'] as const)[chance() < 0.02 ? 3 : pickIndex(chance, 3)]!;
    const guest = {
      name: era * NAMES + pickIndex(chance, NAMES),
      email,
      phone: chance() < 0.3,
      company: chance() < 0.5,
    };
    return { do: 'create', desk, guest, status: 1 + pickIndex(chance, 4) };
  }
  if (draw < 0.4) return { do: 'letIn', desk, whom, part };
  if (draw < 0.75) return { do: 'status', desk, whom, part, status: pickIndex(chance, 5) };
  if (draw < 0.95) {
    return { do: 'profile', desk, whom, field: pickIndex(chance, 3), value: pickIndex(chance, 1_000_000) };
  }
  if (draw < 0.96) return { do: 'remove', desk, whom };
  if (draw < 0.99) return { do: 'undo', desk, back: pickIndex(chance, 5) };
  return { do: 'print', desk, whom, part };
}

function tell(world: World, began: number, phase = 'at work'): void {
  const seconds = Math.round((Date.now() - began) / 1000);
  const { operations, kills, settled } = world.counts;
  console.error(
    `${seconds} s: ${operations} operations, ${world.server.requests} requests, ${world.server.writes.length} writes, ` +
      `${kills} crashes, ${settled} settled: ${phase}`,
  );
}
