/**
 * The start of an empty desk: from opening its address to the frame in which the two doors are painted, against a bare page with
 * the same bundle. The bare page is the same document from the same host: every script and style is fetched, compiled and
 * evaluated, and then a static heading is painted, without React, host, or words. Both in turn, in one run.
 */
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { quietChromium } from '../chromium.mjs';
import { launch, median, percentile, report, work } from './rig/rig.mjs';

const RUNS = 15;
const WARM_UP = 3;
const TARGET = 1.5;

const folder = join(work, 'start');
await rm(folder, { recursive: true, force: true });
const desk = await launch(
  ['build/start.mjs', '--shell', 'browser', '--no-open', '--port', '0', '--lang', 'en', '--data', join(folder, 'data')],
  /^stoika ready (\S+)$/m,
);
const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
  executablePath: process.env.STOIKA_CHROMIUM,
  args: quietChromium,
});
try {
  const url = desk.found[1];
  await context.request.get(url); // the cookie
  const address = new URL('/', url).href;
  const times = { bare: [], desk: [] };
  for (let run = -WARM_UP; run < RUNS; run += 1) {
    // who goes first takes turns too
    for (const kind of run % 2 === 0 ? ['bare', 'desk'] : ['desk', 'bare']) {
      const ms = await measure(kind, address);
      if (run >= 0) times[kind].push(ms);
    }
  }
  for (const [kind, all] of Object.entries(times)) {
    const ms = (share) => percentile(all, share).toFixed(0);
    console.log(`${kind}: p50 ${median(all).toFixed(0)} p95 ${ms(0.95)} ms of ${all.length}`);
  }
  report('first screen of an empty desk / bare page', median(times.desk) / median(times.bare), TARGET, '×');
} finally {
  await context.close();
  desk.child.kill('SIGKILL');
  await once(desk.child, 'exit');
}

/** @returns milliseconds from the navigation to the painted screen */
async function measure(kind, address) {
  const page = await context.newPage();
  await page.addInitScript(watchScreen, kind);
  await page.goto(address);
  const ms = await page.waitForFunction(() => window.screenPaintedAt).then((handle) => handle.jsonValue());
  await page.close();
  return ms;
}

/** Runs in the page before its code. */
function watchScreen(kind) {
  const noteFrame = () =>
    requestAnimationFrame(() => {
      // a task that is put behind the frame's own work comes when it has been painted
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (window.screenPaintedAt = performance.now());
      port2.postMessage(null);
    });
  if (kind === 'bare') {
    // The bundle is evaluated and finds no place to draw in: it ends before it begins anything.
    document.getElementById = () => null;
    addEventListener('DOMContentLoaded', () => {
      const heading = document.createElement('h1');
      heading.textContent = 'Stoika';
      document.body.append(heading);
      noteFrame();
    });
    return;
  }
  const observer = new MutationObserver(() => {
    if (document.querySelector('.doors') === null) return;
    observer.disconnect();
    noteFrame();
  });
  observer.observe(document, { subtree: true, childList: true });
}
