/** The hand-written list as a PDF, see shared/badge/sheet.ts. */
import { layoutSheet, type SheetRow, type SheetWords } from '../../../shared/badge/sheet.ts';
import type { BadgeFonts } from './fonts.ts';
import { writePdf } from './pdf.ts';

export interface SheetOptions {
  title: string;
  words: SheetWords;
  /** The caller's clock. */
  createdAt: Date;
  /** The same moment as the desk writes it. */
  madeAt: string;
}

/** Writes the list page by page, so that it needs no more memory for many people than for few. */
export async function writeSheetPdf(
  rows: readonly SheetRow[],
  fonts: BadgeFonts,
  { title, words, createdAt, madeAt }: SheetOptions,
  write: (chunk: Uint8Array) => void | Promise<void>,
): Promise<void> {
  await writePdf(layoutSheet(rows, { title, madeAt, words, fonts }), fonts, { createdAt, title: 'A–Z' }, write);
}

/** The same as one piece, about 70 bytes a person. */
export async function renderSheetPdf(
  rows: readonly SheetRow[],
  fonts: BadgeFonts,
  options: SheetOptions,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  await writeSheetPdf(rows, fonts, options, (chunk) => {
    chunks.push(chunk);
  });
  return Buffer.concat(chunks);
}
