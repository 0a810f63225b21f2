/**
 * From the click on "Print badge" to the badge in the printer's hands: the finished file in the folder of `--print-to`, synced. The
 * desk is warm; each badge is another person's. Both times are of the same machine's clock.
 */
import { once } from 'node:events';
import { existsSync, mkdirSync, watch } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { quietChromium } from '../chromium.mjs';
import { launch, median, percentile, report, work } from './rig/rig.mjs';

const PARTICIPANTS = 1000;
const WARM = 5;
const BADGES = 45;
const TARGET_MS = 150;

const folder = join(work, 'print');
const printed = join(folder, 'printed');
await rm(folder, { recursive: true, force: true });
mkdirSync(printed, { recursive: true });

const practice = await launch(
  ['build/practice.mjs', '--participants', String(PARTICIPANTS), '--seed', '1'],
  /^practice ready (\S+) hash=(\S+)$[\s\S]*^operator (\S+) password (\S+) Operator$/m,
);
const [, server, hash, login, password] = practice.found;
const desk = await launch(
  [
    'build/start.mjs',
    ...['--shell', 'browser', '--no-open', '--data', join(folder, 'data'), '--server', server, '--hash', hash],
    ...['--operator', login, '--password', password, '--print-to', printed, '--lang', 'en'],
  ],
  /^stoika ready (\S+)$/m,
);
const browser = await chromium.launch({ executablePath: process.env.STOIKA_CHROMIUM, args: quietChromium });
try {
  const headers = { 'X-Ruvents-Hash': hash };
  const { Participants } = await (await fetch(new URL('/participants?limit=200', server), { headers })).json();
  const people = Participants.filter(({ Email }) => Email).slice(0, WARM + BADGES);
  const page = await browser.newPage();
  await page.goto(desk.found[1]);
  const search = page.getByRole('searchbox', { name: 'Find a participant' });
  const panel = page.getByRole('region', { name: 'Participant', exact: true });
  const waits = [];
  for (const { Email } of people) {
    await search.fill(Email);
    await page.getByRole('list', { name: 'Results' }).getByText(Email).first().waitFor();
    await search.press('Enter');
    const button = panel.getByRole('button', { name: 'Print badge', exact: true });
    await panel
      .getByText(Email)
      .or(panel.locator(`input[value="${Email}"]`))
      .first()
      .waitFor({ state: 'attached' });
    const arrived = waitForBadge();
    const clicked = await button.evaluate((element) => {
      const now = performance.timeOrigin + performance.now();
      element.click();
      return now;
    });
    waits.push((await arrived) - clicked);
  }
  const warm = waits.slice(WARM);
  console.log(
    `click to file: p50 ${median(warm).toFixed(0)} p95 ${percentile(warm, 0.95).toFixed(0)} ms; the first ${waits[0].toFixed(0)} ms`,
  );
  report('click to job handed over, p95, warm', percentile(warm, 0.95), TARGET_MS, 'ms');
} finally {
  await browser.close();
  for (const { child } of [desk, practice]) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

/** When the next badge has its final name. */
function waitForBadge() {
  return new Promise((resolve) => {
    const watcher = watch(printed, (_event, name) => {
      if (name === null || !name.endsWith('.pdf') || name.startsWith('.') || !existsSync(join(printed, name))) return;
      watcher.close();
      resolve(performance.timeOrigin + performance.now());
    });
  });
}
