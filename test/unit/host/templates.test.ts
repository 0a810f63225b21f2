/** Templates of an event: sealed, in versions, never overwritten; the printers of the station. */
import { randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../../../electron/host/log.ts';
import { openPrinters, type Printers } from '../../../electron/host/printers.ts';
import { Refusal } from '../../../electron/host/problem.ts';
import { openTemplates, type Templates } from '../../../electron/host/templates.ts';
import { defaultTemplate } from '../../../shared/badge/default-template.ts';
import type { BadgeTemplate } from '../../../shared/badge/template.ts';
import { makeFolder, removeFolder } from './desk.ts';
import { handTimers } from './hand-timers.ts';
import { aPrinter } from './print-desk.ts';

let folder: string;
const dataKey = randomBytes(32);
const needed = new Set<string>();
let changes = 0;

beforeEach(async () => {
  folder = await makeFolder();
  needed.clear();
  changes = 0;
});
afterEach(() => removeFolder(folder));

const openNow = (): Promise<Templates> =>
  openTemplates({
    folder: path.join(folder, 'templates'),
    ...{
      dataKey,
      random: (bytes) => randomBytes(bytes),
      clock: () => new Date('2026-11-22T10:00:00Z'),
      log: silentLog,
    },
    shipped: new Map([['standard', defaultTemplate]]),
    isNeeded: (id, version) => needed.has(`${id} ${version}`),
    onChange: () => (changes += 1),
  });
const named = (name: string): BadgeTemplate => ({ ...defaultTemplate, name });
const saveNew = async (templates: Templates, name: string): Promise<string> => {
  const summary = await templates.save({ id: null, base: null, template: named(name) }, 'admin');
  if (summary instanceof Refusal) throw new Error('refused');
  return summary.id;
};
const problem = (answer: unknown): unknown => (answer instanceof Refusal ? answer.problem.detail : 'none');

test('what was saved is there after a start, sealed, with its versions', async () => {
  const templates = await openNow();
  const id = await saveNew(templates, 'Speakers of the conference');
  await templates.save({ id, base: 1, template: named('Speakers, larger') }, 'anna');
  expect(changes).toBe(2);
  const again = await openNow();
  expect(again.list()).toMatchObject([
    { id: 'standard', shipped: true },
    { id, name: 'Speakers, larger', version: 2, savedBy: 'anna', shipped: false, sides: 1 },
  ]);
  const found = await again.find(id, null);
  expect(found?.template.name).toBe('Speakers, larger');
  expect(found?.versions.map(({ version, savedBy }) => [version, savedBy])).toEqual([
    [2, 'anna'],
    [1, 'admin'],
  ]);
  expect((await again.find(id, 1))?.template.name).toBe('Speakers of the conference');
  for (const name of await readdir(path.join(folder, 'templates'))) {
    expect((await readFile(path.join(folder, 'templates', name))).includes('Speakers')).toBe(false);
  }
});

test('nobody overwrites what somebody else has saved since', async () => {
  const templates = await openNow();
  const id = await saveNew(templates, 'A');
  const both = await Promise.all([
    templates.save({ id, base: 1, template: named('B') }, 'anna'),
    templates.save({ id, base: 1, template: named('C') }, 'boris'),
  ]);
  expect(both.map(problem)).toEqual(['none', 'stale']);
  expect((await templates.find(id, null))?.template.name).toBe('B');
});

test('one that ships with the app is neither changed nor removed', async () => {
  const templates = await openNow();
  expect(problem(await templates.save({ id: 'standard', base: 1, template: named('B') }, 'anna'))).toBe('shipped');
  expect(problem(await templates.remove('standard'))).toBe('shipped');
  expect(templates.newestVersion('standard')).toBe(1);
});

test('a removed one is listed no longer, and what waits to be printed with it still finds it', async () => {
  const templates = await openNow();
  const id = await saveNew(templates, 'A');
  expect(problem(await templates.remove(id))).toBe('none');
  expect(problem(await templates.remove(id))).toBe('template');
  expect(templates.newestVersion(id)).toBeNull();
  expect(templates.list().map((one) => one.id)).toEqual(['standard']);
  expect((await (await openNow()).read(id, 1))?.name).toBe('A');
});

test('fifty versions are kept, and any that something waits for', async () => {
  const templates = await openNow();
  const id = await saveNew(templates, 'v1');
  needed.add(`${id} 2`);
  for (let base = 1; base < 54; base += 1) await templates.save({ id, base, template: named(`v${base + 1}`) }, 'anna');
  const versions = (await templates.find(id, null))?.versions.map(({ version }) => version) ?? [];
  expect([versions.length, versions[0], versions.at(-2), versions.at(-1)]).toEqual([51, 54, 5, 2]);
  expect(await templates.read(id, 1)).toBeNull();
  expect((await templates.read(id, 2))?.name).toBe('v2');
});

test('a list that cannot be opened is put aside, not overwritten', async () => {
  await saveNew(await openNow(), 'A');
  await writeFile(path.join(folder, 'templates', 'index'), 'nonsense');
  const again = await openNow();
  expect(again.list().map(({ id }) => id)).toEqual(['standard']);
  expect(await readdir(path.join(folder, 'templates'))).toContain('index.unreadable-1');
});

const openStation = (only = false, timers = handTimers()): Promise<Printers> =>
  openPrinters({
    ...{ dataDir: folder, standard: aPrinter('standard', { mediaLeft: 5 }), only, timers, log: silentLog },
    onChange: () => (changes += 1),
  });

test('a printer that is saved twice in the same moment is one', async () => {
  const printers = await openStation();
  await Promise.all([printers.save(aPrinter('one')), printers.save(aPrinter('one', { name: 'by the door' }))]);
  expect(printers.list().map(({ id, name }) => [id, name])).toEqual([['one', 'by the door']]);
});

test('a station has its own printer until one is set up; what is set up outlives it', async () => {
  const printers = await openStation();
  expect(printers.list().map(({ id }) => id)).toEqual(['standard']);
  await printers.save(aPrinter('one'));
  await printers.save(aPrinter('two', { mediaLeft: 100 }));
  await printers.save(aPrinter('one', { name: 'by the door' }));
  await printers.pause('two', true);
  printers.countDown('two');
  printers.countDown('one'); // nobody counts there
  await printers.close();
  const again = await openStation();
  expect(again.list().map(({ id, name, mediaLeft }) => [id, name, mediaLeft])).toEqual([
    ['one', 'by the door', null],
    ['two', 'two', 99],
  ]);
  expect([again.isPaused('one'), again.isPaused('two')]).toEqual([false, true]);
  expect(problem(await again.remove('two'))).toBe('none');
  expect(problem(await again.remove('two'))).toBe('printer');
  expect(again.isPaused('two')).toBe(false);
});

test('new paper is counted from anew, of the shell’s own printer too', async () => {
  const printers = await openStation();
  const left = (): readonly (number | null)[] => printers.list().map(({ mediaLeft }) => mediaLeft);
  await printers.setMedia('standard', 300);
  printers.countDown('standard');
  expect(left()).toEqual([299]);
  await printers.save(aPrinter('one'));
  await printers.save(aPrinter('two', { mediaLeft: 1 }));
  await printers.setMedia('two', 500);
  expect(left()).toEqual([null, 500]);
  await printers.close();
  expect((await openStation()).list().map(({ mediaLeft }) => mediaLeft)).toEqual([null, 500]);
});

test('--print-to is the only printer, whatever is set up', async () => {
  await (await openStation()).save(aPrinter('one'));
  const printers = await openStation(true);
  expect(printers.list().map(({ id }) => id)).toEqual(['standard']);
  expect(problem(await printers.save(aPrinter('two')))).toBe('fixed');
  expect(problem(await printers.remove('one'))).toBe('fixed');
});

test('a list of printers that cannot be read is put aside', async () => {
  await writeFile(path.join(folder, 'printers.json'), '{"version":1,"printers":[{}]}');
  const printers = await openStation();
  expect(printers.list().map(({ id }) => id)).toEqual(['standard']);
  expect(await readdir(folder)).toContain('printers.json.unreadable-1');
});

test('what is being designed is kept sealed, and is there after a start until it is saved', async () => {
  const templates = await openNow();
  const draft = { kept: null, template: named('Speakers, unfinished') };
  expect(await templates.readDraft()).toBeNull();
  await templates.keepDraft(draft);
  const file = path.join(folder, 'templates', 'draft');
  expect((await readFile(file)).includes('unfinished')).toBe(false);
  const again = await openNow();
  expect(await again.readDraft()).toEqual(draft);
  await again.keepDraft(null);
  expect(await again.readDraft()).toBeNull();
  await writeFile(file, 'damaged');
  expect(await again.readDraft()).toBeNull();
});
