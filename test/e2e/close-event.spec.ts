/** The event ends on this station for good: checked, the title typed, everything gone from the host and the browser, a receipt. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deskOf, expect, test } from './desk.ts';

test('an administrator closes the event: nothing of it is left, and the receipt says what went', async ({
  station,
}) => {
  const title = 'Съезд «Птичий двор»';
  station.practice.state.setEventTitle(title);
  await station.start('Admin');
  const page = await station.open();
  const desk = deskOf(page);
  await expect(desk.connection).toContainText('online');
  await desk.search.fill('а');
  await desk.results.getByRole('listitem').first().waitFor();
  await page.getByRole('button', { name: 'Synchronisation', exact: true }).click();
  const panel = page.getByRole('region', { name: 'Synchronisation', exact: true });
  await expect(panel.getByRole('button', { name: 'Close the event…' })).toHaveCount(0);
  await panel.getByRole('button', { name: 'Check', exact: true }).click();
  await panel.getByRole('button', { name: 'Close the event…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Close the event and delete its data?' });
  await dialog.getByLabel('Type the title of the event').fill('another one');
  await dialog.getByRole('button', { name: 'Close and delete' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The title is another one');
  await dialog.getByLabel('Type the title of the event').fill(title);
  await dialog.getByRole('button', { name: 'Close and delete' }).click();

  const closed = page.getByRole('region', { name: 'Closed events' });
  await expect(closed).toContainText('Nothing is left in the browser either.');
  const saving = page.waitForEvent('download');
  await closed.getByRole('button', { name: 'Save the receipt' }).click();
  const receipt = await readFile(await (await saving).path(), 'utf8');
  expect(receipt).toContain(`Event: ${title}`);
  expect(receipt).toMatch(/^SHA-256 of the list of files: [0-9a-f]{64}$/m);
  expect(receipt).toMatch(/^Databases deleted in the browser: 1, bytes: [1-9]\d+$/m);
  expect(receipt).toMatch(/^\d+\tjournal\.log$/m);
  expect(await readdir(join(station.dataFolder, 'events'))).toEqual([]);
  const left = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
  expect(left.filter((name) => name.startsWith('stoika-'))).toEqual([]);
  await expect(page.getByText('Events of this desk')).toHaveCount(0);
});
