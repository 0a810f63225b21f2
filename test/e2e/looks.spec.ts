/** How the screens look: nothing for axe to find, and pictures of every state in both languages for people to judge. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test, type Station } from './desk.ts';

const FOLDER = fileURLToPath(new URL('../../out/looks/', import.meta.url));
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

/** Together they have every colour there is; looked at in the dark scheme too, in one language. */
const IN_THE_DARK: ReadonlySet<string> = new Set([
  '1-doors',
  '4-results',
  '5-panel-offline',
  '8-attention',
  '10-paused',
]);

/** Names of what the test presses, in the language of the desk. */
const WORDS = {
  en: {
    server: 'Server address',
    hash: 'Event hash',
    connect: 'Connect',
    login: 'Login',
    password: 'Password',
    signIn: 'Sign in',
    search: 'Find a participant',
    status: 'Status: Поток 1',
    print: 'Print badge',
    create: 'New participant',
    lastName: 'Last name',
    firstName: 'First name',
    email: 'Email',
    phone: 'Phone',
    register: 'Register',
    anyway: 'Register anyway',
    attention: 'Attention',
    menu: /Operator menu/,
    settings: 'Settings',
    history: 'History at this desk',
    sync: 'Sync now',
  },
  ru: {
    server: 'Адрес сервера',
    hash: 'Хэш мероприятия',
    connect: 'Подключиться',
    login: 'Логин',
    password: 'Пароль',
    signIn: 'Войти',
    search: 'Найти участника',
    status: 'Статус: Поток 1',
    print: 'Напечатать бейдж',
    create: 'Новый участник',
    lastName: 'Фамилия',
    firstName: 'Имя',
    email: 'Эл. почта',
    phone: 'Телефон',
    register: 'Зарегистрировать',
    anyway: 'Зарегистрировать всё равно',
    attention: 'Внимание',
    menu: /Меню оператора/,
    settings: 'Настройки',
    history: 'История на этой стойке',
    sync: 'Синхронизировать',
  },
} as const;

/** Takes the pictures of this state and has axe look at it. */
async function look(page: Page, name: string, language: keyof typeof WORDS): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await page.screenshot({ path: `${FOLDER}${name}-${language}-${size.width}.png` });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${name}: wider than the window`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(SIZES[0]);
  const dark = language === 'en' && IN_THE_DARK.has(name);
  for (const colorScheme of dark ? (['dark', 'light'] as const) : (['light'] as const)) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html.slice(0, 200))]);
    expect(found, `${name}, ${colorScheme}`).toEqual([]);
  }
}

/** One row that is left out and one field, for the settings to tell of; one refusal, for attention. */
function spoil(station: Station): void {
  station.proxy.script = (request) => {
    if (request.method === 'POST' && request.path === '/participants') {
      return {
        kind: 'answer',
        status: 400,
        type: 'application/json',
        body: '{"Error":{"Code":111,"Message":"Неверно заданы следующие параметры: Phone"}}',
      };
    }
    if (request.method !== 'GET' || !/^\/participants(\?|$)/.test(request.path)) return null;
    return {
      kind: 'rewrite',
      change: (body) => {
        const page = JSON.parse(body) as { Participants: Record<string, unknown>[] };
        const [first, second] = page.Participants;
        if (first !== undefined) first['Id'] = 'first';
        if (second !== undefined) second['Position'] = ['two', 'values'];
        return JSON.stringify(page);
      },
    };
  };
}

for (const language of ['en', 'ru'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ practiceOptions: { parts: 3 } });

    test('every screen', async ({ station }) => {
      await mkdir(FOLDER, { recursive: true });
      const words = WORDS[language];
      const { state } = station.practice;
      spoil(station);
      await station.startBare(['--lang', language]);
      const page = await station.open();
      const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

      await page.getByLabel(words.server).fill('http://127.0.0.1:9');
      await page.getByLabel(words.hash).fill(station.practice.hash);
      await button(words.connect).click();
      await page.getByRole('alert').waitFor();
      await look(page, '1-doors', language);

      await page.getByLabel(words.server).fill(station.proxy.url);
      await button(words.connect).click();
      const operator = station.operator('Admin');
      await page.getByLabel(words.login).fill(operator.Login);
      await page.getByLabel(words.password).fill('00000');
      await button(words.signIn).click();
      await page.getByRole('alert').waitFor();
      await look(page, '2-sign-in', language);

      await page.getByLabel(words.password).fill(operator.Password);
      await button(words.signIn).click();
      const search = page.getByRole('searchbox', { name: words.search });
      await search.fill('qwzx');
      await page.locator('.nothing').waitFor();
      await look(page, '3-nobody-found', language);
      await search.fill('а');
      await page.locator('.row').nth(20).waitFor();
      await look(page, '4-results', language);

      const payer = state.orderItems().find((item) => item.Paid && item.PromoCode !== null)!;
      await search.fill(String(payer.UserId));
      await expect(page.locator('.row')).toHaveCount(1);
      await search.press('Enter');
      const chosen = state.participant(payer.UserId)?.Statuses[0]?.StatusId;
      const other = state.statuses().find((status) => status.Id !== chosen)!;
      await button(words.print).click();
      await page.locator('.records .record-list li').first().waitFor();
      station.proxy.pullPlug();
      await page.locator('.connection[data-state="offline"]').waitFor();
      await page.getByRole('combobox', { name: words.status, exact: true }).selectOption({ label: other.Title });
      await page.locator('.pending-mark').first().waitFor();
      await page.getByText(words.history, { exact: true }).click();
      await page.locator('.participant').evaluate((panel) => (panel.scrollTop = 0));
      await look(page, '5-panel-offline', language);
      await station.proxy.plugIn();
      await page.locator('.connection[data-state="online"]').waitFor();

      await page.keyboard.press('Control+p');
      await page.getByRole('dialog').waitFor();
      await look(page, '5-second-badge', language);
      await page.keyboard.press('Escape');
      await page.keyboard.press('F1');
      await page.getByRole('dialog').waitFor();
      await look(page, '5-keys', language);
      await page.keyboard.press('Escape');
      await page.keyboard.press('F3');
      await page.locator('#runet-who').fill('Ива');
      await page.keyboard.press('Enter');
      await page.locator('.found li').first().waitFor();
      await look(page, '5-runet-id', language);

      const { Email, Phone } = state.participants().find((one) => one.Email !== undefined && one.Phone !== undefined)!;
      await button(words.create).click();
      await page.getByLabel(words.lastName, { exact: true }).fill('Константинопольская-Преображенская');
      await page.getByLabel(words.email, { exact: true }).fill('без собаки');
      await button(words.register).click();
      await page.getByRole('alert').first().waitFor();
      await look(page, '6-new-participant-rules', language);
      await page.getByLabel(words.firstName, { exact: true }).fill('Александра');
      await page.getByLabel(words.email, { exact: true }).fill(Email!);
      await page.getByLabel(words.phone, { exact: true }).fill(Phone!);
      await button(words.register).click();
      await button(words.anyway).waitFor();
      await look(page, '7-lookalikes', language);
      await button(words.anyway).click();
      await page.locator('.count-attention').waitFor();
      await button(words.attention).click();
      await page.locator('.attention-card').waitFor();
      await look(page, '8-attention', language);

      await button(words.menu).click();
      await button(words.settings).click();
      await page.locator('.left-out li').first().waitFor();
      await look(page, '9-settings', language);
      await page.keyboard.press('Escape');

      station.proxy.script = () => ({
        kind: 'answer',
        status: 400,
        type: 'application/json',
        body: '{"Error":{"Code":102,"Message":"Неверный Hash доступа к API"}}',
      });
      await button(words.sync).click();
      await page.locator('.connection[data-state="paused"]').waitFor();
      await look(page, '10-paused', language);
    });
  });
}
