/** Faults of a real IPP printer, one by one. */
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { createIppBackend } from '../../electron/host/printing/ipp.ts';
import { IPP_OPERATION } from '../../electron/host/printing/ipp-message.ts';
import type { BadgeLayout } from '../../shared/badge/layout.ts';
import { drawPdf, layOutBadge, makePrinter } from './badge.ts';
import { makeTask } from './conformance.ts';
import {
  answerStatus,
  impatient,
  type IppRig,
  openIppRig,
  operationOf,
  type PaperPrinter,
  startPaperPrinter,
} from './ipp-rig.ts';
import { readPdf } from '../unit/printing/read-pdf.ts';

const skip = inject('printerProblem');
let paper: PaperPrinter;
let layout: BadgeLayout;
let rig: IppRig;
beforeAll(async () => {
  if (skip !== null) return;
  [paper, layout] = await Promise.all([startPaperPrinter('Faults'), layOutBadge()]);
});
afterAll(async () => {
  if (skip === null) await paper.stop();
});
const open = async (): Promise<IppRig> => (rig = await openIppRig(paper));
afterEach(async () => {
  if (skip === null) await rig.close();
});

describe.skipIf(skip !== null)('a real IPP printer', () => {
  it('gets the page byte for byte, once, with its size and nothing personal beside it', async () => {
    const { backend, printer, proxy } = await open();
    const task = makeTask(printer);
    expect(await backend.print(task, layout)).toEqual({ state: 'printed' });
    const page = await paper.lastPage();
    expect(page.equals(Buffer.from(await drawPdf(layout, task)))).toBe(true);
    expect(readPdf(page).mediaBox.map((points) => Math.round((points / 72) * 254))).toEqual([0, 0, 1050, 740]);
    expect((await paper.printed()).at(-1)).toBe(`Stoika ${task.id}`);
    const requests = proxy.seen.map(({ body }) => body.slice(0, body.indexOf('%PDF-') + 1 || undefined));
    for (const said of requests) expect(said).not.toMatch(/Соколова|Анна|Ромашка/);
    const creation = requests.find((body) => body.charCodeAt(3) === IPP_OPERATION.createJob)!;
    for (const word of ['media-col', 'x-dimension', 'media-top-margin', 'print-scaling', 'one-sided', 'stoika']) {
      expect(creation).toContain(word);
    }
  });

  it.each([
    ['cover', 'coverOpen'],
    ['jam', 'paperJam'],
  ] as const)('its %s is told while the job waits, and by its status', async (behaviour, problem) => {
    const { backend, printer } = await open();
    await paper.behave(behaviour);
    const task = makeTask(printer);
    const printing = backend.print(task, layout);
    await expect.poll(() => task.told.at(-1)?.problem).toBe(problem);
    expect(await backend.status(printer)).toMatchObject({ state: 'problem', problems: [{ problem }] });
    await paper.goOn();
    expect(await printing).toEqual({ state: 'printed' });
  });

  it('aborts a job: it has failed, and is not given on by itself, since its page had left', async () => {
    const { backend, printer } = await open();
    await paper.behave('fails');
    expect(await backend.print(makeTask(printer), layout)).toMatchObject({ state: 'failed', left: true });
  });

  it('prints for somebody else: it is waited for, then the job goes elsewhere', async () => {
    const { backend, printer, countOut } = await open();
    await paper.behave('waits');
    const other = backend.print(makeTask(printer), layout);
    await paper.begins();
    const task = makeTask(printer);
    const busy = await createIppBackend(impatient).print(task, layout);
    expect(task.told[0]?.problem).toBe('busy');
    expect(busy).toMatchObject({ state: 'failed', problem: 'busy', left: false });
    await paper.goOn();
    expect(await other).toEqual({ state: 'printed' });
    expect(await countOut()).toBe(1);
  });

  it('a job that waits for a busy printer can be taken back', async () => {
    const { backend, printer, countOut } = await open();
    await paper.behave('waits');
    const other = backend.print(makeTask(printer), layout);
    await paper.begins();
    const task = makeTask(printer);
    const patient = createIppBackend({ renderPdf: drawPdf });
    const waiting = patient.print(task, layout);
    await expect.poll(() => task.told[0]?.problem).toBe('busy');
    expect(await patient.cancel(task.id, printer)).toBe('cancelled');
    expect(await waiting).toMatchObject({ state: 'failed', problem: 'cancelled', left: false });
    await paper.goOn();
    await other;
    expect(await countOut()).toBe(1);
  });

  it('gone in the middle of a job: told, then unknown, and it stays unknown when it has forgotten', async () => {
    const { backend, printer } = await open();
    await paper.behave('waits');
    const task = makeTask(printer);
    const printing = backend.print(task, layout);
    await paper.begins();
    await paper.unplug();
    expect(await printing).toMatchObject({ state: 'unknown', problem: 'unconfirmed' });
    expect(task.told.at(-1)?.problem).toBe('gone');
    expect((await backend.status(printer)).state).not.toBe('ready');
    await paper.plugIn();
    expect(await backend.recover(task.id, printer)).toMatchObject({ state: 'unknown' });
  });

  it('the answer to Create-Job is lost: nothing can come out, and the same id prints later', async () => {
    const { backend, printer, proxy, countOut } = await open();
    proxy.script = (seen) => (operationOf(seen) === IPP_OPERATION.createJob ? { kind: 'dropAfter' } : null);
    const task = makeTask(printer);
    expect(await backend.print(task, layout)).toMatchObject({ state: 'failed', problem: 'gone', left: false });
    proxy.script = null;
    expect(await backend.print(task, layout)).toEqual({ state: 'printed' });
    expect(await countOut()).toBe(1);
  });

  it('the page does not arrive: the empty job is taken back', async () => {
    const { backend, printer, proxy, countOut } = await open();
    proxy.script = (seen) => (operationOf(seen) === IPP_OPERATION.sendDocument ? { kind: 'dropBefore' } : null);
    const task = makeTask(printer);
    const lost = await backend.print(task, layout);
    expect(lost.state === 'failed' && !lost.left ? lost.problem : lost).toBe('gone');
    proxy.script = null;
    expect(await backend.print(task, layout)).toEqual({ state: 'printed' });
    expect(await countOut()).toBe(1);
  });

  it('the answer to the page is lost, and the printer is there again: its job tells that it is printed', async () => {
    const { backend, printer, proxy, countOut } = await open();
    proxy.script = (seen) => (operationOf(seen) === IPP_OPERATION.sendDocument ? { kind: 'dropAfter' } : null);
    expect(await backend.print(makeTask(printer), layout)).toEqual({ state: 'printed' });
    expect(await countOut()).toBe(1);
  });

  it('knows no Create-Job: the page goes with the job, and a lost answer is found by the job’s name', async () => {
    const { backend, printer, proxy, countOut } = await open();
    // It says nothing of what it can do, as old printers.
    proxy.script = (seen) => {
      if (operationOf(seen) === IPP_OPERATION.getPrinterAttributes && seen.body.includes('operations-supported')) {
        return answerStatus(0x0000);
      }
      return operationOf(seen) === IPP_OPERATION.printJob ? { kind: 'dropAfter' } : null;
    };
    const task = makeTask(printer, { printer: { ...printer, media: { width: 105, height: 148 } } });
    expect(await backend.print(task, layout)).toEqual({ state: 'printed' });
    expect(proxy.seen.map(operationOf)).toContain(IPP_OPERATION.printJob);
    expect(proxy.seen.map(operationOf)).not.toContain(IPP_OPERATION.createJob);
    expect(await countOut()).toBe(1);
  });

  it('has no paper of that size: nothing leaves', async () => {
    const { backend, printer, proxy } = await open();
    const huge = { ...printer, media: { width: 500, height: 700 } };
    expect(await backend.print(makeTask(huge), layout)).toMatchObject({
      state: 'failed',
      problem: 'wrongMedia',
      left: false,
    });
    expect(proxy.seen.map(operationOf)).not.toContain(IPP_OPERATION.createJob);
  });

  it.each([
    ['a password', 401, 'refused'],
    ['encryption', 426, 'refused'],
    ['nothing here', 404, 'refused'],
  ] as const)('wants %s: nothing leaves', async (_what, status, problem) => {
    const { backend, printer, proxy } = await open();
    proxy.script = () => ({ kind: 'answer', status, type: 'text/html', body: '<h1>no</h1>' });
    expect(await backend.print(makeTask(printer), layout)).toMatchObject({ state: 'failed', problem, left: false });
    expect(await backend.status(printer)).toMatchObject({ state: 'problem', problems: [{ problem }] });
  });

  it('something else answers: it is no printer, and nothing leaves', async () => {
    const { backend, printer, proxy } = await open();
    proxy.script = () => ({ kind: 'answer', status: 200, type: 'text/html', body: '<h1>Welcome to the hotel</h1>' });
    expect(await backend.print(makeTask(printer), layout)).toMatchObject({ state: 'failed', left: false });
  });

  it('speaks TLS with a certificate of its own: trusted at first sight, another one later is not', async () => {
    const { countOut } = await open();
    const trusted = new Map<string, string>();
    const printer = makePrinter({ kind: 'ipp', uri: paper.secureUri });
    const backend = createIppBackend({ ...impatient, trusted });
    expect(await backend.print(makeTask(printer), layout)).toEqual({ state: 'printed' });
    expect([...trusted.keys()]).toEqual([`https://localhost:${paper.port}`]);
    trusted.set(`https://localhost:${paper.port}`, 'another');
    expect(await backend.print(makeTask(printer), layout)).toMatchObject({
      state: 'failed',
      problem: 'refused',
      left: false,
    });
    expect(await countOut()).toBe(1);
  });

  it('tells what it can do', async () => {
    const { backend, printer } = await open();
    expect(await backend.capabilities(printer.connection)).toEqual({
      media: [{ width: 105, height: 148 }],
      dpi: 300,
      duplex: true,
      cutter: true,
      formats: ['application/pdf', 'application/octet-stream'],
    });
  });

  it('prints a badge again when a person says that it did not come out', async () => {
    const { backend, printer, countOut } = await open();
    const task = makeTask(printer);
    await backend.print(task, layout);
    expect(await backend.print({ ...task, again: true }, layout)).toEqual({ state: 'printed' });
    expect(await countOut()).toBe(2);
  });

  it('nobody waits any longer: it prints all the same, and is found again', async () => {
    const { backend, printer, countOut } = await open();
    await paper.behave('waits');
    const closing = new AbortController();
    const task = makeTask(printer, { signal: closing.signal });
    const printing = backend.print(task, layout);
    await paper.begins();
    closing.abort();
    expect(await printing).toMatchObject({ state: 'unknown', problem: 'interrupted' });
    await paper.goOn();
    expect(await createIppBackend(impatient).recover(task.id, printer)).toEqual({ state: 'printed' });
    expect(await countOut()).toBe(1);
  });
});
