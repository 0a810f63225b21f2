/** Synchronisation in full: what waits, everybody read anew, people missing on the server, "safe to close?". */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { deskOf, expect, openPerson, openSettings, test } from './desk.ts';

const FOLDER = fileURLToPath(new URL('../../out/looks/', import.meta.url));

const WORDS = {
  en: {
    details: 'Synchronisation',
    closing: 'Safe to close?',
    check: 'Check',
    safe: /^Yes\. Everything recorded here is on the server/,
    offline: /^Not yet: 1 unsent, and there is no connection/,
    again: 'Check again',
    sweep: 'Read everybody anew',
    doubt: 'People are missing on the server',
    keep: 'It is a fault: keep them',
    remove: 'They were removed: remove them here too',
  },
  ru: {
    details: 'Синхронизация',
    closing: 'Можно закрывать?',
    check: 'Проверить',
    safe: /^Да\. Всё, что записано здесь, на сервере/,
    offline: /^Пока нет: не отправлено 1, а связи с сервером нет/,
    again: 'Проверить ещё раз',
    sweep: 'Прочитать всех заново',
    doubt: 'На сервере не хватает людей',
    keep: 'Это сбой: оставить',
    remove: 'Их убрали: убрать и здесь',
  },
} as const;

function syncPanel(page: Page, language: keyof typeof WORDS) {
  const words = WORDS[language];
  const region = page.getByRole('region', { name: words.details, exact: true });
  return {
    region,
    verdict: region.getByRole('status', { name: words.closing }),
    doubt: region.getByRole('group', { name: words.doubt }),
    press: (name: string) => region.getByRole('button', { name, exact: true }).click(),
    open: () => page.getByRole('button', { name: words.details, exact: true }).click(),
  };
}

async function look(page: Page, name: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  for (const size of [
    { width: 1920, height: 1080 },
    { width: 1280, height: 800 },
  ]) {
    await page.setViewportSize(size);
    await page.screenshot({ path: `${FOLDER}${name}-${size.width}.png` });
  }
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html.slice(0, 200))])).toEqual([]);
}

for (const language of ['en', 'ru'] as const) {
  test(`the desk says whether it may be closed, in ${language}`, async ({ station }) => {
    const words = WORDS[language];
    const { state } = station.practice;
    const person = state.participants().find((one) => one.Email !== undefined)!;
    const other = state.statuses().find(({ Id }) => Id !== person.Statuses[0]?.StatusId)!;
    await station.start('Operator', ['--lang', language]);
    const page = await station.open();
    const panel = syncPanel(page, language);
    await page.locator('.connection[data-state="online"]').waitFor();
    station.proxy.pullPlug();
    await page.locator('.search-box').fill(person.Email!);
    await page.locator('.row').first().waitFor();
    await page.locator('.search-box').press('Enter');
    await page.locator('.participant select').first().selectOption({ label: other.Title });
    await panel.open();
    await panel.press(words.check);
    await expect(panel.verdict).toHaveText(words.offline);
    await look(page, `closing-offline-${language}`);

    await station.proxy.plugIn();
    await page.getByRole('button', { name: language === 'en' ? 'Sync now' : 'Синхронизировать' }).click();
    await expect(panel.verdict).toHaveText(words.safe);
    expect(state.participant(person.Id)?.Statuses[0]?.StatusId).toBe(other.Id);
    await look(page, `closing-safe-${language}`);

    // what is recorded afterwards takes the word back
    station.proxy.pullPlug();
    await page.locator('.search-box').press('Enter');
    await page.locator('.participant select').first().selectOption({ index: 0 });
    await panel.open();
    await panel.press(words.check);
    await expect(panel.verdict).not.toHaveText(words.safe);
  });
}

test.describe('a server that keeps its values', () => {
  test.use({ practiceOptions: { quirks: ['put-ignores-profile'] } });

  test('yes is not said before it is known that it took the change', async ({ station }) => {
    const person = station.practice.state.participants().find((one) => one.Email !== undefined)!;
    await station.start();
    const page = await station.open();
    const desk = deskOf(page);
    const panel = syncPanel(page, 'en');
    await expect(desk.connection).toContainText('online');
    await openPerson(page, person.Email!);
    await desk.panel.getByLabel('Company').fill('Птичий двор');
    await desk.panel.getByRole('button', { name: 'Save' }).click();
    await panel.open();
    const told = await watchVerdicts(page);
    await panel.press(WORDS.en.check);
    await expect(panel.verdict).toHaveText(/^Not yet: 1 record waits for your decision/);
    expect(await told()).toContain('reading');
    expect(await told()).not.toContain('safe');
  });
});

/** @returns what tells all verdicts since */
async function watchVerdicts(page: Page): Promise<() => Promise<readonly string[]>> {
  const told = await page.evaluateHandle(() => {
    const seen: string[] = [];
    const look = () => {
      const verdict = document.querySelector('[data-verdict]')?.getAttribute('data-verdict') ?? '';
      if (verdict !== seen.at(-1)) seen.push(verdict);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
    return seen;
  });
  return () => told.jsonValue();
}

test('what was handed over is no plain yes until the server shows it', async ({ station }) => {
  const { state } = station.practice;
  const person = state.participants().find((one) => one.Email !== undefined)!;
  const status = state.statuses().find(({ Id }) => Id !== person.Statuses[0]?.StatusId)!;
  await station.start('Admin');
  const page = await station.open();
  const desk = deskOf(page);
  const panel = syncPanel(page, 'en');
  await expect(desk.connection).toContainText('online');
  station.proxy.pullPlug();
  await openPerson(page, person.Email!);
  await desk.panel.getByRole('combobox', { name: 'Status' }).selectOption({ label: status.Title });
  await expect(desk.connection).toContainText('unsent: 1');
  await (await openSettings(page)).getByRole('button', { name: 'Hand over what is unsent…' }).click();
  const giving = page.getByRole('dialog', { name: 'Hand over what is unsent?' });
  await giving.getByRole('button', { name: 'Hand over and keep the file' }).click();
  await expect(giving).toContainText('What is being sent just now stays here.');
  await giving.getByRole('button', { name: 'Close' }).click();
  await station.proxy.plugIn();
  await panel.open();
  await panel.press(WORDS.en.check);
  await expect(panel.verdict).toHaveText(/^Not a plain yes: 1 record was handed over/, { timeout: 40_000 });

  state.setStatusElsewhere(person.Id, null, status.Id);
  await expect(panel.verdict).toHaveText(WORDS.en.safe, { timeout: 40_000 });
});

test('a journal that was mended is told of until a person has understood', async ({ station }) => {
  const { state } = station.practice;
  const person = state.participants().find((one) => one.Email !== undefined)!;
  const status = state.statuses().find(({ Id }) => Id !== person.Statuses[0]?.StatusId)!;
  const first = await station.start('Admin');
  const before = await station.open();
  const { connection, panel: card, button } = deskOf(before);
  await expect(connection).toContainText('online');
  await openPerson(before, person.Email!);
  await card.getByRole('combobox', { name: 'Status' }).selectOption({ label: status.Title });
  await button('Sync now').click();
  await expect.poll(() => state.participant(person.Id)?.Statuses[0]?.StatusId).toBe(status.Id);
  await expect(connection).toContainText('unsent: 0');
  await station.closeBrowser();
  await first.kill();
  const names = await readdir(station.dataFolder, { recursive: true });
  const journal = join(
    station.dataFolder,
    names.find((name) => name.endsWith('journal.log'))!,
  );
  const bytes = await readFile(journal);
  await writeFile(journal, bytes.fill(bytes[30]! ^ 1, 30, 31)); // in the header

  await station.start('Admin');
  const page = await station.open();
  const panel = syncPanel(page, 'en');
  const strip = page.locator('.strip').filter({ hasText: 'The journal was damaged in the middle and has been mended' });
  await expect(strip).toBeVisible();
  await panel.open();
  await panel.press(WORDS.en.check);
  await expect(panel.verdict).toHaveText(/^Not a plain yes: .* damaged journal could not be read/);
  await panel.press('Understood');
  await expect(panel.verdict).toHaveText(WORDS.en.safe);
  await expect(strip).toHaveCount(0);
});

test('a few who were removed disappear, with a line that says so', async ({ station }) => {
  const { state } = station.practice;
  const gone = state.participants().find((one) => one.Email !== undefined)!;
  await station.start();
  const page = await station.open();
  const desk = deskOf(page);
  const panel = syncPanel(page, 'en');
  await openPerson(page, gone.Email!);
  state.removeElsewhere(gone.Id);
  await panel.open();
  await panel.press(WORDS.en.sweep);
  await expect(panel.region).toContainText(gone.Locales.ru.LastName);
  await expect(panel.region).toContainText('not in the event any more, removed on the server');
  await desk.search.fill(gone.Email!);
  await expect(desk.results.getByRole('listitem')).toHaveCount(0);
});

for (const answer of ['keep', 'remove'] as const) {
  test(`many are missing: a person says ${answer}`, async ({ station }) => {
    const { state } = station.practice;
    const missing = state.participants().slice(0, 20);
    await station.start();
    const page = await station.open();
    const desk = deskOf(page);
    const panel = syncPanel(page, 'en');
    await expect(desk.connection).toContainText('online');
    for (const { Id } of missing) state.removeElsewhere(Id);
    await panel.open();
    await panel.press(WORDS.en.sweep);
    await expect(page.locator('.strip')).toContainText('People are missing on the server: 20 of');
    await expect(panel.doubt).toContainText('The server did not return 20 of 200');
    await look(page, `doubt-en-${answer}`);
    await panel.press(WORDS.en[answer]);
    await expect(panel.doubt).toHaveCount(0);
    await desk.search.fill(String(missing[0]!.Id));
    await expect(desk.results.getByRole('listitem')).toHaveCount(answer === 'keep' ? 1 : 0);
  });
}
