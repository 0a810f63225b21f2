/** Pictures as a camera makes them: a code somewhere in them, turned, near or far, out of focus, in bad light. */
import type { Picture } from '../../../renderer/ui/camera/decoder/read-codes.ts';

/** The squares of a code: true is dark. */
export type Squares = readonly (readonly boolean[])[];

export interface Shot {
  readonly width?: number;
  readonly height?: number;
  /** Pixels of a square. */
  readonly scale?: number;
  readonly degrees?: number;
  /** Where its middle is, from the middle of the picture. */
  readonly at?: readonly [x: number, y: number];
  /** Times that each pixel is mixed with its neighbours. */
  readonly blur?: number;
  /** 0…255 */
  readonly noise?: number;
  /** Light on dark. */
  readonly inverted?: boolean;
  readonly seed?: number;
}

interface Placed {
  readonly squares: Squares;
  readonly shot: Shot;
}

/** mulberry32: the same seed, the same noise */
function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Squares of nothing around a code; without them it is no code. */
const QUIET = 4;

/** Takes the picture; the first code says how. */
export function takePicture(...placed: readonly Placed[]): Picture {
  const { width = 640, height = 480, blur = 0, noise = 0, seed = 1 } = placed[0]?.shot ?? {};
  const chance = createChance(seed);
  let grey = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const light = placed.map((one) => readLight(one, x - width / 2, y - height / 2)).find((found) => found !== null);
      grey[y * width + x] = light ?? 110 + (60 * x) / width; // brighter on one side
    }
  }
  for (let round = 0; round < blur; round += 1) grey = soften(grey, width);
  const data = new Uint8ClampedArray(width * height * 4);
  grey.forEach((light, index) => data.fill(light + (chance() - 0.5) * noise, index * 4, index * 4 + 3));
  grey.forEach((_light, index) => (data[index * 4 + 3] = 255));
  return { data, width, height };
}

/** @param x from the middle of the picture. @returns null beside the code's paper */
function readLight({ squares, shot }: Placed, x: number, y: number): number | null {
  const { scale = 6, degrees = 0, at = [0, 0], inverted = false } = shot;
  const angle = (degrees * Math.PI) / 180;
  const [left, top] = [x - at[0], y - at[1]];
  const rows = squares.length;
  const columns = squares[0]?.length ?? 0;
  const column = Math.floor((Math.cos(angle) * left + Math.sin(angle) * top) / scale + columns / 2);
  const row = Math.floor((Math.cos(angle) * top - Math.sin(angle) * left) / scale + rows / 2);
  if (column < -QUIET || row < -QUIET || column >= columns + QUIET || row >= rows + QUIET) return null;
  const dark = squares[row]?.[column] ?? false;
  return dark === inverted ? 215 : 45;
}

function soften(grey: Float32Array<ArrayBuffer>, width: number): Float32Array<ArrayBuffer> {
  return grey.map((light, index) => {
    const around = [index - 1, index + 1, index - width, index + width].map((other) => grey[other] ?? light);
    return (light + around.reduce((sum, other) => sum + other, 0)) / 5;
  });
}

/** Nothing but noise, or a page of something like text. */
export function takeNothing(kind: 'noise' | 'lines' | 'dark', seed: number): Picture {
  const [width, height] = [640, 480];
  const chance = createChance(seed);
  const data = new Uint8ClampedArray(width * height * 4);
  let stroke = 128;
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const line = Math.floor(pixel / width / 9) % 2 === 0;
    if (kind === 'lines' && pixel % 3 === 0) stroke = line && chance() < 0.5 ? 30 : 225;
    const light = { noise: 255 * chance(), lines: stroke, dark: 8 * chance() }[kind];
    data.fill(light, pixel * 4, pixel * 4 + 3);
    data[pixel * 4 + 3] = 255;
  }
  return { data, width, height };
}
