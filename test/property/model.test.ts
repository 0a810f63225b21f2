/**
 * Random desks, operations, faults, crashes and habits of the server: after the healing nothing is lost, nothing is there twice,
 * nobody holds another's row, and every desk shows what the server has (test/model). About a minute; `npm run soak` is the long one.
 */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { scripts } from '../model/arbitrary.ts';
import { bundleDesk } from '../model/bundle.ts';
import { runScript } from '../model/run.ts';
import type { Script } from '../model/script.ts';

/** So many milliseconds pass for desks and server in one real one. */
const FACTOR = 40;
const TIME_LIMIT_MS = 35_000;

let built: Awaited<ReturnType<typeof bundleDesk>>;

beforeAll(async () => {
  built = await bundleDesk();
}, 120_000);

/** @returns null when the machine was too slow for it to prove anything */
async function findingsOf(script: Script): Promise<readonly string[] | null> {
  const { findings, isVoid } = await runScript(script, { ...built, factor: FACTOR });
  return isVoid ? null : findings.map(({ kind, desk, text }) => `${kind} at ${String(desk)}: ${text}`);
}

test('random desks on a bad network come to what the server has', { timeout: 600_000 }, async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(scripts, async (script) => {
      const findings = await findingsOf(script);
      if (findings === null) return;
      expect(findings).toEqual([]);
      runs += 1;
    }),
    {
      numRuns: 1000,
      interruptAfterTimeLimit: TIME_LIMIT_MS,
      markInterruptAsFailure: false,
      ...(process.env['MODEL_SEED'] === undefined ? {} : { seed: Number(process.env['MODEL_SEED']) }),
    },
  );
  console.log(`model: ${runs} random scripts`);
  expect(runs).toBeGreaterThan(0); // how many is the machine’s to say
});
