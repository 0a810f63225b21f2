/**
 * The speed of the desk, as ratios in one run: first sync against fetching and parsing the same pages in the same worker through
 * the same host; start against bare JSON.parse; a status change until durable and visible; one change at 1,000 and at 100,000.
 * Targets are those of the project's design; a miss is printed, never hidden, and does not fail the run.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { root } from '../../build/runner/paths.mjs';
import { quietChromium } from '../chromium.mjs';

const work = join(root, 'out', 'bench');
const TYPES = { html: 'text/html', js: 'text/javascript' };
const RUNS = 3;

async function launch(args, ready) {
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

async function buildPage() {
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

/** A desk with an event of so many people, and the measuring page in the desk's own origin. */
async function withDesk(participants, measure) {
  const practice = await launch(
    ['build/practice.mjs', '--participants', String(participants), '--seed', '1'],
    /^practice ready (\S+) hash=(\S+)$[\s\S]*^operator (\S+) password (\S+) Operator$/m,
  );
  const [, server, hash, login, password] = practice.found;
  const folder = join(work, String(participants));
  await rm(folder, { recursive: true, force: true });
  const desk = await launch(
    [
      'build/start.mjs',
      ...['--shell', 'browser', '--no-open', '--data', join(folder, 'data'), '--server', server],
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
    await measure(async (name) => {
      await open();
      return page.evaluate((job) => window.measure(job), name);
    });
  } finally {
    await context.close();
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

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

function report(name, value, target, unit) {
  const verdict = value <= target ? 'reached' : 'MISSED';
  console.log(`${name.padEnd(52)} ${value.toFixed(2).padStart(8)} ${unit.padEnd(3)} target ≤ ${target} ${verdict}`);
}

await rm(work, { recursive: true, force: true });
await buildPage();
const changes = {};
for (const participants of process.env.QUICK ? [100_000] : [1000, 100_000]) {
  await withDesk(participants, async (measure) => {
    if (participants === 100_000) {
      const bare = [];
      const ours = [];
      for (let run = 0; run < RUNS; run += 1) {
        bare.push((await measure('bare')).ms);
        ours.push(await measure('sync'));
      }
      console.log(
        `first sync of 100,000: bare ${bare.map(Math.round).join(', ')} ms; the desk ${ours.map(Math.round).join(', ')} ms`,
      );
      report('first sync / fetch and parse', median(ours) / median(bare), 1.7, '×');
      await measure('snapshot');
      const starts = [];
      for (let run = 0; run < RUNS; run += 1) starts.push(await measure('start'));
      console.log(
        `start: parse ${starts.map((one) => Math.round(one.bare)).join(', ')} ms; searchable ${starts.map((one) => Math.round(one.ours)).join(', ')} ms`,
      );
      report(
        'start to searchable / bare JSON.parse',
        median(starts.map((one) => one.ours)) / median(starts.map((one) => one.bare)),
        4,
        '×',
      );
    } else {
      await measure('sync');
    }
    changes[participants] = await measure('change');
    const { durable, visible } = changes[participants];
    console.log(
      `${participants} people: durable p50 ${median(durable).toFixed(1)} p95 ${percentile(durable, 0.95).toFixed(1)} ms; visible p50 ${median(visible).toFixed(1)} p95 ${percentile(visible, 0.95).toFixed(1)} ms`,
    );
  });
}
report(
  'status change durable and visible, p95, 100,000',
  percentile(
    changes[100_000].visible.map((value, index) => Math.max(value, changes[100_000].durable[index])),
    0.95,
  ),
  50,
  'ms',
);
report(
  'one change at 100,000 / at 1,000 (p50 visible)',
  median(changes[100_000].visible) / median(changes[1000].visible),
  2,
  '×',
);
