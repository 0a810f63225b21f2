/** The badge designer, from a ready template to a badge on paper. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { deskOf, expect, openPerson, openSettings, test } from './desk.ts';

test.use({ practiceOptions: { participants: 60 } });

/** Opens the list of templates. @returns the designer */
async function openTemplates(page: Page): Promise<Locator> {
  const settings = await openSettings(page);
  await settings.getByRole('button', { name: 'Badge templates' }).click();
  const designer = page.getByRole('dialog', { name: 'Badge designer' });
  await expect(designer.getByRole('region', { name: 'Ready templates' }).getByRole('listitem').first()).toBeVisible();
  return designer;
}

/** Drags what is selected by its middle. Pixels. */
async function drag(page: Page, designer: Locator, by: { readonly x: number; readonly y: number }): Promise<void> {
  const frame = await designer.locator('.frame-chosen').boundingBox();
  if (frame === null) throw new Error('nothing is selected');
  const [x, y] = [frame.x + frame.width / 2, frame.y + frame.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by.x / 2, y + by.y / 2, { steps: 3 });
  await page.mouse.move(x + by.x, y + by.y, { steps: 3 });
  await page.mouse.up();
}

test('a ready template becomes one’s own, and a badge is printed with it', async ({ station }, info) => {
  await station.start('Admin');
  const page = await station.open();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  let designer = await openTemplates(page);
  expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);

  await designer.getByRole('button', { name: 'Start from: Minimal, card 86×54' }).click();
  const layers = designer.getByRole('region', { name: 'Layers' }).getByRole('listitem');
  await expect(layers).toHaveCount(5);
  await expect(designer.locator('.canvas-page img')).toBeVisible();

  await test.step('what is dragged moves, and undo brings it back', async () => {
    const left = designer.getByLabel('Left', { exact: true });
    await designer.getByRole('button', { name: 'Status', exact: true }).click();
    const before = await left.inputValue();
    await drag(page, designer, { x: 60, y: 30 });
    await expect(left).not.toHaveValue(before);
    const after = await left.inputValue();
    await page.keyboard.press('Control+z');
    await expect(left).toHaveValue(before);
    await page.keyboard.press('Control+Shift+z');
    await expect(left).toHaveValue(after);
    await page.keyboard.press('Control+z');
  });

  await test.step('a code is put on it, moved by the arrows and made larger', async () => {
    await designer.getByRole('button', { name: 'Add a QR code' }).click();
    await expect(layers).toHaveCount(6);
    const top = designer.getByLabel('Top', { exact: true });
    const before = Number(await top.inputValue());
    await designer.getByRole('group', { name: 'Badge', exact: true }).focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Shift+ArrowUp');
    await expect(top).toHaveValue(String(before - 5.5));
    await designer.getByLabel('Width', { exact: true }).fill('20');
    await page.keyboard.press('Enter');
    await expect(designer.getByLabel('Width', { exact: true })).toHaveValue('20');
    expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);
    await designer.getByLabel('Left', { exact: true }).fill('3');
    await designer.locator('.canvas-view').click({ position: { x: 5, y: 5 } }); // lets go of it
    await designer.getByRole('button', { name: 'QR code', exact: true }).first().click();
    await expect(designer.getByLabel('Left', { exact: true })).toHaveValue('3');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(designer).toBeVisible();
  });

  await test.step('a name that does not fit is told', async () => {
    await designer.getByRole('button', { name: /^First name/ }).click();
    await designer.getByLabel('Height', { exact: true }).fill('3');
    await page.keyboard.press('Enter');
    await designer.getByRole('combobox', { name: 'Whose badge to show' }).selectOption('letters');
    await expect(designer.getByText('Some letters are not in the fonts')).toBeVisible();
    await page.keyboard.press('Control+z');
  });

  const exported = info.outputPath('own.stoika-badge');
  await test.step('it is saved, and goes to a file', async () => {
    await designer.getByLabel('Template name').fill('Guests');
    await designer.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(designer.getByRole('status').filter({ hasText: 'Version 1' })).toBeVisible();
    const download = page.waitForEvent('download');
    await designer.getByRole('button', { name: 'To a file', exact: true }).click();
    expect((await download).suggestedFilename()).toBe('Guests.stoika-badge');
    await (await download).saveAs(exported);
    expect(JSON.parse(await readFile(exported, 'utf8'))).toMatchObject({ version: 2, page: { width: 86, height: 54 } });
  });

  await test.step('a file is imported, and what is unsaved is there again after a reload', async () => {
    await designer.getByRole('button', { name: 'To the list of templates' }).click();
    await designer.locator('[data-import]').setInputFiles(exported);
    await expect(layers).toHaveCount(6);
    const kept = page.waitForResponse(
      (answer) =>
        answer.url().endsWith('/api/keep-template-draft') &&
        (answer.request().postData() ?? '').includes('Guests, the other one'),
    );
    await designer.getByLabel('Template name').fill('Guests, the other one');
    await kept;
    await page.reload();
    designer = page.getByRole('dialog', { name: 'Badge designer' });
    await expect(designer.getByLabel('Template name')).toHaveValue('Guests, the other one');
    await designer.getByRole('button', { name: 'Close' }).click();
    await page
      .getByRole('dialog', { name: 'The template is not saved' })
      .getByRole('button', { name: 'Do not save' })
      .click();
    await expect(designer).toBeHidden();
  });

  await test.step('the badge comes out in its size', async () => {
    await chooseTemplate(page, 'Guests');
    const person = station.practice.state.participants().find(({ Email }) => (Email ?? '') !== '');
    await openPerson(page, person?.Email ?? '');
    await deskOf(page).button('Print badge').click();
    await expect.poll(async () => (await station.printedFiles()).length).toBe(1);
    const [file = ''] = await station.printedFiles();
    const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(await readFile(join(station.printed, file), 'latin1'));
    expect(Number(box?.[1]) * (25.4 / 72)).toBeCloseTo(86, 1);
    expect(Number(box?.[2]) * (25.4 / 72)).toBeCloseTo(54, 1);
  });
  expect(complaints).toEqual([]);
});

/** Makes it the template of everybody. */
async function chooseTemplate(page: Page, name: string): Promise<void> {
  const settings = await openSettings(page);
  await settings.getByRole('button', { name: 'Printers, queue, rules' }).click();
  await page.getByRole('tab', { name: 'Rules' }).click();
  const template = page.getByRole('combobox', { name: 'Common template' });
  await template.selectOption({ label: name });
}
