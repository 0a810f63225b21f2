/** Runs one script from start to findings. */
import { check, type Evidence, type Finding } from './checks.ts';
import { pause } from './dilation.ts';
import { agree, collect, heal, settleAll } from './healing.ts';
import type { Script } from './script.ts';
import { World, type WorldOptions } from './world.ts';

export interface Outcome {
  readonly findings: readonly Finding[];
  /** Why operations went to attention, and how many are left there. */
  readonly attention: ReadonlyMap<string, number>;
  readonly evidence: Evidence;
  /** The machine was too slow for the dilation: requests came later than any network may bring them, and nothing is proved. */
  readonly isVoid: boolean;
}

/** The bad weather goes on for so long after the last step. Milliseconds of the dilated time. */
const AFTER_MS = 20_000;
/** Real milliseconds that a small model may take to come to rest. */
const HEALING_MS = 20_000;
/** Rounds in which people settle what waits in attention, after the healing. */
const ROUNDS = 12;

export async function runScript(script: Script, options: WorldOptions): Promise<Outcome> {
  const world = await World.start(script, options);
  try {
    for (const step of script.steps) await world.perform(step);
    await pause(AFTER_MS / options.factor);
    await heal(world, HEALING_MS);
    await settleAll(world, ROUNDS, HEALING_MS);
    await agree(world, HEALING_MS);
    const evidence = await collect(world);
    const isVoid = world.server.tooLate > 0;
    return { findings: check(evidence), attention: world.attention, evidence, isVoid };
  } finally {
    await world.close();
  }
}
