/** Measures the outputs of badges and prints one line of JSON. Arguments: badges, rows of the list, the template's id, the fonts' folder. */
import { createRasteriser } from '../../../electron/host/printing/raster.ts';
import { loadFonts } from '../../../electron/host/printing/fonts.ts';
import { renderPdf, renderPdfOf } from '../../../electron/host/printing/pdf.ts';
import { writeSheetPdf } from '../../../electron/host/printing/sheet-pdf.ts';
import type { BadgeContent } from '../../../shared/badge/content.ts';
import { type BadgeLayout, layoutBadge } from '../../../shared/badge/layout.ts';
import { sampleContents } from '../../../shared/badge/samples.ts';
import { sheetWords } from '../../../shared/badge/sheet.ts';
import { findShippedTemplate } from '../../../shared/badge/shipped/index.ts';
import type { BadgeTemplate } from '../../../shared/badge/template.ts';

const [badges = 1000, rows = 50_000] = process.argv.slice(2, 4).map(Number);
const [templateId = '', fontsFolder = ''] = process.argv.slice(4);

const LAST = [
  'Соколов',
  'Щербаков',
  'Преображенск',
  'Ли',
  'Smith',
  'Крестовоздвиженск',
  'Ёлкин',
  'Мамин-Сибиряк',
  'Жук',
  'Öztürk',
];
const FIRST = ['Анна', 'Пётр', 'Александра', 'Ян', 'Zoë', 'Вильгельмина', 'Фёдор', 'Ия', 'Мстислав', 'Jürgen'];

const usual = sampleContents[0]?.content;
if (usual === undefined) throw new Error('No samples');

/** Everybody is somebody else, in names and in the code. */
function makeContent(index: number): BadgeContent {
  const { fields, ...rest } = usual as BadgeContent;
  const last = `${LAST[index % LAST.length]}${['ов', 'ина', 'ая', ''][(index >> 3) % 4]}`;
  const ru = {
    ...fields.ru,
    LastName: last,
    FirstName: FIRST[(index >> 2) % FIRST.length] ?? '',
    Company: `ООО «Ромашка ${index % 173}»`,
  };
  return { ...rest, id: index, code: `~RUNETID#${100_000 + index}$`, fields: { ...fields, ru } };
}

function findTemplate(id: string): BadgeTemplate {
  const found = findShippedTemplate(id);
  if (found === null) throw new Error(`No template ${id}`);
  return found.template;
}

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

function summarise(times: number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

async function timeEach(count: number, work: (index: number) => unknown) {
  const times: number[] = [];
  const processorTimes: number[] = [];
  const [began, processor] = [performance.now(), cpu()];
  for (let index = 0; index < count; index += 1) {
    const [start, spent] = [performance.now(), cpu()];
    await work(index);
    times.push(performance.now() - start);
    processorTimes.push((cpu() - spent) * 1000);
  }
  const seconds = (performance.now() - began) / 1000;
  return {
    ...summarise(times),
    processorP95: summarise(processorTimes).p95,
    perSecond: count / seconds,
    perProcessorSecond: count / (cpu() - processor),
  };
}

const createdAt = new Date(0);
const start = performance.now();
const fonts = await loadFonts(fontsFolder);
const layOut = (template: BadgeTemplate, index: number): BadgeLayout =>
  layoutBadge(template, makeContent(index), { fonts, photo: null, now: '2026-11-22' });
const template = findTemplate(templateId);
await renderPdf(layOut(template, 0), fonts, { createdAt });
const firstMs = performance.now() - start;
for (let index = 0; index < 30; index += 1) await renderPdf(layOut(template, index), fonts, { createdAt });

const layout = await timeEach(badges, (index) => layOut(template, index + badges));
const single = await timeEach(badges, (index) => renderPdf(layOut(template, index + 2 * badges), fonts, { createdAt }));
let bytes = 0;
const batch = await timeEach(1, async () => {
  const layouts = Array.from({ length: badges }, (_, index) => layOut(template, index + 3 * badges));
  bytes = (await renderPdfOf(layouts, fonts, { createdAt })).length;
});

const rasteriser = await createRasteriser(fonts);
const raster = [];
for (const [name, id] of [
  ['label 89×36', 'shipped-label'],
  ['A6', 'shipped-lanyard'],
] as const) {
  for (const dpi of [203, 300, 600] as const) {
    const layouts = Array.from({ length: 30 }, (_, index) => layOut(findTemplate(id), index));
    const draw = (index: number): unknown => rasteriser.render(layouts[index] ?? layOut(template, 0), 0, dpi);
    for (let index = 0; index < 5; index += 1) draw(index);
    raster.push({ name, dpi, times: await timeEach(layouts.length, draw) });
  }
}

const people = Array.from({ length: rows }, (_, index) => {
  const { fields } = makeContent(index);
  const { LastName = '', FirstName = '', Company = '' } = fields.ru;
  return {
    last: `${LastName}${index % 1009}`,
    first: FirstName,
    father: 'Викторовна',
    company: Company,
    status: 'Участник',
  };
});
globalThis.gc?.();
const before = process.memoryUsage().rss;
let [written, most] = [0, before];
const [sheetBegan, sheetProcessor] = [performance.now(), cpu()];
await writeSheetPdf(
  people,
  fonts,
  { title: 'Осенний форум', words: sheetWords.ru, createdAt, madeAt: '22.11.2026' },
  (chunk) => {
    written += chunk.length;
    most = Math.max(most, process.memoryUsage().rss);
  },
);
const sheet = {
  seconds: (performance.now() - sheetBegan) / 1000,
  processorSeconds: cpu() - sheetProcessor,
  megabytes: written / 1e6,
  mostMegabytes: (most - before) / 1e6,
};

const perBadge = { perSecond: badges * batch.perSecond, perProcessorSecond: badges * batch.perProcessorSecond };
console.log(JSON.stringify({ firstMs, layout, single, batch: { ...perBadge, bytes }, raster, sheet }));
