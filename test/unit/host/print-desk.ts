/** A print queue over a journal on a disk that can be full, with printers that do what a test says. */
import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { JournalHandle } from '../../../electron/host/journal/file.ts';
import { type Journal, openJournal } from '../../../electron/host/journal/journal.ts';
import { silentLog } from '../../../electron/host/log.ts';
import { NotPrintable } from '../../../electron/host/print-queue/lane-options.ts';
import { type Backends, PrintQueue, type PrintRequest } from '../../../electron/host/print-queue/queue.ts';
import { openPrinters, type Printers } from '../../../electron/host/printers.ts';
import type { PrintBackend, PrintOutcome } from '../../../electron/host/printing/backend.ts';
import { makeDefaultPrinter } from '../../../electron/host/printing/default-printer.ts';
import type { Timers } from '../../../electron/host/timers.ts';
import { type BadgeSettings, NO_BADGE_SETTINGS, type Printer } from '../../../shared/contract/printing.ts';
import type { HostEvent } from '../../../shared/contract/station.ts';
import { makeContent } from '../badge/contents.ts';
import { answersNothing } from './desk.ts';
import { handTimers } from './hand-timers.ts';
import { anOperation } from './operations.ts';

export const stamp = { id: 7, login: 'desk1' };
const dataKey = Buffer.alloc(32, 7);

/** Grows with every write of a frame; `full` makes the disk refuse. */
export interface TestDisk {
  frames: number;
  full: boolean;
}

export async function openJournalIn(
  folder: string,
  disk: TestDisk = { frames: 0, full: false },
  onChange: Parameters<typeof openJournal>[0]['onChange'] = () => undefined,
): Promise<Journal> {
  const openHandle = async (file: string): Promise<JournalHandle> => {
    const handle = await open(file, 'r+');
    return {
      write: (async (...rest: [Buffer, number, number, number]) => {
        if (disk.full) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        disk.frames += 1;
        return handle.write(...rest);
      }) as JournalHandle['write'],
      datasync: () => handle.datasync(),
      truncate: (length) => handle.truncate(length),
      close: () => handle.close(),
    };
  };
  const random = (bytes: number): Uint8Array => randomBytes(bytes);
  return (await openJournal({ folder, dataKey, random, onChange, openHandle })).journal;
}

/** What printers say. */
export const answersOf = {
  paperOut: { state: 'failed', problem: 'paperOut', reason: 'tray 1 is empty', left: false },
  refused: { state: 'failed', problem: 'wrongMedia', reason: 'no such size', left: false },
  aborted: { state: 'failed', problem: 'other', reason: 'aborted', left: true },
  lost: { state: 'unknown', problem: 'unconfirmed', reason: 'the spooler is gone' },
} as const satisfies Record<string, PrintOutcome>;

/** A back-end that does what a test says. */
export function printerThat(does: Partial<PrintBackend> = {}): PrintBackend {
  return {
    kind: 'folder',
    print: async () => ({ state: 'printed' }),
    recover: async () => null,
    ...answersNothing,
    ...does,
  };
}

export function aPrinter(id: string, more: Partial<Printer> = {}): Printer {
  return { ...makeDefaultPrinter('folder', `folder of ${id}`), id, name: id, ...more };
}

export interface PrintDesk {
  readonly queue: PrintQueue;
  readonly journal: Journal;
  readonly printers: Printers;
  readonly timers: ReturnType<typeof handTimers>;
  readonly told: HostEvent[];
}

export interface PrintDeskOptions {
  readonly folder: string;
  readonly journal?: Journal;
  readonly disk?: TestDisk;
  /** What all printers are; by id where they differ. */
  readonly backend?: PrintBackend;
  readonly printers?: readonly Printer[];
  readonly settings?: BadgeSettings;
  readonly timers?: ReturnType<typeof handTimers>;
  readonly realTimers?: Timers;
}

export async function startPrinting({
  folder,
  disk,
  backend = printerThat(),
  printers: wanted = [aPrinter('one')],
  settings = NO_BADGE_SETTINGS,
  timers = handTimers(),
  ...options
}: PrintDeskOptions): Promise<PrintDesk> {
  const journal = options.journal ?? (await openJournalIn(folder, disk));
  const clock = options.realTimers ?? timers;
  const standard = wanted[0] ?? aPrinter('one');
  const printers = await openPrinters({
    ...{ dataDir: folder, standard, only: false, timers: clock, log: silentLog },
    onChange: () => undefined,
  });
  if (wanted.length > 1) for (const printer of wanted) await printers.save(printer);
  const told: HostEvent[] = [];
  const backends: Backends = { folder: backend };
  const queue = new PrintQueue({
    ...{ journal, printers, backends, timers: clock, log: silentLog },
    prepare: async ({ template }) => {
      if (template === 'torn') throw new NotPrintable('noTemplate', 'the template is gone');
      return { page: { width: 90, height: 60 }, sides: [{ items: [] }], notes: [] };
    },
    settings: () => settings,
    newestVersion: (template) => (template === 'gone' ? null : 1),
    clock: () => new Date('2026-11-22T10:00:00Z'),
    publish: (event) => told.push(event),
    onBadge: () => undefined,
  });
  return { queue, journal, printers, timers, told };
}

export function request(jobId = 'job-00001', more: Partial<PrintRequest> = {}): PrintRequest {
  const { purpose = 'badge' } = more;
  const badge = anOperation(`badge-of-${jobId}`, 'id:4', { kind: 'badge', partId: null, via: 'printed' });
  return {
    ...{ jobId, operation: purpose === 'badge' ? badge : null, participant: 'id:4', name: 'Сидорова Анна', purpose },
    ...{ content: makeContent({}), statusId: null, partId: null, stamp },
    ...{ reprintReason: null, template: null, printer: null },
    ...more,
  };
}

/** Lets everything go on that waits for no timer, until it is so. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

export const badges = (journal: Journal): string[] => [...journal.ledger.operations()].map(({ id }) => id);
export const stateOf = (journal: Journal, id = 'job-00001'): string | undefined => journal.ledger.job(id)?.state;
