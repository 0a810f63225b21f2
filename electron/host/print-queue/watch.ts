/** Asks a printer how it is while a job of before the start is looked up: that job's printer does not tell by itself. */
import type { Printer } from '../../../shared/contract/printing.ts';
import { isOfPrinter } from '../../../shared/printing/outcome.ts';
import { describeError, type Log } from '../log.ts';
import type { PrintBackend } from '../printing/backend.ts';
import type { Timers } from '../timers.ts';
import type { Trouble } from './lane-options.ts';

const FIRST_MS = 1000;
const PAUSE_MS = 5000;

/** @param tell what keeps it; null: nothing (any more). Only changes are told. @returns a function that ends it */
export function watchPrinter(
  backend: Pick<PrintBackend, 'status'>,
  printer: Printer,
  { timers, log, tell }: { readonly timers: Timers; readonly log: Log; readonly tell: (now: Trouble | null) => void },
): () => void {
  let ended = false;
  let told = '';
  const look = async (): Promise<void> => {
    const trouble = await askTrouble(backend, printer, log);
    if (ended) return;
    cancel = timers.after(PAUSE_MS, () => void look());
    const now = trouble === null ? '' : `${trouble.problem}\n${trouble.detail}`;
    if (now === told) return;
    told = now;
    tell(trouble);
  };
  let cancel = timers.after(FIRST_MS, () => void look());
  return () => {
    ended = true;
    cancel();
  };
}

async function askTrouble(backend: Pick<PrintBackend, 'status'>, printer: Printer, log: Log): Promise<Trouble | null> {
  try {
    const { state, problems } = await backend.status(printer);
    const known = problems.find(({ problem }) => isOfPrinter(problem));
    return known ?? (state === 'gone' ? { problem: 'gone', detail: '' } : null);
  } catch (error) {
    log.warn('a printer could not be asked', describeError(error));
    return null;
  }
}
