/**
 * BadgeLayout → PDF: a page for each side, of exactly the layout's size, vectors only, text as text in embedded font subsets (so it
 * can be searched and copied). The same layout at the same moment gives the same bytes.
 */
import PDFDocument from 'pdfkit';
import type { BadgeLayout, CodeItem, LayoutItem, RectItem, TextItem } from '../../../shared/badge/layout.ts';
import type { BadgeFonts } from './fonts.ts';

/** PDF points (1/72 inch) in a millimetre. */
const POINTS = 72 / 25.4;

export interface PdfOptions {
  /** Written as the document's creation date; the caller's clock. */
  createdAt: Date;
}

/** Renders the layout. The document's metadata never hold what the badge says: print queues show them to everybody. */
export async function renderPdf(layout: BadgeLayout, fonts: BadgeFonts, options: PdfOptions): Promise<Uint8Array> {
  const document = new PDFDocument({
    size: [layout.page.width * POINTS, layout.page.height * POINTS],
    margin: 0,
    autoFirstPage: false,
    // An empty name keeps pdfkit from loading its default font, which every page would then carry.
    font: '',
    info: { Title: 'Badge', Producer: 'Stoika', Creator: 'Stoika', CreationDate: options.createdAt },
  });
  const finished = collectBytes(document);
  for (const { items } of layout.sides) {
    document.addPage();
    for (const item of items) drawTurned(document, item, fonts);
  }
  document.end();
  return finished;
}

function collectBytes(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}

function drawTurned(document: PDFKit.PDFDocument, item: LayoutItem, fonts: BadgeFonts): void {
  const { turn } = item;
  if (turn === null) return drawItem(document, item, fonts);
  document.save().rotate(turn.degrees, { origin: [turn.x * POINTS, turn.y * POINTS] });
  drawItem(document, item, fonts);
  document.restore();
}

function drawItem(document: PDFKit.PDFDocument, item: LayoutItem, fonts: BadgeFonts): void {
  switch (item.kind) {
    case 'rect':
      drawRect(document, item);
      break;
    case 'text':
      drawText(document, item, fonts);
      break;
    case 'code':
      drawCode(document, item);
      break;
    case 'ellipse':
    case 'line':
    case 'image':
      break;
  }
}

function drawRect(document: PDFKit.PDFDocument, { box, fill, stroke }: RectItem): void {
  if (fill !== null) document.rect(box.x * POINTS, box.y * POINTS, box.width * POINTS, box.height * POINTS).fill(fill);
  if (stroke === null) return;
  const inset = stroke.width / 2;
  document
    .rect(
      (box.x + inset) * POINTS,
      (box.y + inset) * POINTS,
      (box.width - stroke.width) * POINTS,
      (box.height - stroke.width) * POINTS,
    )
    .lineWidth(stroke.width * POINTS)
    .stroke(stroke.color);
}

function drawText(document: PDFKit.PDFDocument, item: TextItem, fonts: BadgeFonts): void {
  // pdfkit takes an opened font as well, though its types do not say so. Opening the files anew costs 45 ms a badge.
  const font: unknown = fonts.open(item);
  document
    .font(font as PDFKit.Mixins.PDFFontSource)
    .fontSize(item.size * POINTS)
    .fillColor(item.color)
    // A list of features, even an empty one, keeps pdfkit from shaping word by word: kerning at spaces was measured.
    .text(item.text, item.x * POINTS, item.baseline * POINTS, {
      lineBreak: false,
      baseline: 'alphabetic',
      features: [],
    });
}

function drawCode(document: PDFKit.PDFDocument, item: CodeItem): void {
  for (const bar of item.bars) {
    document.rect(bar.x * POINTS, bar.y * POINTS, bar.width * POINTS, bar.height * POINTS);
  }
  document.fill(item.color);
}
