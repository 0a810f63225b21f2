/** Everything at the door is done in haste: what is late must not undo what is newer, and no key may reach the wrong person. */
import { deskOf, expect, openPerson, test } from './desk.ts';
import { Keyboard } from './keyboard.ts';

test('an answer of the host that is older than what its stream has told puts nobody back to the sign-in', async ({
  station,
}) => {
  const { Login, Password } = station.operator('Operator');
  await station.startBare(['--server', station.proxy.url, '--hash', station.practice.hash]);
  const page = await station.open();
  await page.getByLabel('Login').waitFor();
  let asked = 0;
  let answered = 0;
  let letGo = (): void => undefined;
  const late = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/api/station', async (route) => {
    const answer = await route.fetch();
    asked += 1;
    await late;
    await route.fulfill({ response: answer });
    answered += 1;
  });
  await page.reload({ waitUntil: 'commit' });
  await expect.poll(() => asked).toBe(1);
  const status = await page.evaluate(
    async (body) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch('/api/sign-in', { method: 'POST', headers, body })).status;
    },
    JSON.stringify({ login: Login, password: Password }),
  );
  expect(status).toBe(200);
  await expect(deskOf(page).search).toBeVisible();
  expect(answered).toBe(0);
  letGo();
  await expect.poll(() => answered).toBe(1);
  await expect(deskOf(page).connection).toContainText('online');
  await expect(deskOf(page).search).toBeVisible();
});

test('the badge key right after Enter prints for the person being opened', async ({ station }) => {
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  const [before, next] = station.practice.state
    .participants()
    .filter((person) => (person.Email ?? '') !== '')
    .slice(12);
  await openPerson(page, String(before!.Email));
  await expect(desk.panel.getByLabel('Email')).toHaveValue(String(before!.Email));
  await desk.search.fill(String(next!.Email));
  await desk.search.evaluate((box) => {
    const press = (init: KeyboardEventInit) =>
      box.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
    press({ key: 'Enter' });
    press({ key: 'p', code: 'KeyP', ctrlKey: true });
  });
  await expect(page.getByText(/^Badge printed: /).first()).toBeVisible();
  await expect(desk.panel.getByLabel('Email')).toHaveValue(String(next!.Email));
  await expect.poll(async () => (await station.printedFiles()).length).toBe(1);
});

test('a message covers no row and no button', async ({ station }) => {
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  await desk.search.fill('а');
  await desk.results.getByRole('listitem').nth(8).waitFor();
  await desk.search.press('Enter');
  const status = desk.panel.getByRole('combobox', { name: 'Status' });
  const now = await status.inputValue();
  const other = station.practice.state.statuses().find((one) => String(one.Id) !== now);
  await status.selectOption({ label: other!.Title });
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  const toasts = (await page.locator('.toasts').boundingBox())!;
  for (const part of [desk.results, desk.panel]) {
    const box = (await part.boundingBox())!;
    const apart = box.x + box.width <= toasts.x || box.y + box.height <= toasts.y;
    expect(apart).toBe(true);
  }
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(status).toHaveValue(now);
});

test('a wide screen shows what was before beside the work', async ({ station }) => {
  await station.start();
  const page = await station.open({ width: 1920, height: 1080 });
  const desk = deskOf(page);
  const person = station.practice.state.participants().find((one) => (one.Email ?? '') !== '');
  await openPerson(page, String(person!.Email));
  const print = (await desk.panel.getByRole('button', { name: 'Print badge' }).boundingBox())!;
  const records = desk.panel.getByRole('heading', { name: 'Badges and arrivals' });
  expect((await records.boundingBox())!.x).toBeGreaterThan(print.x + print.width);
  await page.setViewportSize({ width: 1280, height: 800 });
  expect((await records.boundingBox())!.x).toBeLessThan(print.x + print.width);
});

test('an arrival that the server has not seen is shown by this desk’s clock, and says so', async ({ station }) => {
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  const person = station.practice.state.participants().find((one) => (one.Email ?? '') !== '');
  await openPerson(page, String(person!.Email));
  station.proxy.pullPlug();
  await desk.panel.getByRole('button', { name: 'Let in without a badge' }).click();
  await expect(desk.panel.getByText(/^Arrived .* by this desk's clock$/)).toBeVisible();
  await station.proxy.plugIn();
  await expect(desk.panel.getByText(/^Arrived \d{4}-\d{2}-\d{2} [\d:]{8}$/)).toBeVisible();
});

test('what was begun is not lost to the next key: a status under the arrows, a half-filled form', async ({
  station,
}) => {
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  const [first, next] = station.practice.state
    .participants()
    .filter((person) => (person.Email ?? '') !== '')
    .slice(12);
  await openPerson(page, String(first!.Email));
  const status = desk.panel.getByRole('combobox', { name: 'Status' });
  const was = await status.inputValue();
  await page.keyboard.press('F4');
  await page.keyboard.press('ArrowDown');
  await expect(status).not.toHaveValue(was);
  const chosen = await status.locator('option:checked').innerText();
  await (await Keyboard.of(page)).scan(`~RUNETID#${String(next!.Id)}$`);
  await expect(desk.panel.getByLabel('Email')).toHaveValue(String(next!.Email));
  await desk.search.fill(String(first!.Email));
  await expect(desk.row(chosen)).toHaveCount(1);

  await page.keyboard.press('F2');
  await page.keyboard.type('Полуготовый');
  await page.keyboard.press('F7');
  await expect(desk.attention).toBeVisible();
  await expect(page.getByText('A form was put aside: Полуготовый.')).toBeVisible();
  await desk.button('Return to the form').click();
  await expect(page.getByLabel('Last name', { exact: true })).toHaveValue('Полуготовый');
  await desk.button('Cancel').click();
  await expect(page.getByText('A form was put aside')).toHaveCount(0);
});
