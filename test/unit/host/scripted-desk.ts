/** A print desk whose printers do what a test says at the moment; each test has one of its own. */
import { afterEach, beforeEach } from 'vitest';
import { actOnQueue } from '../../../electron/host/print-queue/acts.ts';
import type { StoredJob } from '../../../electron/host/journal/record.ts';
import type { PrintBackend, PrintOutcome, PrintTask } from '../../../electron/host/printing/backend.ts';
import { type BadgeSettings, NO_BADGE_SETTINGS, type Printer } from '../../../shared/contract/printing.ts';
import type { QueueAct } from '../../../shared/contract/printing-routes.ts';
import { makeFolder, removeFolder } from './desk.ts';
import { aPrinter, type PrintDesk, printerThat, startPrinting } from './print-desk.ts';

type Does = PrintOutcome | 'hangs';

export interface ScriptedDesk {
  readonly desk: PrintDesk;
  /** What came out: `printer job`. A printer of the test's own says it here. */
  readonly printed: string[];
  /** What each printer does now; one that is not there prints. */
  readonly now: Record<string, Does>;
  /** Each lets a badge come out that hangs. */
  readonly finishers: readonly (() => void)[];
  /** Again: as after a start of the station. */
  readonly start: (
    printers?: readonly Printer[],
    more?: Partial<PrintBackend>,
    settings?: BadgeSettings,
  ) => Promise<void>;
  readonly script: (now: Record<string, Does>) => void;
  readonly act: (what: QueueAct) => Promise<unknown>;
  readonly job: (id?: string) => StoredJob | undefined;
  readonly isHeld: (printer?: string) => boolean;
}

/** Is told to vitest as well: before and after each test of the file. */
export function scriptDesk(): ScriptedDesk {
  let folder: string;
  let desk: PrintDesk;
  const printed: string[] = [];
  const now: Record<string, Does> = {};
  const finishers: (() => void)[] = [];
  const script = (next: Record<string, Does>): void => {
    for (const id of Object.keys(now)) Reflect.deleteProperty(now, id);
    Object.assign(now, next);
  };

  beforeEach(async () => {
    folder = await makeFolder();
    printed.length = 0;
    finishers.length = 0;
    script({});
  });
  afterEach(async () => {
    const closing = desk.queue.close();
    desk.timers.advance(10_000); // for a printer that never answers
    await closing;
    await desk.printers.close();
    await desk.journal.close();
    await removeFolder(folder);
  });

  const print = async ({ id, printer }: PrintTask): Promise<PrintOutcome> => {
    const does = now[printer.id] ?? { state: 'printed' };
    if (does === 'hangs') await new Promise<void>((resolve) => finishers.push(resolve));
    const outcome: PrintOutcome = does === 'hangs' ? { state: 'printed' } : does;
    if (outcome.state === 'printed') printed.push(`${printer.id} ${id}`);
    return outcome;
  };
  return {
    get desk() {
      return desk;
    },
    ...{ printed, now, finishers, script },
    start: async (printers = [aPrinter('one')], more = {}, settings = NO_BADGE_SETTINGS) => {
      const backend = printerThat({ print, ...more });
      desk = await startPrinting({ folder, printers, backend, settings });
    },
    act: (what) =>
      actOnQueue(what, {
        ...{ queue: desk.queue, journal: desk.journal, printers: desk.printers },
        clock: () => new Date('2026-11-22T10:00:00Z'),
      }),
    job: (id = 'job-00001') => desk.journal.ledger.job(id),
    isHeld: (printer = 'one') => desk.queue.lane(printer).trouble !== null,
  };
}
