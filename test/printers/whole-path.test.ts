/** From a badge's content to what really arrived at a printer: sizes, calibration, turned paper, photos, odd people. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { BadgeLayouts } from '../../electron/host/badge-layouts.ts';
import { createFolderBackend } from '../../electron/host/printing/folder.ts';
import { createIppBackend } from '../../electron/host/printing/ipp.ts';
import { createRasteriser } from '../../electron/host/printing/raster.ts';
import { openResvg } from '../../electron/host/printing/resvg.ts';
import { createZplBackend } from '../../electron/host/printing/zpl-backend.ts';
import { systemTimers } from '../../electron/host/timers.ts';
import type { BadgeContent } from '../../shared/badge/content.ts';
import { sampleContents, sampleOf } from '../../shared/badge/samples.ts';
import { shippedTemplates } from '../../shared/badge/shipped/index.ts';
import type { Printer } from '../../shared/contract/printing.ts';
import { loadInter } from '../unit/printing/inter.ts';
import { type Grey, greyOfBitmap, rasterisePdf } from '../unit/printing/pixels.ts';
import { drawPdf, makePrinter } from './badge.ts';
import { makeTask, nextId } from './conformance.ts';
import { impatient, type PaperPrinter, startPaperPrinter } from './ipp-rig.ts';
import { startZplPrinter, type ZplPrinter } from './zpl-printer.ts';

const skip = inject('printerProblem');
const DOTS = 8;
let layouts: BadgeLayouts;
let folder: string;
let zpl: ZplPrinter;
let paper: PaperPrinter;
let zplBackend: ReturnType<typeof createZplBackend>;
const folderBackend = createFolderBackend({ renderPdf: drawPdf });
beforeAll(async () => {
  const fonts = await loadInter();
  const rasteriser = await createRasteriser(fonts);
  const face = (await openResvg()).drawPng(
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="120"><rect width="90" height="120" fill="#222"/></svg>',
  );
  layouts = new BadgeLayouts({
    loadFonts: async () => fonts,
    templates: {
      read: async (id) => shippedTemplates.find((one) => one.id === id)?.template ?? null,
    },
    photos: { find: async () => ({ bytes: Buffer.from(face), type: 'image/png' }) },
    language: () => 'ru',
    clock: () => new Date('2026-11-22T10:00:00Z'),
    timers: systemTimers,
  });
  zplBackend = createZplBackend({ draw: (...page) => rasteriser.render(...page), limits: { pollMs: 5 } });
  zpl = await startZplPrinter();
  folder = await mkdtemp(path.join(tmpdir(), 'stoika-path-'));
  if (skip === null) paper = await startPaperPrinter('Whole path');
});
afterAll(async () => {
  await zpl.close();
  await rm(folder, { recursive: true });
  if (skip === null) await paper.stop();
});

type Change = Partial<Omit<Printer, 'connection'>>;

async function layOut(template: string, content: BadgeContent, printer: Printer) {
  const job = { template, templateVersion: 1, content: JSON.stringify(content), purpose: 'badge' };
  return layouts.layOutJob(job as Parameters<BadgeLayouts['layOutJob']>[0], printer);
}

async function printPdf(template: string, content: BadgeContent, change: Change = {}): Promise<Buffer> {
  const printer = makePrinter({ kind: 'folder', folder }, change);
  const task = makeTask(printer, { id: nextId() });
  expect(await folderBackend.print(task, await layOut(template, content, printer))).toEqual({ state: 'printed' });
  return readFile(path.join(folder, `badge-${task.id}.pdf`));
}

async function printLabel(template: string, content: BadgeContent, change: Change = {}): Promise<Grey> {
  const printer = makePrinter({ kind: 'zpl', host: '127.0.0.1', port: zpl.port }, change);
  const task = makeTask(printer, { id: nextId() });
  const before = zpl.labels.length;
  expect(await zplBackend.print(task, await layOut(template, content, printer))).toEqual({ state: 'printed' });
  expect([zpl.labels.length - before, zpl.complaints]).toEqual([1, []]);
  return greyOfBitmap(zpl.labels.at(-1)!);
}

/** Sides in mm of every page. */
function sizesOf(pdf: Buffer): number[][] {
  return [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) =>
    [width, height].map((points) => (Number(points) / 72) * 25.4),
  );
}

/** Where there is ink: left, top, right, bottom in mm; Infinity where there is none. */
function inkOf({ width, data }: Grey): [number, number, number, number] {
  const ink: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  data.forEach((grey, at) => {
    if (grey >= 128) return;
    const [x, y] = [at % width, Math.floor(at / width)];
    ink[0] = Math.min(ink[0], x / DOTS);
    ink[1] = Math.min(ink[1], y / DOTS);
    ink[2] = Math.max(ink[2], (x + 1) / DOTS);
    ink[3] = Math.max(ink[3], (y + 1) / DOTS);
  });
  return ink;
}

const near = (found: number, wanted: number, by = 0.1): void => expect(Math.abs(found - wanted)).toBeLessThan(by);
const usual = { ...sampleOf('usual'), photo: 'https://example.org/face.png' };

const called = (last: string, first: string): BadgeContent => ({
  ...sampleOf('usual'),
  fields: {
    ru: { LastName: last, FirstName: first, Company: last.repeat(4), Position: first.repeat(4) },
    en: {},
    flat: {},
  },
});
const people: [string, BadgeContent][] = [
  ...sampleContents.map(({ id, content }): [string, BadgeContent] => [id, content]),
  ['one letter', called('Щ', 'I')],
  ['sixty wide letters', called('Щ'.repeat(60), 'W'.repeat(60))],
  ['emoji, Arabic, Chinese', called('👩‍🚀🇷🇺 محمد', '王小明 สวัสดี')],
  ['accents upon accents', called(`Z${'\u0301\u0316'.repeat(40)}algo`, 'Й̈́')],
  ['control characters', called('\u0007\u001b[2J\u0000Анна\u202e', '\t\n\r^XZ~JA^XA')],
  ['half a character', called('\ud83d', '\udc00 \ufffe')],
  ['a text without end', called('Аб'.repeat(225), 'в '.repeat(225))],
];
const MARGIN = 10;

describe.each(shippedTemplates)('$id', ({ id, template }) => {
  const { width, height } = template.page;

  it('has its exact size in a folder and at a label printer, and no back where none is printed', async () => {
    const plain = sizesOf(await printPdf(id, usual));
    expect(plain).toHaveLength(1);
    near(plain[0]![0]!, width);
    near(plain[0]![1]!, height);
    expect(sizesOf(await printPdf(id, usual, { duplex: true }))).toHaveLength(template.back === null ? 1 : 2);
    const label = await printLabel(id, usual);
    expect([label.width, label.height]).toEqual([Math.round(width * DOTS), Math.round(height * DOTS)]);
    const [turned] = sizesOf(await printPdf(id, usual, { turn: 90 }));
    near(turned![0]!, height);
    near(turned![1]!, width);
    const label90 = await printLabel(id, usual, { turn: 90 });
    expect([label90.width, label90.height]).toEqual([Math.round(height * DOTS), Math.round(width * DOTS)]);
  });

  it('moves to the right and down by what was measured, on paper and on labels', async () => {
    const calibration = { dx: 2, dy: 1.5, scaleX: 1, scaleY: 1 };
    const draw = async (change: Change): Promise<[Grey, Grey]> => [
      (await rasterisePdf(await printPdf(id, sampleOf('usual'), change), DOTS))[0]!,
      await printLabel(id, sampleOf('usual'), change),
    ];
    const [before, after] = [await draw({}), await draw({ calibration })];
    for (const at of [0, 1] as const) near(shiftOf(before[at], after[at], 16, 12), 0, 0.02);
  });

  it.each(people)('keeps %s on the badge: on a larger label there is nothing beside it', async (_name, content) => {
    const media = { width: width + 2 * MARGIN, height: height + 2 * MARGIN };
    const [left, top, right, bottom] = inkOf(await printLabel(id, content, { media }));
    if (left === Infinity) return; // nothing is known of the person, and nothing is on the badge
    const hair = 1 / DOTS + 0.05;
    expect(Math.min(left, top) - MARGIN).toBeGreaterThan(-hair);
    expect(right - MARGIN).toBeLessThan(width + hair);
    expect(bottom - MARGIN).toBeLessThan(height + hair);
  });
});

/** How far (0 = the same) a picture is from another one that was moved by so many dots. */
function shiftOf(before: Grey, after: Grey, dx: number, dy: number): number {
  let [differ, ink] = [0, 1];
  for (let y = 0; y + dy < before.height; y += 1) {
    for (let x = 0; x + dx < before.width; x += 1) {
      const one = before.data[y * before.width + x]! < 128;
      const other = after.data[(y + dy) * after.width + x + dx]! < 128;
      if (one || other) ink += 1;
      if (one !== other) differ += 1;
    }
  }
  return differ / ink;
}

it('prints the photo of the person', async () => {
  const dark = ({ data }: Grey): number => data.filter((grey) => grey < 128).length;
  const without = await printLabel('shipped-photo', sampleOf('usual'));
  const withPhoto = await printLabel('shipped-photo', usual);
  expect(dark(withPhoto) - dark(without)).toBeGreaterThan(5000);
  const pages = await Promise.all(
    [sampleOf('usual'), usual].map(async (one) => rasterisePdf(await printPdf('shipped-photo', one), DOTS)),
  );
  expect(dark(pages[1]![0]!) - dark(pages[0]![0]!)).toBeGreaterThan(5000);
});

it.skipIf(skip !== null)('arrives at a real IPP printer as it is, in its exact size', async () => {
  for (const { id, template } of shippedTemplates) {
    const printer = makePrinter({ kind: 'ipp', uri: paper.uri });
    const layout = await layOut(id, usual, printer);
    expect(await createIppBackend(impatient).print(makeTask(printer), layout)).toEqual({ state: 'printed' });
    const [size] = sizesOf(await paper.lastPage());
    near(size![0]!, template.page.width);
    near(size![1]!, template.page.height);
  }
});
