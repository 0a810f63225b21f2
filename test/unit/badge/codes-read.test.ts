/** A scanner's library reads what the layout draws. */
import { readFile } from 'node:fs/promises';
import { beforeAll, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { BadgeFonts } from '../../../electron/host/printing/fonts.ts';
import { layoutBadge } from '../../../shared/badge/layout.ts';
import { type Box, badgeTemplateSchema, type Symbology } from '../../../shared/badge/template.ts';
import { loadInter } from '../printing/inter.ts';
import { makeContent, surround } from './contents.ts';

let fonts: BadgeFonts;
beforeAll(async () => {
  fonts = await loadInter();
  const wasm = await readFile(
    new URL('../../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm', import.meta.url),
  );
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
});

const PAGE = { width: 80, height: 40 };
/** 300 dots an inch. */
const DOTS = 300 / 25.4;

/** The bars as the dots of a printer: a dot is dark when its middle is. */
function drawDots(bars: readonly Box[]): { data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number } {
  const [width, height] = [Math.round(PAGE.width * DOTS), Math.round(PAGE.height * DOTS)];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const bar of bars) {
    const end = (at: number): number => Math.round(at * DOTS);
    for (let y = end(bar.y); y < end(bar.y + bar.height); y += 1) {
      for (let x = end(bar.x); x < end(bar.x + bar.width); x += 1)
        data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return { data, width, height };
}

it.each<[Symbology, string, string]>([
  ['qr', '~RUNETID#12345$', '~RUNETID#12345$'],
  ['code128', '~RUNETID#12345$', '~RUNETID#12345$'],
  ['code39', 'ABC-12345', 'ABC-12345'],
  ['ean13', '400638133393', '4006381333931'],
  ['datamatrix', '~RUNETID#12345$', '~RUNETID#12345$'],
  ['pdf417', '~RUNETID#12345$', '~RUNETID#12345$'],
  ['aztec', '~RUNETID#12345$', '~RUNETID#12345$'],
])('%s is read', async (symbology, code, expected) => {
  const element = { id: 'code', label: '', turn: 0, locked: false, hidden: false, when: [], color: '#000000' };
  const box = { x: 2, y: 2, width: 76, height: 36 };
  const template = badgeTemplateSchema.parse({
    ...{ version: 2, name: '', page: PAGE, noStatusColor: '#000000', images: {}, back: null },
    front: [{ ...element, kind: 'code', box, symbology, text: '{code}', quiet: 10, readable: false }],
  });
  const layout = layoutBadge(template, makeContent({ code }), surround(fonts));
  expect(layout.notes).toEqual([]);
  const bars = layout.sides[0]!.items.flatMap((item) => (item.kind === 'code' ? item.bars : []));
  const found = await readBarcodes({ ...drawDots(bars), colorSpace: 'srgb' }, {});
  expect(found.map(({ text }) => text)).toEqual([expected]);
});
