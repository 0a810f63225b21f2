/** Before the first badge: what is loaded once is loaded, and nothing is printed or kept. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PrintBackend } from '../../../electron/host/printing/backend.ts';
import { makeFolder, removeFolder } from './desk.ts';
import { aPrinter, printerThat, request, startPrinting } from './print-desk.ts';

let folder: string;
let drawn: string[];
let printed: string[];
const backend: PrintBackend = printerThat({
  warmUp: async (_layout, { id }) => {
    drawn.push(id);
  },
  print: async ({ id }) => {
    printed.push(id);
    return { state: 'printed' };
  },
});

beforeEach(async () => {
  folder = await makeFolder();
  [drawn, printed] = [[], []];
});
afterEach(() => removeFolder(folder));

test('a page is drawn for the printer of most badges, a moment after the event is open', async () => {
  const printers = [aPrinter('one'), aPrinter('two')];
  const desk = await startPrinting({ folder, backend, printers });
  await desk.queue.recover();
  expect(drawn).toEqual([]);
  desk.timers.advance(2000);
  await expect.poll(() => drawn).toEqual(['one']);
  expect([...desk.journal.ledger.jobs()]).toEqual([]);
  expect(printed).toEqual([]);
  await desk.queue.close();
  await desk.journal.close();
});

test('not where a badge came first, nor when the desk has closed', async () => {
  const desk = await startPrinting({ folder, backend });
  await desk.queue.recover();
  await desk.queue.print(request());
  desk.timers.advance(2000);
  await desk.queue.recover();
  await desk.queue.close();
  desk.timers.advance(2000);
  expect([drawn, printed]).toEqual([[], ['job-00001']]);
  await desk.journal.close();
});
