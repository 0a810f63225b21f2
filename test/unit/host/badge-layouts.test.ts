/** From a print job to its layout: the day of the station's clock, and how long a photo is waited for. */
import { beforeAll, expect, test } from 'vitest';
import { BadgeLayouts, type BadgeLayoutsOptions } from '../../../electron/host/badge-layouts.ts';
import type { StoredJob } from '../../../electron/host/journal/record.ts';
import type { Photo } from '../../../electron/host/photos.ts';
import type { BadgeFonts } from '../../../electron/host/printing/fonts.ts';
import { openResvg } from '../../../electron/host/printing/resvg.ts';
import type { BadgeLayout } from '../../../shared/badge/layout.ts';
import { shippedTemplates } from '../../../shared/badge/shipped/index.ts';
import { style, text } from '../../../shared/badge/shipped/parts.ts';
import { makeContent } from '../badge/contents.ts';
import { loadInter } from '../printing/inter.ts';
import { handTimers } from './hand-timers.ts';
import { aPrinter, until } from './print-desk.ts';

let fonts: BadgeFonts;
let face: Photo;
beforeAll(async () => {
  fonts = await loadInter();
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="40"><rect width="30" height="40"/></svg>';
  face = { type: 'image/png', bytes: (await openResvg()).drawPng(svg) };
});

const withPhoto = shippedTemplates.find(({ id }) => id === 'shipped-photo')!.template;

function makeLayouts(more: Partial<BadgeLayoutsOptions>): BadgeLayouts {
  return new BadgeLayouts({
    ...{ loadFonts: async () => fonts, templates: { read: async () => withPhoto } },
    ...{ photos: { find: async () => face }, language: () => 'ru', timers: handTimers() },
    clock: () => new Date('2026-11-22T10:00:00Z'),
    ...more,
  });
}

const layOutJob = (layouts: BadgeLayouts, batch: string | null): Promise<BadgeLayout> => {
  const content = JSON.stringify(makeContent({ photo: '/photo.png' }));
  const job = { template: 'any', templateVersion: 1, content, purpose: 'advance', batch };
  return layouts.layOutJob(job as StoredJob, aPrinter('one'));
};

const showsPhoto = ({ sides }: BadgeLayout): boolean => sides[0]!.items.some(({ kind }) => kind === 'image');

test('the date on a badge is the day at the desk, not in Greenwich', async () => {
  // eight in the morning in Vladivostok
  const morning = Object.assign(new Date('2026-11-22T22:00:00Z'), { getTimezoneOffset: () => -600 });
  const front = [text('day', [5, 5, 60, 20], 'middle', style('{date}', [8, 6, 4]))];
  const template = { ...withPhoto, front };
  const { sides } = await makeLayouts({ clock: () => morning }).layOut(template, makeContent({ main: 'ru' }));
  expect(sides[0]!.items).toMatchObject([{ text: '23.11.2026' }]);
});

test('a photo that is slow is left out at the desk, and waited for in a batch, though not for ever', async () => {
  const timers = handTimers();
  const found: ((photo: Photo) => void)[] = [];
  const layouts = makeLayouts({
    timers,
    photos: { find: () => new Promise((resolve) => found.push(resolve)) },
  });
  const badges = [null, 'batch', 'batch'].map((batch) => layOutJob(layouts, batch));
  await until(() => timers.armed === 3);
  timers.advance(300);
  expect(showsPhoto(await badges[0]!)).toBe(false);
  found[1]!(face);
  expect(showsPhoto(await badges[1]!)).toBe(true);
  timers.advance(2000);
  expect(showsPhoto(await badges[2]!)).toBe(false);
});
