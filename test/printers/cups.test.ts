/** Through a real CUPS: a driverless queue to an IPP printer, its PDF back-end, and a queue whose printer is not there. */
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { listCupsQueues } from '../../electron/host/printing/cups.ts';
import { cupsSource, discoverPrinters } from '../../electron/host/printing/discover.ts';
import { createIppBackend } from '../../electron/host/printing/ipp.ts';
import type { Printer } from '../../shared/contract/printing.ts';
import { layOutBadge, makePrinter } from './badge.ts';
import { describeBackend, makeTask } from './conformance.ts';
import { type CupsServer, startCups } from './cups-server.ts';
import { impatient, type PaperPrinter, startPaperPrinter } from './ipp-rig.ts';
import { findFreePort, runProgram } from './processes.ts';

const skip = inject('printerProblem');
let cups: CupsServer;
let paper: PaperPrinter;
beforeAll(async () => {
  if (skip !== null) return;
  [cups, paper] = await Promise.all([startCups(), startPaperPrinter('Behind CUPS')]);
  await cups.addDriverless('badges', paper.uri);
  await cups.addPdf('pdf');
  await cups.addPdf('gone', `ipp://127.0.0.1:${await findFreePort()}/ipp/print`);
});
afterAll(async () => {
  if (skip !== null) return;
  await cups.stop();
  await paper.stop();
});

const queue = (name: string): Printer => makePrinter({ kind: 'ipp', uri: cups.queueUri(name) });
const backend = createIppBackend(impatient);
/** Where CUPS-PDF puts what strangers print. */
const PDF_FOLDER = '/var/spool/cups-pdf/ANONYMOUS';

describeBackend(
  'a queue of CUPS',
  async () => {
    const before = (await paper.printed()).length;
    return {
      backend: createIppBackend(impatient),
      printer: queue('badges'),
      layout: await layOutBadge(),
      countOut: async () => (await paper.printed()).length - before,
      refuse: async () => {
        await cups.run('/usr/sbin/cupsreject', 'badges');
      },
      accept: async () => {
        await cups.run('/usr/sbin/cupsaccept', 'badges');
      },
      hold: async () => {
        await cups.run('/usr/sbin/cupsdisable', 'badges');
      },
      held: () => Promise.resolve(),
      letGo: async () => {
        await cups.run('/usr/sbin/cupsenable', 'badges');
      },
      close: async () => {
        await cups.run('/usr/sbin/cupsenable', 'badges');
      },
    };
  },
  { remembers: true, refuses: true, holds: 'paused', loses: false, unplugs: false },
  skip,
);

describe.skipIf(skip !== null)('CUPS', () => {
  it('prints to a file by its PDF back-end, the page as large as the badge', async () => {
    const task = makeTask(queue('pdf'));
    expect(await backend.print(task, await layOutBadge())).toEqual({ state: 'printed' });
    const name = (await readdir(PDF_FOLDER)).find((one) => one.startsWith(`Stoika_${task.id}_`));
    const file = path.join(PDF_FOLDER, name!);
    const facts = await runProgram('/usr/bin/pdfinfo', [file]);
    await rm(file);
    const [, width, height] = /Page size: +([\d.]+) x ([\d.]+) pts/.exec(facts) ?? [];
    // It goes through PostScript, which counts whole points: nearer than a point (0.35 mm) it cannot be.
    const sizes = [Number(width), Number(height)].sort((a, b) => a - b);
    expect(Math.abs(sizes[0]! - (74 / 25.4) * 72)).toBeLessThan(1);
    expect(Math.abs(sizes[1]! - (105 / 25.4) * 72)).toBeLessThan(1);
  });

  it('takes a job whose printer is not there, and the desk does not believe that it is printed', async () => {
    const closing = new AbortController();
    const task = makeTask(queue('gone'), { signal: closing.signal });
    const printing = backend.print(task, await layOutBadge());
    await expect.poll(() => task.told.at(-1)?.problem).toBe('gone');
    expect((await backend.status(queue('gone'))).problems[0]?.problem).toBe('gone');
    expect(await backend.cancel(task.id, queue('gone'))).toBe('cancelled');
    expect(await printing).toMatchObject({ state: 'failed', problem: 'cancelled', left: false });
  });

  it('holds a job: it is said, and it prints when it is let go', async () => {
    await cups.run('/usr/sbin/cupsdisable', 'badges');
    const task = makeTask(queue('badges'));
    const printing = backend.print(task, await layOutBadge());
    await expect.poll(() => task.told.at(-1)?.problem).toBe('paused');
    const job = /^(badges-\d+)/m.exec(await cups.run('/usr/bin/lpstat', '-o', 'badges'))?.[1];
    await cups.run('/usr/bin/lp', '-i', job!, '-H', 'hold');
    await cups.run('/usr/sbin/cupsenable', 'badges');
    await expect.poll(() => task.told.at(-1)?.problem).toBe('held');
    await cups.run('/usr/bin/lp', '-i', job!, '-H', 'resume');
    expect(await printing).toEqual({ state: 'printed' });
  });

  it('passes on what the printer behind it says', async () => {
    await paper.behave('paper');
    const task = makeTask(queue('badges'));
    const printing = backend.print(task, await layOutBadge());
    await expect.poll(() => task.told.at(-1)?.problem).toBe('paperOut');
    await paper.goOn();
    expect(await printing).toEqual({ state: 'printed' });
    await paper.behave('prints');
  });

  it('lists its queues; where there is no CUPS that is said', async () => {
    const server = `${cups.origin.replace('http', 'ipp')}/`;
    const { found, problems } = await discoverPrinters([cupsSource(server)]);
    expect(problems).toEqual([]);
    expect(found.map(({ connection }) => connection)).toContainEqual({ kind: 'ipp', uri: cups.queueUri('badges') });
    expect(await backend.capabilities(queue('badges').connection)).toMatchObject({ dpi: 300 });

    const nobody = `ipp://127.0.0.1:${await findFreePort()}/`;
    expect(await listCupsQueues(1000, nobody)).toMatchObject({ ok: false, running: false });
    expect((await discoverPrinters([cupsSource(nobody)])).problems[0]).toMatch(/^CUPS does not run on this machine/);
  });

  it('keeps nothing personal: not in the name of a job, not in its log', async () => {
    const log = await readFile(cups.logFile, 'utf8');
    expect(log).not.toMatch(/Соколова|Анна/);
    expect(await cups.run('/usr/bin/lpstat', '-W', 'completed', '-o')).not.toMatch(/Соколова|Анна/);
  });
});
