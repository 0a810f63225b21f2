/**
 * Reading codes from pictures: the only file that knows zxing-wasm (docs/decisions/0011-camera-decoder.md). The `.wasm` comes from
 * whoever prepares the decoder; the library's own address of it is a CDN, which is never asked.
 */
import { prepareZXingModule, readBarcodes, type ReaderOptions, type ReadResult } from 'zxing-wasm/reader';

/** A picture in RGBA, as a canvas gives it. */
export interface Picture {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** One code in a picture. */
export interface Reading {
  /** As it was encoded, control characters included. Never empty. */
  readonly text: string;
  readonly format: string;
  /** Bars have no more than a check digit: what they say is believed when it has been read twice. */
  readonly linear: boolean;
  /** How far its middle is from the middle of the picture, in pixels. */
  readonly offCentre: number;
}

/** What is printed on tickets and badges, and nothing else: each further format is one more way to read what is not there. */
const FORMATS = ['QRCodeModel2', 'AztecCode', 'DataMatrix', 'PDF417', 'Code128', 'EAN13'] as const;
const LINEAR: ReadonlySet<string> = new Set(['Code128', 'EAN13']);

const OPTIONS: ReaderOptions = {
  formats: [...FORMATS],
  tryHarder: true,
  tryRotate: true,
  // light on dark: telephones in the dark scheme show tickets so
  tryInvert: true,
  tryDownscale: true,
  /** Lines of bars that have to agree; the library is content with two. */
  minLineCount: 3,
  maxNumberOfSymbols: 4,
  /** As encoded: the library would put brackets around the parts of a GS1 code. */
  textMode: 'Plain',
};

/**
 * Makes the decoder ready; until then nothing can be read.
 * @param wasm where the `.wasm` is, or its bytes
 * @throws when it cannot be loaded or compiled
 */
export async function prepareDecoder(wasm: { readonly url: string } | { readonly bytes: ArrayBuffer }): Promise<void> {
  const overrides = 'url' in wasm ? { locateFile: () => wasm.url } : { wasmBinary: wasm.bytes };
  await prepareZXingModule({ overrides, fireImmediately: true });
}

/** @returns the codes of a picture, the one nearest to its middle first. */
export async function readCodes(picture: Picture): Promise<readonly Reading[]> {
  const { width, height } = picture;
  // of ImageData the library takes these three alone
  const found = await readBarcodes(picture as ImageData, OPTIONS);
  return found
    .filter((result) => result.isValid && result.text !== '')
    .map((result) => ({
      text: result.text,
      format: result.format,
      linear: LINEAR.has(result.format),
      offCentre: measureOffCentre(result, width, height),
    }))
    .sort((a, b) => a.offCentre - b.offCentre);
}

function measureOffCentre({ position }: ReadResult, width: number, height: number): number {
  const { topLeft, topRight, bottomRight, bottomLeft } = position;
  const x = (topLeft.x + topRight.x + bottomRight.x + bottomLeft.x) / 4;
  const y = (topLeft.y + topRight.y + bottomRight.y + bottomLeft.y) / 4;
  return Math.hypot(x - width / 2, y - height / 2);
}
