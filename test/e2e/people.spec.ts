/** Everything else that is done at a door: RUNET-ID, arrivals without printing, keys, photos, taking back, forms. */
import type { Page } from '@playwright/test';
import { deskOf, expect, openPerson, test, type Station } from './desk.ts';

/** People whose email is theirs alone, in the order of the feed. */
function people(station: Station) {
  return station.practice.state.participants().flatMap((person) => {
    const { Email } = person;
    return Email === undefined ? [] : [{ ...person, Email }];
  });
}

/** Everything is on the server, without waiting for the time of an undo. */
async function reached(page: Page): Promise<void> {
  const { button, connection } = deskOf(page);
  await button('Sync now').click();
  await expect(connection).toContainText('unsent: 0');
}

test('RUNET-ID: somebody found there is registered by PUT, and by POST when the server does not know them', async ({
  station,
}) => {
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  await expect(desk.connection).toContainText('online');
  const [byPut, byPost] = station.practice.state.strangers().filter((one) => one.Email !== undefined);
  if (byPut === undefined || byPost === undefined) throw new Error('RUNET-ID has nobody else');

  await desk.search.fill(byPut.Email!);
  await expect(page.getByText('Nobody found')).toBeVisible();
  await page.keyboard.press('F3');
  await expect(page.getByLabel('Whom to look for')).toHaveValue(byPut.Email!);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Register: ${byPut.ru.LastName}` }).click();
  await expect(desk.connection).toContainText('unsent: 1');
  await expect(desk.panel.getByLabel('Email')).toHaveValue(byPut.Email!);
  await reached(page);
  expect(station.practice.state.participant(byPut.Id)?.Statuses[0]?.StatusId).toBeGreaterThan(0);
  expect(station.proxy.seen.filter((request) => request.method === 'POST')).toEqual([]);

  station.proxy.script = (request) =>
    request.method === 'PUT'
      ? {
          kind: 'answer',
          status: 400,
          type: 'application/json',
          body: `{"Error":{"Code":202,"Message":"Не найден участник с ID: ${byPost.Id}"}}`,
        }
      : null;
  await page.keyboard.press('F3');
  await page.getByLabel('Whom to look for').fill(byPost.Email!);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Register: ${byPost.ru.LastName}` }).click();
  await expect(desk.connection).toContainText('unsent: 1');
  await reached(page);
  station.proxy.script = null;
  const created = station.practice.state.participants().filter((one) => one.Email === byPost.Email);
  expect(created).toHaveLength(1);
  await openPerson(page, byPost.Email!);
  await expect(desk.panel).toContainText(`RUNET-ID ${created[0]!.Id}`);

  // who takes part already is opened, not registered again
  const known = people(station)[3]!;
  await page.keyboard.press('F3');
  await page.getByLabel('Whom to look for').fill(String(known.Id));
  await page.keyboard.press('Enter');
  await expect(page.getByText('takes part already')).toBeVisible();
  await page.getByRole('button', { name: /^Open: / }).click();
  await expect(desk.panel.getByLabel('Email')).toHaveValue(known.Email);

  station.proxy.pullPlug();
  await expect(desk.connection).toContainText('offline');
  await expect(desk.button('Find in RUNET-ID')).toBeDisabled();
});

test.describe('an event with parts', () => {
  test.use({ practiceOptions: { parts: 2 } });

  test('arrivals without printing, the keys, recent people, and what the panel tells', async ({ station }) => {
    await station.start();
    const page = await station.open();
    const desk = deskOf(page);
    const { state } = station.practice;
    const operator = station.operator('Operator');
    const [part] = [...state.parts()].sort((a, b) => (a.Order ?? 0) - (b.Order ?? 0));
    const paid = state.orderItems().find((item) => item.Paid && item.Discount > 0 && item.PromoCode !== null)!;
    const payer = people(station).find((person) => person.Id === paid.UserId)!;
    const [, letIn, handedOut, printed] = people(station).filter((person) => person.Id !== payer.Id);

    await openPerson(page, letIn!.Email);
    await desk.panel.getByRole('button', { name: 'Let in without a badge' }).click();
    await expect(page.getByText(/^Let in without a badge: /)).toBeVisible();
    await expect(desk.row(letIn!.Email)).toContainText('arrived');
    await openPerson(page, handedOut!.Email);
    await desk.panel.getByRole('button', { name: 'Hand out a ready badge' }).click();
    await expect(page.getByText(/^Badge handed out: /)).toBeVisible();
    await openPerson(page, printed!.Email);
    await page.keyboard.press('Control+p');
    await expect(page.getByText(/^Badge printed: /)).toBeVisible();
    await reached(page);
    const recorded = state.badges().map(({ UserId, PartId, OperatorId }) => ({ UserId, PartId, OperatorId }));
    expect(recorded).toHaveLength(3);
    // several are on their way at once
    expect(recorded).toEqual(
      expect.arrayContaining(
        [letIn, handedOut, printed].map((one) => ({ UserId: one!.Id, PartId: part!.Id, OperatorId: operator.Id })),
      ),
    );
    expect(await station.printedFiles()).toHaveLength(1);
    await expect(desk.panel.locator('.records')).toContainText(new RegExp(`${operator.Login}.*${part!.Title}`));

    // the last badge once more, whoever is open
    await openPerson(page, payer.Email);
    const product = state.store.event.products.find((one) => one.Id === paid.ProductId)!;
    const item = desk.panel.locator('.record-list li').filter({ hasText: product.Title });
    await expect(item).toContainText('paid');
    await expect(item).toContainText(`${paid.Discount}%`);
    await expect(item).toContainText(paid.PromoCode!);
    await page.keyboard.press('F8');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(operator.Login);
    await expect(dialog).toContainText(part!.Title);
    await dialog.getByRole('button', { name: 'Print another' }).click();
    await expect(desk.panel.getByLabel('Email')).toHaveValue(printed!.Email);
    await expect.poll(async () => (await station.printedFiles()).length).toBe(2);
    expect(state.badges()).toHaveLength(3); // printed again, arrived once

    // whoever was worked on is at hand without a query, the last one first
    await desk.search.fill('');
    await expect(page.getByText('Recent', { exact: true })).toBeVisible();
    const rows = desk.results.getByRole('listitem');
    await expect(rows.nth(0)).toContainText(printed!.Email);
    const second = await rows.nth(1).textContent(); // read before the key: whoever is opened comes first from then on
    await page.keyboard.press('Alt+2');
    await expect(desk.panel.getByLabel('Email')).not.toHaveValue(printed!.Email);
    expect(second).toContain(await desk.panel.getByLabel('Email').inputValue());

    const { LastName } = letIn!.Locales.ru;
    await desk.search.fill(LastName.slice(0, 2));
    await expect(desk.results).toHaveAttribute('data-query', LastName.slice(0, 2));
    await expect(rows.nth(3)).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await expect(rows.nth(2)).toHaveAttribute('aria-current', 'true');
    const third = await rows.nth(2).locator('.row-name').textContent(); // before the key: the list is alive
    await page.keyboard.press('Enter');
    await expect(desk.panel.getByRole('heading', { level: 2 })).toHaveText(third!);
    await expect(desk.search).toBeFocused();
  });
});

test('a photo is shown, and still is without the network and after a restart', async ({ station }) => {
  const { proxy, practice } = station;
  // photos lie behind the same plug as everything else
  proxy.script = (request) =>
    request.path.startsWith('/participants')
      ? { kind: 'rewrite', change: (body) => body.replaceAll(practice.url, proxy.url) }
      : null;
  const withPhoto = people(station).find((person) => person.Photo !== undefined)!;
  await station.start();
  let page = await station.open();
  const showsPhoto = async () => {
    await openPerson(page, withPhoto.Email);
    const photo = deskOf(page).panel.locator('img.participant-photo');
    await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  };
  await showsPhoto();
  expect(proxy.seen.find((request) => request.path.startsWith('/photos/'))?.headers).not.toContain('X-Ruvents-Hash');
  proxy.pullPlug();
  await station.desk?.kill();
  await station.closeBrowser();
  await station.start();
  page = await station.open();
  await expect(deskOf(page).connection).toContainText('offline');
  await showsPhoto();
});

test('what has left already is taken back by its opposite', async ({ station }) => {
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  const person = people(station)[14]!;
  const before = person.Statuses[0]!.StatusId;
  const other = station.practice.state.statuses().find((status) => status.Id !== before)!;
  await openPerson(page, person.Email);
  const letGo = station.holdWrites();
  await desk.panel.getByRole('combobox', { name: 'Status' }).selectOption({ label: other.Title });
  await desk.panel.getByLabel('Company').fill('Берег');
  await page.keyboard.press('Control+s');
  await expect(desk.connection).toContainText('unsent: 2');
  letGo();
  await reached(page);
  const serverNow = () => {
    const now = station.practice.state.participant(person.Id)!;
    return [now.Statuses[0]?.StatusId, now.Locales.ru.Company ?? ''];
  };
  expect(serverNow()).toEqual([other.Id, 'Берег']);
  await desk.panel.getByText('History at this desk').click();
  for (const done of [/^Company/, /^Status/]) {
    const line = desk.panel.locator('.history li').filter({ hasText: done }).last();
    await line.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Undone', { exact: true }).last()).toBeVisible();
  }
  await expect.poll(serverNow).toEqual([before, person.Locales.ru.Company ?? '']);
  await reached(page);
  await expect(desk.panel.getByRole('combobox', { name: 'Status' })).toHaveValue(String(before ?? ''));
});

test('printing in the browser: only "Yes" records the badge', async ({ station }) => {
  await station.start('Operator', [], 'browser');
  const page = await station.open();
  const desk = deskOf(page);
  const { state } = station.practice;
  await openPerson(page, people(station)[15]!.Email);
  const print = desk.panel.getByRole('button', { name: 'Print badge' });
  const question = page.getByRole('dialog', { name: 'Did it come out?' });
  await print.click();
  await question.getByRole('button', { name: 'No', exact: true }).click();
  await expect(desk.panel.getByRole('alert')).toContainText('The badge was not printed.');
  await desk.panel.getByRole('button', { name: 'Try again' }).click();
  await question.waitFor();
  await page.keyboard.press('Escape'); // no answer: it will be asked again
  await expect(question).toBeHidden();
  await page.getByRole('button', { name: '1 print to confirm' }).click();
  await expect(question).toContainText('If there was no print window, or it was closed, press "No, print again"');
  await page.reload();
  await question.waitFor();
  expect(state.badges()).toEqual([]);
  await question.getByRole('button', { name: 'Yes', exact: true }).click();
  await expect.poll(() => state.badges().length).toBe(1);
  expect(state.badges()[0]).toMatchObject({ UserId: people(station)[15]!.Id });
  await reached(page);
  expect(state.badges()).toHaveLength(1);
});

test('the form of a new participant knows what was typed, and the rules of the event’s fields', async ({ station }) => {
  station.proxy.script = (request) =>
    request.path === '/participants/fields'
      ? {
          kind: 'rewrite',
          change: (body) => {
            const fields = JSON.parse(body) as Record<string, object>;
            return JSON.stringify({
              ...fields,
              Company: { ...fields['Company'], required: true },
              Age: { type: 'integer' },
              Site: { type: 'string', format: 'uri' },
              ArrivesAt: { type: 'string', format: 'date-time' },
              Passport: { type: 'string', pattern: '^\\d{4} \\d{6}$' },
            });
          },
        }
      : null;
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  await expect(desk.connection).toContainText('online');

  await desk.search.fill('зимородкова-крачкина ульяна  Павловна');
  await expect(page.getByText('Nobody found')).toBeVisible();
  await page.keyboard.press('F2');
  const form = page.getByRole('form', { name: 'New participant' });
  const field = (name: string) => form.getByLabel(name, { exact: true });
  await expect(field('Last name')).toHaveValue('Зимородкова-Крачкина');
  await expect(field('First name')).toHaveValue('Ульяна');
  await expect(field('Middle name')).toHaveValue('Павловна');

  const register = form.getByRole('button', { name: 'Register', exact: true });
  await field('Last name').fill('  ');
  await field('Email').fill('ulyana at example');
  await field('Phone').fill('позвоните');
  await field('Age').fill('семь');
  await field('Site').fill('my site');
  await field('ArrivesAt').fill('завтра');
  await field('Passport').fill('12');
  await register.click();
  const said = (name: string) =>
    form
      .locator('.field')
      .filter({ has: page.getByLabel(name, { exact: true }) })
      .getByRole('alert');
  await expect(said('Last name')).toHaveText('This has to be filled in');
  await expect(said('Company')).toHaveText('This has to be filled in');
  await expect(said('Email')).toContainText('This does not look like an address');
  await expect(said('Phone')).toContainText('Does not fit the pattern');
  await expect(said('Age')).toHaveText('A whole number is needed');
  await expect(said('Site')).toContainText('This does not look like a link');
  await expect(said('ArrivesAt')).toContainText('A date and a time are needed');
  await expect(said('Passport')).toContainText('Does not fit the pattern');
  expect(station.proxy.seen.filter((request) => request.method === 'POST')).toEqual([]);
  await expect(field('Email')).toHaveValue('ulyana at example');

  await field('Last name').fill('Зимородкова');
  await field('Company').fill('Берег');
  await field('Email').fill('ulyana@example.org');
  await field('Phone').fill('+7 000 123-45-67');
  for (const name of ['Age', 'Site', 'ArrivesAt', 'Passport']) await field(name).fill('');
  await register.click();
  await expect(desk.panel.getByLabel('Last name')).toHaveValue('Зимородкова');
  await expect.poll(() => people(station).filter((one) => one.Email === 'ulyana@example.org').length).toBe(1);

  // the same rules where somebody is changed
  await desk.panel.getByLabel('Email').fill('nobody');
  await desk.panel.getByRole('button', { name: 'Save' }).click();
  await expect(desk.panel.getByRole('alert')).toContainText('This does not look like an address');

  // an email or a phone that nobody has goes to its own field
  for (const [query, name, value] of [
    ['new.person@example.org', 'Email', 'new.person@example.org'],
    ['+7 (000) 765-43-21', 'Phone', '+70007654321'],
  ] as const) {
    await desk.search.fill(query);
    await expect(page.getByText('Nobody found')).toBeVisible();
    await page.keyboard.press('F2');
    await expect(field(name)).toHaveValue(value);
    await expect(field('Last name')).toBeFocused();
  }
});
