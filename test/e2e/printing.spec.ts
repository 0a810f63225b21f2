/** Printing as a desk lives it: printers that stand still, badges that go elsewhere, in advance and once more. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { startZplPrinter } from '../printers/zpl-printer.ts';
import { deskOf, expect, openPerson, test, type Station } from './desk.ts';

function pickPeople(station: Station) {
  return station.practice.state.participants().filter((person) => (person.Email ?? '') !== '');
}

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Printing', exact: true }).click();
  await page.getByRole('tab', { name, exact: true }).click();
}

async function addLabelPrinter(page: Page, name: string, port: number): Promise<void> {
  await page.getByRole('button', { name: 'A label printer (ZPL, port 9100)', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Address of the printer').fill('127.0.0.1');
  await page.getByLabel('Port', { exact: true }).fill(String(port));
  await page.getByRole('button', { name: 'Check the connection' }).click();
  await expect(page.getByText('The printer answers.')).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: `Change: ${name}` })).toBeVisible();
}

async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 200))]),
    what,
  ).toEqual([]);
}

test('a printer that stands still says why and goes on by itself; badges go elsewhere, in advance, and once more', async ({
  station,
}) => {
  const [left, right] = await Promise.all([startZplPrinter(), startZplPrinter()]);
  const { state } = station.practice;
  const [first, second, third] = pickPeople(station);
  await station.start('Admin', [], 'browser');
  const page = await station.open();
  const desk = deskOf(page);
  const print = desk.panel.getByRole('button', { name: 'Print badge' });
  const printing = page.getByRole('region', { name: 'Printing' });

  // the browser prints a test page too: in its own window
  await openTab(page, 'Printers');
  await page.getByRole('button', { name: "Test page: The browser's print window" }).click();
  const tested = page.getByRole('dialog', { name: 'Did the test page come out?' });
  await expect(tested.getByTitle('The badge to print')).toBeVisible();
  await tested.getByRole('button', { name: 'Yes', exact: true }).click();

  // a field that is wrong is shown, even one that is folded away
  await page.getByRole('button', { name: 'A label printer (ZPL, port 9100)', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill('Left');
  await page.getByLabel('Address of the printer').fill('127.0.0.1');
  await page.getByText('Fine settings', { exact: true }).click();
  await page.getByLabel('Darkness, 0 to 30').fill('99');
  await page.getByText('Fine settings', { exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByLabel('Darkness, 0 to 30')).toBeFocused();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();

  await addLabelPrinter(page, 'Left', left.port);
  await addLabelPrinter(page, 'Right', right.port);
  await expectAccessible(page, 'printers');
  await page.getByRole('button', { name: 'Test page: Left' }).click();
  await left.until(() => left.labels.length === 1);

  // paper out: said in words, to somebody who has gone on with the next person by then
  left.set({ paperOut: true });
  await openPerson(page, String(first!.Email));
  await expect(desk.panel).toContainText('"Printed" means: the printer\'s own status shows it.');
  await print.click();
  await expect(desk.panel.getByRole('alert')).toContainText(
    'The paper is out. Put paper in: printing goes on by itself.',
  );
  await expect(page.getByRole('button', { name: 'Printing', exact: true })).toHaveAccessibleDescription('1');
  await openPerson(page, String(second!.Email));
  expect(state.badges()).toEqual([]);
  left.set({});
  await expect(page.getByText(/^Badge printed: /)).toBeVisible();
  await expect.poll(() => state.badges().map(({ UserId }) => UserId)).toEqual([first!.Id]);

  // by hand to another printer
  left.set({ paperOut: true });
  await print.click();
  await desk.panel.getByRole('alert').getByRole('button', { name: 'Another printer' }).click();
  await desk.panel.getByRole('button', { name: 'Right', exact: true }).click();
  await right.until(() => right.labels.length === 1);
  await expect(desk.panel).toContainText(/Arrived \d/);
  expect(left.labels).toHaveLength(2);

  // a batch that is held up lets the desk's badges by, and goes on when it is let go
  await openTab(page, 'In advance');
  await printing.getByRole('button', { name: 'Спикер' }).click();
  const count = printing.getByText(/^\d+ badges? will be printed\.$/);
  await expect(count).toBeVisible();
  const speakers = Number.parseInt((await count.textContent()) ?? '', 10);
  expect(speakers).toBeGreaterThan(1);
  await printing.getByRole('button', { name: 'Start printing' }).click();
  await printing.getByRole('button', { name: 'Pause: In advance: Спикер' }).click();
  await expect(printing.getByRole('button', { name: 'Resume: In advance: Спикер' })).toBeVisible();
  await expectAccessible(page, 'the queue, with a printer out of paper and a batch that is held up');
  const before = left.labels.length;
  left.set({});
  await openPerson(page, String(third!.Email));
  await print.click();
  await expect(desk.panel).toContainText(/Arrived \d/);
  const held = left.labels.length;
  expect(held - before).toBeLessThan(speakers);
  await page.getByRole('button', { name: 'Printing', exact: true }).click();
  await printing.getByRole('tab', { name: 'Queue' }).click();
  await printing.getByRole('button', { name: 'Resume: In advance: Спикер' }).click();
  await expect(printing).toContainText(`${speakers} of ${speakers} printed`);
  await expect.poll(() => state.badges().length).toBe(3);

  // once more, with a reason: no second arrival
  await printing.getByRole('tab', { name: 'Rules' }).click();
  await printing.getByLabel('Anybody, with a reason').check();
  await openPerson(page, String(first!.Email));
  await print.click();
  const dialog = page.getByRole('dialog', { name: 'There is a badge already' });
  await dialog.getByRole('button', { name: 'Print another' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Choose a reason');
  await expectAccessible(page, 'the question why');
  await page.keyboard.press('2');
  await expect(dialog.getByLabel('The badge is damaged')).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Badge printed: /).last()).toBeVisible();
  await openTab(page, 'Reprints');
  await expect(printing.getByRole('row').nth(1)).toContainText('The badge is damaged');
  await expect(printing).toContainText('1 reprint in all');
  expect(state.badges()).toHaveLength(3);
  await Promise.all([left.close(), right.close()]);
});

test('an operator has the queue, and what is printed to a folder says so', async ({ station }) => {
  await station.start('Operator');
  const page = await station.open();
  const desk = deskOf(page);
  const [person] = pickPeople(station);
  await openPerson(page, String(person!.Email));
  await desk.panel.getByRole('button', { name: 'Print badge' }).click();
  await expect(desk.panel).toContainText('"Printed" means: the file is on the disk.');
  await page.getByRole('button', { name: 'Printing', exact: true }).click();
  const printing = page.getByRole('region', { name: 'Printing' });
  await expect(printing).toContainText('PDF files in a folder');
  await expect(printing.getByRole('tab')).toHaveCount(0);
  await printing.getByLabel('Show').selectOption('Printed');
  await expect(printing.getByRole('listitem').filter({ hasText: 'printed' }).last()).toContainText('badge');
});
