/**
 * What every back-end promises (electron/host/printing/backend.ts), tried on its real counterpart. A back-end's own tests open a rig and
 * say what its counterpart can be made to do; what it cannot be made to do is not tried there.
 */
import { afterEach, describe, expect, it } from 'vitest';
import type { PrintBackend, PrintOutcome, PrintTask } from '../../electron/host/printing/backend.ts';
import type { BadgeLayout } from '../../shared/badge/layout.ts';
import type { Printer, PrinterProblem } from '../../shared/contract/printing.ts';

export interface BackendRig {
  readonly backend: PrintBackend;
  readonly printer: Printer;
  readonly layout: BadgeLayout;
  /** How many pages have come out. */
  readonly countOut: () => Promise<number>;
  /** Makes the printer refuse jobs, before anything of a page has left. */
  refuse?(): Promise<void>;
  /** … and take them again. */
  accept?(): Promise<void>;
  /** The next job is taken and waits in the printer. */
  hold?(): Promise<void>;
  /** Resolves when it waits. */
  held?(): Promise<void>;
  /** Lets it go on. */
  letGo?(): Promise<void>;
  /** The next page reaches the printer, and from then on nothing is heard of it; the page comes out. */
  lose?(): Promise<void>;
  reconnect?(): Promise<void>;
  /** Pulls the printer's plug. */
  unplug?(): Promise<void>;
  close(): Promise<void>;
}

export interface Abilities {
  /** The printer has names of jobs: after a crash it is asked what became of one. Without, only `unknown` is honest. */
  readonly remembers: boolean;
  readonly refuses: boolean;
  /** What is told while a held job waits; null: it cannot be held. */
  readonly holds: PrinterProblem | null;
  readonly loses: boolean;
  readonly unplugs: boolean;
}

interface Told {
  readonly problem: PrinterProblem | null;
  readonly detail: string;
}

/** Jobs of this run; ids are unique for all time, and some printers outlive a test. */
let serial = 0;
export const nextId = (): string => `conf-${process.pid}-${Date.now().toString(36)}-${(serial += 1)}`;

/** A task nobody waits for in vain: what is told is kept. */
export function makeTask(printer: Printer, more: Partial<PrintTask> = {}): PrintTask & { readonly told: Told[] } {
  const told: Told[] = [];
  return {
    id: nextId(),
    printer,
    signal: new AbortController().signal,
    tell: (problem, detail) => told.push({ problem, detail }),
    told,
    ...more,
  };
}

/** The suite. `skip`: why it cannot run on this machine. */
export function describeBackend(
  name: string,
  open: () => Promise<BackendRig>,
  can: Abilities,
  skip: string | null = null,
): void {
  describe.skipIf(skip !== null)(`${name}, as every back-end`, () => {
    let opened: BackendRig | null = null;
    const openRig = async (): Promise<BackendRig> => (opened = await open());
    afterEach(async () => {
      await opened?.close();
      opened = null;
    });

    it('prints a page once, says so, and takes nothing back afterwards', async () => {
      const rig = await openRig();
      const { backend, printer, layout } = rig;
      const task = makeTask(printer);
      const outcome = await backend.print(task, layout);
      expect(outcome).toEqual(confirmed(backend));
      expect(await rig.countOut()).toBe(1);
      expect(await backend.cancel(task.id, printer)).not.toBe('cancelled');
      const recovered = await backend.recover(task.id, printer);
      expect(recovered?.state).toMatch(can.remembers ? /^printed$/ : /^(printed|unknown)$/);
      expect(await rig.countOut()).toBe(1);
    });

    it('prints the same id no second time', async () => {
      const rig = await openRig();
      const { backend, printer, layout } = rig;
      const task = makeTask(printer);
      await backend.print(task, layout);
      const second = await backend.print(task, layout);
      expect(mayPrintAgain(second)).toBe(false);
      expect(await rig.countOut()).toBe(1);
    });

    it('leaves nothing of a job when nobody waits any longer', async () => {
      const rig = await openRig();
      const { backend, printer, layout } = rig;
      const outcome = await backend.print(makeTask(printer, { signal: AbortSignal.abort() }), layout);
      expect(outcome).toMatchObject({ state: 'failed', left: false });
      expect(await rig.countOut()).toBe(0);
    });

    it('says how the printer is, and what it can do, in bounded time', async () => {
      const { backend, printer } = await openRig();
      expect((await bounded(backend.status(printer))).state).toMatch(/ready|printing|unknown/);
      await bounded(backend.capabilities(printer.connection));
    });

    if (can.refuses) {
      it('leaves nothing of a refused job: the same id prints when the printer is willing again', async () => {
        const rig = await openRig();
        const { backend, printer, layout } = rig;
        await rig.refuse?.();
        const task = makeTask(printer);
        const refused = await backend.print(task, layout);
        expect(refused).toMatchObject({ state: 'failed', left: false });
        expectNothingPersonal(refused, task.told);
        expect(await rig.countOut()).toBe(0);
        await rig.accept?.();
        expect(await backend.print(task, layout)).toEqual(confirmed(backend));
        expect(await rig.countOut()).toBe(1);
      });
    }

    if (can.holds !== null) {
      it('tells why a job waits, and that it goes on', async () => {
        const rig = await openRig();
        await rig.hold?.();
        const task = makeTask(rig.printer);
        const printing = rig.backend.print(task, rig.layout);
        await rig.held?.();
        await expect.poll(() => task.told.at(-1)?.problem).toBe(can.holds);
        expectNothingPersonal(null, task.told);
        await rig.letGo?.();
        expect(await printing).toEqual(confirmed(rig.backend));
        expect(await rig.countOut()).toBe(1);
      });

      it('says "cancelled" only where nothing comes out', async () => {
        const rig = await openRig();
        await rig.hold?.();
        const task = makeTask(rig.printer);
        const printing = rig.backend.print(task, rig.layout);
        await rig.held?.();
        await expect.poll(() => task.told.at(-1)?.problem).toBe(can.holds);
        const cancelled = await rig.backend.cancel(task.id, rig.printer);
        await rig.letGo?.();
        const outcome = await printing;
        const out = await rig.countOut();
        if (cancelled === 'cancelled') {
          expect(out).toBe(0);
          expect(outcome).toMatchObject({ state: 'failed', problem: 'cancelled', left: false });
        }
        if (cancelled === 'tooLate') expect(out).toBe(1);
        if (out > 0) expect(mayPrintAgain(outcome)).toBe(false);
      });
    }

    if (can.loses) {
      it('does not know what became of a page when nothing is heard any more, and finds out later', async () => {
        const rig = await openRig();
        const { backend, printer, layout } = rig;
        await rig.lose?.();
        const task = makeTask(printer);
        const lost = await backend.print(task, layout);
        expect(lost.state).toBe('unknown');
        expectNothingPersonal(lost, task.told);
        await rig.reconnect?.();
        const found = await backend.recover(task.id, printer);
        expect(found?.state).toMatch(can.remembers ? /^printed$/ : /^(printed|unknown)$/);
        expect(mayPrintAgain(await backend.print(task, layout))).toBe(false);
        expect(await rig.countOut()).toBe(1);
      });
    }

    if (can.unplugs) {
      it('says of a printer without a plug that it is gone, and that nothing has left for it', async () => {
        const rig = await openRig();
        const { backend, printer, layout } = rig;
        await rig.unplug?.();
        expect((await bounded(backend.status(printer))).state).toBe('gone');
        expect(await bounded(backend.capabilities(printer.connection))).toBeNull();
        expect(await backend.print(makeTask(printer), layout)).toMatchObject({
          state: 'failed',
          problem: 'gone',
          left: false,
        });
      });
    }
  });
}

function confirmed({ confirms }: PrintBackend): unknown {
  return confirms === 'person' ? expect.objectContaining({ state: 'unknown' }) : { state: 'printed' };
}

/** By its outcome the queue would give the job to a printer again by itself. */
function mayPrintAgain(outcome: PrintOutcome): boolean {
  return outcome.state === 'failed' && !outcome.left;
}

/** Of a made-up badge: what every rig's layout says. */
export const NAME_ON_BADGE = 'Соколова';

function expectNothingPersonal(outcome: PrintOutcome | null, told: readonly Told[]): void {
  expect(JSON.stringify([outcome, told])).not.toContain(NAME_ON_BADGE);
}

/** A promise that must not take for ever: far more than it promises, and far less than a person would wait. */
async function bounded<Value>(coming: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it took more than 8 s')), 8000);
  });
  try {
    return await Promise.race([coming, late]);
  } finally {
    clearTimeout(timer);
  }
}
