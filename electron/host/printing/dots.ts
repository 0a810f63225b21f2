/** What becomes of codes and pictures on a grid of dots. */
import type { Box } from '../../../shared/badge/template.ts';
import type { Drawing } from './resvg.ts';

/** A module may grow by this share of itself to reach a whole number of dots: the white margin around a code gives as much. */
const GROWTH = 0.1;

/**
 * Bars of a code in mm → bars in whole dots, each module as wide as every other one. The code keeps its middle and never gets larger
 * than a tenth more; it gets smaller when its modules are not whole dots wide, but never below one dot a module.
 */
export function snapBars(bars: readonly Box[], dots: number): Box[] {
  const across = snapEdges(
    bars.flatMap(({ x, width }) => [x, x + width]),
    dots,
  );
  const down = snapEdges(
    bars.flatMap(({ y, height }) => [y, y + height]),
    dots,
  );
  return bars.map(({ x, y, width, height }) => {
    const [left, right, top, bottom] = [across(x), across(x + width), down(y), down(y + height)];
    return { x: left, y: top, width: right - left, height: bottom - top };
  });
}

/** Edges closer than this, in mm, are one: what lies between is a rounding error. */
const SAME = 0.01;

/**
 * Maps edges to dots. All distances are multiples of the smallest one (the module) or nearly so: that one becomes a whole number
 * of dots, and each distance is rounded by itself, so that equal ones stay equal wherever they begin.
 */
function snapEdges(edges: readonly number[], dots: number): (edge: number) => number {
  const distinct = [...edges]
    .sort((a, b) => a - b)
    .filter((edge, index, all) => index === 0 || edge - (all[index - 1] ?? 0) > SAME);
  const [first = 0] = distinct;
  const last = distinct.at(-1) ?? first;
  const gaps = distinct.slice(1).map((edge, index) => edge - (distinct[index] ?? 0));
  const module = gaps.length === 0 ? 0 : Math.min(...gaps);
  const scale = module === 0 ? 0 : wholeDots(module * dots) / module;
  const offsets = [0];
  for (const gap of gaps) offsets.push((offsets.at(-1) ?? 0) + Math.round(gap * scale));
  const start = Math.round(((first + last) / 2) * dots - (offsets.at(-1) ?? 0) / 2);
  return (edge) => {
    const index = distinct.findLastIndex((known) => known <= edge + SAME / 2);
    return start + (offsets[Math.max(0, index)] ?? 0);
  };
}

/** Many dots are rounded; few are rounded down, unless a little more makes one more whole. */
function wholeDots(module: number): number {
  return module >= 1 / GROWTH ? Math.round(module) : Math.max(1, Math.floor(module * (1 + GROWTH)));
}

/** Averages squares of so many pixels. */
export function shrinkDrawing(drawing: Drawing, times: number): Drawing {
  if (times === 1) return drawing;
  const [width, height] = [Math.floor(drawing.width / times), Math.floor(drawing.height / times)];
  const pixels = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const sums: [number, number, number, number] = [0, 0, 0, 0];
      for (let row = y * times; row < (y + 1) * times; row += 1) {
        let at = (row * drawing.width + x * times) * 4;
        for (let column = 0; column < times; column += 1, at += 4) {
          sums[0] += drawing.pixels[at] ?? 0;
          sums[1] += drawing.pixels[at + 1] ?? 0;
          sums[2] += drawing.pixels[at + 2] ?? 0;
          sums[3] += drawing.pixels[at + 3] ?? 0;
        }
      }
      pixels.set(
        sums.map((sum) => Math.round(sum / times ** 2)),
        (y * width + x) * 4,
      );
    }
  }
  return { width, height, pixels };
}

/**
 * Floyd–Steinberg, every other row from the right so that no worms grow in one direction. By the lightness as it is stored, not the
 * light itself: dots on a label spread, and that makes up for it. 1 = black; what is transparent spreads nothing.
 */
export function ditherDrawing({ width, height, pixels }: Drawing): Uint8Array {
  const dark = new Uint8Array(width * height);
  const stride = width + 2;
  let [here, below] = [new Float32Array(stride), new Float32Array(stride)];
  for (let y = 0; y < height; y += 1) {
    const forward = y % 2 === 0;
    const step = forward ? 1 : -1;
    for (let count = 0, x = forward ? 0 : width - 1; count < width; count += 1, x += step) {
      const pixel = y * width + x;
      const alpha = pixels[pixel * 4 + 3] ?? 0;
      if (alpha < 128) continue;
      const wanted = readLightness(pixels, pixel * 4, alpha) + (here[x + 1] ?? 0);
      const isDark = wanted < 128;
      if (isDark) dark[pixel] = 1;
      const error = wanted - (isDark ? 0 : 255);
      spread(here, x + 1 + step, (error * 7) / 16);
      spread(below, x + 1 - step, (error * 3) / 16);
      spread(below, x + 1, (error * 5) / 16);
      spread(below, x + 1 + step, error / 16);
    }
    [here, below] = [below, here.fill(0)];
  }
  return dark;
}

function spread(row: Float32Array, at: number, error: number): void {
  row[at] = (row[at] ?? 0) + error;
}

/** On white paper; the colours are multiplied by the alpha already. */
function readLightness(pixels: Uint8Array, at: number, alpha: number): number {
  const [red, green, blue] = [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
  return 0.299 * red + 0.587 * green + 0.114 * blue + 255 - alpha;
}
