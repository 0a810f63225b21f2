/** What the measurements stand on: a practice server, a desk in front of it, and a page in Chromium in the desk's own origin. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { root } from '../../../build/runner/paths.mjs';
import { quietChromium } from '../../chromium.mjs';

export { report } from './report.mjs';

export const work = join(root, 'out', 'bench');
const TYPES = { html: 'text/html', js: 'text/javascript' };

export async function launch(args, ready) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const found = await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const match = ready.exec(said);
      if (match !== null) resolve(match);
    });
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}:\n${said}`)));
  });
  return { child, found };
}

export async function buildPage() {
  await build({
    configFile: join(root, 'build', 'vite.renderer.ts'),
    root: join(root, 'test', 'bench', 'page'),
    base: '/bench/',
    logLevel: 'error',
    build: {
      outDir: join(work, 'page'),
      emptyOutDir: true,
      rollupOptions: { input: join(root, 'test', 'bench', 'page', 'index.html') },
    },
  });
}

/**
 * A desk with an event of so many people, and the measuring page in the desk's own origin.
 * @param measure gets a function that opens the page anew and does a job in it, and what goes on in the page that is open
 * @param front what stands between the desk and the server
 */
export async function withDesk(participants, measure, front = (server) => ({ url: server, close: () => undefined })) {
  const practice = await launch(
    ['build/practice.mjs', '--participants', String(participants), '--seed', '1'],
    /^practice ready (\S+) hash=(\S+)$[\s\S]*^operator (\S+) password (\S+) Operator$/m,
  );
  const [, server, hash, login, password] = practice.found;
  const proxy = await front(server);
  const folder = join(work, String(participants));
  await rm(folder, { recursive: true, force: true });
  const desk = await launch(
    [
      'build/start.mjs',
      ...['--shell', 'browser', '--no-open', '--data', join(folder, 'data'), '--server', proxy.url],
      ...['--hash', hash, '--operator', login, '--password', password],
    ],
    /^stoika ready (\S+)$/m,
  );
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: process.env.STOIKA_CHROMIUM,
    args: quietChromium,
  });
  try {
    await context.route('**/bench/**', async (route) => {
      const path = new URL(route.request().url()).pathname.replace('/bench/', '') || 'index.html';
      await route.fulfill({
        contentType: TYPES[path.split('.').pop()] ?? 'text/plain',
        body: await readFile(join(work, 'page', path)),
      });
    });
    const page = await context.newPage();
    // the cookie, without the desk's own engine beside the measured one
    await page.request.get(desk.found[1]);
    await waitForSignIn(page, desk.found[1]);
    const open = async () => {
      await page.goto(new URL('/bench/index.html', desk.found[1]).href);
      await page.waitForFunction('typeof window.measure === "function"');
    };
    const measureOpen = (name) => page.evaluate((job) => window.measure(job), name);
    await measure(
      async (name) => {
        await open();
        return measureOpen(name);
      },
      { measureOpen, proxy, hash, page, url: desk.found[1] },
    );
  } finally {
    await context.close();
    await proxy.close();
    for (const { child } of [desk, practice]) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
}

async function waitForSignIn(page, url) {
  for (let tries = 0; tries < 100; tries += 1) {
    const station = await page.request.get(new URL('/api/station', url).href).then((response) => response.json());
    if (station.session?.operator) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the desk did not sign in');
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
export const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
