/** The search as an operator has it: whoever is meant is found, however they are typed; and when nobody is, it goes on from there. */
import type { Locator, Page } from '@playwright/test';
import { deskOf, expect, test } from './desk.ts';

const marksOf = (row: Locator): Locator => row.locator('mark');

async function search(page: Page, query: string): Promise<void> {
  await deskOf(page).search.fill(query);
}

test.describe('an event with parts', () => {
  test.use({ practiceOptions: { parts: 2 } });

  test('a walk-in typed in the wrong layout is registered, found in every way, and narrowed to', async ({
    station,
  }) => {
    await station.start();
    const page = await station.open();
    const desk = deskOf(page);
    await expect(desk.connection).toContainText('online');
    const chip = (name: string | RegExp) =>
      page.getByRole('toolbar', { name: 'Filters' }).getByRole('button', { name });

    // nobody of this name: what was searched is said, and the form has it in the alphabet that was meant
    await search(page, 'oth,frbycrbq fktrcfylh');
    await expect(page.getByText('Nobody found')).toBeVisible();
    await expect(page.getByText('Searched for “oth,frbycrbq fktrcfylh” and “щербакинский александр”.')).toBeVisible();
    await expect(page.getByText('Will be filled in: Щербакинский Александр')).toBeVisible();
    await page.keyboard.press('F2');
    const field = (name: string) => page.getByLabel(name, { exact: true });
    await expect(field('Last name')).toHaveValue('Щербакинский');
    await expect(field('First name')).toHaveValue('Александр');
    await field('Company').fill('Ромашковый луг');
    await field('Email').fill('sherb@example.org');
    await field('Phone').fill('+7 916 555-01-27');
    await desk.button('Register').click();
    await expect(desk.panel.getByLabel('Email')).toHaveValue('sherb@example.org');

    // at once, in every way
    const found = desk.row('Щербакинский Александр');
    for (const [query, marked] of [
      ['щербаки', 'Щербаки'],
      ['oth,fr', 'Щербак'],
      ['shcherbakin', 'Щербакин'],
      ['щербакниский', 'Щербакинский'],
      ['саша щербакин', 'Александр'],
      ['александр щербакинский', 'Щербакинский'],
      ['луг щербакин', 'луг'],
      ['5550127', '555-01-27'],
      ['sherb@', 'sherb'],
    ] as const) {
      await search(page, query);
      await expect(found, query).toBeVisible();
      await expect(
        marksOf(found)
          .filter({ hasText: new RegExp(`^${marked}$`) })
          .first(),
        query,
      ).toBeVisible();
    }
    await search(page, 'щербаки');
    await expect(
      desk.results.getByRole('listitem', { name: 'Щербакинский Александр sherb@example.org' }),
    ).toBeVisible();

    // a chip, with nothing typed: everybody who fits; and whom it hides is said
    await search(page, '');
    await chip('Status').click();
    await page.getByRole('menuitemcheckbox', { name: 'Спикер' }).click();
    const speakers = station.practice.state
      .participants()
      .filter(({ Statuses }) => Statuses.some(({ StatusId }) => StatusId === 3));
    await expect(page.getByText(`Found: ${speakers.length}`)).toBeVisible();
    await search(page, 'щербакинский');
    await expect(page.getByText('Nobody found')).toBeVisible();
    await page.getByRole('button', { name: '1 more outside the filter: show' }).click();
    await expect(found).toBeVisible();
    await expect(chip('Status: Спикер')).toHaveCount(0);

    // a word that is a filter becomes one by a press, and the list follows what is done
    await search(page, 'щербакинский не пришёл');
    await page.getByRole('button', { name: 'Filter: Not arrived' }).click();
    await expect(desk.search).toHaveValue('щербакинский');
    await expect(chip('Not arrived')).toHaveAttribute('aria-pressed', 'true');
    await expect(found).toBeVisible();
    await desk.search.press('Enter');
    await desk.panel.getByRole('button', { name: 'Let in without a badge' }).click();
    await expect(page.getByText('Nobody found')).toBeVisible();

    // by keys alone: in, along, off; and out again step by step
    await desk.search.press('Alt+ArrowDown');
    await expect(chip('Status')).toBeFocused();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(chip(/^Arrived$/)).toBeFocused();
    await page.keyboard.press('Space');
    await expect(chip(/^Arrived$/)).toHaveAttribute('aria-pressed', 'true');
    await expect(found).toContainText('arrived');
    await page.keyboard.press('Delete');
    await expect(chip(/^Arrived$/)).toHaveAttribute('aria-pressed', 'false');
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await expect(desk.search).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(desk.search).toHaveValue('');
    await expect(page.getByText('Found: 1', { exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByText('Recent', { exact: true })).toBeVisible();
  });
});

test('in Russian: words that find somebody are told from the one that does not', async ({ station }) => {
  await station.start('Operator', ['--lang', 'ru']);
  const page = await station.open();
  const { LastName } = station.practice.state.participants()[0]!.Locales.ru;
  const box = page.getByRole('searchbox', { name: 'Найти участника' });
  await box.fill(`${LastName} жгутиковедение`);
  await expect(page.getByText('Никого не нашлось')).toBeVisible();
  const fewer = page.getByRole('button', { name: new RegExp(`^${LastName} — \\d+$`) });
  await fewer.click();
  await expect(box).toHaveValue(LastName);
  await expect(page.getByText(/^Найдено: \d+$/)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Результаты' }).getByRole('listitem').first()).toContainText(LastName);
});
