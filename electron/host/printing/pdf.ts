/**
 * BadgeLayout → PDF: a page for each side, of exactly the layout's size, vectors only, text as text in embedded font subsets (so it
 * can be searched and copied). The same layouts at the same moment give the same bytes.
 */
import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import type { Hex } from '../../../shared/badge/color.ts';
import type {
  BadgeLayout,
  CodeItem,
  Edge,
  EllipseItem,
  ImageItem,
  LayoutItem,
  LineItem,
  RectItem,
  TextItem,
} from '../../../shared/badge/layout.ts';
import { type Matrix, matrixOfTurn } from '../../../shared/badge/matrix.ts';
import type { BadgeFonts } from './fonts.ts';
import { embedPicture, type EmbeddedPicture, preparePictures, type PreparedPictures } from './pdf-pictures.ts';
import { findPicture, type Picture, uprightMatrix } from './pictures.ts';

/** PDF points (1/72 inch) in a millimetre. */
const POINTS = 72 / 25.4;

export interface PdfOptions {
  /** Written as the document's creation date; the caller's clock. */
  createdAt: Date;
  /** What viewers show as the document's name; nobody's own. */
  title?: string;
}

/** Renders the layout. The document's metadata never hold what the badge says: print queues show them to everybody. */
export async function renderPdf(layout: BadgeLayout, fonts: BadgeFonts, options: PdfOptions): Promise<Uint8Array> {
  return renderPdfOf([layout], fonts, options);
}

/** Renders many badges as one document, one after the other, each with its own page size; fonts and logos are in it once. */
export async function renderPdfOf(
  layouts: Iterable<BadgeLayout>,
  fonts: BadgeFonts,
  options: PdfOptions,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  await writePdf(layouts, fonts, options, (chunk) => {
    chunks.push(chunk);
  });
  return Buffer.concat(chunks);
}

/**
 * The same, handed out as it grows: however many pages there are, only the last of them are in memory. `layouts` is read page by
 * page, and the desk gets its turn in between.
 */
export async function writePdf(
  layouts: Iterable<BadgeLayout>,
  fonts: BadgeFonts,
  options: PdfOptions,
  write: (chunk: Uint8Array) => void | Promise<void>,
): Promise<void> {
  const document = createDocument(options);
  const embedded = new Map<Picture, EmbeddedPicture>();
  const flush = async (): Promise<void> => {
    for (let chunk = readChunk(document); chunk !== null; chunk = readChunk(document)) await write(chunk);
  };
  let pages = 0;
  for (const layout of layouts) {
    const drawing: Drawing = { document, fonts, embedded, prepared: await preparePictures(layout) };
    for (const { items } of layout.sides) {
      document.addPage({ size: [layout.page.width * POINTS, layout.page.height * POINTS], margin: 0 });
      if (layout.place !== undefined) applyMatrix(document, layout.place);
      for (const item of items) drawTurned(drawing, layout, item);
      pages += 1;
    }
    if (pages % PAGES_AT_ONCE === 0) {
      await flush();
      await setImmediate();
    }
  }
  document.end();
  await flush();
}

/** Pages that are drawn before others get their turn: some tens of ms. */
const PAGES_AT_ONCE = 5;

function readChunk(document: PDFKit.PDFDocument): Uint8Array | null {
  const chunk: unknown = document.read();
  return chunk instanceof Uint8Array ? chunk : null;
}

/** A document without pages and without anything personal. */
function createDocument({ createdAt, title = 'Badge' }: PdfOptions): PDFKit.PDFDocument {
  return new PDFDocument({
    // The first version with transparency.
    pdfVersion: '1.4',
    autoFirstPage: false,
    // An empty name keeps pdfkit from loading its default font, which every page would then carry.
    font: '',
    info: { Title: title, Producer: 'Stoika', Creator: 'Stoika', CreationDate: createdAt },
  });
}

interface Drawing {
  document: PDFKit.PDFDocument;
  fonts: BadgeFonts;
  prepared: PreparedPictures;
  /** A logo is in the file once, on however many badges it is. */
  embedded: Map<Picture, EmbeddedPicture>;
}

/** Maps whatever is drawn from now on; the matrix is in mm. */
function applyMatrix(document: PDFKit.PDFDocument, [a, b, c, d, e, f]: Matrix): void {
  document.transform(a, b, c, d, e * POINTS, f * POINTS);
}

function drawTurned(drawing: Drawing, layout: BadgeLayout, item: LayoutItem): void {
  if (item.turn === null) {
    drawItem(drawing, layout, item);
    return;
  }
  drawing.document.save();
  applyMatrix(drawing.document, matrixOfTurn(item.turn));
  drawItem(drawing, layout, item);
  drawing.document.restore();
}

function drawItem(drawing: Drawing, layout: BadgeLayout, item: LayoutItem): void {
  const { document } = drawing;
  switch (item.kind) {
    case 'rect':
      drawRect(document, item);
      break;
    case 'ellipse':
      drawEllipse(document, item);
      break;
    case 'line':
      drawLine(document, item);
      break;
    case 'text':
      drawText(document, item, drawing.fonts);
      break;
    case 'code':
      drawCode(document, item);
      break;
    case 'image':
      drawImage(drawing, item, findPicture(layout, item));
      break;
  }
}

function drawRect(document: PDFKit.PDFDocument, { box, radius, fill, stroke }: RectItem): void {
  const inset = stroke === null ? 0 : stroke.width / 2;
  const [x, y] = [(box.x + inset) * POINTS, (box.y + inset) * POINTS];
  const [width, height] = [(box.width - 2 * inset) * POINTS, (box.height - 2 * inset) * POINTS];
  if (radius > inset) document.roundedRect(x, y, width, height, (radius - inset) * POINTS);
  else document.rect(x, y, width, height);
  paintShape(document, fill, stroke);
}

function drawEllipse(document: PDFKit.PDFDocument, { box, fill, stroke }: EllipseItem): void {
  const inset = stroke === null ? 0 : stroke.width / 2;
  const [rx, ry] = [box.width / 2, box.height / 2];
  document.ellipse((box.x + rx) * POINTS, (box.y + ry) * POINTS, (rx - inset) * POINTS, (ry - inset) * POINTS);
  paintShape(document, fill, stroke);
}

function paintShape(document: PDFKit.PDFDocument, fill: Hex | null, stroke: Edge): void {
  if (stroke !== null) document.lineWidth(stroke.width * POINTS);
  if (fill !== null && stroke !== null) document.fillAndStroke(fill, stroke.color);
  else if (fill !== null) document.fill(fill);
  else if (stroke !== null) document.stroke(stroke.color);
  // Nothing to see, but the path must end.
  else document.addContent('n');
}

function drawLine(document: PDFKit.PDFDocument, { x1, y1, x2, y2, width, color }: LineItem): void {
  document
    .moveTo(x1 * POINTS, y1 * POINTS)
    .lineTo(x2 * POINTS, y2 * POINTS)
    .lineWidth(width * POINTS)
    .stroke(color);
}

function drawText(document: PDFKit.PDFDocument, item: TextItem, fonts: BadgeFonts): void {
  // pdfkit takes an opened font as well, though its types do not say so. Opening the files anew costs 45 ms a badge. By its name
  // pdfkit knows it again; without one it compares all that the fonts say of themselves, for every line.
  const font: unknown = fonts.open(item);
  document
    .font(font as PDFKit.Mixins.PDFFontSource, `${item.family} ${item.weight}`)
    .fontSize(item.size * POINTS)
    .fillColor(item.color)
    // A list of features, even an empty one, keeps pdfkit from shaping word by word: kerning at spaces was measured.
    .text(item.text, item.x * POINTS, item.baseline * POINTS, {
      lineBreak: false,
      baseline: 'alphabetic',
      features: [],
    });
}

/** One path: bars that touch are filled together, without hairlines between them. */
function drawCode(document: PDFKit.PDFDocument, item: CodeItem): void {
  for (const bar of item.bars) {
    document.rect(bar.x * POINTS, bar.y * POINTS, bar.width * POINTS, bar.height * POINTS);
  }
  document.fill(item.color);
}

function drawImage(drawing: Drawing, { box, clip }: ImageItem, picture: Picture | null): void {
  if (picture === null) return;
  const { document, prepared, embedded } = drawing;
  let inside = embedded.get(picture);
  if (inside === undefined) {
    inside = embedPicture(document, picture, prepared, embedded.size + 1);
    embedded.set(picture, inside);
  }
  const [x, y] = [clip.box.x * POINTS, clip.box.y * POINTS];
  const [width, height] = [clip.box.width * POINTS, clip.box.height * POINTS];
  document.save();
  if (clip.shape === 'rect') document.rect(x, y, width, height);
  else document.ellipse(x + width / 2, y + height / 2, width / 2, height / 2);
  document.clip();
  const [a, b, c, d, e, f] = uprightMatrix(picture, box);
  document.transform(a * POINTS, b * POINTS, c * POINTS, d * POINTS, e * POINTS, f * POINTS);
  // pdfkit takes what it embedded before, though its types do not say so.
  const source: unknown = inside;
  document.image(source as PDFKit.Mixins.ImageSrc, 0, 0, { width: 1, height: 1 });
  document.restore();
}
