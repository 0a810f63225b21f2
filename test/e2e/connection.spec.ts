/** What a server, a network and a second window can do to a desk in the middle of a shift. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import type { Seen } from '../faults/proxy.ts';
import { deskOf, DeskProcess, expect, openPerson, test, type Station } from './desk.ts';

/** How long the desk keeps a change by itself, so that it can be taken back. */
const UNDO_MS = 5000;

const json = (status: number, body: string) => ({ kind: 'answer', status, type: 'application/json', body }) as const;

function headerOf(request: Seen, name: string): string | undefined {
  const at = request.headers.indexOf(name);
  return at === -1 ? undefined : request.headers[at + 1];
}

/** Opens somebody and chooses another status. @returns whether the server has it by now */
async function changeStatus(page: Page, station: Station, index: number): Promise<() => boolean> {
  const desk = deskOf(page);
  const person = station.practice.state.participants().filter((one) => one.Email !== undefined)[index]!;
  const other = station.practice.state.statuses().find((status) => status.Id !== person.Statuses[0]?.StatusId)!;
  await openPerson(page, person.Email!);
  await desk.panel.getByRole('combobox', { name: 'Status' }).selectOption({ label: other.Title });
  return () => station.practice.state.participant(person.Id)?.Statuses[0]?.StatusId === other.Id;
}

test('a hash that is taken away pauses the desk and loses nothing; the new one resumes it', async ({ station }) => {
  const { hash } = station.practice;
  const newHash = 'NEWNEWNEWNEWNEWNEWNEWNEW2';
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  await expect(desk.connection).toContainText('online');
  station.proxy.script = (request) =>
    headerOf(request, 'X-Ruvents-Hash') === newHash
      ? { kind: 'pass', headers: { 'X-Ruvents-Hash': hash } }
      : json(400, '{"Error":{"Code":102,"Message":"Неверный Hash доступа к API"}}');
  const arrived = await changeStatus(page, station, 3);
  await expect(desk.connection).toContainText('paused');
  await expect(desk.connection).toContainText('unsent: 1');
  await desk.panel.getByRole('button', { name: 'Print badge' }).click();
  await expect(desk.connection).toContainText('unsent: 2');
  expect(arrived()).toBe(false);

  await page.getByRole('button', { name: 'Enter the hash again' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Event hash').fill('STILLWRONGSTILLWRONGSTILL');
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await expect(dialog.getByRole('alert')).toContainText(/hash was not accepted/);
  await expect(dialog.getByLabel('Event hash')).toHaveValue('STILLWRONGSTILLWRONGSTILL');
  await dialog.getByLabel('Event hash').fill(`SYS:ACCOUNT:${newHash}`);
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.connection).toContainText('unsent: 0');
  await expect(desk.connection).toContainText('online');
  expect(arrived()).toBe(true);
  expect(station.practice.state.badges()).toHaveLength(1);

  // the new hash is the event's from now on
  await station.desk?.kill();
  await station.startBare();
  await page.goto(station.desk!.url);
  await page.getByLabel('Login').fill(station.operator('Operator').Login);
  await page.getByLabel('Password').fill(station.operator('Operator').Password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(desk.connection).toContainText('online');
});

test('an operator whom the server does not know waits alone', async ({ station }) => {
  const [gone, other] = station.practice.operators.filter((operator) => operator.Role === 'Operator');
  let known = false;
  station.proxy.script = (request) =>
    !known && headerOf(request, 'X-Ruvents-Operator') === String(gone!.Id)
      ? json(400, `{"Error":{"Code":103,"Message":"Не найден оператор с Id ${gone!.Id}"}}`)
      : null;
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  const first = await changeStatus(page, station, 4);
  await expect(desk.connection).toContainText('unsent: 1');
  await desk.button('Sync now').click();
  await expect(page.getByText(`The server does not know operator ${gone!.Login}`)).toBeVisible();
  await expect(desk.connection).toContainText('unsent: 1');

  await page.getByRole('button', { name: 'Operator menu' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Login').fill(other!.Login);
  await page.getByLabel('Password').fill(other!.Password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  const second = await changeStatus(page, station, 5);
  await expect(desk.connection).toContainText('unsent: 2');
  await desk.button('Sync now').click();
  await expect.poll(second).toBe(true);
  expect(first()).toBe(false);
  await expect(desk.connection).toContainText('unsent: 1');

  known = true;
  await desk.button('Sync now').click();
  await expect.poll(first).toBe(true);
  await expect(desk.connection).toContainText('unsent: 0');
  const put = station.proxy.seen.filter((request) => request.method === 'PUT').at(-1)!;
  expect(headerOf(put, 'X-Ruvents-Operator')).toBe(String(gone!.Id));
});

test('a login page of the network is named; the hash never follows a redirect', async ({ station }) => {
  const visits: string[] = [];
  const stranger = createServer((incoming, outgoing) => {
    visits.push(incoming.url ?? '');
    outgoing.end('{}');
  });
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  try {
    await station.start();
    const page = await station.open();
    const desk = deskOf(page);
    await expect(desk.connection).toContainText('online');
    const location = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/login`;
    for (const [index, status] of [301, 302, 303, 307, 308, 200].entries()) {
      station.proxy.script = () =>
        status === 200
          ? { kind: 'answer', status, type: 'text/html', body: '<!DOCTYPE html><form>Войдите в сеть</form>' }
          : { kind: 'answer', status, type: 'text/html', body: '', location };
      if (index === 0) await desk.button('Sync now').click();
      await expect(desk.connection).toContainText('offline');
      const before = station.proxy.seen.length;
      await desk.button('Sync now').click();
      await expect.poll(() => station.proxy.seen.length).toBeGreaterThan(before);
    }
    await expect(page.getByText(/The network asks you to log in/)).toBeVisible();
    await expect(page.getByText(/No connection to the server/)).toHaveCount(0);
    const arrived = await changeStatus(page, station, 6);
    await desk.button('Sync now').click();
    await expect(desk.connection).toContainText('unsent: 1');
    await expect(desk.connection).toContainText('offline');
    station.proxy.script = null;
    await expect(desk.connection).toContainText('unsent: 0');
    expect(arrived()).toBe(true);
    expect(visits).toEqual([]);
  } finally {
    stranger.close();
  }
});

test('sync now waits for nothing; a server that stops under a request takes the operation once', async ({
  station,
}) => {
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  await expect(desk.connection).toContainText('online');
  // Sooner than the wait for an undo ends. A press that came late itself says nothing: then the next person is taken.
  for (let index = 20, left = 0; left < UNDO_MS / 2; index += 1) {
    expect(index).toBeLessThan(25);
    const begun = performance.now();
    const quick = await changeStatus(page, station, index);
    await desk.button('Sync now').click();
    left = UNDO_MS - (performance.now() - begun);
    await expect.poll(quick, { intervals: [50], ...(left < UNDO_MS / 2 ? {} : { timeout: left }) }).toBe(true);
  }
  await expect(desk.connection).toContainText('unsent: 0');

  let stopped = false;
  station.proxy.script = (request) => {
    if (stopped || request.method !== 'POST') return null;
    stopped = true;
    setTimeout(() => station.proxy.pullPlug(), 300);
    return { kind: 'delay', ms: 2000 };
  };
  await desk.panel.getByRole('button', { name: 'Let in without a badge' }).click();
  await expect(desk.connection).toContainText('offline');
  await expect(desk.connection).toContainText('unsent: 1');
  const after = await changeStatus(page, station, 8);
  await station.proxy.plugIn();
  await expect(desk.connection).toContainText('unsent: 0', { timeout: 60_000 });
  expect(after()).toBe(true);
  expect(station.practice.state.badges()).toHaveLength(1);
});

test('one window works, the other is told; a second start only gives an address', async ({ station }) => {
  await station.start();
  const first = await station.open();
  const here = deskOf(first);
  await expect(here.connection).toContainText('online');

  const second = await DeskProcess.start({ args: ['--data', station.dataFolder, '--lang', 'en'] });
  expect(second.url).not.toBe(station.desk!.url);
  expect(new URL(second.url).port).toBe(new URL(station.desk!.url).port);
  await second.ended;

  const other = await first.context().newPage();
  await other.goto(second.url);
  const there = deskOf(other);
  await expect(there.connection).toContainText('online');
  const elsewhere = 'The desk is open in another window';
  await expect(first.getByRole('heading', { name: elsewhere })).toBeVisible();
  const arrived = await changeStatus(other, station, 9);
  await expect(there.connection).toContainText('unsent: 1');
  await there.button('Sync now').click();

  await first.getByRole('button', { name: 'Use it here' }).click();
  await expect(here.connection).toContainText('online');
  await expect(other.getByRole('heading', { name: elsewhere })).toBeVisible();
  await expect.poll(arrived).toBe(true);
  const again = await changeStatus(first, station, 10);
  await expect(here.connection).toContainText('unsent: 1');
  await here.button('Sync now').click();
  await expect.poll(again).toBe(true);
  expect(station.proxy.seen.filter((request) => request.method === 'PUT')).toHaveLength(2);
});
