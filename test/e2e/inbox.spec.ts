/** The inbox: every reason in words, settled by keys alone, in both languages; a scanner that types into it answers nothing. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { AttentionReason, Intent, Operation } from '../../shared/operations/operation.ts';
import { deskOf, expect, openPerson, test, type Station } from './desk.ts';
import { Keyboard } from './keyboard.ts';

const FOLDER = fileURLToPath(new URL('../../out/looks/', import.meta.url));
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

const WORDS = {
  en: { bell: 'Attention', search: 'Find a participant', none: 'Nothing to settle.', use: /^Use: / },
  ru: { bell: 'Внимание', search: 'Найти участника', none: 'Решать нечего.', use: /^Использовать: / },
} as const;
type Language = keyof typeof WORDS;

function inbox(page: Page, language: Language) {
  const region = page.getByRole('region', { name: WORDS[language].bell, exact: true });
  return {
    region,
    cards: region.getByRole('article'),
    bell: page.getByRole('button', { name: WORDS[language].bell, exact: true }),
    search: page.getByRole('searchbox', { name: WORDS[language].search }),
  };
}

/** Operations of every reason, as the journal would give them. */
function listOperations(station: Station): readonly Operation[] {
  const { state } = station.practice;
  const people = state.participants().filter((one) => one.Email !== undefined && one.Locales.ru.Company !== undefined);
  const statuses = state.statuses();
  const operators = state.operators();
  const admin = operators.find(({ Role }) => Role === 'Admin')!;
  const other = operators.find(({ Role }) => Role === 'Operator')!;
  const refused = (code: number | null, message: string, http: number | null = 400): AttentionReason => {
    return { why: 'refused', code, message, http };
  };
  const walkIn = (fields: Readonly<Record<string, string>>): Intent => ({
    kind: 'create',
    fields: { LastName: 'Зимородкова', FirstName: 'Ульяна', ...fields },
    statuses: [{ PartId: null, StatusId: statuses[0]!.Id }],
    spelling: {},
  });
  const status: Intent = { kind: 'status', partId: null, saw: statuses[0]!.Id, set: statuses[1]!.Id };
  const profile: Intent = { kind: 'profile', saw: { Company: 'Заря' }, set: { Company: 'Рассвет' } };
  const badge: Intent = { kind: 'badge', partId: null, via: 'printed' };
  const wrong = 'Неверно заданы следующие параметры: ';
  const listed: readonly (readonly [Intent, AttentionReason])[] = [
    [status, { why: 'conflict', field: 'Status', theirs: statuses[2]!.Id, serverTime: '2026-11-22 10:31:07' }],
    [profile, { why: 'conflict', field: 'Company', theirs: 'Полдень', serverTime: null }],
    [
      { kind: 'remove', saw: [] },
      { why: 'conflict', field: 'Status', theirs: statuses[3]!.Id, serverTime: null },
    ],
    [walkIn({ Email: 'ulyana@example.org' }), refused(111, `${wrong}Email`)],
    [walkIn({ Phone: '+79990000000' }), refused(111, `${wrong}Phone`)],
    [walkIn({}), refused(111, `${wrong}Company`)],
    [walkIn({}), refused(111, `${wrong}LastName,FirstName`)],
    [{ ...status, set: null }, refused(110, 'Задан неверный параметр Statuses. StatusId')],
    [badge, refused(202, 'Не найден участник с ID: 12')],
    [status, refused(112, 'Не найдена роль с ID: 9')],
    [status, refused(777, 'Сервер на обслуживании')],
    [status, refused(null, '', 403)],
    [
      walkIn({ Email: 'ulyana@example.org' }),
      {
        why: 'exists',
        field: 'Email',
        users: [{ id: 910_017, name: 'Зимородкова Ульяна', company: 'Птичий двор' }],
      },
    ],
    [walkIn({ Email: people[5]!.Email! }), { why: 'ambiguous', candidates: [people[5]!.Id] }],
    [badge, { why: 'ambiguous', candidates: [77_001, 77_002] }],
    [status, { why: 'removed' }],
    [badge, { why: 'removed' }],
    [profile, { why: 'notTaken', fields: ['Company'] }],
    [status, { why: 'failing', times: 6, message: 'HTTP 502' }],
    [profile, { why: 'noStatus' }],
  ];
  return listed.map(([intent, reason], index) => {
    const person = people[index]!;
    const id = `made-up-${index}-operation`;
    const { LastName, FirstName } = person.Locales.ru;
    const isNew = intent.kind === 'create';
    const who = isNew ? 'Зимородкова Ульяна' : `${LastName} ${FirstName}`;
    const by = index % 2 === 0 ? admin : other;
    return {
      id,
      participant: isNew ? `local:${id}` : `id:${person.Id}`,
      about: { name: who, email: isNew ? '' : (person.Email ?? '') },
      intent,
      seq: index + 1,
      operator: { id: by.Id, login: by.Login },
      madeAt: new Date(Date.now() - (listed.length - index) * 60_000).toISOString(),
      state: { name: 'attention', reason },
      tries: 1,
      changedAt: new Date().toISOString(),
      ...(index === 1 ? { handedOverFrom: 'made-up-laptop' } : {}),
    };
  });
}

async function playOperations(page: Page, operations: readonly Operation[]): Promise<void> {
  const held = { people: [], badges: [] };
  await page.context().route('**/api/operations', (route) => route.fulfill({ json: { operations, held } }));
}

for (const language of ['en', 'ru'] as const) {
  test(`every reason can be read, in ${language}`, async ({ station }) => {
    await mkdir(FOLDER, { recursive: true });
    await station.start('Admin', ['--lang', language]);
    const operations = listOperations(station);
    const page = await station.open(SIZES[0], (opened) => playOperations(opened, operations));
    const desk = inbox(page, language);
    await expect(desk.bell).toContainText(String(operations.length));
    await page.keyboard.press('F7');
    await expect(desk.cards).toHaveCount(operations.length);
    await expect(desk.cards.first()).toBeFocused();
    // what the desk says of a transport is not the server's word
    await expect(desk.region).not.toContainText('HTTP 502');
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.screenshot({ path: `${FOLDER}inbox-${language}-${size.width}.png` });
    }
    // a picture of the whole list, for people to read
    await page.setViewportSize({ width: 1280, height: 6400 });
    await page.screenshot({ path: `${FOLDER}inbox-${language}-all.png` });
    await page.setViewportSize(SIZES[0]);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html.slice(0, 200))])).toEqual([]);

    // a scanner reads a badge while a card has the focus
    const keyboard = await Keyboard.withTimeStopped(page);
    await keyboard.scan('12345', '');
    await expect(desk.search).toHaveValue('12345');
    await expect(desk.search).toBeFocused();
    await page.clock.runFor(1000);
    await expect(desk.cards).toHaveCount(operations.length);
  });

  test(`two are settled by keys alone, in ${language}`, async ({ station }) => {
    const { state } = station.practice;
    const [first, second] = state.participants().filter((one) => one.Email !== undefined);
    const [mine, theirs] = state.statuses().filter(({ Id }) => {
      return [first, second].every((one) => one!.Statuses[0]?.StatusId !== Id);
    });
    await station.start('Operator', ['--lang', language]);
    const page = await station.open();
    const desk = inbox(page, language);
    await page.locator('.connection[data-state="online"]').waitFor();
    station.proxy.pullPlug();
    for (const person of [first!, second!]) {
      await desk.search.fill(person.Email!);
      await page.locator('.row').first().waitFor();
      await desk.search.press('Enter');
      await page.locator('.participant select').first().selectOption({ label: mine!.Title });
      state.setStatusElsewhere(person.Id, null, theirs!.Id);
    }
    await station.proxy.plugIn();
    await expect(desk.bell).toContainText('2');

    // the bell has taken nothing away from the line
    await desk.search.focus();
    await page.keyboard.press('F7');
    await expect(desk.cards.first()).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(desk.cards.nth(1)).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('1');
    await expect(desk.cards).toHaveCount(1);
    await expect(desk.cards.first()).toBeFocused();
    await page.keyboard.press('2');
    await expect(desk.region).toContainText(WORDS[language].none);
    await expect(desk.search).toBeFocused();
    await expect.poll(() => state.participant(first!.Id)?.Statuses[0]?.StatusId).toBe(mine!.Id);
    expect(state.participant(second!.Id)?.Statuses[0]?.StatusId).toBe(theirs!.Id);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(desk.region).toHaveCount(0);
  });
}

test('Escape goes back to the line, and a letter is the next search', async ({ station }) => {
  await station.start('Admin');
  const page = await station.open(SIZES[0], (opened) => playOperations(opened, listOperations(station).slice(0, 2)));
  const desk = inbox(page, 'en');
  await expect(desk.bell).toContainText('2');
  await page.keyboard.press('F7');
  await expect(desk.cards.first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(desk.search).toBeFocused();
  await page.keyboard.press('F7');
  await expect(desk.cards.first()).toBeFocused();
  await page.keyboard.type('и');
  await expect(desk.search).toHaveValue('и');
  await openPerson(page, station.practice.state.participants()[0]!.Email ?? 'а');
  await expect(deskOf(page).panel).toBeVisible();
});

/** The operations that were answered, in the order of their first answers: the engine settles some of them once more by itself. */
async function watchAnswers(page: Page, operations: readonly Operation[]): Promise<readonly string[]> {
  const answered: string[] = [];
  await page.context().route('**/api/settle', async (route) => {
    const body = route.request().postData() ?? '';
    for (const { id } of operations) if (body.includes(id) && !answered.includes(id)) answered.push(id);
    await route.fulfill({ json: { settled: [] } });
  });
  return answered;
}

test('a digit answers the card that it was pressed on, though the focus goes on at once', async ({ station }) => {
  await station.start('Admin');
  const operations = listOperations(station).slice(0, 4);
  const page = await station.open(SIZES[0], (opened) => playOperations(opened, operations));
  const answered = await watchAnswers(page, operations);
  const desk = inbox(page, 'en');
  await expect(desk.bell).toContainText('4');
  await page.keyboard.press('F7');
  await expect(desk.cards.first()).toBeFocused();
  await page.keyboard.press('1');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => answered).toEqual([operations[0]!.id]);
  await desk.cards.nth(1).focus();
  await page.keyboard.press('2');
  for (let tabs = 0; tabs < 4; tabs += 1) await page.keyboard.press('Tab');
  await expect.poll(() => answered).toEqual([operations[0]!.id, operations[1]!.id]);

  // whoever goes away has answered nothing
  await desk.cards.nth(2).focus();
  const keyboard = await Keyboard.withTimeStopped(page);
  await keyboard.typeSlowly('1', 0);
  await page.keyboard.press('Escape');
  await page.clock.runFor(1000);
  await desk.cards.nth(3).focus();
  await keyboard.typeSlowly('2', 0);
  await page.clock.runFor(1000);
  await expect.poll(() => answered).toEqual([operations[0]!.id, operations[1]!.id, operations[3]!.id]);
});

test('a digit that answers no card begins the next search', async ({ station }) => {
  await station.start('Admin');
  const operations = listOperations(station).slice(0, 2);
  const page = await station.open(SIZES[0], (opened) => playOperations(opened, operations));
  const answered = await watchAnswers(page, operations);
  const desk = inbox(page, 'en');
  await expect(desk.bell).toContainText('2');
  await page.keyboard.press('F7');
  await expect(desk.cards.first()).toBeFocused();
  const keyboard = await Keyboard.withTimeStopped(page);
  await keyboard.typeSlowly('1005', 250); // a number that begins like an answer
  await expect(desk.search).toHaveValue('1005');
  await desk.search.fill('');
  await page.keyboard.press('F7');
  await expect(desk.cards.first()).toBeFocused();
  await keyboard.typeSlowly('8912', 250);
  await expect(desk.search).toHaveValue('8912');
  await desk.search.fill('');
  await desk.region.getByRole('button', { name: 'Close' }).focus();
  await keyboard.typeSlowly('12', 250);
  await expect(desk.search).toHaveValue('12');
  expect(answered).toEqual([]);
});

test('an inbox without cards leaves digits to the search', async ({ station }) => {
  await station.start('Admin');
  const page = await station.open(SIZES[0]);
  const desk = inbox(page, 'en');
  await page.locator('.connection[data-state="online"]').waitFor();
  await page.keyboard.press('F7');
  await expect(desk.region).toContainText(WORDS.en.none);
  await desk.region.focus();
  await (await Keyboard.withTimeStopped(page)).typeSlowly('79', 250);
  await expect(desk.search).toHaveValue('79');
});

test('who cannot settle what waits is told who can', async ({ station }) => {
  await station.start('Operator');
  const operations = listOperations(station).slice(0, 2);
  const own = { ...operations[1]! };
  const ofAdmin = operations[0]!;
  const page = await station.open(SIZES[0], (opened) => playOperations(opened, [ofAdmin, own]));
  const desk = inbox(page, 'en');
  await expect(desk.bell).toContainText('1');
  const told = '1 record of another operator waits for a decision: call the administrator';
  await openPerson(page, ofAdmin.about.email);
  const { panel } = deskOf(page);
  await expect(panel).toContainText(told);
  await expect(panel.getByRole('button', { name: 'Settle' })).toHaveCount(0);
  await openPerson(page, own.about.email);
  await expect(panel).toContainText('1 record needs you');
  await expect(panel.getByRole('button', { name: 'Settle' })).toBeVisible();
  await page.keyboard.press('F6');
  const sync = page.getByRole('region', { name: 'Synchronisation' });
  await expect(sync).toContainText(told);
  await expect(sync.getByRole('button', { name: 'Settle' })).toHaveCount(1);
});
