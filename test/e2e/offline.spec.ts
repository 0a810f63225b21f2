/** Offline is nothing special: the plug pulled, the process killed, and everything arrives once. */
import { deskOf, expect, openPerson, test, type Station } from './desk.ts';
import type { Page } from '@playwright/test';

function people(station: Station) {
  return station.practice.state.participants().filter((person) => (person.Email ?? '') !== '');
}

async function registerWalkIn(page: Page, lastName: string, email: string): Promise<void> {
  const desk = deskOf(page);
  await desk.button('New participant').first().click();
  await page.getByLabel('Last name').fill(lastName);
  await page.getByLabel('First name').fill('Мария');
  await page.getByLabel('Email').fill(email);
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(desk.panel.getByLabel('Last name')).toHaveValue(lastName);
}

test('the plug is pulled in the middle, the desk killed and started again: all arrives, once', async ({ station }) => {
  await station.start();
  let page = await station.open();
  let desk = deskOf(page);
  await expect(desk.connection).toContainText('online');
  await expect(desk.connection).toContainText('unsent: 0');

  station.proxy.pullPlug();
  await expect(desk.connection).toContainText('offline');

  const changed = people(station)[20]!;
  const other = station.practice.state.statuses().find((status) => status.Id !== changed.Statuses[0]?.StatusId)!;
  await openPerson(page, String(changed.Email));
  await desk.panel.getByRole('combobox', { name: 'Status' }).selectOption({ label: other.Title });
  await desk.panel.getByRole('button', { name: 'Print badge' }).click();
  await expect(desk.connection).toContainText('unsent: 2');

  await registerWalkIn(page, 'Полынина', 'polynina@example.org');
  await desk.panel.getByRole('button', { name: 'Print badge' }).click();
  await expect(desk.connection).toContainText('unsent: 4');
  await expect.poll(async () => (await station.printedFiles()).length).toBe(2);

  await station.desk?.kill('SIGKILL');
  await station.closeBrowser();
  await station.start();
  page = await station.open();
  desk = deskOf(page);
  await expect(desk.connection).toContainText('offline');
  await expect(desk.connection).toContainText('unsent: 4');
  await openPerson(page, 'polynina@example.org');
  await expect(desk.panel.getByLabel('Last name')).toHaveValue('Полынина');

  await station.proxy.plugIn();
  await expect(desk.connection).toContainText('unsent: 0', { timeout: 60_000 });
  await expect(desk.connection).toContainText('online');

  const { state } = station.practice;
  expect(state.participant(changed.Id)?.Statuses[0]?.StatusId).toBe(other.Id);
  const created = state.participants().filter((person) => person.Email === 'polynina@example.org');
  expect(created).toHaveLength(1);
  const badges = state.badges();
  expect(badges.map((badge) => badge.UserId).sort()).toEqual([changed.Id, created[0]!.Id].sort());
  expect(badges.find((badge) => badge.UserId === changed.Id)?.RoleId).toBe(other.Id);
});

test('a desk that starts without the network opens signed in and works', async ({ station }) => {
  await station.start();
  let page = await station.open();
  await expect(deskOf(page).connection).toContainText('online');
  await expect(deskOf(page).connection).toContainText('unsent: 0');
  const person = people(station)[30]!;
  await openPerson(page, String(person.Email)); // the people are here
  await station.desk?.kill('SIGKILL');
  await station.closeBrowser();

  station.proxy.pullPlug();
  await station.start();
  page = await station.open();
  const desk = deskOf(page);
  await expect(desk.connection).toContainText('offline');
  await openPerson(page, String(person.Email));
  await expect(desk.panel.getByLabel('Last name')).toHaveValue(person.Locales.ru.LastName);
  await station.proxy.plugIn();
  await expect(desk.connection).toContainText('online');
});

test('the host is killed under an open page: the page comes back by itself, nothing is lost', async ({ station }) => {
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  await expect(desk.connection).toContainText('online');
  const person = people(station)[40]!;
  await openPerson(page, String(person.Email));
  station.proxy.pullPlug();
  const other = station.practice.state.statuses().find((status) => status.Id !== person.Statuses[0]?.StatusId)!;
  await desk.panel.getByRole('combobox', { name: 'Status' }).selectOption({ label: other.Title });
  await expect(desk.connection).toContainText('unsent: 1');
  await station.desk?.kill('SIGKILL');
  await station.start();
  await station.proxy.plugIn();
  await expect(desk.connection).toContainText('online');
  await expect(desk.connection).toContainText('unsent: 0');
  expect(station.practice.state.participant(person.Id)?.Statuses[0]?.StatusId).toBe(other.Id);
});

test('an answer that is lost is not sent twice', async ({ station }) => {
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  await expect(desk.connection).toContainText('online');
  const lost = new Set<string>();
  station.proxy.script = (request) => {
    const key = `${request.method} ${request.path}`;
    if (request.method !== 'POST' || lost.has(key)) return null;
    lost.add(key);
    return { kind: 'dropAfter' };
  };
  await registerWalkIn(page, 'Росянкина', 'rosyankina@example.org');
  await desk.panel.getByRole('button', { name: 'Print badge' }).click();
  await expect(desk.connection).toContainText('unsent: 0', { timeout: 60_000 });
  const created = station.practice.state.participants().filter((person) => person.Email === 'rosyankina@example.org');
  expect(created).toHaveLength(1);
  expect(station.practice.state.badges()).toHaveLength(1);
  expect(lost.size).toBe(2);
});

test('a refused operation holds up nobody and is explained', async ({ station }) => {
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  await expect(desk.connection).toContainText('online');
  station.proxy.script = (request) =>
    request.method === 'POST' && request.path === '/participants' && request.body.includes('Отказова')
      ? {
          kind: 'answer',
          status: 400,
          type: 'application/json',
          body: '{"Error":{"Code":111,"Message":"Неверно заданы следующие параметры: Phone"}}',
        }
      : null;
  await registerWalkIn(page, 'Отказова', 'otkazova@example.org');
  await registerWalkIn(page, 'Принятова', 'prinyatova@example.org');
  await expect
    .poll(() => station.practice.state.participants().some((person) => person.Email === 'prinyatova@example.org'))
    .toBe(true);
  await page
    .getByRole('button', { name: /^Attention/ })
    .or(page.getByRole('link', { name: /^Attention/ }))
    .first()
    .click();
  await expect(desk.attention).toContainText('Отказова');
  await expect(desk.attention).toContainText('Неверно заданы следующие параметры: Phone');
  station.proxy.script = null;
  await desk.attention.getByRole('button', { name: /Try again/ }).click();
  await expect
    .poll(() => station.practice.state.participants().some((person) => person.Email === 'otkazova@example.org'))
    .toBe(true);
});

test('after a restart the window that is opened has the desk; one left open from before stands back', async ({
  station,
}) => {
  await station.start();
  const before = await station.open();
  await expect(deskOf(before).connection).toContainText('online');
  await station.desk?.kill('SIGKILL');
  await station.start();
  const now = await before.context().newPage();
  await now.goto(station.desk!.url);
  await expect(deskOf(now).connection).toContainText('online');
  await expect(before.getByText('The desk is open in another window')).toBeVisible();
  const person = people(station)[25]!;
  await openPerson(now, String(person.Email));
  // and keeps it for as long as it takes to do something and see it arrive
  const other = station.practice.state.statuses().find((status) => status.Id !== person.Statuses[0]?.StatusId)!;
  await deskOf(now).panel.getByRole('combobox', { name: 'Status' }).selectOption({ label: other.Title });
  await expect.poll(() => station.practice.state.participant(person.Id)?.Statuses[0]?.StatusId).toBe(other.Id);
  await expect(deskOf(now).panel.getByLabel('Email')).toHaveValue(String(person.Email));
  await expect(before.getByText('The desk is open in another window')).toBeVisible();
});
