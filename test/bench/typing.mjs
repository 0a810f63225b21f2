/**
 * What an operator feels at 100,000 people: from a key that goes down in the search box to the frame in which the results of that very
 * text are painted. Real keys in Chromium, at the speed of a fast typist and at that of a key held down.
 */
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile, report, withDesk, work } from './rig/rig.mjs';

const PEOPLE = 100_000;
const TARGET_MS = 50;
const SPEEDS = [10, 30];
/** Names in both alphabets, in the other layout, with mistakes, by a short form; a company, an email, a phone; filters; nobody. */
const QUERIES = [
  ...['Иванов Пётр', 'кузнецова анна', 'Shcherbakov', 'ghjcrehzrjd', 'gtnhjd bdfy', 'саша смирнов', 'Васильвеа'],
  ...['никоалев', 'вектор', 'иванов ооо', 'ivanov@exam', '916 12', 'спикер волков', 'не пришёл', 'жгутиковский', 'а'],
];

await rm(work, { recursive: true, force: true });
await withDesk(PEOPLE, async (_, { page, url }) => {
  await page.addInitScript(watchPaint);
  await page.goto(url);
  await page.locator('.desk').waitFor();
  const firstSync = page.locator('.progress-line');
  await sleep(1000);
  await firstSync.waitFor({ state: 'detached', timeout: 300_000 });
  const keyboard = await page.context().newCDPSession(page);
  const press = (key) =>
    keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text: key, unmodifiedText: key });
  await typeAll(page, press, SPEEDS[0]); // the first round warms up
  for (const speed of SPEEDS) {
    const times = await typeAll(page, press, speed);
    const ms = (share) => percentile(times, share).toFixed(1);
    console.log(`${times.length} keys, ${speed} a second: p50 ${ms(0.5)} p95 ${ms(0.95)} max ${ms(1)} ms`);
    report(`key to painted results, p95, ${speed} keys a second`, percentile(times, 0.95), TARGET_MS, 'ms');
  }
});

/** @returns for each key the milliseconds until its results were painted */
async function typeAll(page, press, speed) {
  const times = [];
  for (const query of QUERIES) {
    const box = page.getByRole('searchbox');
    await box.fill('');
    await box.focus();
    await sleep(400);
    await page.evaluate(() => window.typing.begin());
    const began = performance.now();
    for (const [at, key] of [...query].entries()) {
      await sleep(Math.max(0, began + (at * 1000) / speed - performance.now()));
      await press(key);
    }
    await page.waitForFunction((last) => window.typing.painted.some((one) => one.query === last), query);
    const { down, painted } = await page.evaluate(() => window.typing);
    if (down.length !== [...query].length) throw new Error(`${query}: ${down.length} keys went down`);
    down.forEach((at, index) => {
      // One that was typed over before its results were there waits for those of the next.
      const texts = [...query].map((_, end) => [...query].slice(0, end + 1).join('')).slice(index);
      const first = painted.find((one) => one.at >= at && texts.includes(one.query));
      times.push(first.at - at);
    });
  }
  return times;
}

/** Runs in the page before its code: notes when keys went down, and when a frame was painted, of which query its results are. */
function watchPaint() {
  const typing = { down: [], painted: [], begin: () => undefined };
  window.typing = typing;
  typing.begin = () => {
    typing.down = [];
    typing.painted = [];
  };
  const listen = (event) => {
    if (event.target instanceof HTMLInputElement && event.key.length === 1) typing.down.push(event.timeStamp);
  };
  addEventListener('keydown', listen, true);
  const note = (query) =>
    requestAnimationFrame(() => {
      // a task that is put behind the frame's own work comes when it has been painted
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => typing.painted.push({ query, at: performance.now() });
      port2.postMessage(null);
    });
  const look = (node) => {
    if (!(node instanceof HTMLElement)) return;
    const list = node.closest('[data-query]') ?? node.querySelector('[data-query]');
    if (list !== null) note(list.dataset.query);
  };
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'attributes') look(target);
      else
        for (const node of addedNodes)
          if (node.matches?.('[data-query]') || node.querySelector?.('[data-query]')) look(node);
    }
  });
  const attributes = { attributes: true, attributeFilter: ['data-query'] };
  observer.observe(document, { subtree: true, childList: true, ...attributes });
}
