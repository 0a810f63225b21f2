/** A walk-in whom the server refuses, with a badge printed already: corrected, recognised, or given up knowingly. */
import type { Page } from '@playwright/test';
import { deskOf, expect, openPerson, test, type Station } from './desk.ts';

const REFUSED = '{"Error":{"Code":111,"Message":"Неверно заданы следующие параметры: Email"}}';
const LAST_NAME = 'Зимородкова';
const HELD_EMAIL = 'held@example.org';

function refuseEmail(station: Station, email: string): void {
  station.proxy.script = (request) =>
    request.method === 'POST' && /\/participants/.test(request.path) && decodeURIComponent(request.body).includes(email)
      ? { kind: 'answer', status: 400, type: 'application/json', body: REFUSED }
      : null;
}

/** Registers and prints before the server has said a word; then it says no. */
async function registerRefused(page: Page, email: string): Promise<void> {
  const desk = deskOf(page);
  await expect(desk.connection).toContainText('online');
  await desk.button('New participant').first().click();
  const form = page.getByRole('form', { name: 'New participant' });
  await form.getByLabel('Last name').fill(LAST_NAME);
  await form.getByLabel('First name').fill('Ульяна');
  await form.getByLabel('Email').fill(email);
  await form.getByRole('button', { name: 'Register', exact: true }).click();
  const anyway = form.getByRole('button', { name: 'Register anyway' });
  await expect(anyway.or(desk.panel)).toBeVisible();
  if (await anyway.isVisible()) await anyway.click();
  await desk.panel.getByRole('button', { name: 'Print badge' }).click();
  await expect(page.getByText(/^Badge printed: /)).toBeVisible();
  await expect(desk.connection).toContainText('attention: 1');

  // neither gone, nor a dead end
  await expect(desk.panel).toContainText('The registration was refused; see Attention.');
  await expect(desk.panel).not.toContainText('not in the event');
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await desk.panel.getByRole('button', { name: 'Open Attention' }).click();
  await expect(desk.attention).toContainText(LAST_NAME);
}

test('the email is corrected: the person and the badge arrive, once', async ({ station }) => {
  refuseEmail(station, HELD_EMAIL);
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  await registerRefused(page, HELD_EMAIL);

  await desk.attention.getByRole('button', { name: 'Correct' }).click();
  const form = page.getByRole('form', { name: `Correct the details: ${LAST_NAME} Ульяна` });
  await expect(form.getByLabel('Last name')).toHaveValue(LAST_NAME);
  await expect(form.getByLabel('Email')).toHaveValue(HELD_EMAIL);
  await expect(form).toContainText('Неверно заданы следующие параметры: Email');
  await form.getByLabel('Email').fill('ulyana@example.org');
  await form.getByRole('button', { name: 'Register', exact: true }).click();

  await expect(desk.panel.getByLabel('Email')).toHaveValue('ulyana@example.org');
  await desk.button('Sync now').click();
  await expect(desk.connection).toContainText('unsent: 0');
  await expect(desk.connection).not.toContainText('attention');
  const { state } = station.practice;
  const created = state.participants().filter((one) => one.Locales.ru.LastName === LAST_NAME);
  expect(created.map((one) => one.Email)).toEqual(['ulyana@example.org']);
  expect(state.badges().map((badge) => badge.UserId)).toEqual([created[0]!.Id]);
  expect(await station.printedFiles()).toHaveLength(1);
  await expect(desk.panel).toContainText(`RUNET-ID ${created[0]!.Id}`);
});

test('the one who has this email already is used: the badge is theirs, and they stay as they were', async ({
  station,
}) => {
  const { state } = station.practice;
  const existing = state.participants().find((one) => one.Email !== undefined)!;
  const before = structuredClone(existing);
  refuseEmail(station, existing.Email!);
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  await registerRefused(page, existing.Email!);

  await desk.attention
    .getByRole('button', { name: new RegExp(`^Use: ${existing.Locales.ru.LastName}.*#${existing.Id}`) })
    .click();
  await expect(desk.attention).toContainText('Nothing to settle');
  await desk.button('Sync now').click();
  await expect(desk.connection).toContainText('unsent: 0');
  expect(state.badges().map((badge) => badge.UserId)).toEqual([existing.Id]);
  expect(state.participants().some((one) => one.Locales.ru.LastName === LAST_NAME)).toBe(false);
  expect(state.participant(existing.Id)).toEqual(before);

  await desk.search.fill(String(existing.Id));
  await desk.search.press('Enter');
  await expect(desk.panel.getByLabel('Last name')).toHaveValue(existing.Locales.ru.LastName);
  await expect(desk.panel.getByLabel('Email')).toHaveValue(existing.Email!);
  await expect(desk.row(existing.Email!)).toContainText('arrived');
});

test('to give up is asked first, and says that the printed badge goes with it', async ({ station }) => {
  refuseEmail(station, HELD_EMAIL);
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  await registerRefused(page, HELD_EMAIL);

  await desk.attention.getByRole('button', { name: 'Give up' }).click();
  const dialog = page.getByRole('dialog', { name: 'Give up the registration?' });
  await expect(dialog).toContainText(`${LAST_NAME} Ульяна will not be registered`);
  await expect(dialog.getByRole('listitem')).toContainText('Badge printed');
  await expect(dialog).toContainText('The printed badge is not recorded.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(desk.connection).toContainText('attention: 1');

  await desk.attention.getByRole('button', { name: 'Give up' }).click();
  await dialog.getByRole('button', { name: 'Give up' }).click();
  await expect(desk.attention).toContainText('Nothing to settle');
  await expect(desk.connection).toContainText('unsent: 0');
  expect(station.practice.state.badges()).toEqual([]);
});

test.describe('a server that does not change the fields of people', () => {
  test.use({ practiceOptions: { quirks: ['put-ignores-profile'] } });

  test('the open form follows: what was saved is no draft, and what the server has is shown', async ({ station }) => {
    await station.start();
    const page = await station.open();
    const desk = deskOf(page);
    await expect(desk.connection).toContainText('online');
    const [person, other] = station.practice.state.participants().filter((one) => one.Email !== undefined);
    await openPerson(page, person!.Email!);
    const company = desk.panel.getByLabel('Company');
    const before = await company.inputValue();
    const letGo = station.holdWrites();
    await company.fill('Не принятая');
    await page.keyboard.press('Control+s');
    await expect(page.getByText(/^Saved: /)).toBeVisible();
    await expect(company).toHaveValue('Не принятая');
    letGo();
    await expect(desk.connection).toContainText('attention: 1');
    await expect(company).toHaveValue(before);
    await expect(desk.panel.locator('[data-edited]')).toHaveCount(0);
    await expect(desk.panel.getByRole('button', { name: 'Save' })).toBeDisabled();

    // what is typed now is a draft again, and is kept when the person is left
    await openPerson(page, other!.Email!);
    await expect(page.getByText(/^Not saved/)).toHaveCount(0);
    await openPerson(page, person!.Email!);
    await expect(company).toHaveValue(before);
    await company.fill('Черновик');
    await openPerson(page, other!.Email!);
    await expect(page.getByText(/^Not saved/)).toBeVisible();
    await openPerson(page, person!.Email!);
    await expect(company).toHaveValue('Черновик');
  });
});
