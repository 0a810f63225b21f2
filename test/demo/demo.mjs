/**
 * `npm run demo`: a shift in about a minute, headless. A practice event of 5,000; sync, search, statuses, badges; an outage with
 * walk-ins, a kill and a restart; the return. Then the server's own state is checked. Pictures and badges are left in out/demo/.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { root } from '../../build/runner/paths.mjs';
import { quietChromium } from '../chromium.mjs';

const out = join(root, 'out', 'demo');
const work = join(root, 'out', 'demo-work');
const badges = join(out, 'badges');
const PEOPLE = 5000;

const began = Date.now();
const running = new Set();
const problems = [];

function tell(text) {
  console.log(`[${String(((Date.now() - began) / 1000).toFixed(1)).padStart(5)} s] ${text}`);
}

function check(what, fine) {
  tell(`${fine ? 'ok  ' : 'FAIL'} ${what}`);
  if (!fine) problems.push(what);
}

/** Starts a command and waits for the line that says it is ready. */
async function launch(args, ready) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let said = '';
  const match = await new Promise((resolve, reject) => {
    const read = (chunk) => {
      said += chunk;
      const found = ready.exec(said);
      if (found !== null) resolve({ found, said: () => said });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}:\n${said}`)));
  });
  return { child, found: match.found, said: match.said };
}

async function kill(child, signal = 'SIGKILL') {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

const practicePort = await freePort();
const startPractice = () =>
  launch(
    [
      'build/practice.mjs',
      '--port',
      String(practicePort),
      '--participants',
      String(PEOPLE),
      '--seed',
      '2026',
      '--state',
      join(work, 'practice.state'),
    ],
    /^practice ready (\S+) hash=(\S+)$[\s\S]*^operator (\S+) password (\S+) Operator$/m,
  );

async function startDesk(server, hash, login, password, lang) {
  const desk = await launch(
    [
      'build/start.mjs',
      ...['--shell', 'browser', '--no-open', '--lang', lang],
      ...['--data', join(work, 'data'), '--print-to', badges],
      ...['--server', server, '--hash', hash, '--operator', login, '--password', password],
    ],
    /^stoika ready (\S+)$/m,
  );
  return { child: desk.child, url: desk.found[1] };
}

async function openBrowser(url) {
  const context = await chromium.launchPersistentContext(join(work, 'profile'), {
    executablePath: process.env.STOIKA_CHROMIUM,
    args: quietChromium,
    viewport: { width: 1280, height: 800 },
  });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(url);
  return { context, page };
}

/** Every row of a feed, straight from the server. */
async function readFeed(server, hash, path, key) {
  const rows = new Map();
  let since = '';
  for (;;) {
    const query = since === '' ? '' : `&since=${encodeURIComponent(since)}`;
    const response = await fetch(`${server}/${path}?limit=500${query}`, { headers: { 'X-Ruvents-Hash': hash } });
    const page = await response.json();
    for (const row of page[key]) rows.set(row.Id, row);
    if (!page.HasMore) return [...rows.values()];
    since = page.NextSince;
  }
}

async function until(what, test, seconds = 60) {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    if (await test()) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  check(what, false);
  return false;
}

async function run() {
  await rm(out, { recursive: true, force: true });
  await rm(work, { recursive: true, force: true });
  await mkdir(badges, { recursive: true });

  tell(`a practice event of ${PEOPLE} people starts`);
  const practice = await startPractice();
  const [, server, hash, login, password] = practice.found;
  tell('the desk starts, signed in');
  let desk = await startDesk(server, hash, login, password, 'en');
  let { context, page } = await openBrowser(desk.url);
  const shot = (name) => page.screenshot({ path: join(out, `${name}.png`) });
  const connection = () => page.getByRole('status', { name: /Connection|Связь|Соединение/ });
  const panel = () => page.getByRole('region', { name: 'Participant' });
  const results = () => page.getByRole('list', { name: 'Results' });
  const search = () => page.getByRole('searchbox', { name: 'Find a participant' });

  await connection().getByText('online').waitFor({ timeout: 60_000 });
  const people = await readFeed(server, hash, 'participants', 'Participants');
  const chosen = people.filter((person) => person.Email && person.Locales?.ru?.LastName).slice(100, 104);
  tell(
    `the server has ${people.length} people; the desk is ${await connection()
      .innerText()
      .then((text) => text.replaceAll('\n', ' '))}`,
  );

  const open = async (query) => {
    await search().fill(query);
    await results().getByRole('listitem').first().waitFor();
    await search().press('Enter');
    await panel().waitFor();
  };
  const setStatus = async (person) => {
    // until then the panel may be that of whoever was open before
    await panel().getByText(person.Locales.ru.LastName).first().waitFor();
    const select = panel().getByRole('combobox', { name: 'Status' });
    await select.waitFor();
    const options = await select
      .locator('option')
      .evaluateAll((all) => all.map((option) => [option.value, option.textContent]));
    const current = await select.inputValue();
    const [value, title] = options.find(([candidate]) => candidate !== current && candidate !== '');
    await select.selectOption(value);
    tell(`${person.Locales.ru.LastName}: status «${title}»`);
    return Number(value);
  };
  const printed = async () => (await readdir(badges)).filter((name) => name.endsWith('.pdf')).length;
  const print = async (count) => {
    await panel().getByRole('button', { name: 'Print badge' }).click();
    await until(`badge ${count} printed`, async () => (await printed()) === count, 20);
  };
  const register = async (lastName, email) => {
    await page.getByRole('button', { name: 'New participant' }).first().click();
    await page.getByLabel('Last name').fill(lastName);
    await page.getByLabel('First name').fill('Варвара');
    await page.getByLabel('Company').fill('Музей северных морей');
    await page.getByLabel('Email').fill(email);
    if (email.includes('1')) await shot('3-walk-in-offline');
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    await panel().getByLabel('Last name').waitFor();
    tell(`walk-in ${lastName}`);
  };
  const wanted = new Map();

  const [first, second, third] = chosen;
  await until('the people are here', async () => {
    await search().fill(first.Email);
    return (await results().getByRole('listitem').count()) > 0;
  });
  await search().fill(first.Locales.ru.LastName.slice(0, 4));
  await results().getByRole('listitem').first().waitFor();
  await shot('1-search');
  await open(first.Email);
  wanted.set(first.Id, await setStatus(first));
  await print(1);
  await shot('2-participant');

  tell('the uplink dies');
  await kill(practice.child);
  await connection().getByText('offline').waitFor({ timeout: 30_000 });
  await open(second.Email);
  wanted.set(second.Id, await setStatus(second));
  await print(2);
  await register('Северянинова', 'walkin1@example.org');
  await print(3);
  await register('Поморцева', 'walkin2@example.org');
  await print(4);
  await shot('4-offline');

  tell('the desk is killed, and started again without the network');
  await kill(desk.child);
  await context.close();
  desk = await startDesk(server, hash, login, password, 'en');
  ({ context, page } = await openBrowser(desk.url));
  await connection()
    .getByText(/unsent: [1-9]/)
    .waitFor({ timeout: 30_000 });
  await open('walkin1@example.org');
  await shot('5-after-restart');
  await open(third.Email);
  wanted.set(third.Id, await setStatus(third));

  tell('the uplink is back');
  await startPractice();
  await connection().getByText('unsent: 0').waitFor({ timeout: 90_000 });
  await shot('6-all-sent');

  const after = await readFeed(server, hash, 'participants', 'Participants');
  const recorded = await readFeed(server, hash, 'badges', 'Badges');
  for (const [id, status] of wanted) {
    const person = after.find((candidate) => candidate.Id === id);
    check(`participant ${id} has the status that was set`, person?.Statuses[0]?.StatusId === status);
  }
  for (const email of ['walkin1@example.org', 'walkin2@example.org']) {
    const created = after.filter((person) => person.Email === email);
    check(`${email} is there once`, created.length === 1);
    check(`${email} has one badge`, recorded.filter((badge) => badge.UserId === created[0]?.Id).length === 1);
  }
  check(`${people.length + 2} people, nobody lost, nobody twice`, after.length === people.length + 2);
  check('4 badges on the server, 4 PDF files', recorded.length === 4 && (await printed()) === 4);

  await kill(desk.child);
  await context.close();
  desk = await startDesk(server, hash, login, password, 'ru');
  ({ context, page } = await openBrowser(desk.url));
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.getByRole('searchbox').fill('северянинова');
  await page.getByRole('listitem').first().waitFor();
  await page.getByRole('searchbox').press('Enter');
  await page.waitForTimeout(700);
  await shot('7-russian-1920');
  await context.close();
}

try {
  await run();
} catch (error) {
  problems.push(error.message);
  console.error(error);
} finally {
  for (const child of [...running]) await kill(child);
  await rm(work, { recursive: true, force: true });
}
tell(
  problems.length === 0
    ? 'the shift is over: everything arrived, once. Look into out/demo/'
    : `FAILED: ${problems.join('; ')}`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
