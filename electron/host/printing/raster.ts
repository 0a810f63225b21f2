/**
 * BadgeLayout → dots of a label printer, one bit each, and PNGs in colour for previews and tests.
 *
 * The layout is first decided in black and white (ink.ts), then drawn from below: shapes and letters by resvg and cut at half
 * cover, so that edges are crisp; pictures dithered; codes dot by dot with modules of whole dots (dots.ts), so that they scan.
 *
 * Invariant: the bitmap is exactly the page's size in dots, whatever is on it.
 */
import type { BadgeLayout, CodeItem, ImageItem, LayoutItem } from '../../../shared/badge/layout.ts';
import { combine, IDENTITY, mapBox, matrixOfTurn } from '../../../shared/badge/matrix.ts';
import type { Box } from '../../../shared/badge/template.ts';
import { ditherDrawing, shrinkDrawing, snapBars } from './dots.ts';
import type { BadgeFonts } from './fonts.ts';
import { inkLayout } from './ink.ts';
import { findPicture } from './pictures.ts';
import { openResvg, type Rasterising } from './resvg.ts';
import { drawItems } from './svg.ts';

export type Dpi = 203 | 300 | 600;

/** Dots in a millimetre. What is sold as 203 dpi has 8 of them. */
export const DOTS: Record<Dpi, number> = { 203: 8, 300: 300 / 25.4, 600: 600 / 25.4 };

/** One bit a dot, 1 = black, the first dot in the highest bit; rows from the top, padded with white to whole bytes. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly bytesPerRow: number;
  readonly data: Uint8Array;
}

export interface Rasteriser {
  /** One side of the layout (0: the front) as dots. A side that is not there is white. */
  render(layout: BadgeLayout, side: number, dpi: Dpi): Bitmap;
  /** The same side in colour, with soft edges, as a PNG; `dotsPerMm` scales it. */
  renderPng(layout: BadgeLayout, side: number, dotsPerMm: number): Uint8Array;
}

/** Loads what is needed to draw; once for the process. */
export async function createRasteriser(fonts: BadgeFonts): Promise<Rasteriser> {
  const resvg = await openResvg();
  return {
    render: (layout, side, dpi) => renderDots({ resvg, fonts, dots: DOTS[dpi] }, inkLayout(layout), side),
    renderPng: (layout, side, dotsPerMm) => {
      const { page } = layout;
      const size = { width: countDots(page.width, dotsPerMm), height: countDots(page.height, dotsPerMm) };
      const paper = `<rect width="100%" height="100%" fill="#ffffff"/>`;
      const items = drawItems(layout, layout.sides[side]?.items ?? [], fonts);
      return resvg.drawPng(frameSvg({ x: 0, y: 0, ...size }, dotsPerMm, paper + items));
    },
  };
}

interface Setting {
  resvg: Rasterising;
  fonts: BadgeFonts;
  dots: number;
}

function countDots(millimetres: number, dots: number): number {
  return Math.max(1, Math.round(millimetres * dots));
}

function renderDots(setting: Setting, layout: BadgeLayout, side: number): Bitmap {
  const width = countDots(layout.page.width, setting.dots);
  const height = countDots(layout.page.height, setting.dots);
  const bytesPerRow = Math.ceil(width / 8);
  const bitmap: Bitmap = { width, height, bytesPerRow, data: new Uint8Array(bytesPerRow * height) };
  for (const layer of splitLayers(layout.sides[side]?.items ?? [])) {
    if (layer.kind === 'shapes') drawShapes(setting, bitmap, layout, layer.items);
    else if (layer.kind === 'image') drawImage(setting, bitmap, layout, layer);
    else drawCode(setting, bitmap, layout, layer);
  }
  return bitmap;
}

type Layer = { kind: 'shapes'; items: LayoutItem[] } | ImageItem | CodeItem;

/** Shapes and letters that follow each other are drawn at once. */
function splitLayers(items: readonly LayoutItem[]): Layer[] {
  const layers: Layer[] = [];
  for (const item of items) {
    const last = layers.at(-1);
    if (item.kind === 'image' || item.kind === 'code') layers.push(item);
    else if (last?.kind === 'shapes') last.items.push(item);
    else layers.push({ kind: 'shapes', items: [item] });
  }
  return layers;
}

function drawShapes({ resvg, fonts, dots }: Setting, bitmap: Bitmap, layout: BadgeLayout, items: LayoutItem[]): void {
  const visible = items.map((item) => thickenStroke(item, 1 / dots));
  const frame = { x: 0, y: 0, width: bitmap.width, height: bitmap.height };
  const { pixels } = resvg.draw(frameSvg(frame, dots, drawItems(layout, visible, fonts)));
  for (let y = 0, pixel = 0; y < bitmap.height; y += 1) {
    for (let x = 0; x < bitmap.width; x += 1, pixel += 4) {
      // Colours are multiplied by the alpha: in print there are black and white alone, so one channel tells both.
      const alpha = pixels[pixel + 3] ?? 0;
      if (alpha >= 128) setDot(bitmap, x, y, (pixels[pixel] ?? 0) * 2 < alpha);
    }
  }
}

/** A stroke thinner than a dot could fall between two of them and vanish. */
function thickenStroke(item: LayoutItem, dot: number): LayoutItem {
  if (item.kind === 'line') return { ...item, width: Math.max(item.width, dot) };
  if ((item.kind === 'rect' || item.kind === 'ellipse') && item.stroke !== null) {
    return { ...item, stroke: { ...item.stroke, width: Math.max(item.stroke.width, dot) } };
  }
  return item;
}

function drawImage({ resvg, fonts, dots }: Setting, bitmap: Bitmap, layout: BadgeLayout, item: ImageItem): void {
  const frame = cropToPage(placeBox(layout, item, item.clip.box), dots, bitmap);
  if (frame === null) return;
  const finer = chooseFiner(layout, item, dots);
  const fine = { x: frame.x * finer, y: frame.y * finer, width: frame.width * finer, height: frame.height * finer };
  const drawing = shrinkDrawing(resvg.draw(frameSvg(fine, dots * finer, drawItems(layout, [item], fonts))), finer);
  const dark = ditherDrawing(drawing);
  for (let y = 0, pixel = 0; y < drawing.height; y += 1) {
    for (let x = 0; x < drawing.width; x += 1, pixel += 1) {
      if ((drawing.pixels[pixel * 4 + 3] ?? 0) >= 128) setDot(bitmap, frame.x + x, frame.y + y, dark[pixel] === 1);
    }
  }
}

/** How many times finer than the dots a picture is drawn and then averaged: resvg looks at the nearest pixels alone. */
function chooseFiner(layout: BadgeLayout, item: ImageItem, dots: number): number {
  const pixels = findPicture(layout, item)?.size.width ?? 1;
  return Math.max(1, Math.min(4, Math.round(pixels / (item.box.width * dots) / 1.5)));
}

function drawCode({ dots }: Setting, bitmap: Bitmap, layout: BadgeLayout, item: CodeItem): void {
  const bars = item.bars.map((bar) => placeBox(layout, item, bar));
  const isBlack = item.color === '#000000';
  for (const { x, y, width, height } of snapBars(bars, dots)) {
    for (let row = Math.max(0, y); row < Math.min(bitmap.height, y + height); row += 1) {
      for (let column = Math.max(0, x); column < Math.min(bitmap.width, x + width); column += 1) {
        setDot(bitmap, column, row, isBlack);
      }
    }
  }
}

/** Where a part of an item comes to lie on the page: turned as the item is, and placed as the page is. */
function placeBox(layout: BadgeLayout, item: LayoutItem, box: Box): Box {
  return mapBox(combine(layout.place ?? IDENTITY, matrixOfTurn(item.turn)), box);
}

/** The box in whole dots, as far as it is on the page. */
function cropToPage(box: Box, dots: number, page: { width: number; height: number }): Box | null {
  const [left, top] = [Math.max(0, Math.floor(box.x * dots)), Math.max(0, Math.floor(box.y * dots))];
  const right = Math.min(page.width, Math.ceil((box.x + box.width) * dots));
  const bottom = Math.min(page.height, Math.ceil((box.y + box.height) * dots));
  return right > left && bottom > top ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}

/** An SVG that shows exactly these dots of the page. */
function frameSvg({ x, y, width, height }: Box, dots: number, content: string): string {
  const viewBox = [x, y, width, height].map((value) => value / dots).join(' ');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${viewBox}">${content}</svg>`;
}

function setDot({ bytesPerRow, data }: Bitmap, x: number, y: number, isBlack: boolean): void {
  const at = y * bytesPerRow + (x >> 3);
  const bit = 0x80 >> (x & 7);
  data[at] = isBlack ? (data[at] ?? 0) | bit : (data[at] ?? 0) & ~bit;
}
