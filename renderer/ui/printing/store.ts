/** Printing as the screen knows it: how the queue stands, the printers, the templates. The host tells what changes. */
import { create } from 'zustand';
import type { Printer, PrinterStatus, QueueState, TemplateSummary } from '../../../shared/contract/printing.ts';
import { callHost, type Failure } from '../state/host.ts';

export const PRINT_TABS = ['queue', 'printers', 'rules', 'batch', 'reprints', 'sheet'] as const;
export type PrintTab = (typeof PRINT_TABS)[number];

interface PrintingState {
  /** Null until the host has told it. */
  readonly queue: QueueState | null;
  /** Null until they were asked for. */
  readonly printers: readonly Printer[] | null;
  readonly templates: readonly TemplateSummary[] | null;
  readonly failure: Failure | null;
  /** The section that was open last: whoever comes back finds it again. */
  readonly tab: PrintTab;
}

export const usePrinting = create<PrintingState>()(() => ({
  queue: null,
  printers: null,
  templates: null,
  failure: null,
  tab: 'queue',
}));

export function acceptQueue(queue: QueueState): void {
  usePrinting.setState({ queue });
}

export async function loadPrinters(): Promise<void> {
  const answer = await callHost('printers', {});
  if (answer.ok) usePrinting.setState({ printers: answer.value.printers, queue: answer.value.queue, failure: null });
  else usePrinting.setState({ failure: answer.problem });
}

export async function loadTemplates(): Promise<void> {
  const answer = await callHost('templates', {});
  if (answer.ok) usePrinting.setState({ templates: answer.value.templates });
  else usePrinting.setState({ failure: answer.problem });
}

/** The list is another one: whoever has read it reads it again. */
export function hearTemplates(): void {
  if (usePrinting.getState().templates !== null) void loadTemplates();
}

export function openPrintTab(tab: PrintTab): void {
  usePrinting.setState({ tab });
}

export function findStatus(queue: QueueState | null, printer: string | null): PrinterStatus | null {
  return queue?.printers.find(({ id }) => id === printer) ?? null;
}
