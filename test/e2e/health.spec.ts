/** How the desk is, and the report of a problem: as text, without anybody's data, also when the engine is dead. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, openPerson, test } from './desk.ts';

test('the health of the desk is told line by line; a report holds nobody', async ({ station }) => {
  await station.start('Operator');
  const page = await station.open();
  const { state } = station.practice;
  const people = state.participants().filter(({ Email }) => Email !== '');
  await openPerson(page, String(people[0]?.Email));
  await page.getByRole('button', { name: /^Operator menu/ }).click();
  await page.getByRole('button', { name: 'Health', exact: true }).click();
  const health = page.getByRole('region', { name: 'Health' });
  await expect(health.getByRole('row', { name: /^Connection online fine$/ })).toBeVisible();
  await expect(health.getByRole('row', { name: /^Unsent 0 fine$/ })).toBeVisible();
  await expect(health.getByRole('row', { name: /^Participants read at .+ fine$/ })).toBeVisible();
  await expect(health.getByRole('row', { name: /^Clock this computer .+ fine$/ })).toBeVisible();
  await expect(health.getByRole('row', { name: /^Key to the data in a file .+ look$/ })).toBeVisible();
  expect((await new AxeBuilder({ page }).include('.health').analyze()).violations).toEqual([]);

  // what nobody caught is in the log by its name and place, without its words
  await page.evaluate(() => {
    setTimeout(() => {
      throw new RangeError('Ivan Petrov, ivan@example.org');
    });
    void Promise.reject(new TypeError('+7 916 123-45-67'));
  });
  const log = join(station.dataFolder, 'logs', 'stoika.log');
  await expect
    .poll(async () => readFile(log, 'utf8'))
    .toMatch(/fault in a window.+RangeError[\s\S]*TypeError|TypeError[\s\S]*RangeError/);

  await health.getByRole('button', { name: 'Report a problem' }).click();
  const dialog = page.getByRole('dialog', { name: 'Report a problem' });
  await dialog
    .getByLabel('What happened')
    .fill('The badge of Ivan Petrov, ivan@example.org, +7 916 123-45-67, did not come out.');
  const preview = dialog.getByRole('region', { name: 'What will be in the file' });
  await expect(preview).toContainText('fault in a window');
  await expect(preview).toContainText('did not come out');
  expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);
  const shown = await preview.innerText();
  expect(await saveReport(page)).toBe(`${shown.trimEnd()}\n`);
  for (const secret of [
    'Ivan',
    'ivan@',
    '916',
    station.practice.hash,
    String(people[0]?.Locales.ru.LastName),
    String(people[0]?.Email),
  ]) {
    expect(shown).not.toContain(secret);
  }
});

test('a report when the engine does not start', async ({ station }) => {
  await station.start('Operator');
  const page = await station.open(undefined, async (one) => {
    await one.route('**/engine.worker-*.js', (route) => route.abort());
  });
  await page.getByRole('button', { name: 'Report a problem' }).click();
  const dialog = page.getByRole('dialog', { name: 'Report a problem' });
  await expect(dialog.getByRole('region', { name: 'What will be in the file' })).toContainText(
    'Data of the event: not open',
  );
  expect(await saveReport(page)).toContain('engine: failed');
});

async function saveReport(page: Page): Promise<string> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the file' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^stoika-report-[\d-]+\.txt$/);
  return readFile(await download.path(), 'utf8');
}
