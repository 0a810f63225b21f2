/**
 * The Windows spooler without Electron: PowerShell draws the page with System.Drawing.Printing and follows the job in the queue.
 *
 *   print ─▶ begun ─▶ spooled ─▶ waiting … (told why) ─▶ absent: printed, as far as the spooler knows
 *     └ no such printer, PowerShell not there, an error before `begun`: failed, nothing has left
 *
 * A job bears its id in its document's name: one that is in the queue already is followed and not printed again.
 */
import type { FoundPrinter, PrinterProblem } from '../../../shared/contract/printing.ts';
import type { BadgeLayout } from '../../../shared/badge/layout.ts';
import { systemTimers, type Timers } from '../timers.ts';
import {
  assertJobId,
  connectionOf,
  failedToDraw,
  type PrintBackend,
  type PrintOutcome,
  type PrintTask,
} from './backend.ts';
import type { PrinterSource } from './discover.ts';
import { createJobMemory, isOver, readCancelled } from './job-memory.ts';
import { chooseSheet } from './sheet-choice.ts';
import { isDeleted, isKept, isOnItsWay, readJobState, readPrinterState } from './windows-states.ts';
import {
  createWindowsRunner,
  type RunWindows,
  type WindowsEvent,
  type WindowsPrinter,
  type WindowsTask,
} from './windows-shell.ts';

/** Draws the first `sides` sides as PNGs of exactly the page. */
export type DrawPictures = (task: PrintTask, layout: BadgeLayout, sides: number) => Promise<Uint8Array[]>;

export interface WindowsBackendOptions {
  readonly draw: DrawPictures;
  readonly run?: RunWindows;
  readonly timers?: Timers;
}

/** PowerShell needs about a second to begin. */
const inquiryMs = 2_900;
const takeBackMs = 15_000;
const listMs = 4_500;

/** Creates the back-end of Windows' spooler. */
export function createWindowsBackend({
  draw,
  run = createWindowsRunner(),
  timers = systemTimers,
}: WindowsBackendOptions): PrintBackend {
  const jobs = createJobMemory();
  /** Jobs that are being taken back: whole, out of the queue with some of it perhaps on paper, or not found there. */
  const takings = new Map<string, Promise<'whole' | 'broken' | 'none'>>();

  const takeBack = async (jobId: string): Promise<'whole' | 'broken' | 'none'> => {
    const events = await ask(run, timers, { do: 'takeBack', document: nameDocument(jobId) }, takeBackMs);
    const removed = events?.find((event) => event.event === 'removed');
    if (removed !== undefined) return removed.printed === 0 && !isOnItsWay(removed.mask) ? 'whole' : 'broken';
    return events?.some(({ event }) => event === 'absent') === true ? 'none' : 'broken';
  };

  const follow = async (
    task: Extract<WindowsTask, { do: 'print' | 'follow' }>,
    pictures: readonly Uint8Array[],
    jobId: string,
    { signal, tell }: Pick<PrintTask, 'signal' | 'tell'>,
  ): Promise<PrintOutcome | null> => {
    const seen = { begun: task.do === 'follow', mask: 0, outcome: null as PrintOutcome | null, unknown: false };
    let told: PrinterProblem | null = null;
    const stop = new AbortController();
    const hear = (event: WindowsEvent) => {
      switch (event.event) {
        case 'begun':
        case 'spooled':
          seen.begun = true;
          return;
        case 'waiting': {
          seen.begun = true;
          seen.mask = event.mask;
          if (isKept(event.mask)) {
            seen.outcome = { state: 'printed' };
            stop.abort();
            return;
          }
          const problem = readJobState(event.mask, event.printer);
          const kind = problem?.problem ?? null;
          if (kind !== told) tell(kind, problem?.detail ?? '');
          told = kind;
          return;
        }
        case 'absent':
          seen.outcome = isDeleted(seen.mask)
            ? { state: 'unknown', problem: 'cancelled', reason: 'The job was taken out of the queue.' }
            : { state: 'printed' };
          return;
        case 'unknown':
          seen.unknown = true;
          return;
        case 'noPrinter':
          seen.outcome = failed('gone', 'Windows has no such printer.');
          return;
        case 'error':
          seen.outcome = seen.begun
            ? { state: 'unknown', problem: 'unconfirmed', reason: event.message }
            : failed('refused', event.message);
          return;
        case 'removed':
        case 'stuck':
        case 'printer':
        case 'status':
          return; // answers to other questions
      }
    };
    const end = await run(task, pictures, hear, AbortSignal.any([signal, stop.signal]));
    const taken = await takings.get(jobId);
    if (taken === 'whole') return failed('cancelled', 'Taken back from the queue.');
    if (taken === 'broken') {
      return { state: 'unknown', problem: 'cancelled', reason: 'Taken out of the queue while it was printed.' };
    }
    if (seen.outcome !== null) return seen.outcome;
    if (seen.unknown) return null;
    if (end.end === 'calledOff') {
      return { state: 'unknown', problem: 'interrupted', reason: 'The desk stopped while the badge was printed.' };
    }
    const reason = end.end === 'broken' ? end.reason : 'PowerShell said nothing.';
    return seen.begun ? { state: 'unknown', problem: 'unconfirmed', reason } : failed('other', reason);
  };

  const printOnce = async (task: PrintTask, layout: BadgeLayout): Promise<PrintOutcome> => {
    const { device } = connectionOf(task.printer.connection, 'windows');
    const { page } = layout;
    const sides = task.printer.duplex ? layout.sides.length : 1;
    let pictures: Uint8Array[];
    try {
      pictures = await draw(task, layout, sides);
    } catch (error) {
      return failedToDraw(error);
    }
    if (task.signal.aborted) return failed('interrupted', 'The desk stopped before it printed.');
    const outcome = await follow(
      {
        do: 'print',
        document: nameDocument(task.id),
        printer: device,
        again: task.again === true,
        pages: pictures.length,
        page,
        sheet: chooseSheet(page),
        duplex: sides === 1 ? 'Simplex' : page.height >= page.width ? 'Vertical' : 'Horizontal',
      },
      pictures,
      task.id,
      task,
    );
    return outcome ?? { state: 'unknown', problem: 'unconfirmed', reason: 'Nobody knows the job.' };
  };

  return {
    kind: 'windows',
    confirms: 'spooler',
    print: (task, layout) => jobs.once(task, () => printOnce(task, layout)),
    async recover(jobId, printer) {
      const known = await jobs.recall(jobId);
      if (known !== undefined) return isOver(known) ? null : known;
      const { device } = connectionOf(printer.connection, 'windows');
      const task = { do: 'follow', document: nameDocument(jobId), printer: device } as const;
      const untold = { signal: new AbortController().signal, tell: () => undefined };
      const interrupted = 'The desk stopped while the badge was printed, and the queue does not know it any more.';
      return (
        (await follow(task, [], jobId, untold)) ?? { state: 'unknown', problem: 'interrupted', reason: interrupted }
      );
    },
    async cancel(jobId) {
      assertJobId(jobId);
      const taking = takings.get(jobId) ?? takeBack(jobId);
      takings.set(jobId, taking);
      const taken = await taking;
      const outcome = await jobs.recall(jobId);
      takings.delete(jobId);
      return taken === 'whole' ? 'cancelled' : readCancelled(outcome);
    },
    async status(printer) {
      const { device } = connectionOf(printer.connection, 'windows');
      const events = await ask(run, timers, { do: 'status', printer: device }, inquiryMs);
      if (events?.some(({ event }) => event === 'noPrinter')) {
        return { state: 'gone', problems: [{ problem: 'gone', detail: 'Windows has no such printer.' }] };
      }
      const status = events?.find((event) => event.event === 'status');
      if (status === undefined) return { state: 'unknown', problems: [] };
      const problem = readPrinterState(status.printer);
      if (problem !== null) return { state: problem.problem === 'gone' ? 'gone' : 'problem', problems: [problem] };
      return { state: status.jobs > 0 ? 'printing' : 'ready', problems: [] };
    },
    async capabilities(connection) {
      const { device } = connectionOf(connection, 'windows');
      const events = await ask(run, timers, { do: 'describe', printer: device }, inquiryMs);
      const found = events?.find((event) => event.event === 'printer');
      return found === undefined ? null : describePrinter(found.printer).capabilities;
    },
  };
}

/** The printers of this Windows, its default one first; null when PowerShell does not tell. */
export async function listWindowsPrinters(
  run: RunWindows = createWindowsRunner(),
  timers: Timers = systemTimers,
): Promise<FoundPrinter[] | null> {
  const events = await ask(run, timers, { do: 'list' }, listMs);
  if (events === null || events.some(({ event }) => event === 'error')) return null;
  const printers = events.flatMap((event) => (event.event === 'printer' ? [event.printer] : []));
  return printers.sort((a, b) => Number(b.isDefault) - Number(a.isDefault)).map(describePrinter);
}

/** The same for discover.ts. */
export function windowsSource(run?: RunWindows): PrinterSource {
  return {
    name: 'Windows',
    async list() {
      const found = await listWindowsPrinters(run);
      return found === null
        ? { found: [], problems: ['Windows does not tell its printers.'] }
        : { found, problems: [] };
    },
  };
}

function describePrinter({ name, isDefault, sheets, dpi, duplex }: WindowsPrinter): FoundPrinter {
  const toMillimetres = (hundredths: number) => Math.min(2000, Math.round(hundredths * 2.54) / 10);
  return {
    connection: { kind: 'windows', device: name.slice(0, 500) },
    name: name.slice(0, 500),
    detail: isDefault ? 'Windows: default printer' : 'Windows',
    capabilities: {
      media: sheets.map(({ width, height }) => ({ width: toMillimetres(width), height: toMillimetres(height) })),
      dpi: dpi > 0 ? dpi : null,
      duplex,
      cutter: false,
      formats: ['image/png'],
    },
  };
}

/** What is said to a short question; null when it is not said in time. */
async function ask(run: RunWindows, timers: Timers, task: WindowsTask, ms: number): Promise<WindowsEvent[] | null> {
  const stop = new AbortController();
  const callOff = timers.after(ms, () => stop.abort());
  const events: WindowsEvent[] = [];
  const { end } = await run(task, [], (event) => events.push(event), stop.signal);
  callOff();
  return end === 'done' ? events : null;
}

/** Nothing personal: the queue shows it to everybody. */
function nameDocument(jobId: string): string {
  assertJobId(jobId);
  return `Stoika ${jobId}`;
}

function failed(problem: PrinterProblem, reason: string): PrintOutcome {
  return { state: 'failed', problem, reason, left: false };
}
