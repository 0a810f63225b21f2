/**
 * Chromium and the desk's host killed with SIGKILL at random points of real work, over and over, on one data folder; after
 * healing, the operator's book (book.mjs) is held against the server. SIGKILL proves the death of processes; that of the power
 * is shown elsewhere, by counting syncs.
 *
 *   node test/soak/browser-kills.mjs --kills 50 --seed 1 [--kill-minutes 60]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Book } from './book.mjs';
import { makeChance } from './chance.mjs';
import { startLine } from './line.mjs';
import { countShown, makeMoments } from './moments.mjs';
import { readAttention, recogniseWalkIns, waitForUnsent } from './operator.mjs';
import { startPracticeServer } from './processes.mjs';
import { readTruth } from './server-truth.mjs';
import { Shift } from './shift.mjs';
import { Station } from './station.mjs';

const HEAL_MS = 180_000;
/** A pull that began after the last answer. */
const SETTLE_MS = 12_000;

/**
 * @param {{ minutes?: number, kills?: number, seed?: number, participants?: number, say?: (line: string) => void }} options
 *   it ends after so many kills or minutes, whichever is first, and then heals (up to three minutes)
 * @returns {Promise<{ ok: boolean, kills: number, confirmed: number, lost: number, doubled: number }>}
 */
export async function run({ minutes = 30, kills = 50, seed = 1, participants = 300, say = console.log }) {
  const chance = makeChance(seed);
  const folder = await mkdtemp(join(tmpdir(), 'stoika-kills-'));
  const server = await startPracticeServer(['--participants', String(participants), '--seed', String(seed)]);
  const line = await startLine(server.url, chance);
  const book = new Book();
  const station = new Station({ folder, book, server: { ...server, url: line.url } });
  try {
    const began = Date.now();
    const before = await readTruth(server);
    const shift = new Shift({ station, book, line, chance, before, say });
    await station.start();
    await station.waitUntilOpen();
    await shift.waitForPeople();
    const moments = makeMoments(shift);
    while (shift.kills < kills && Date.now() - began < minutes * 60_000) await shift.goOn(moments);
    const workedMs = Date.now() - began;
    const end = await heal(shift, server, before);
    report(say, { seed, shift, end, line, workedMs, totalMs: Date.now() - began });
    if (end.ok) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    else say(`the data folder is kept: ${folder}`);
    return {
      ok: end.ok,
      kills: shift.kills,
      confirmed: end.confirmed,
      lost: end.lost.length,
      doubled: end.doubled.length,
    };
  } finally {
    await station.kill('both');
    await line.close();
    await server.process.kill();
  }
}

/** Good weather, everything started, nothing left to send; then the book, the paper, the view and the server are compared. */
async function heal(shift, server, before) {
  const { station, book, line } = shift;
  await line.setWeather('calm');
  await station.start();
  await station.waitUntilOpen();
  await shift.waitForPeople();
  const { empty, asked } = await sendAll(station.page);
  await station.page.waitForTimeout(SETTLE_MS);
  const attention = await readAttention(station.page);
  const after = await readTruth(server);
  const verdict = book.judge(before, after, attention);
  const papers = await station.countPapers();
  const badges = after.badges.size - before.badges.size;
  const view = await countShown(station.page, after);
  const problems = [
    ...(empty ? [] : [`something is still unsent after ${HEAL_MS / 1000} s`]),
    ...shift.forgotten.map((text) => `after a restart the view did not show: ${text}`),
    ...verdict.lost.map((text) => `LOST ${text}`),
    ...verdict.doubled.map((text) => `DOUBLED ${text}`),
    ...verdict.unexplained.map((text) => `UNEXPLAINED ${text}`),
    ...(papers === badges + verdict.waiting.length || papers === badges ? [] : [`${papers} papers, ${badges} badges`]),
    ...view.wrong.map((text) => `the desk shows otherwise than the server: ${text}`),
  ];
  return { ...verdict, ok: problems.length === 0, problems, asked, attention, papers, badges, view };
}

/** A walk-in without an email, whose answer was lost, is asked about (decision 0009): the operator knows them. */
async function sendAll(page) {
  const asked = [];
  for (const began = Date.now(); Date.now() - began < HEAL_MS;) {
    asked.push(...(await recogniseWalkIns(page)));
    if (await waitForUnsent(page, 0, 10_000)) return { empty: true, asked };
  }
  return { empty: false, asked };
}

function report(say, { seed, shift, end, line, workedMs, totalMs }) {
  const seconds = (ms) => `${Math.round(ms / 1000)} s`;
  const list = (counts) =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  const { entries, strange } = shift.book;
  const count = (kind, isSaid) => entries.filter((one) => one.kind === kind && (one.said !== null) === isSaid).length;
  say(`browser kills, seed ${seed}: ${shift.kills} kills in ${seconds(workedMs)}, with healing ${seconds(totalMs)}`);
  say(`  killed: ${list(shift.killed)}; moments: ${list(shift.moments)}; profiles thrown away: ${shift.newProfiles}`);
  for (const kind of ['create', 'status', 'badge']) {
    say(`  ${kind}: confirmed ${count(kind, true)}, pressed and never confirmed ${count(kind, false)}`);
  }
  say(`  line: ${list(line.count)}; pages that had to be reopened: ${shift.station.reopened}`);
  say(
    `  papers ${end.papers}, badges ${end.badges}; rows compared ${end.view.compared}, other ${end.view.wrong.length}`,
  );
  say(
    `  attention: asked and answered ${end.asked.length}, left ${end.attention.length}, ` +
      `of these not on the server ${end.waiting.length}; strange messages ${strange.length}`,
  );
  for (const card of end.asked) say(`    answered: ${card.replaceAll(/\s+/g, ' ')}`);
  for (const card of end.attention) say(`    left: ${card.replaceAll(/\s+/g, ' ')}`);
  for (const text of strange) say(`    message: ${text}`);
  for (const trouble of shift.troubles) say(`    on the way: ${trouble}`);
  for (const problem of end.problems) say(`  ${problem}`);
  say(
    `operations confirmed ${end.confirmed}, lost ${end.lost.length}, duplicated ${end.doubled.length}` +
      ` -> ${end.ok ? 'ok' : 'NOT OK'}`,
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '50' },
      'kill-minutes': { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
    },
  });
  const { ok } = await run({
    kills: Number(values.kills),
    minutes: Number(values['kill-minutes']),
    seed: Number(values.seed),
  });
  process.exit(ok ? 0 : 1);
}
