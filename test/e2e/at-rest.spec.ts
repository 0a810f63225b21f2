/**
 * 0 findings at rest: a day's work, everything stopped, then every byte of the data folder and of the browser's profile is looked at.
 * What a person printed or saved is theirs and lies elsewhere.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { deskOf, expect, openPerson, openSettings, test } from './desk.ts';

interface Needle {
  readonly what: string;
  readonly bytes: Buffer;
}

/** The same words as they may lie in a file: a search over bytes cannot tell them otherwise. */
function formsOf(what: string): readonly Needle[] {
  const utf16 = Buffer.from(what, 'utf16le');
  const escaped = JSON.stringify(what).replace(
    /[^ -~]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const texts = [Buffer.from(what), Buffer.from(escaped.slice(1, -1))];
  const forms = [...texts, utf16, Buffer.from(utf16).swap16(), ...base64FormsOf(Buffer.from(what))];
  return forms.map((bytes) => ({ what, bytes }));
}

/** Base64 of a text that begins anywhere in what was encoded: the signs that do not depend on what is around it. */
function base64FormsOf(bytes: Buffer): readonly Buffer[] {
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]);
    const text = whole.toString('base64').replace(/=+$/, '');
    const from = before === 0 ? 0 : before + 1;
    const to = whole.length % 3 === 0 ? text.length : text.length - 1;
    return Buffer.from(text.slice(from, to));
  });
}

/** Many needles in one pass: places by two bytes, candidates by four, then each is compared. */
function createSearch(needles: readonly Needle[]): (bytes: Buffer) => readonly string[] {
  const byHead = new Map<number, Needle[]>();
  const maybe = new Uint8Array(65_536);
  for (const needle of needles) {
    const head = needle.bytes.readUInt32LE(0);
    byHead.set(head, [...(byHead.get(head) ?? []), needle]);
    maybe[head & 0xffff] = 1;
  }
  return (bytes) => {
    const found = new Set<string>();
    for (let at = 0; at + 4 <= bytes.length; at += 1) {
      if (maybe[bytes[at]! | (bytes[at + 1]! << 8)] === 0) continue;
      const candidates = byHead.get(bytes.readUInt32LE(at));
      if (candidates === undefined) continue;
      for (const { what, bytes: wanted } of candidates) {
        if (bytes.subarray(at, at + wanted.length).equals(wanted)) found.add(what);
      }
    }
    return [...found];
  };
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** @returns `file: what`, of names too: a file may be called after somebody */
async function scan(folders: readonly string[], needles: readonly Needle[]) {
  const search = createSearch(needles);
  const findings: string[] = [];
  let bytes = 0;
  for (const file of (await Promise.all(folders.map(listFiles))).flat()) {
    const contents = await readFile(file);
    bytes += contents.length;
    findings.push(...[...search(contents), ...search(Buffer.from(file))].map((what) => `${file}: ${what}`));
  }
  return { findings, bytes };
}

async function register(page: Page, person: Readonly<Record<string, string>>): Promise<void> {
  const desk = deskOf(page);
  await desk.button('New participant').first().click();
  for (const [label, value] of Object.entries(person))
    await page.getByLabel(label, { exact: true }).first().fill(value);
  await desk.button('Register').click();
  await expect(desk.panel).toContainText(person['Last name']!);
}

test('200 people, the hash and the passwords: none of it on the disk, neither in the data nor in the browser', async ({
  station,
}) => {
  const { state } = station.practice;
  const people = state.participants();
  expect(people.length).toBeGreaterThanOrEqual(200);
  const walkIn = {
    'Last name': 'Несуществующая',
    'First name': 'Аглаида',
    Email: 'aglaida.nowhere@example.org',
    Phone: '+79990001122',
  };
  // five digits are found by chance in any profile: these are not
  for (const { Id, Login } of state.operators()) state.setOperatorPassword(Id, `${Login}-7Kq-zw4831-secret`);
  const admin = state.operators().find(({ Role }) => Role === 'Admin')!;
  await station.startBare(['--server', station.proxy.url, '--hash', station.practice.hash]);
  const page = await station.open();
  const desk = deskOf(page);
  const signIn = async (): Promise<void> => {
    await page.getByLabel('Login').fill(admin.Login);
    await page.getByLabel('Password').fill(admin.Password);
    await desk.button('Sign in').click();
    await expect(desk.connection).toContainText('online');
  };
  await signIn();
  const withPhoto = people.find((one) => one.Email !== undefined && one.Photo !== undefined)!;
  await openPerson(page, withPhoto.Email!);
  await desk.panel.getByLabel('Company').fill('Невидимая контора');
  await desk.panel.getByRole('button', { name: 'Save' }).click();
  await desk.button('Print badge').click();
  await expect.poll(async () => (await station.printedFiles()).length).toBe(1);
  await desk.search.fill(people[3]!.Phone ?? people[3]!.Locales.ru.LastName);
  await desk.results.getByRole('listitem').first().waitFor();
  await page.getByRole('button', { name: 'Not arrived' }).click();
  await page.getByRole('button', { name: 'Not arrived' }).click();
  await register(page, walkIn);
  // what goes wrong is written down too: a wrong password, a search that the network does not answer
  await page.getByRole('button', { name: 'Operator menu' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Login').fill(admin.Login);
  await page.getByLabel('Password').fill('wrong-password-777');
  await desk.button('Sign in').click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await signIn();
  station.proxy.pullPlug();
  await openPerson(page, people[5]!.Email ?? people[5]!.Locales.ru.LastName);
  await (await openSettings(page)).getByRole('button', { name: 'Close' }).click();
  const traces = await page.evaluate(() => ({
    title: document.title,
    address: location.href,
    local: JSON.stringify(localStorage),
    session: JSON.stringify(sessionStorage),
  }));
  expect(traces.title).toBe('Stoika');
  expect(new URL(traces.address)).toMatchObject({ pathname: '/', search: '', hash: '' });
  await station.closeBrowser();
  await station.desk?.kill('SIGTERM');

  const secrets = [station.practice.hash, ...state.operators().map(({ Password }) => Password)];
  const known = people.flatMap(({ Email, Phone, Locales: { ru } }) => [Email, Phone, `${ru.LastName} ${ru.FirstName}`]);
  const words = [...known, ...Object.values(walkIn), 'Невидимая контора', 'wrong-password-777', ...secrets];
  const needles = [...new Set(words)].flatMap((what) => (what === undefined || what.length < 4 ? [] : formsOf(what)));
  const storages = Buffer.from(`${traces.local} ${traces.session}`);
  expect(createSearch(needles)(storages)).toEqual([]);
  const folders = [station.dataFolder, join(station.folder, 'profile')];
  const { findings, bytes } = await scan(folders, needles);
  expect(bytes).toBeGreaterThan(1_000_000);
  expect(findings).toEqual([]);
  // the search does find, in each form, wherever it lies
  const control = join(station.folder, 'control');
  await mkdir(control);
  const email = withPhoto.Email!;
  const encoded = [0, 1, 2].map((before) => `${'x'.repeat(before)}${email} and more`);
  const texts = [
    email,
    ...encoded.map((text) => Buffer.from(text).toString('base64')),
    JSON.stringify(walkIn['Last name']),
  ];
  const wide = Buffer.from(email, 'utf16le');
  const files = [...texts.map((text) => Buffer.from(`.${text}.`)), wide, Buffer.from(wide).swap16()];
  await Promise.all(files.map((bytes, n) => writeFile(join(control, String(n)), bytes)));
  expect((await scan([control], needles)).findings).toHaveLength(files.length);
});
