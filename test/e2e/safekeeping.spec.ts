/** What an administrator does so that nothing is lost with a machine: exchange, recovery code, hand-over, a journal set aside. */
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { deskOf, expect, openPerson, openSettings, Station, test } from './desk.ts';

const FOLDER = fileURLToPath(new URL('../../out/looks/', import.meta.url));

async function look(page: Page, name: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  for (const size of [
    { width: 1920, height: 1080 },
    { width: 1280, height: 800 },
  ]) {
    await page.setViewportSize(size);
    await page.screenshot({ path: `${FOLDER}${name}-${size.width}.png` });
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html.slice(0, 200))])).toEqual([]);
}

/** Changes the status of a person while there is no network. @returns the person and the status that was set */
async function changeOffline(station: Station, page: Page) {
  const { state } = station.practice;
  const person = state.participants().find((one) => one.Email !== undefined)!;
  const status = state.statuses().find(({ Id }) => Id !== person.Statuses[0]?.StatusId)!;
  const desk = deskOf(page);
  await expect(desk.connection).toContainText('online');
  station.proxy.pullPlug();
  await openPerson(page, person.Email!);
  await desk.panel.getByRole('combobox', { name: 'Status' }).selectOption({ label: status.Title });
  await expect(desk.connection).toContainText('unsent: 1');
  return { person, status };
}

test('an administrator sets how the desk talks to the server, and an operator does not', async ({ station }) => {
  await station.start('Admin');
  const page = await station.open();
  const dialog = await openSettings(page);
  const nomail = dialog.getByLabel('Give an address to people without an email');
  await nomail.click();
  await expect(nomail).toBeChecked();
  await dialog.getByLabel('Way of sending').selectOption({ label: 'Old: form' });
  const hours = dialog.getByLabel('Read everybody anew at sign-in after, hours');
  await expect(hours).toHaveValue('12');
  for (const wrong of ['0', '', '2.5']) {
    await hours.fill(wrong);
    await expect(dialog.getByRole('alert')).toContainText('Not saved: a whole number from 1 to 1000');
    await expect(hours).toHaveAttribute('aria-invalid', 'true');
  }
  await hours.fill('3');
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await dialog.getByRole('heading', { name: 'Exchange with the server' }).scrollIntoViewIfNeeded();
  await look(page, 'settings-exchange-en');
  const saved = page.waitForResponse(
    (answer) =>
      answer.url().endsWith('/api/event-settings') &&
      (answer.request().postData() ?? '').includes('"sweepAfterHours":4'),
  );
  await hours.fill('4');
  await hours.press('Escape');
  await expect(dialog).toHaveCount(0);
  await saved;
  await page.reload();
  const again = await openSettings(page);
  await expect(again.getByLabel('Give an address to people without an email')).toBeChecked();
  await expect(again.getByLabel('Way of sending')).toHaveValue('form');
  await expect(again.getByLabel('Read everybody anew at sign-in after, hours')).toHaveValue('4');
  await page.keyboard.press('Escape');

  // a walk-in without an email is complete now
  const desk = deskOf(page);
  await desk.button('New participant').first().click();
  const form = page.getByRole('form', { name: 'New participant' });
  await form.getByLabel('Last name').fill('Зимородкова');
  await form.getByLabel('First name').fill('Ульяна');
  await form.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(desk.panel).toContainText('Зимородкова');

  await page.getByRole('button', { name: 'Operator menu' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  const operator = station.operator('Operator');
  await page.getByLabel('Login').fill(operator.Login);
  await page.getByLabel('Password').fill(operator.Password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(await openSettings(page)).not.toContainText('Way of sending');
});

for (const language of ['en', 'ru'] as const) {
  test(`the recovery code is shown once, in ${language}`, async ({ station }) => {
    await station.start('Admin', ['--lang', language]);
    const page = await station.open();
    await page.getByRole('button', { name: language === 'en' ? /Operator menu/ : /Меню оператора/ }).click();
    await page.getByRole('button', { name: language === 'en' ? 'Settings' : 'Настройки', exact: true }).click();
    await look(page, `settings-${language}`);
    await page
      .getByRole('button', { name: language === 'en' ? 'Make a recovery code' : 'Сделать код восстановления' })
      .click();
    await page.getByRole('button', { name: language === 'en' ? 'Show the code' : 'Показать код' }).click();
    const code = page.locator('.recovery-code');
    await expect(code).toHaveText(/\S{8,}/);
    const shown = (await code.textContent())!;
    await look(page, `recovery-code-${language}`);
    // the browser keeps a dialog open only once against somebody who presses Escape again and again
    for (const from of ['code', 'nowhere']) {
      if (from === 'nowhere') await page.getByRole('dialog').getByRole('heading').click();
      for (let times = 0; times < 3; times += 1) {
        await page.keyboard.press('Escape');
        await expect(code).toBeVisible();
      }
    }
    // as by another way of the browser to close a dialog
    await page.locator('dialog').evaluate((dialog: HTMLDialogElement) => dialog.close());
    await expect(code).toBeVisible();
    await page.getByRole('button', { name: language === 'en' ? 'I have written it down' : 'Я записал код' }).click();
    await expect(page.getByText(shown)).toHaveCount(0);
    await page.getByRole('button', { name: language === 'en' ? /Operator menu/ : /Меню оператора/ }).click();
    await page.getByRole('button', { name: language === 'en' ? 'Settings' : 'Настройки', exact: true }).click();
    await expect(
      page.getByRole('button', { name: language === 'en' ? 'Make a new code' : 'Сделать новый код' }),
    ).toBeVisible();
  });
}

test('who has something to lose and no code is reminded once', async ({ station }) => {
  await station.start('Admin');
  const page = await station.open();
  await changeOffline(station, page);
  const strip = page.locator('.strip').filter({ hasText: 'There is no recovery code' });
  await expect(strip).toBeVisible();
  await strip.getByRole('button', { name: 'Not now' }).click();
  await expect(strip).toHaveCount(0);
});

test('what this desk cannot send, another one does, once', async ({ station }) => {
  await station.start('Admin');
  const page = await station.open();
  const { person, status } = await changeOffline(station, page);
  await page.keyboard.press('F6');
  const sync = page.getByRole('region', { name: 'Synchronisation' });
  await expect(sync).toContainText('Nothing so far.');
  const dialog = await openSettings(page);
  await dialog.getByRole('button', { name: 'Hand over what is unsent…' }).click();
  const giving = page.getByRole('dialog', { name: 'Hand over what is unsent?' });
  await expect(giving).toContainText('1 record leaves this desk in a sealed file');
  await look(page, 'hand-over-en');
  const saving = page.waitForEvent('download');
  await giving.getByRole('button', { name: 'Hand over and keep the file' }).click();
  const file = join(station.folder, 'handed-over');
  const download = await saving;
  await download.saveAs(file);
  await expect(giving).toContainText(`1 record handed over. File: ${download.suggestedFilename()}`);
  await giving.getByRole('button', { name: 'Close' }).click();
  await expect(deskOf(page).connection).toContainText('unsent: 0');
  await expect(sync).toContainText('Handed over to another desk, records: 1');
  const settings = await openSettings(page);
  const again = page.waitForEvent('download');
  await settings.getByRole('button', { name: `The file once more: ${download.suggestedFilename()}` }).click();
  expect(await readFile(await (await again).path())).toEqual(await readFile(file));
  await station.closeBrowser();
  await station.desk?.kill();
  await station.proxy.plugIn();

  const other = new Station(station.practice, station.proxy, await mkdtemp(join(tmpdir(), 'stoika-e2e-other-')));
  await other.start('Admin');
  const elsewhere = await other.open();
  await expect(deskOf(elsewhere).connection).toContainText('online');
  for (const told of ['Taken over: 1. Here already: 0.', 'Nothing taken: all 1 are here already.']) {
    const there = await openSettings(elsewhere);
    await there.getByRole('button', { name: 'Take over from another desk…' }).click();
    const taking = elsewhere.getByRole('dialog', { name: 'Take over from another desk' });
    await taking.getByLabel('Files').setInputFiles(file);
    await taking.getByRole('button', { name: 'Take over' }).click();
    await expect(taking).toContainText(told);
    await taking.getByRole('button', { name: 'Close' }).click();
  }
  await expect.poll(() => station.practice.state.participant(person.Id)?.Statuses[0]?.StatusId).toBe(status.Id);
  await other.closeBrowser();
  await other.desk?.kill();
});

test('a file that another key has sealed asks for the code', async ({ station }) => {
  await station.start('Admin');
  const page = await station.open();
  const asked: (string | null)[] = [];
  await page.route('**/api/take-over', async (route) => {
    const { secret } = route.request().postDataJSON() as { secret: string | null };
    asked.push(secret);
    if (secret === 'the right one') await route.fulfill({ json: { taken: 2, known: 1, from: 'made-up-laptop' } });
    else await route.fulfill({ status: 423, json: { code: secret === null ? 'needsCode' : 'wrongCode', detail: '' } });
  });
  await (await openSettings(page)).getByRole('button', { name: 'Take over from another desk…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take over from another desk' });
  await expect(dialog).toContainText('never start that desk on this event again');
  // who closes the chooser of files without a choice is still here
  await dialog.getByLabel('Files').dispatchEvent('cancel');
  await expect(dialog).toBeVisible();
  await dialog.getByLabel('Files').setInputFiles({ name: 'x', mimeType: '', buffer: Buffer.from('sealed') });
  await dialog.getByRole('button', { name: 'Take over' }).click();
  const code = dialog.getByLabel('Recovery code of that desk');
  await expect(code).toBeFocused();
  await expect(dialog.getByRole('alert')).toContainText('Another key is needed');
  await look(page, 'take-over-code-en');
  await code.fill('a wrong one');
  await code.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('The code does not fit');
  await code.fill('the right one');
  await code.press('Enter');
  await expect(dialog).toContainText('Taken over: 2. Here already: 1. From: made-up-laptop.');
  expect(asked).toEqual([null, 'a wrong one', 'the right one']);
});

test('a journal that could not be read is kept, can be copied, and asks for its code', async ({ station }) => {
  const first = await station.start('Admin');
  await expect(deskOf(await station.open()).connection).toContainText('online');
  await station.closeBrowser();
  await first.kill();
  const names = await readdir(station.dataFolder, { recursive: true });
  const journal = join(
    station.dataFolder,
    names.find((name) => name.endsWith('journal.log'))!,
  );
  await writeFile(journal, 'no journal at all');

  await station.start('Admin');
  const page = await station.open();
  const strip = page.locator('.strip').filter({ hasText: '1 journal could not be read and was set aside' });
  await strip.getByRole('button', { name: 'To the settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await expect(dialog).toContainText('A journal file could not be read and was set aside');
  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Keep a copy' }).click();
  expect(await readFile(await (await saving).path(), 'utf8')).toBe('no journal at all');
  await dialog.getByRole('button', { name: 'Open the journal that was set aside' }).click();
  const opening = page.getByRole('dialog', { name: 'Open the journal that was set aside' });
  await opening.getByLabel('Code or earlier hash').fill('made-up');
  await opening.getByRole('button', { name: 'Open' }).click();
  await expect(opening.getByRole('alert')).toContainText('Compare it with the paper');
  await look(page, 'recover-en');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F6');
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.locator('[data-verdict="aside"]')).toContainText('Not a plain yes');
  await strip.getByRole('button', { name: 'Not now' }).click();
  await expect(strip).toHaveCount(0);
});

test('who leaves with something unsent is told where it stays', async ({ station }) => {
  await station.start();
  const page = await station.open();
  await changeOffline(station, page);
  await (await openSettings(page)).getByRole('button', { name: 'To the list of events' }).click();
  const dialog = page.getByRole('dialog', { name: 'Not everything has been sent' });
  await expect(dialog).toContainText('unsent: 1');
  await look(page, 'leaving-en');
  await dialog.getByRole('button', { name: 'Stay' }).click();
  await expect(deskOf(page).search).toBeVisible();

  // the next operator is not kept waiting by a question
  await page.getByRole('button', { name: 'Operator menu' }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByLabel('Password')).toBeVisible();
  await expect(page.getByRole('status')).toContainText('unsent: 1, to settle: 0');
  await look(page, 'signed-out-en');
  const another = page.getByRole('button', { name: 'Another event' });
  await another.click();
  await expect(dialog).toContainText('unsent: 1');
  await dialog.getByRole('button', { name: 'Stay' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(another).toBeFocused();
  await another.click();
  await dialog.getByRole('button', { name: 'Leave the event all the same' }).click();
  await expect(page.getByLabel('Password')).toHaveCount(0);
});
