/**
 * One layout, all outputs: each shipped template with each sample, as poppler draws the PDF, as resvg draws the SVG of the preview, and
 * as the dots of a label printer, at 8 dots a millimetre (203 dpi). See docs/printing-outputs.md for how the difference is measured.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { readFile } from 'node:fs/promises';
import type { BadgeFonts } from '../../../electron/host/printing/fonts.ts';
import { inkLayout } from '../../../electron/host/printing/ink.ts';
import { renderPdfOf } from '../../../electron/host/printing/pdf.ts';
import { addPictures, openPicture, type Picture } from '../../../electron/host/printing/pictures.ts';
import { createRasteriser, type Rasteriser } from '../../../electron/host/printing/raster.ts';
import { openResvg, type Rasterising } from '../../../electron/host/printing/resvg.ts';
import { renderSvg } from '../../../electron/host/printing/svg.ts';
import { type BadgeLayout, layoutBadge, type LayoutItem } from '../../../shared/badge/layout.ts';
import { mapBox, matrixOfTurn } from '../../../shared/badge/matrix.ts';
import { sampleContents } from '../../../shared/badge/samples.ts';
import { shippedTemplates } from '../../../shared/badge/shipped/index.ts';
import type { Box } from '../../../shared/badge/template.ts';
import { loadInter } from './inter.ts';
import { greyOfBitmap, greyOfDrawing, hasPdfRasteriser, measureDifference, rasterisePdf } from './pixels.ts';

/** The others are of the layout's own tests. */
const SAMPLES: readonly string[] = ['usual', 'longest', 'letters'];
const DOTS = 8;
const createdAt = new Date('2026-11-20T08:30:00Z');

/** Between two drawings in colour. Measured: 0.0006 at most; half a millimetre's shift of the text: 0.05. */
const SOFT = { reach: 2, limit: 64, most: 0.002 };
/** Between soft and hard edges, and a dithered picture with its greys. Measured: 0.00005 at most; the same shift: 0.05. */
const HARD = { reach: 2, limit: 96, most: 0.001 };

let fonts: BadgeFonts;
let resvg: Rasterising;
let rasteriser: Rasteriser;
let photo: Picture;
let pages: { name: string; layout: BadgeLayout; side: number }[];
beforeAll(async () => {
  fonts = await loadInter();
  resvg = await openResvg();
  rasteriser = await createRasteriser(fonts);
  photo = openPicture(drawFace(resvg))!;
  pages = shippedTemplates.flatMap(({ id, template }) =>
    sampleContents
      .filter(({ id }) => SAMPLES.includes(id))
      .flatMap((sample) => {
        const surroundings = { fonts, photo: photo.size, now: '2026-11-22' };
        const layout = addPictures(layoutBadge(template, sample.content, surroundings), template.images, photo);
        return layout.sides.map((_, side) => ({ name: `${id} ${sample.id} ${side}`, layout, side }));
      }),
  );
});

/** A made-up photo: a face in grey tones. */
function drawFace(drawer: Rasterising): Uint8Array {
  return drawer.drawPng(
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="400"><linearGradient id="g" x2="0" y2="1"><stop stop-color="#9db4c8"/>' +
      '<stop offset="1" stop-color="#39485a"/></linearGradient><rect width="300" height="400" fill="url(#g)"/>' +
      '<ellipse cx="150" cy="170" rx="75" ry="95" fill="#e3b898"/><path d="M40 400C40 280 260 280 260 400Z" fill="#22303c"/></svg>',
  );
}

/** The SVG in dots in place of millimetres. */
function drawPreview(layout: BadgeLayout, side: number) {
  const size = `width="${Math.round(layout.page.width * DOTS)}" height="${Math.round(layout.page.height * DOTS)}"`;
  return resvg.draw(renderSvg(layout, fonts, side).replace(/width="[\d.]+mm" height="[\d.]+mm"/, size));
}

/** Codes move to whole dots on purpose. */
function listCodes(layout: BadgeLayout, side: number): Box[] {
  return layout.sides[side]!.items.flatMap((item) => {
    if (item.kind !== 'code') return [];
    const { x, y, width, height } = mapBox(matrixOfTurn(item.turn), item.box);
    return [{ x: x * DOTS - 2, y: y * DOTS - 2, width: width * DOTS + 4, height: height * DOTS + 4 }];
  });
}

describe.skipIf(!hasPdfRasteriser)('the outputs of one layout (looked at by pdftoppm of poppler-utils)', () => {
  it('PDF and preview agree', async () => {
    const layouts = [...new Set(pages.map(({ layout }) => layout))];
    const drawn = await rasterisePdf(await renderPdfOf(layouts, fonts, { createdAt }), DOTS);
    expect(drawn.length).toBe(pages.length);
    const far = pages.flatMap(({ name, layout, side }, index) => {
      const difference = measureDifference(drawn[index]!, greyOfDrawing(drawPreview(layout, side)), SOFT);
      return difference > SOFT.most ? [[name, difference]] : [];
    });
    expect(far).toEqual([]);
  });

  it('PDF and label agree, in black and white', async () => {
    const layouts = [...new Set(pages.map(({ layout }) => layout))].map(inkLayout);
    const drawn = await rasterisePdf(await renderPdfOf(layouts, fonts, { createdAt }), DOTS);
    const far = pages.flatMap(({ name, layout, side }, index) => {
      const label = greyOfBitmap(rasteriser.render(layout, side, 203));
      const difference = measureDifference(drawn[index]!, label, { ...HARD, ignored: listCodes(layout, side) });
      return difference > HARD.most ? [[name, difference]] : [];
    });
    expect(far).toEqual([]);
  });

  it('would tell a text that is half a millimetre off, and one that is missing', async () => {
    const { layout } = pages[0]!;
    const [colour, ink] = await rasterisePdf(
      await renderPdfOf([layout, inkLayout(layout)], fonts, { createdAt }),
      DOTS,
    );
    const spoil = (change: (x: number) => number[]): BadgeLayout => ({
      ...layout,
      sides: layout.sides.map(({ items }) => ({
        items: items.flatMap((item): LayoutItem[] =>
          item.kind === 'text' ? change(item.x).map((x) => ({ ...item, x })) : [item],
        ),
      })),
    });
    for (const spoilt of [spoil((x) => [x + 0.5]), spoil(() => [])]) {
      expect(measureDifference(colour!, greyOfDrawing(drawPreview(spoilt, 0)), SOFT)).toBeGreaterThan(10 * SOFT.most);
      const label = greyOfBitmap(rasteriser.render(spoilt, 0, 203));
      expect(measureDifference(ink!, label, { ...HARD, ignored: listCodes(layout, 0) })).toBeGreaterThan(
        10 * HARD.most,
      );
    }
  });
});

describe('codes on a label', () => {
  it.each([203, 300, 600] as const)('are read at %d dpi', async (dpi) => {
    const wasm = new URL('../../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm', import.meta.url);
    await prepareZXingModule({
      overrides: { wasmBinary: (await readFile(wasm)).buffer },
      fireImmediately: true,
    });
    const withCode = pages.filter(
      ({ name, layout, side }) =>
        (dpi === 203 ? /usual|longest/ : /label usual|lanyard longest/).test(name) &&
        layout.sides[side]!.items.some(({ kind }) => kind === 'code'),
    );
    expect(withCode.length).toBeGreaterThan(dpi === 203 ? 6 : 1);
    for (const { name, layout, side } of withCode) {
      const grey = greyOfBitmap(rasteriser.render(layout, side, dpi));
      const data = new Uint8ClampedArray(grey.data.length * 4).fill(255);
      grey.data.forEach((value, index) => data.fill(value, index * 4, index * 4 + 3));
      const found = await readBarcodes({ data, width: grey.width, height: grey.height } as ImageData);
      const code = sampleContents.find(({ id }) => name.includes(` ${id} `))!.content.code;
      expect([name, ...found.map(({ text }) => text)]).toEqual([name, code]);
    }
  });
});
