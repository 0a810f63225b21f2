/** Twenty thousand badges in advance: the journal is read back in a moment, and what is told stays small. */
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeContent } from '../badge/contents.ts';
import { makeFolder, removeFolder } from './desk.ts';
import { openJournalIn, stamp, startPrinting } from './print-desk.ts';

const MANY = 20_000;
let folder: string;

beforeEach(async () => {
  folder = await makeFolder();
});
afterEach(() => removeFolder(folder));

test('a long batch survives a start whole, in its order, and is only counted', async () => {
  const first = await startPrinting({ folder });
  await first.printers.pause('one', true);
  const ids = Array.from({ length: MANY }, () => randomBytes(8).toString('hex'));
  for (let from = 0; from < MANY; from += 500) {
    await first.queue.printBatch({
      batch: { id: 'batch-0001', title: 'Everybody' },
      entries: ids.slice(from, from + 500).map((jobId, index) => ({
        ...{ jobId, participant: `id:${from + index}`, name: `Участник ${from + index}` },
        ...{ content: makeContent({}), statusId: 1, partId: null },
      })),
      ...{ stamp, template: null, printer: null },
    });
  }
  await first.queue.close();
  await first.journal.close();

  const journal = await openJournalIn(folder);
  const { queue } = await startPrinting({ folder, journal });
  await queue.recover();
  expect([...journal.ledger.jobs()].map(({ id }) => id)).toEqual(ids);
  expect(queue.describeState().batches[0]?.counts.queued).toBe(MANY);
  expect(queue.lane('one').waiting.firstOfBatches(() => false)).toBe(ids[0]);
  expect(queue.describeRecent()).toEqual([]);
  await queue.close();
  await journal.close();
});
