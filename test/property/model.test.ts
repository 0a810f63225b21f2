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

/** So many milliseconds pass for desks and server in one real one; fewer where the machine turns out to be too slow for it. */
const FACTOR = 40;
const SLOWEST = 10;
/** After this long no other script is begun; one at least is always brought to its end. */
const TIME_LIMIT_MS = 35_000;

let built: Awaited<ReturnType<typeof bundleDesk>>;

beforeAll(async () => {
  built = await bundleDesk();
}, 120_000);

test('random desks on a bad network come to what the server has', { timeout: 600_000 }, async () => {
  const until = Date.now() + TIME_LIMIT_MS;
  let runs = 0;
  let factor = FACTOR;
  await fc.assert(
    fc.asyncProperty(scripts, async (script: Script) => {
      if (runs > 0 && Date.now() > until) return;
      const { findings, isVoid } = await runScript(script, { ...built, factor });
      if (isVoid) {
        // the machine was too slow for it to prove anything
        factor = Math.max(SLOWEST, factor / 2);
        return;
      }
      runs += 1;
      expect(findings.map(({ kind, desk, text }) => `${kind} at ${String(desk)}: ${text}`)).toEqual([]);
    }),
    {
      numRuns: 1000,
      ...(process.env['MODEL_SEED'] === undefined ? {} : { seed: Number(process.env['MODEL_SEED']) }),
    },
  );
  console.log(`model: ${runs} random scripts`);
  expect(runs).toBeGreaterThan(0); // how many is the machine’s to say
});
