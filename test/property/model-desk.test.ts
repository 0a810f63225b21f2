/** The modelled desk and the end of a model, where the proof itself could go wrong. */
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundleDesk } from '../model/bundle.ts';
import { check } from '../model/checks.ts';
import type { DeskOptions } from '../model/contract.ts';
import { Desk, DeskGone } from '../model/desk.ts';
import { agree, collect, heal, settleAll } from '../model/healing.ts';
import { World } from '../model/world.ts';

const LIMIT_MS = 20_000;
/** Says so when another process has the folder; is ready late; answers with its own process. */
const DESK = `
import { mkdirSync, writeFileSync, readdirSync } from 'node:fs';
const { folder } = JSON.parse(process.argv[2]);
const alive = readdirSync(folder).filter((name) => {
  try { process.kill(Number(name), 0); return true; } catch { return false; }
});
if (alive.length > 0) writeFileSync(folder + '/overlap', alive.join());
writeFileSync(folder + '/' + process.pid, '');
process.on('disconnect', () => process.exit(0));
let ready = false;
process.on('message', ({ call }) => process.send({ kind: 'answer', call, value: ready }));
setTimeout(() => { ready = true; process.send({ kind: 'ready' }); }, 100);
`;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stoika-model-desk-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('a desk that is killed while it is being restarted has one process at a time', async () => {
  const entry = join(folder, 'desk.mjs');
  await writeFile(entry, DESK);
  const seats = await mkdtemp(join(folder, 'seat-'));
  const desk = new Desk(entry, { folder: seats } as DeskOptions);
  await desk.start();
  const asked = desk.ask('syncNow', null);
  asked.catch(() => undefined);
  await Promise.all([desk.restart(), desk.restart(), desk.restart()]);
  await desk.opened();
  expect(await desk.ask('sweepNow', null)).toBe(true); // no call reaches a process whose window is not open
  await desk.kill();
  expect(readdirSync(seats)).not.toContain('overlap');
  expect(desk.fell).toBe(false);
  await expect(desk.ask('syncNow', null)).rejects.toThrow(DeskGone);
});

test(
  'a desk that ends by itself is a finding, and its journal is read from the disk',
  { timeout: 120_000 },
  async () => {
    const setting = { seed: 3, desks: 2, participants: 8, parts: 0, quirks: [] };
    const world = await World.start(setting, { ...(await bundleDesk()), factor: 40 });
    try {
      const guest = { name: 1, email: 'own', phone: true, company: false } as const;
      await world.perform({ do: 'create', desk: 0, guest, status: 1 });
      await world.perform({ do: 'create', desk: 1, guest, status: 1 });
      await world.seats[0]!.desk.ask('fall', null).catch((error: unknown) => {
        if (!(error instanceof DeskGone)) throw error;
      });
      await heal(world, LIMIT_MS);
      await settleAll(world, 3, LIMIT_MS);
      await agree(world, LIMIT_MS);
      const evidence = await collect(world);
      const findings = check(evidence);
      expect(findings.filter(({ kind }) => kind === 'fell')).toMatchObject([{ desk: 0 }]);
      expect(findings.filter(({ desk }) => desk !== 0)).toEqual([]);
      expect(evidence.desks.map(({ operations }) => operations.length)).toEqual([1, 1]);
    } finally {
      await world.close();
    }
  },
);
