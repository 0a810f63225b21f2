/** The IPP back-end and `ippeveprinter`, with a proxy between them that loses what it is told to lose. */
import { createIppBackend, type IppBackendOptions } from '../../electron/host/printing/ipp.ts';
import { IPP_OPERATION } from '../../electron/host/printing/ipp-message.ts';
import type { Printer } from '../../shared/contract/printing.ts';
import { type FaultProxy, type Seen, startFaultProxy } from '../faults/proxy.ts';
import { drawPdf, layOutBadge, makePrinter } from './badge.ts';
import type { BackendRig } from './conformance.ts';
import { type PaperPrinter, startPaperPrinter } from './paper-printer.ts';

/** Short patience: tests do not wait for printers that never come back. */
export const impatient: IppBackendOptions = { renderPdf: drawPdf, busyMs: 1500, lostMs: 1200, cancelMs: 800 };

export interface IppRig extends BackendRig {
  readonly paper: PaperPrinter;
  readonly proxy: FaultProxy;
  readonly printer: Printer;
}

/** The operation of an IPP request that went through the proxy. */
export function operationOf({ body }: Seen): number {
  return body.charCodeAt(3);
}

/** The printer can be used by several rigs, one after the other. */
export async function openIppRig(paper: PaperPrinter, options: IppBackendOptions = impatient): Promise<IppRig> {
  const layout = await layOutBadge();
  const proxy = await startFaultProxy(`http://localhost:${paper.port}`);
  const before = (await paper.printed()).length;
  const uri = `${proxy.url.replace('http', 'ipp')}/ipp/print`;
  return {
    backend: createIppBackend(options),
    printer: makePrinter({ kind: 'ipp', uri }),
    layout,
    paper,
    proxy,
    countOut: async () => (await paper.printed()).length - before,
    async refuse() {
      // The printer's own word: not accepting jobs.
      proxy.script = (seen) => (operationOf(seen) === IPP_OPERATION.createJob ? answerStatus(0x0506) : null);
    },
    async accept() {
      proxy.script = null;
    },
    hold: () => paper.behave('paper'),
    held: () => paper.begins(),
    letGo: () => paper.goOn(),
    async lose() {
      proxy.script = (seen) => {
        if (operationOf(seen) !== IPP_OPERATION.sendDocument) return null;
        setImmediate(() => {
          proxy.script = () => ({ kind: 'dropBefore' });
        });
        return { kind: 'dropAfter' };
      };
    },
    async reconnect() {
      proxy.script = null;
    },
    async unplug() {
      proxy.pullPlug();
    },
    async close() {
      await paper.settle();
      await proxy.close();
    },
  };
}

/** An answer that is a status alone. */
export function answerStatus(status: number): { kind: 'answer'; status: number; type: string; body: string } {
  const head = [2, 0, status >> 8, status & 0xff, 0, 0, 0, 1, 1, 3];
  return { kind: 'answer', status: 200, type: 'application/ipp', body: String.fromCharCode(...head) };
}

export { type PaperPrinter, startPaperPrinter };
