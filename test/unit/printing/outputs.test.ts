import { beforeAll, describe, expect, it } from 'vitest';
import type { BadgeFonts } from '../../../electron/host/printing/fonts.ts';
import { snapBars } from '../../../electron/host/printing/dots.ts';
import { inkLayout } from '../../../electron/host/printing/ink.ts';
import { renderPdf, renderPdfOf } from '../../../electron/host/printing/pdf.ts';
import { addPictures, openPicture, uprightMatrix } from '../../../electron/host/printing/pictures.ts';
import { createRasteriser, type Rasteriser } from '../../../electron/host/printing/raster.ts';
import { openResvg } from '../../../electron/host/printing/resvg.ts';
import { renderSvg } from '../../../electron/host/printing/svg.ts';
import { defaultTemplate } from '../../../shared/badge/default-template.ts';
import {
  type BadgeLayout,
  layoutBadge,
  type LayoutItem,
  type RectItem,
  type TextItem,
} from '../../../shared/badge/layout.ts';
import { mapPoint } from '../../../shared/badge/matrix.ts';
import { makeContent, surround } from '../badge/contents.ts';
import { loadInter } from './inter.ts';
import { greyOfBitmap, hasPdfRasteriser, rasterisePdf } from './pixels.ts';

const createdAt = new Date('2026-11-20T08:30:00Z');
let fonts: BadgeFonts;
let rasteriser: Rasteriser;
beforeAll(async () => {
  fonts = await loadInter();
  rasteriser = await createRasteriser(fonts);
});

const page = { width: 40, height: 20 };
const layOut = (...items: LayoutItem[]): BadgeLayout => ({ page, sides: [{ items }], notes: [] });
const rect = (x: number, y: number, width: number, height: number, fill: `#${string}` = '#000000'): LayoutItem => {
  return { kind: 'rect', turn: null, box: { x, y, width, height }, radius: 0, fill, stroke: null };
};
const text = (value: string, color: `#${string}`, x = 2, baseline = 10): LayoutItem => ({
  ...{ kind: 'text', turn: null, box: { x, y: 0, width: 30, height: 10 }, x, baseline, size: 6 },
  ...{ family: 'inter', weight: 700, text: value, color },
});
/** Whether the dot at these millimetres is black, at 8 dots a mm. */
const reader = (layout: BadgeLayout, side = 0): ((x: number, y: number) => boolean) => {
  const grey = greyOfBitmap(rasteriser.render(layout, side, 203));
  return (x, y) => grey.data[Math.floor(y * 8) * grey.width + Math.floor(x * 8)] === 0;
};
const drawPng = async (content: string): Promise<Uint8Array> =>
  (await openResvg()).drawPng(`<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">${content}</svg>`);

describe('the dots of a label', () => {
  it.each([
    [89, 36, 203, 712, 288],
    [62, 29, 300, 732, 343],
    [100, 150, 600, 2362, 3543],
  ] as const)('%d × %d mm at %d dpi are %d × %d of them', (width, height, dpi, across, down) => {
    const bitmap = rasteriser.render({ page: { width, height }, sides: [{ items: [] }], notes: [] }, 0, dpi);
    expect([bitmap.width, bitmap.height]).toEqual([across, down]);
    expect(bitmap.bytesPerRow).toBe(Math.ceil(across / 8));
    expect(bitmap.data.length).toBe(bitmap.bytesPerRow * down);
    expect(bitmap.data.every((byte) => byte === 0)).toBe(true);
  });

  it('are where the layout has them, the highest bit first', () => {
    const bitmap = rasteriser.render(layOut(rect(0, 0, 0.5, 0.125), rect(1, 1, 1, 1)), 0, 203);
    expect(bitmap.data[0]).toBe(0b11110000);
    expect(bitmap.data[8 * bitmap.bytesPerRow + 1]).toBe(0xff);
    expect(bitmap.data[7 * bitmap.bytesPerRow + 1]).toBe(0);
  });

  it('keep a line that is thinner than a dot', () => {
    const line: LayoutItem = {
      kind: 'line',
      turn: null,
      x1: 5,
      y1: 10.0625,
      x2: 35,
      y2: 10.0625,
      width: 0.02,
      color: '#777777',
    };
    const isBlack = reader(layOut(line));
    for (let x = 6; x < 34; x += 0.5) expect(isBlack(x, 10.0625)).toBe(true);
  });

  it('show the back, and nothing for a side that is not there', () => {
    const layout: BadgeLayout = { page, sides: [{ items: [] }, { items: [rect(0, 0, 40, 20)] }], notes: [] };
    expect(reader(layout, 1)(20, 10)).toBe(true);
    expect(reader(layout, 2)(20, 10)).toBe(false);
  });

  it('turn an item clockwise about its point', () => {
    const bar = rect(10, 9, 20, 2);
    const isBlack = reader(layOut({ ...bar, turn: { degrees: 90, x: 20, y: 10 } }));
    expect([isBlack(12, 10), isBlack(20, 3), isBlack(20, 17)]).toEqual([false, true, true]);
    const corner = reader(layOut({ ...rect(0, 0, 2, 2), turn: { degrees: 90, x: 5, y: 5 } }));
    expect([corner(9, 1), corner(1, 1), corner(1, 9)]).toEqual([true, false, false]);
  });

  it('dither a picture and nothing else', async () => {
    const grey = openPicture(await drawPng('<rect width="20" height="10" fill="#808080"/>'))!;
    const box = { x: 0, y: 0, width: 20, height: 10 };
    const layout = addPictures(
      layOut({ kind: 'image', turn: null, box, clip: { box, shape: 'ellipse' }, picture: { source: 'photo' } }),
      {},
      grey,
    );
    const isBlack = reader(layout);
    let black = 0;
    for (let x = 5; x < 15; x += 0.125) for (let y = 3; y < 7; y += 0.125) black += isBlack(x, y) ? 1 : 0;
    expect(black / (80 * 32)).toBeGreaterThan(0.45);
    expect(black / (80 * 32)).toBeLessThan(0.55);
    expect(isBlack(0.5, 0.5)).toBe(false);
  });
});

describe('black and white', () => {
  const inkOf = (...items: LayoutItem[]) => inkLayout(layOut(...items)).sides[0]!.items;

  it('keeps text apart from the area that it stands on, whatever their colours', () => {
    for (const [fill, color] of [
      ['#2563eb', '#ffffff'],
      ['#facc15', '#111111'],
      ['#ffffff', '#9ca3af'],
      ['#dc2626', '#1e3a8a'],
      ['#facc15', '#ffffff'],
    ] as const) {
      const [area, letters] = inkOf(rect(0, 0, 40, 20, fill), text('Анна', color));
      expect(new Set([(area as RectItem).fill, (letters as TextItem).color])).toEqual(new Set(['#000000', '#ffffff']));
    }
  });

  it('gives an area that turns white an edge, and none to what is white already', () => {
    expect(inkOf(rect(0, 0, 10, 10, '#fde68a'))[0]).toMatchObject({ fill: '#ffffff', stroke: { color: '#000000' } });
    expect(inkOf(rect(0, 0, 10, 10, '#ffffff'))[0]).toMatchObject({ fill: '#ffffff', stroke: null });
  });

  it('leaves hidden what was hidden', () => {
    expect(inkOf(text('белым по белому', '#ffffff'))[0]).toMatchObject({ color: '#ffffff' });
  });
});

describe('codes on whole dots', () => {
  it('gives every module the same dots and keeps the middle', () => {
    const modules = [1, 0, 1, 1, 0, 1, 0, 0, 0, 1];
    for (const module of [0.31, 0.4, 0.24, 0.9]) {
      const bars = modules.flatMap((dark, at) =>
        dark ? [{ x: 3 + at * module, y: 2, width: module, height: 5 }] : [],
      );
      const snapped = snapBars(bars, 8);
      const size = snapped[0]!.width;
      expect(snapped.map(({ width }) => width)).toEqual(snapped.map(() => size));
      expect(snapped.map(({ x }) => (x - snapped[0]!.x) / size)).toEqual([0, 2, 3, 5, 9]);
      expect(size).toBeGreaterThanOrEqual(1);
      expect(size).toBeLessThanOrEqual(module * 8 * 1.1);
      expect(Math.abs(snapped[0]!.x + (size * 10) / 2 - (3 + 5 * module) * 8)).toBeLessThanOrEqual(1);
      expect(snapped[0]).toMatchObject({ y: 16, height: 40 });
    }
  });
});

describe('pictures', () => {
  /** The head of a JPEG as far as it is read, with a camera's note of how it was held. */
  const makeJpeg = (orientation: number): Uint8Array => {
    const exif = [
      0x45,
      0x78,
      0x69,
      0x66,
      0,
      0,
      0x4d,
      0x4d,
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      orientation,
      0,
      0,
    ];
    const frame = [8, 0, 10, 0, 20, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
    return Uint8Array.from([
      ...[0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2, ...exif],
      ...[0xff, 0xc0, 0, frame.length + 2, ...frame, 0xff, 0xd9],
    ]);
  };

  it('are measured as they are seen, and tell no viewer to turn them once more', () => {
    expect(openPicture(makeJpeg(1))).toMatchObject({ size: { width: 20, height: 10 }, orientation: 1 });
    const held = openPicture(makeJpeg(6))!;
    expect(held).toMatchObject({ size: { width: 10, height: 20 }, raw: { width: 20, height: 10 }, orientation: 6 });
    expect(openPicture(held.bytes)).toMatchObject({ orientation: 1 });
    // Held so, the upper left of the file is the upper right of what is seen.
    expect(mapPoint(uprightMatrix(held, { x: 5, y: 7, width: 10, height: 20 }), 0, 0)).toEqual({ x: 15, y: 7 });
  });

  it('that are none, or are damaged, are left out everywhere', async () => {
    for (const bytes of [new Uint8Array(0), new Uint8Array(100), makeJpeg(1).subarray(0, 30), Buffer.from('<svg/>')]) {
      expect(openPicture(bytes)).toBeNull();
    }
    const cut = openPicture((await drawPng('<rect width="20" height="10" fill="red"/>')).slice(0, 60))!;
    const box = { x: 0, y: 0, width: 20, height: 10 };
    const layout = addPictures(
      layOut(
        { kind: 'image', turn: null, box, clip: { box, shape: 'rect' }, picture: { source: 'photo' } },
        rect(30, 5, 5, 5),
      ),
      {},
      cut,
    );
    expect((await renderPdf(layout, fonts, { createdAt })).length).toBeGreaterThan(500);
    expect([reader(layout)(32, 7), reader(layout)(5, 5)]).toEqual([true, false]);
  });

  it('of a template are in a batch once, and the same batch is the same file', async () => {
    const data = Buffer.from(await drawPng('<circle cx="10" cy="5" r="5" fill="red"/>')).toString('base64');
    const images = { logo: { type: 'image/png', width: 20, height: 10, data } } as const;
    const box = { x: 0, y: 0, width: 20, height: 10 };
    const badge = (): BadgeLayout =>
      addPictures(
        layOut({
          kind: 'image',
          turn: null,
          box,
          clip: { box, shape: 'rect' },
          picture: { source: 'template', id: 'logo' },
        }),
        images,
        null,
      );
    const first = Buffer.from(await renderPdfOf([badge(), badge(), badge()], fonts, { createdAt }));
    const second = Buffer.from(await renderPdfOf([badge(), badge(), badge()], fonts, { createdAt }));
    expect(first.equals(second)).toBe(true);
    // The picture and its transparency.
    expect(first.toString('latin1').match(/\/Subtype \/Image/g)).toHaveLength(2);
    expect(renderSvg(badge(), fonts)).toContain(`href="data:image/png;base64,${data}"`);
  });
});

describe('a batch as one PDF', () => {
  it('has the sides of each badge in turn, each page in its own size, to a tenth of a millimetre and less', async () => {
    const sizes = [
      [105, 148],
      [101.6, 76.2],
      [86, 54],
      [62, 29.3],
      [89, 36],
      [100, 150],
    ] as const;
    const layouts = sizes.map(([width, height]): BadgeLayout => ({
      page: { width, height },
      sides: [{ items: [] }, { items: [] }],
      notes: [],
    }));
    const pdf = Buffer.from(await renderPdfOf(layouts, fonts, { createdAt })).toString('latin1');
    const boxes = Array.from(pdf.matchAll(/\/MediaBox \[0 0 (\S+) (\S+)\]/g), ([, width, height]) => [
      Number(width),
      Number(height),
    ]);
    expect(boxes.length).toBe(12);
    boxes.forEach(([width, height], index) => {
      const [wide, high] = sizes[Math.floor(index / 2)]!;
      expect(Math.abs((width! * 25.4) / 72 - wide)).toBeLessThan(0.001);
      expect(Math.abs((height! * 25.4) / 72 - high)).toBeLessThan(0.001);
    });
  });

  it('embeds each font once and tells nobody about the people', async () => {
    const people = ['Анна', 'Пётр', 'Zoë'].map((first) =>
      layoutBadge(defaultTemplate, makeContent({ names: { first, last: 'Соколова' } }), surround(fonts)),
    );
    const pdf = Buffer.from(await renderPdfOf(people, fonts, { createdAt })).toString('latin1');
    expect(new Set(pdf.match(/\/FontFile2 \d+/g)).size).toBe(3);
    expect(pdf).toContain('(Badge)');
  });

  it.skipIf(!hasPdfRasteriser)(
    'draws ellipses, lines and turned items where they belong (looked at by pdftoppm)',
    async () => {
      const ellipse: LayoutItem = {
        kind: 'ellipse',
        turn: null,
        box: { x: 2, y: 2, width: 10, height: 6 },
        fill: '#000000',
        stroke: null,
      };
      const line: LayoutItem = { kind: 'line', turn: null, x1: 20, y1: 2, x2: 20, y2: 18, width: 1, color: '#000000' };
      const layout = layOut(ellipse, line, { ...rect(30, 4, 2, 2), turn: { degrees: 90, x: 30, y: 10 } });
      const [drawn] = await rasterisePdf(await renderPdf(layout, fonts, { createdAt }), 8);
      const label = reader(layout);
      for (const [x, y] of [
        [7, 5],
        [2.3, 2.3],
        [20, 10],
        [21, 10],
        [35, 11],
        [31, 5],
        [25, 9],
      ] as const) {
        const isBlack = drawn!.data[Math.floor(y * 8) * drawn!.width + Math.floor(x * 8)]! < 128;
        expect([x, y, isBlack]).toEqual([x, y, label(x, y)]);
      }
      expect([label(7, 5), label(2.3, 2.3), label(20, 10), label(35, 11), label(31, 5)]).toEqual([
        true,
        false,
        true,
        true,
        false,
      ]);
    },
  );
});
