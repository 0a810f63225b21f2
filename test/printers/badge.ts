/** A made-up badge, and a printer for it. */
import type { RenderPdf } from '../../electron/host/printing/backend.ts';
import { makeDefaultPrinter } from '../../electron/host/printing/default-printer.ts';
import { renderPdf } from '../../electron/host/printing/pdf.ts';
import { defaultTemplate } from '../../shared/badge/default-template.ts';
import { type BadgeLayout, layoutBadge } from '../../shared/badge/layout.ts';
import type { Printer, PrinterConnection } from '../../shared/contract/printing.ts';
import { makeContent, surround } from '../unit/badge/contents.ts';
import { loadInter } from '../unit/printing/inter.ts';

/** 105 × 74 mm; the badge of Соколова Анна. */
export async function layOutBadge(): Promise<BadgeLayout> {
  return layoutBadge(defaultTemplate, makeContent(), surround(await loadInter()));
}

export const drawPdf: RenderPdf = async (layout) => renderPdf(layout, await loadInter(), { createdAt: new Date(0) });

export function makePrinter(connection: PrinterConnection, more: Partial<Printer> = {}): Printer {
  return { ...makeDefaultPrinter('browser', ''), id: 'tested', name: 'Tested', connection, ...more };
}
