/** A shift with the network: find, change, register, print. Through the names of the stable surface, as an operator would. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deskOf, expect, openPerson, test, type Station } from './desk.ts';

/** Somebody whose email nobody else has. */
function pickPerson(station: Station, index: number) {
  const found = station.practice.state.participants().filter((person) => (person.Email ?? '') !== '')[index];
  if (found === undefined) throw new Error('the practice event has too few people');
  return { ...found, Email: String(found.Email) };
}

test('people are found by name in either alphabet, company, email, phone and Id', async ({ station }) => {
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  await expect(desk.connection).toContainText('online');
  const person = station.practice.state
    .participants()
    .find((one) => one.Locales.en !== undefined && one.Phone !== undefined && one.Email !== undefined);
  if (person === undefined) throw new Error('nobody has everything');
  const queries = [
    String(person.Email),
    String(person.Id),
    `${person.Locales.ru.LastName} ${person.Locales.ru.FirstName}`,
    `${String(person.Locales.en?.['FirstName'])} ${String(person.Locales.en?.['LastName'])}`,
    String(person.Phone),
  ];
  for (const query of queries) {
    await desk.search.fill(query);
    await expect(desk.row(String(person.Email)).first(), query).toBeVisible();
  }
  await desk.search.fill('qqqqqqq');
  await expect(desk.results.getByRole('listitem')).toHaveCount(0);
});

test('a status that is chosen is on the server, under the operator who chose it', async ({ station }) => {
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  const person = pickPerson(station, 3);
  await openPerson(page, person.Email);
  const other = station.practice.state.statuses().find((status) => status.Id !== person.Statuses[0]?.StatusId)!;
  await desk.panel.getByRole('combobox', { name: 'Status' }).selectOption({ label: other.Title });
  await expect(desk.connection).toContainText('unsent: 1');
  await expect(desk.connection).toContainText('unsent: 0');
  expect(station.practice.state.participant(person.Id)?.Statuses[0]?.StatusId).toBe(other.Id);
  const put = station.proxy.seen.find((request) => request.method === 'PUT')!;
  const header = put.headers.indexOf('X-Ruvents-Operator');
  expect(put.headers[header + 1]).toBe(String(station.operator('Operator').Id));
});

test('a change can be taken back for five seconds, and then never leaves', async ({ station }) => {
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  const person = pickPerson(station, 4);
  await openPerson(page, person.Email);
  const select = desk.panel.getByRole('combobox', { name: 'Status' });
  const before = await select.inputValue();
  const other = station.practice.state.statuses().find((status) => status.Id !== person.Statuses[0]?.StatusId)!;
  await select.selectOption({ label: other.Title });
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(select).toHaveValue(before);
  await expect(desk.connection).toContainText('unsent: 0');
  // what is done afterwards arrives, and nothing before it
  const next = pickPerson(station, 5);
  await openPerson(page, next.Email);
  await desk.panel.getByLabel('Company').fill('Северный ветер');
  await desk.panel.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => station.practice.state.participant(next.Id)?.Locales.ru.Company).toBe('Северный ветер');
  const paths = station.proxy.seen.filter((request) => request.method === 'PUT').map(({ path }) => path);
  expect(paths).toEqual([`/participants/${next.Id}`]);
});

test('profile fields are saved with the server’s own status', async ({ station }) => {
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  const person = pickPerson(station, 5);
  await openPerson(page, person.Email);
  await desk.panel.getByLabel('Company').fill('Северный ветер');
  await desk.panel.getByRole('button', { name: 'Save' }).click();
  await expect(desk.connection).toContainText('unsent: 1');
  await expect(desk.connection).toContainText('unsent: 0');
  const now = station.practice.state.participant(person.Id)!;
  expect(now.Locales.ru.Company).toBe('Северный ветер');
  expect(now.Statuses).toEqual(person.Statuses);
});

test('a badge is printed exactly once, to the millimetre, and recorded; a second one is asked about', async ({
  station,
}) => {
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  const person = pickPerson(station, 6);
  await openPerson(page, person.Email);
  await desk.panel.getByRole('button', { name: 'Print badge' }).click();
  await expect.poll(() => station.practice.state.badges().length).toBe(1);
  const [badge] = station.practice.state.badges();
  expect(badge).toMatchObject({ UserId: person.Id, OperatorId: station.operator('Operator').Id });
  const files = await station.printedFiles();
  expect(files).toHaveLength(1);
  const pdf = await readFile(join(station.printed, files[0]!), 'latin1');
  const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)!;
  expect((Number(box[1]) * 25.4) / 72).toBeCloseTo(105, 1);
  expect((Number(box[2]) * 25.4) / 72).toBeCloseTo(74, 1);

  await desk.panel.getByRole('button', { name: 'Print badge' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(station.operator('Operator').Login);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  await desk.panel.getByRole('button', { name: 'Print badge' }).click();
  await dialog.getByRole('button', { name: /Print another/ }).click();
  await expect.poll(async () => (await station.printedFiles()).length).toBe(2);
  await expect(desk.connection).toContainText('unsent: 0');
  expect(await station.printedFiles()).toHaveLength(2); // none for what was cancelled
  expect(station.practice.state.badges()).toHaveLength(1); // the person has arrived once
});

test('a walk-in is registered and has the server’s Id', async ({ station }) => {
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  await desk.button('New participant').first().click();
  await page.getByLabel('Last name').fill('Зимородкова');
  await page.getByLabel('First name').fill('Ульяна');
  await page.getByLabel('Email').fill('ulyana.zimorodkova@example.org');
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(desk.panel).toBeVisible();
  await desk.search.fill('зимородкова');
  await expect(desk.row('ulyana.zimorodkova@example.org')).toBeVisible();
  await expect(desk.connection).toContainText('unsent: 0');
  const created = station.practice.state.participants().filter((one) => one.Email === 'ulyana.zimorodkova@example.org');
  expect(created).toHaveLength(1);
  expect(created[0]?.Statuses[0]?.StatusId).not.toBeNull();
  await desk.search.fill(String(created[0]!.Id));
  await expect(desk.row('ulyana.zimorodkova@example.org')).toBeVisible();
});

test('a walk-in who looks like somebody already there is said before it is saved', async ({ station }) => {
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  const person = pickPerson(station, 8);
  await desk.search.fill(person.Email);
  await expect(desk.row(person.Email)).toBeVisible(); // nobody can be like people who are not here yet
  await desk.search.fill('');
  await desk.button('New participant').first().click();
  await page.getByLabel('Last name').fill('Другая');
  await page.getByLabel('First name').fill('Персона');
  await page.getByLabel('Email').fill(person.Email);
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(page.getByText(/already here/i)).toBeVisible();
  expect(station.proxy.seen.filter((request) => request.method === 'POST')).toEqual([]);
});

test('only an admin removes, and only after being asked', async ({ station }) => {
  await station.start('Admin');
  const page = await station.open();
  const desk = deskOf(page);
  const person = pickPerson(station, 9);
  await openPerson(page, person.Email);
  await desk.panel.getByRole('button', { name: /Remove from the event/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Remove/ })
    .click();
  await desk.search.fill(person.Email);
  await expect(desk.row(person.Email)).toHaveCount(0);
  await expect.poll(() => station.practice.state.participant(person.Id)).toBeUndefined();
  await expect(desk.connection).toContainText('unsent: 0');
  // one asks after the other: with the second pull from now on, one that began after the answer has been read. Nobody flickers back
  const pulls = () => station.proxy.seen.filter(({ path }) => path.startsWith('/participants?')).length;
  const before = pulls();
  await expect.poll(pulls).toBeGreaterThan(before + 2);
  await expect(desk.row(person.Email)).toHaveCount(0);
});

test('an operator has no button to remove', async ({ station }) => {
  await station.start('Operator');
  const page = await station.open();
  const person = pickPerson(station, 9);
  await openPerson(page, person.Email);
  await expect(deskOf(page).panel.getByRole('button', { name: /Remove from the event/ })).toHaveCount(0);
});

test('another desk’s change is seen here', async ({ station }) => {
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  const person = pickPerson(station, 10);
  await openPerson(page, person.Email);
  station.practice.state.renameParticipant(person.Id, { LastName: 'Переименованный' });
  await expect(desk.panel.getByLabel('Last name')).toHaveValue('Переименованный');
});

test('both sides changed the same status: nothing is overwritten, a person decides', async ({ station }) => {
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  const person = pickPerson(station, 11);
  await openPerson(page, person.Email);
  const [mine, theirs] = station.practice.state
    .statuses()
    .filter((status) => status.Id !== person.Statuses[0]?.StatusId);
  station.proxy.pullPlug();
  await desk.panel.getByRole('combobox', { name: 'Status' }).selectOption({ label: mine!.Title });
  await expect(desk.connection).toContainText('unsent: 1');
  station.practice.state.setStatusElsewhere(person.Id, null, theirs!.Id);
  await station.proxy.plugIn();
  await expect(desk.connection).toContainText('online');
  await page
    .getByRole('button', { name: /^Attention/ })
    .or(page.getByRole('link', { name: /^Attention/ }))
    .first()
    .click();
  await expect(desk.attention).toContainText(mine!.Title);
  await expect(desk.attention).toContainText(theirs!.Title);
  const both = `Status ${mine!.Title} ${theirs!.Title}`;
  await expect(desk.attention.getByRole('row', { name: both })).toBeVisible();
  expect(station.practice.state.participant(person.Id)?.Statuses[0]?.StatusId).toBe(theirs!.Id);
  await desk.attention.getByRole('button', { name: /Keep mine/ }).click();
  await expect.poll(() => station.practice.state.participant(person.Id)?.Statuses[0]?.StatusId).toBe(mine!.Id);
});

test.describe('an event with parts', () => {
  test.use({ practiceOptions: { parts: 3 } });

  test('each part has its status, and a badge carries its part', async ({ station }) => {
    await station.start();
    const page = await station.open();
    const desk = deskOf(page);
    const person = pickPerson(station, 2);
    await openPerson(page, person.Email);
    const parts = [...station.practice.state.parts()].sort((a, b) => (a.Order ?? 0) - (b.Order ?? 0));
    for (const part of parts) {
      await expect(desk.panel.getByRole('combobox', { name: `Status: ${part.Title}`, exact: true })).toBeVisible();
    }
    const second = parts[1]!;
    const now = person.Statuses.find((status) => status.PartId === second.Id)?.StatusId;
    const other = station.practice.state.statuses().find((status) => status.Id !== now)!;
    await desk.panel
      .getByRole('combobox', { name: `Status: ${second.Title}`, exact: true })
      .selectOption({ label: other.Title });
    await expect(desk.connection).toContainText('unsent: 1');
    await expect(desk.connection).toContainText('unsent: 0');
    const after = station.practice.state.participant(person.Id)!.Statuses;
    expect(after.find((status) => status.PartId === second.Id)?.StatusId).toBe(other.Id);
    expect(after.filter((status) => status.PartId !== second.Id)).toEqual(
      person.Statuses.filter((status) => status.PartId !== second.Id),
    );
    await page.getByRole('combobox', { name: 'Current part' }).selectOption({ label: second.Title });
    await desk.panel.getByRole('button', { name: 'Print badge' }).click();
    await expect.poll(() => station.practice.state.badges().length).toBe(1);
    expect(station.practice.state.badges()[0]).toMatchObject({
      UserId: person.Id,
      PartId: second.Id,
      RoleId: other.Id,
    });
  });
});

test('from the press of Enter on, nothing can be done to the person who was open before', async ({ station }) => {
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  await openPerson(page, pickPerson(station, 12).Email);
  const next = pickPerson(station, 13);
  await desk.search.fill(next.Email);
  const shown = await desk.search.evaluate((box) => {
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    return new Promise<boolean>((resolve) => {
      queueMicrotask(() => resolve(document.querySelector('[role=region][aria-label=Participant] select') !== null));
    });
  });
  expect(shown).toBe(false);
  await expect(desk.panel.getByLabel('Email')).toHaveValue(next.Email);
});
