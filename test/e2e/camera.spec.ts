/** The camera as a scanner, with Chromium's fake one in front of which a code is held. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { quietChromium } from '../chromium.mjs';
import { deskOf, expect, test } from './desk.ts';
import { filmCode } from './fake-camera.ts';

const DEBIAN_CHROMIUM = '/usr/bin/chromium';

test.use({ practiceOptions: { participants: 50 } });

/** Every address that was asked for, workers' included. */
function recordRequests(context: BrowserContext): readonly string[] {
  const asked: string[] = [];
  context.on('request', (request) => void asked.push(request.url()));
  return asked;
}

async function findFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).include('.viewfinder').include('.search-line').analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`);
}

test('a code before the camera opens the person, once it is allowed; nothing leaves the desk', async ({ station }) => {
  const [person] = station.practice.state.participants();
  if (person?.Email === undefined) throw new Error('the practice event has nobody with an email');
  const { Id, Email } = person;
  await station.start();
  const { url } = station.desk!;
  const film = await filmCode(join(station.folder, 'film.y4m'), `~RUNETID#${Id}$`);
  const browser = await chromium.launch({
    ...(existsSync(DEBIAN_CHROMIUM) ? { executablePath: DEBIAN_CHROMIUM } : {}),
    args: [...quietChromium, ...film],
  });

  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
  const asked = recordRequests(context);
  const page = await context.newPage();
  await page.goto(url);
  const desk = deskOf(page);
  await desk.search.fill(Email);
  await desk.row(Email).waitFor();
  await desk.search.fill('');

  await page.keyboard.press('F10');
  await expect(page.getByRole('alert')).toContainText('The camera is not allowed');
  await expect(page.getByRole('alert')).toContainText('address bar');
  expect(await findFaults(page)).toEqual([]);
  await context.grantPermissions(['camera'], { origin: new URL(url).origin });
  await desk.button('Try again').click();
  const viewfinder = page.getByRole('region', { name: 'Camera' });
  await expect(viewfinder.getByRole('status')).toHaveText(`Read: ~RUNETID#${Id}$`);
  await expect(desk.panel).toContainText(Email);

  expect(await findFaults(page)).toEqual([]);
  // it stays open for the next one; the camera is off when it is closed, and its worker is gone
  const track = await page.evaluateHandle(() => {
    const stream = document.querySelector('video')?.srcObject;
    return stream instanceof MediaStream ? (stream.getVideoTracks()[0] ?? null) : null;
  });
  expect(await track.evaluate((one) => one?.readyState)).toBe('live');
  expect(page.workers().some((worker) => worker.url().includes('/decoder.worker-'))).toBe(true);
  await page.keyboard.press('Escape');
  await expect(viewfinder).toHaveCount(0);
  expect(await track.evaluate((one) => one?.readyState)).toBe('ended');
  await expect.poll(() => page.workers().filter((worker) => worker.url().includes('/decoder.worker-')).length).toBe(0);
  await expect(desk.panel).toContainText(Email);

  expect(asked.some((address) => address.endsWith('.wasm'))).toBe(true);
  const { origin } = new URL(url);
  expect(asked.filter((address) => !address.startsWith(`${origin}/`) && !address.startsWith('blob:'))).toEqual([]);
  // the page itself may not do what the decoder's worker may
  const compiled = page.evaluate(async () => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));
  await expect(compiled).rejects.toThrow(/Content Security Policy|unsafe-eval/);
  await browser.close();
});
