/**
 * resvg as WebAssembly: SVG → pixels, without a browser and without anything installed on the machine. It is loaded when the
 * first picture or label needs it. Only drawings of our own (svg.ts) go in: no fonts, no files, no addresses.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

export interface Drawing {
  width: number;
  height: number;
  /** Red, green, blue, alpha; the colours are multiplied by the alpha. */
  pixels: Uint8Array;
}

export interface Rasterising {
  /** Draws an SVG whose width and height are in pixels. */
  draw(svg: string): Drawing;
  /** The same as a PNG. */
  drawPng(svg: string): Uint8Array;
}

let opening: Promise<Rasterising> | null = null;

/** Loads resvg once for the process. */
export function openResvg(): Promise<Rasterising> {
  opening ??= loadResvg().catch((error: unknown) => {
    opening = null;
    throw error;
  });
  return opening;
}

async function loadResvg(): Promise<Rasterising> {
  await initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return {
    draw: (svg) => render(svg, (image) => ({ width: image.width, height: image.height, pixels: image.pixels })),
    drawPng: (svg) => render(svg, (image) => image.asPng()),
  };
}

/** The memory of what it drew is its own and is given back by hand. */
function render<Result>(
  svg: string,
  read: (image: ReturnType<InstanceType<typeof Resvg>['render']>) => Result,
): Result {
  const resvg = new Resvg(svg);
  try {
    const image = resvg.render();
    try {
      return read(image);
    } finally {
      image.free();
    }
  } finally {
    resvg.free();
  }
}
