/** What a server should never send: the desk goes on, says what it left out and why, and has everybody once the server is well. */
import type { Page } from '@playwright/test';
import { deskOf, expect, openPerson, openSettings, test, type Station } from './desk.ts';

type Json = Record<string, unknown>;

const isPageOf = (feed: string) => (request: { method: string; path: string }) =>
  request.method === 'GET' && new RegExp(`^/${feed}(\\?|$)`).test(request.path);

/** Changes single rows of a feed on their way to the desk. */
function spoilRows(station: Station, spoilt: Readonly<Record<string, (rows: Json[]) => unknown[]>>): void {
  station.proxy.script = (request) => {
    const [key, spoil] = Object.entries(spoilt).find(([feed]) => isPageOf(feed.toLowerCase())(request)) ?? [];
    if (key === undefined || spoil === undefined) return null;
    return {
      kind: 'rewrite',
      change: (body) => {
        const page = JSON.parse(body) as Json;
        return JSON.stringify({ ...page, [key]: spoil(page[key] as Json[]) });
      },
    };
  };
}

/** Puts other values in the place of the rows with these Ids. */
function replaceById(rows: Json[], by: ReadonlyMap<number, (row: Json) => unknown>): unknown[] {
  return rows.map((row) => by.get(row['Id'] as number)?.(row) ?? row);
}

function withEmail(station: Station) {
  return station.practice.state.participants().filter((person) => person.Email !== undefined);
}

/** The work at the door: find somebody, give another status, see it on the server. */
async function changeStatus(page: Page, station: Station, index: number): Promise<void> {
  const desk = deskOf(page);
  const person = withEmail(station)[index]!;
  await openPerson(page, person.Email!);
  const other = station.practice.state.statuses().find((status) => status.Id !== person.Statuses[0]?.StatusId)!;
  await desk.panel.getByRole('combobox', { name: 'Status' }).selectOption({ label: other.Title });
  await expect(desk.connection).toContainText('unsent: 1');
  await desk.button('Sync now').click(); // the time of an undo need not pass
  await expect.poll(() => station.practice.state.participant(person.Id)?.Statuses[0]?.StatusId).toBe(other.Id);
}

test('rows that do not fit: what can be read of them is there, the rest is left out and said', async ({ station }) => {
  const people = withEmail(station);
  const [noName, nothing, oddStatus, oddPart, oddEmail, long, oddTime, oddId, oddLocales] = people.slice(60, 69);
  if (oddLocales === undefined || oddId === undefined) throw new Error('the practice event has too few people');
  const bare = (row: Json) => ({ Id: row['Id'], Statuses: row['Statuses'], UpdateTime: row['UpdateTime'] });
  const spoilt = new Map<number, (row: Json) => unknown>([
    [noName!.Id, (row) => ({ ...bare(row), Email: row['Email'] })],
    [nothing!.Id, bare],
    [oddStatus!.Id, (row) => ({ ...row, Statuses: [{ PartId: null, StatusId: 9999 }] })],
    [oddPart!.Id, (row) => ({ ...row, Statuses: [{ PartId: 77, StatusId: 3 }] })],
    [oddEmail!.Id, (row) => ({ ...row, Email: { address: 'secret.address@example.org' } })],
    [long!.Id, (row) => ({ ...row, Position: 'длинно'.repeat(1_700_000) })],
    [oddTime!.Id, (row) => ({ ...row, UpdateTime: 'yesterday' })],
    [oddId.Id, (row) => ({ ...row, Id: `#${String(row['Id'])}` })],
    [oddLocales.Id, (row) => ({ ...row, Locales: [row['Locales']], LastName: 'Плоская', FirstName: 'Фамилия' })],
  ]);
  const badgeTime = '2026-01-02 03:04:05';
  spoilRows(station, {
    Participants: (rows) => [null, 7, 'row', [], ...replaceById(rows, spoilt)],
    Badges: (rows) => [
      ...rows,
      { Id: 1, UserId: 'Иванов', CreationTime: badgeTime },
      { Id: 2, UserId: noName!.Id, PartId: 77, RoleId: 9999, OperatorId: 888, CreationTime: badgeTime },
    ],
    OrderItems: (rows) => [...rows, { Id: 3, UserId: noName!.Id, ProductId: 66, Paid: 'maybe' }],
  });
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  await expect(desk.connection).toContainText('online');

  // without a name: found by email and by Id, and called something
  await openPerson(page, noName!.Email!);
  await expect(desk.row(noName!.Email!)).toContainText('No name');
  await expect(desk.panel.getByRole('heading', { level: 2 })).toHaveText('No name');
  await expect(desk.panel).toContainText(`RUNET-ID ${noName!.Id}`);
  await expect(desk.panel).toContainText('operator #888');
  await expect(desk.panel).toContainText('part #77');
  await openPerson(page, String(nothing!.Id));
  await expect(desk.panel).toContainText(`RUNET-ID ${nothing!.Id}`);
  await expect(desk.row('No name').first()).toContainText(String(nothing!.Id));

  // statuses and parts that the event does not have
  await openPerson(page, oddStatus!.Email!);
  await expect(desk.row(oddStatus!.Email!)).toContainText('status #9999');
  await expect(desk.panel.getByRole('combobox', { name: 'Status' })).toHaveValue('9999');
  await openPerson(page, oddPart!.Email!);
  await expect(desk.panel.getByRole('combobox', { name: 'Status: part #77' })).toHaveValue('3');

  // what is left of the others
  await openPerson(page, String(oddEmail!.Id));
  await expect(desk.panel.getByLabel('Email')).toHaveValue('');
  await openPerson(page, long!.Email!);
  await expect(desk.panel.getByLabel('Position')).toHaveValue('');
  await openPerson(page, oddTime!.Email!);
  await openPerson(page, oddLocales.Email!);
  await expect(desk.panel.getByLabel('Last name')).toHaveValue('Плоская');
  await desk.search.fill(oddId.Email!);
  await expect(page.getByText('Nobody found')).toBeVisible();

  // and the work goes on, also with a person without a name
  await openPerson(page, noName!.Email!);
  await desk.panel.getByRole('button', { name: 'Let in without a badge' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Record another/ })
    .click();
  await expect(page.getByText(/Let in without a badge: (No name|\S+@)/)).toBeVisible();
  await expect.poll(() => station.practice.state.badges().map((badge) => badge.UserId)).toContain(noName!.Id);
  await changeStatus(page, station, 80);

  const settings = await openSettings(page);
  const leftOut = settings.locator('.left-out');
  await expect(leftOut).toContainText(new RegExp(`row ${oddEmail!.Id}.*Email`));
  await expect(leftOut).toContainText(new RegExp(`row ${long!.Id}.*Position.*too long`));
  await expect(leftOut).toContainText(new RegExp(`row ${oddTime!.Id}.*UpdateTime`));
  await expect(leftOut).toContainText(/without a number/);
  await expect(leftOut).toContainText(/Badges.*row 1/);
  await expect(leftOut).toContainText(/Paid items.*row 3.*Paid/);
  await expect(leftOut).not.toContainText(/secret\.address|длинно|yesterday|Иванов|maybe/);

  // the server is well again, and the people change there
  station.proxy.script = null;
  await settings.getByRole('button', { name: 'Close' }).click();
  for (const person of [oddId, oddEmail!, noName!]) station.practice.state.touchParticipant(person.Id);
  await desk.button('Sync now').click();
  for (const person of [oddId, oddEmail!, noName!]) {
    await openPerson(page, person.Email!);
    await expect(desk.panel.getByLabel('Last name')).toHaveValue(person.Locales.ru.LastName);
  }
});

test.describe('an event of several pages', () => {
  test.use({ practiceOptions: { participants: 1200 } });

  test('a page that is none keeps the cursor: once the server is well, everybody is there', async ({ station }) => {
    const people = withEmail(station);
    const [early, late] = [people[2]!, people.at(-2)!];
    const bodies = [
      ['application/json', '{"People":[],"HasMore":false}'],
      ['application/json', '{"Participants":{"0":{"Id":1}},"HasMore":false}'],
      ['application/json', '{"Participants":[{"Id":1,"Sta'],
      ['text/html', '<!doctype html><title>502</title><p>nginx</p>'],
      ['application/json', '[]'],
    ] as const;
    let answered = 0;
    let well = false;
    station.proxy.script = (request) => {
      if (well || !isPageOf('participants')(request) || !request.path.includes('since=')) return null;
      const [type, body] = bodies[Math.min(answered, bodies.length - 1)]!;
      answered += 1;
      return { kind: 'answer', status: 200, type, body };
    };
    await station.start();
    const page = await station.open();
    const desk = deskOf(page);
    await openPerson(page, early.Email!);
    for (let seen = 1; seen < bodies.length; seen += 1) {
      await expect.poll(() => answered).toBeGreaterThanOrEqual(seen);
      await desk.button('Sync now').click();
    }
    await expect.poll(() => answered).toBeGreaterThanOrEqual(bodies.length);
    await desk.search.fill(late.Email!);
    await expect(page.getByText('Nobody found')).toBeVisible();
    const settings = await openSettings(page);
    await expect(settings.locator('.left-out')).toContainText(/Participants, a whole page.*not a JSON object/);
    await settings.getByRole('button', { name: 'Close' }).click();

    well = true;
    await desk.button('Sync now').click();
    await openPerson(page, late.Email!);
    for (const person of people.filter((_, index) => index % 150 === 0)) {
      await desk.search.fill(person.Email!);
      await expect(desk.row(person.Email!)).toBeVisible();
    }
    await changeStatus(page, station, 5);
  });
});

test('feeds that the server does not have stop nobody', async ({ station }) => {
  station.proxy.script = (request) => {
    if (isPageOf('(orderitems|positions)')(request))
      return { kind: 'answer', status: 404, type: 'text/plain', body: '' };
    if (isPageOf('badges')(request)) return { kind: 'answer', status: 500, type: 'text/html', body: '' };
    return null;
  };
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  await changeStatus(page, station, 10);
  await desk.panel.getByRole('button', { name: 'Print badge' }).click();
  await expect.poll(() => station.practice.state.badges().length).toBe(1);
  await expect(desk.connection).toContainText('online');
  const settings = await openSettings(page);
  await expect(settings).toContainText(/Paid items: HTTP 404/);
  await expect(settings).toContainText(/Badges: HTTP 500/);
  await settings.getByRole('button', { name: 'Close' }).click();

  // HTML where a list was due: somebody's page, not the server's word
  station.proxy.script = (request) =>
    isPageOf('orderitems')(request)
      ? { kind: 'answer', status: 200, type: 'text/html', body: '<html><body>Добро пожаловать</body></html>' }
      : null;
  await changeStatus(page, station, 11);

  station.proxy.script = null;
  await desk.button('Sync now').click();
  const payer = station.practice.state.orderItems().find((item) => item.Paid)!;
  await openPerson(page, String(payer.UserId));
  await expect(desk.panel.getByRole('heading', { name: 'Paid items' })).toBeVisible();
  await expect(desk.connection).toContainText('unsent: 0');
  expect(station.practice.state.badges()).toHaveLength(1);
});
