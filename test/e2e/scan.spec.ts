/** Scanners that are keyboards, under the Russian layout, wherever the focus is: keys as they come from a real one, with their times. */
import type { Locator, Page } from '@playwright/test';
import { deskOf, expect, openSettings, test } from './desk.ts';
import { Keyboard } from './keyboard.ts';

const badge = (id: number) => `~RUNETID#${id}$`;
const notice = (page: Page): Locator => page.getByRole('region', { name: 'Scanner' });

test('a scan opens the person from wherever the focus is, and what it typed is taken out again', async ({
  station,
}) => {
  const people = station.practice.state.participants().filter((one) => one.Email !== undefined);
  const [first, second, third, fourth, fifth] = people;
  await station.start('Admin');
  const page = await station.open();
  const desk = deskOf(page);
  await page.locator('.connection[data-state="online"]').waitFor();
  const keyboard = await Keyboard.of(page);
  const shows = (person: typeof first) => expect(desk.panel).toContainText(String(person!.Id));

  // the search box, half written
  await desk.search.fill('петр');
  await keyboard.scan(badge(first!.Id));
  await shows(first);
  await expect(desk.search).toHaveValue('петр');

  // a form that is half filled: it is put aside whole
  await desk.search.fill('');
  await page.keyboard.press('F2');
  await page.getByLabel('Last name', { exact: true }).fill('Зимородкова');
  await page.getByLabel('Company', { exact: true }).fill('Птичий двор');
  await page
    .getByLabel('Company', { exact: true })
    .evaluate((field: HTMLInputElement) => field.setSelectionRange(6, 6));
  await keyboard.scan(badge(second!.Id));
  await shows(second);
  await page.getByRole('button', { name: 'Return to the form' }).click();
  await expect(page.getByLabel('Last name', { exact: true })).toHaveValue('Зимородкова');
  await expect(page.getByLabel('Company', { exact: true })).toHaveValue('Птичий двор');

  // in the form a bad code changes nothing, and the next one works
  await page.getByLabel('Company', { exact: true }).evaluate((field: HTMLInputElement) => {
    field.focus();
    field.setSelectionRange(2, 4);
  });
  await keyboard.scan('https://example.org/#about', 'Tab');
  await expect(notice(page)).toContainText('Not the code of a participant');
  await expect(page.getByLabel('Company', { exact: true })).toHaveValue('Птичий двор');
  await expect(page.getByLabel('Company', { exact: true })).toBeFocused();
  const selection = await page
    .getByLabel('Company', { exact: true })
    .evaluate((field: HTMLInputElement) => [field.selectionStart, field.selectionEnd]);
  expect(selection).toEqual([2, 4]);
  await keyboard.scan(badge(999_999_999));
  await expect(notice(page)).toContainText('There is no such participant');
  await expect(page.getByLabel('Last name', { exact: true })).toHaveValue('Зимородкова');
  await keyboard.scan(String(third!.Id));
  await shows(third);
  await expect(notice(page)).toHaveCount(0);

  // a dialog, with the focus on its button
  await openSettings(page);
  await keyboard.scan(badge(fourth!.Id));
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await shows(fourth);

  // the list of statuses chooses nothing by what is scanned
  const status = desk.panel.getByRole('combobox').first();
  const chosen = await status.inputValue();
  await status.focus();
  await keyboard.scan(`https://example.org/tickets?id=${fifth!.Id}`);
  await shows(fifth);
  await desk.search.fill(fourth!.Email!);
  await desk.row(fourth!.Email!).click();
  await shows(fourth);
  expect(await status.inputValue()).toBe(chosen);
  await expect(desk.connection).toContainText('unsent: 0');

  // a button is not pressed
  await desk.button('Print badge').focus();
  await keyboard.scan(`${badge(999_999_998)} no`);
  await expect(notice(page)).toContainText('Not the code of a participant');
  expect(await station.printedFiles()).toEqual([]);
  await notice(page).getByRole('button', { name: 'Close' }).click();

  // the inbox, a number with Tab; and a visiting card that has to be searched for
  await page.keyboard.press('F7');
  await keyboard.scan(String(first!.Id), 'Tab');
  await shows(first);
  await keyboard.scan(`MECARD:N:Nobody;EMAIL:${second!.Email!};;`);
  await shows(second);

  // typed by a person, the very same keys are a search
  await desk.search.fill('');
  await keyboard.type('bdfyjd', 110);
  await expect(desk.search).toHaveValue('иванов');
});

test('one scan prints at once where that is set, and the same code twice within seconds is one', async ({
  station,
}) => {
  const [first] = station.practice.state.participants().filter((one) => one.Statuses.length > 0);
  await station.start('Operator');
  const page = await station.open();
  const desk = deskOf(page);
  await page.locator('.connection[data-state="online"]').waitFor();
  const keyboard = await Keyboard.of(page);
  const settings = await openSettings(page);
  await settings.getByLabel('Print the badge at once').check();
  const trial = settings.getByLabel('Try the scanner');
  await trial.focus();
  await keyboard.scan(badge(first!.Id));
  await expect(settings).toContainText(`participant number ${first!.Id}`);
  await page.keyboard.press('Escape');
  await keyboard.scan(badge(first!.Id));
  await keyboard.scan(badge(first!.Id));
  await expect.poll(() => station.printedFiles()).toHaveLength(1);
  await expect(desk.panel).toContainText(String(first!.Id));
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('what comes before an Enter says who has pressed it: no question is answered by a scanner, no form loses its words', async ({
  station,
}) => {
  const [first] = station.practice.state.participants().filter((one) => one.Statuses.length > 0);
  await station.start('Operator', [], 'browser');
  const page = await station.open();
  const desk = deskOf(page);
  await page.locator('.connection[data-state="online"]').waitFor();
  const keyboard = await Keyboard.of(page);

  // a program types as fast as a scanner
  await page.keyboard.press('F2');
  for (const [name, text] of [
    ['Company', 'Horns & Hooves, Ltd. 24'],
    ['Phone', '89001234567'],
  ] as const) {
    await page.getByLabel(name, { exact: true }).focus();
    await keyboard.scan(text, 'Tab');
    await expect(page.getByLabel(name, { exact: true })).not.toHaveValue('');
    await expect(page.getByLabel(name, { exact: true })).not.toBeFocused();
  }
  await expect(notice(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Cancel' }).click();

  // "Did it come out?", with the focus on its Yes: short codes, and slow ones
  await keyboard.scan(badge(first!.Id));
  await expect(desk.panel).toContainText(String(first!.Id));
  await page.keyboard.press('Control+p');
  const question = page.getByRole('dialog', { name: 'Did it come out?' });
  await expect(question.getByRole('button', { name: 'Yes', exact: true })).toBeFocused();
  const scanner = await Keyboard.withTimeStopped(page);
  await scanner.scan('12');
  await scanner.type('4711', 60, 'Enter');
  await scanner.scan('bad=1');
  await expect(question).toContainText('Not the code of a participant');
  await page.clock.runFor(1000); // by then a digit that stands alone has answered
  await expect(question).toBeVisible();
  await page.clock.resume();
  expect(station.practice.state.badges()).toEqual([]);
  await question.getByRole('button', { name: 'Yes', exact: true }).press('Enter');
  await expect.poll(() => station.practice.state.badges().length).toBe(1);
});
