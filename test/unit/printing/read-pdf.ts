/**
 * Reads back a PDF of one page by its own means, as far as these tests look: page size, metadata, embedded fonts, and
 * the text with its place, decoded through each font's ToUnicode map as a viewer does it.
 */
import { inflateSync } from 'node:zlib';

export interface PdfText {
  text: string;
  /** Points from the lower left corner. */
  x: number;
  y: number;
  size: number;
  font: string;
  /** Advance of the whole run in points, from the font's widths and the adjustments between its glyphs. */
  width: number;
}

export interface PdfPage {
  mediaBox: number[];
  info: string;
  /** Base font name → bytes of the embedded font file. */
  fonts: Map<string, Uint8Array>;
  texts: PdfText[];
  /** The decoded drawing instructions. */
  content: string;
}

interface PdfObject {
  dictionary: string;
  stream: Buffer | null;
}

interface PdfFont {
  name: string;
  file: Uint8Array;
  unicode: string[];
  widths: number[];
}

export function readPdf(bytes: Uint8Array): PdfPage {
  const objects = readObjects(Buffer.from(bytes));
  const all = [...objects.values()];
  const pages = all.filter(({ dictionary }) => /\/Type \/Page\b(?!s)/.test(dictionary));
  if (pages.length !== 1) throw new Error(`${pages.length} pages`);
  const page = pages[0]!.dictionary;
  const follow = (text: string, key: string): PdfObject => {
    const number = new RegExp(`/${key} \\[?(\\d+) 0 R`).exec(text)?.[1];
    const object = objects.get(Number(number));
    if (object === undefined) throw new Error(`No ${key} in ${text}`);
    return object;
  };
  const resources = follow(page, 'Resources').dictionary;
  const fonts = new Map(
    Array.from(resources.matchAll(/\/(F\d+) (\d+) 0 R/g), ([, key, number]) => [
      key!,
      readFont(objects.get(Number(number))!.dictionary, follow),
    ]),
  );
  const content = follow(page, 'Contents').stream!.toString('latin1');
  const infoNumber = /\/Info (\d+) 0 R/.exec(Buffer.from(bytes).toString('latin1'))?.[1];
  const info = objects.get(Number(infoNumber))!.dictionary;
  return {
    mediaBox: /\/MediaBox \[([^\]]+)\]/.exec(page)![1]!.split(' ').map(Number),
    info: info.replace(/(\d+) 0 R/g, (_, number) => objects.get(Number(number))!.dictionary),
    fonts: new Map(Array.from(fonts.values(), (font) => [font.name, font.file])),
    texts: readTexts(content, fonts),
    content,
  };
}

function readObjects(bytes: Buffer): Map<number, PdfObject> {
  const text = bytes.toString('latin1');
  const objects = new Map<number, PdfObject>();
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const start = match.index + match[0].length;
    const streamAt = text.indexOf('stream\n', start);
    const end = text.indexOf('endobj', start);
    if (streamAt === -1 || streamAt > end) {
      objects.set(Number(match[1]), { dictionary: text.slice(start, end).trim(), stream: null });
      continue;
    }
    const dictionary = text.slice(start, streamAt);
    const length = Number(/\/Length (\d+)/.exec(dictionary)![1]);
    const raw = bytes.subarray(streamAt + 7, streamAt + 7 + length);
    objects.set(Number(match[1]), { dictionary, stream: dictionary.includes('/FlateDecode') ? inflateSync(raw) : raw });
  }
  return objects;
}

function readFont(dictionary: string, follow: (text: string, key: string) => PdfObject): PdfFont {
  const descendant = follow(dictionary, 'DescendantFonts').dictionary;
  const descriptor = follow(descendant, 'FontDescriptor').dictionary;
  const map = follow(dictionary, 'ToUnicode').stream!.toString('latin1');
  const unicode = Array.from(map.matchAll(/<[0-9a-f]+> <[0-9a-f]+> \[([^\]]*)\]/g)).flatMap(([, list]) =>
    Array.from(list!.matchAll(/<([^>]*)>/g), ([, units]) =>
      units === ''
        ? ''
        : units!
            .split(' ')
            .map((unit) => String.fromCharCode(Number.parseInt(unit, 16)))
            .join(''),
    ),
  );
  return {
    name: /\/BaseFont \/(\S+)/.exec(dictionary)![1]!,
    file: follow(descriptor, 'FontFile2').stream!,
    unicode,
    widths: /\/W \[0 \[([^\]]*)\]/.exec(descendant)![1]!.split(' ').map(Number),
  };
}

function readTexts(content: string, fonts: Map<string, PdfFont>): PdfText[] {
  return Array.from(content.matchAll(/BT\n([\s\S]*?)ET/g), ([, block]) => {
    const [, x, y] = /1 0 0 1 (\S+) (\S+) Tm/.exec(block!)!;
    const [, key, size] = /\/(F\d+) (\S+) Tf/.exec(block!)!;
    const font = fonts.get(key!)!;
    let text = '';
    let width = 0;
    for (const [, glyphs, adjustment] of block!.matchAll(/<([0-9a-f]+)> (-?[\d.]+)/g)) {
      for (const glyph of glyphs!.match(/.{4}/g)!) {
        const id = Number.parseInt(glyph, 16);
        text += font.unicode[id]!;
        width += font.widths[id]!;
      }
      width -= Number(adjustment);
    }
    return {
      text,
      x: Number(x),
      y: Number(y),
      size: Number(size),
      font: font.name,
      width: (width * Number(size)) / 1000,
    };
  });
}
