/** The icons of the packages, all from renderer/ui/icon.svg: PNGs for Linux, an .ico and an .icns. Nothing of it is committed. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { IconIcns, IconIco } from '@shockpkg/icon-encoder';
import { root } from './runner/paths.mjs';

export const linuxSizes = [16, 24, 32, 48, 64, 96, 128, 256, 512, 1024];
export const windowsSizes = [16, 24, 32, 48, 64, 128, 256];
/** Apple's names of the pictures, by their size in pixels; 32, 256 and 512 stand for a size and for the double of half of it. */
export const appleNames = {
  16: ['ic04'],
  32: ['ic05', 'ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};

let opening = null;

/** @returns the PNG of a square of so many pixels */
async function drawIcon(pixels) {
  opening ??= initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
  await opening;
  const svg = readFileSync(join(root, 'renderer', 'ui', 'icon.svg'), 'utf8');
  return Buffer.from(new Resvg(svg, { fitTo: { mode: 'width', value: pixels } }).render().asPng());
}

/** Writes `png/`, `icon.ico` and `icon.icns` into a folder, which is made anew. */
export async function writeIcons(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'png'), { recursive: true });
  for (const size of linuxSizes) writeFileSync(join(folder, 'png', `${size}x${size}.png`), await drawIcon(size));
  const ico = new IconIco();
  for (const size of windowsSizes) await ico.addFromPng(await drawIcon(size), size === 256);
  writeFileSync(join(folder, 'icon.ico'), ico.encode());
  const icns = new IconIcns();
  icns.toc = true;
  for (const [size, names] of Object.entries(appleNames)) await icns.addFromPng(await drawIcon(Number(size)), names);
  writeFileSync(join(folder, 'icon.icns'), icns.encode());
}
