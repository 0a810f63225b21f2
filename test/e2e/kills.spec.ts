/**
 * Chromium and the host killed with SIGKILL at nasty points of real work, and the browser's storage deleted under the open page.
 * What the desk said is on the server once; what it did not say, at most once (the book: ../soak/book.mjs). At random points,
 * many times: `npm run soak`.
 */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Book } from '../soak/book.mjs';
import { deleteStorage, findPerson, isShown, printBadge, registerWalkIn } from '../soak/operator.mjs';
import { readTruth } from '../soak/server-truth.mjs';
import { Station as KilledStation } from '../soak/station.mjs';
import { deskOf, expect, test, type Station } from './desk.ts';

/** Ends what hangs: a busy machine may take long. Milliseconds. */
const LONG_MS = 30_000;
const WALK_IN = { lastName: 'Гасилова', firstName: 'Вера', email: 'gasilova@example.org', id: null };
/** Nobody waits for a message here: the kill is what comes next. */
const ignore = () => undefined;

let killed: KilledStation | null = null;
test.afterEach(async () => {
  await killed?.kill('both');
  killed = null;
});

async function startWork(station: Station) {
  const { Login: login, Password: password } = station.operator('Operator');
  const book = new Book();
  const server = { url: station.proxy.url, hash: station.practice.hash, login, password };
  const desk = new KilledStation({ folder: join(station.folder, 'killed'), book, server });
  killed = desk;
  const truth = () => readTruth(station.practice);
  const before = await truth();
  await restart(desk);
  const people = [...before.people.values()]
    .filter(({ Email = '' }) => Email !== '')
    .map(({ Id, Email = '', Locales, Statuses }) => ({
      id: Id,
      email: Email,
      lastName: Locales.ru.LastName ?? '',
      firstName: Locales.ru.FirstName ?? '',
      other: before.statuses.find((status) => status.Id !== Statuses[0]?.StatusId)!,
    }));
  /** Everything has arrived, and nothing twice: the server, the book and the paper agree. */
  const expectAllIsWell = async () => {
    await expect(deskOf(desk.page).connection).toContainText('unsent: 0', { timeout: 60_000 });
    const verdict = book.judge(before, await truth(), []);
    expect(verdict).toMatchObject({ lost: [], doubled: [], waiting: [], unexplained: [] });
    expect((await truth()).badges.size).toBe(await desk.countPapers());
    return verdict.confirmed;
  };
  return { desk, book, people, expectAllIsWell };
}

async function restart(desk: KilledStation, newProfile = false): Promise<void> {
  await desk.start({ newProfile });
  await desk.waitUntilOpen();
}

type Person = Awaited<ReturnType<typeof startWork>>['people'][number];

/** Opens a person and sets the other status. @returns once the desk has said so */
async function setOther(page: Page, book: Book, person: Person): Promise<void> {
  expect(await findPerson(page, person, LONG_MS)).toBe(true);
  const entry = book.press('status', person, person.other);
  await deskOf(page).panel.getByRole('combobox', { name: 'Status' }).selectOption({ label: person.other.Title });
  expect(await book.waitFor(entry, LONG_MS)).toBe(true);
}

test('three kills: Chromium after a press, the host with a write on its way, both with the line down', async ({
  station,
}) => {
  const { desk, book, people, expectAllIsWell } = await startWork(station);
  const [first, second, third] = people.slice(20) as [Person, Person, Person];

  // Chromium dies with the press: the desk may have written it down or not, and whoever comes back sees which.
  await setOther(desk.page, book, first);
  const pressed = new Promise<void>((resolve) => {
    book.onPress = () => resolve();
  });
  const registering = registerWalkIn(desk.page, book, WALK_IN).catch(ignore);
  await pressed;
  await desk.kill('chromium');
  await registering;
  await restart(desk, true);
  expect(await findPerson(desk.page, first, LONG_MS)).toBe(true);
  const [walkIn] = book.of('create', WALK_IN);
  await deskOf(desk.page).search.fill(WALK_IN.email);
  const answered = desk.page.locator(`[data-query="${WALK_IN.email}"]`).or(desk.page.getByText('Nobody found'));
  await expect(answered).toBeVisible();
  if (await isShown(desk.page, walkIn!, 2000)) book.see(walkIn!, 'view');
  else expect(await registerWalkIn(desk.page, book, WALK_IN, LONG_MS)).toBe(true);

  // The host dies when the server has got the badge and its answer is lost.
  const caught = new Promise<void>((resolve) => {
    station.proxy.script = ({ method, path }) => {
      if (method !== 'POST' || path !== '/badges') return null;
      station.proxy.script = null;
      resolve();
      return { kind: 'dropAfter' };
    };
  });
  expect(await findPerson(desk.page, second, LONG_MS)).toBe(true);
  expect(await printBadge(desk.page, book, second, LONG_MS)).toBe(true);
  await caught;
  await desk.kill('host');
  await desk.startHost();
  await desk.waitUntilOpen();

  // Both die with everything unsent; the profile is lost as well, and the line is down.
  station.proxy.pullPlug();
  await setOther(desk.page, book, third);
  expect(await findPerson(desk.page, WALK_IN, LONG_MS)).toBe(true);
  expect(await printBadge(desk.page, book, WALK_IN, LONG_MS)).toBe(true);
  await desk.kill('both');
  await restart(desk);
  await expect(deskOf(desk.page).connection).toContainText('offline');
  for (const entry of book.entries.filter((one) => one.said !== null)) {
    expect(await isShown(desk.page, entry, LONG_MS), `${entry.kind} ${entry.who.lastName}`).toBe(true);
  }
  await station.proxy.plugIn();
  expect(await expectAllIsWell()).toBe(5);
});

test('the browser’s storage is deleted under the open page: work goes on, and nothing is lost', async ({ station }) => {
  const { desk, book, people, expectAllIsWell } = await startWork(station);
  const [first, second, third] = people.slice(30) as [Person, Person, Person];
  station.proxy.pullPlug();
  await setOther(desk.page, book, first);

  expect(await deleteStorage(desk.page)).toBeGreaterThan(0);
  await setOther(desk.page, book, second);

  const session = await desk.page.context().newCDPSession(desk.page);
  const { origin } = new URL(desk.page.url());
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await setOther(desk.page, book, third);

  await station.proxy.plugIn();
  await desk.kill('both');
  await restart(desk);
  expect(await expectAllIsWell()).toBe(3);
  for (const entry of book.entries) expect(await isShown(desk.page, entry, LONG_MS)).toBe(true);
});
