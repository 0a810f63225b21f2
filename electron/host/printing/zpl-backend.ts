/**
 * Raw ZPL II over TCP port 9100. The protocol has no names of jobs and no receipts; all that a printer tells is `~HS`, how it is now.
 *
 *   connect ─▶ ~HS ─▶ (wait while it has a fault: nothing has left) ─▶ label ─▶ ~HS … until it has no labels left and no fault
 *      │         └ no answer: it is one that cannot be asked ─▶ label ─▶ it took every byte: "sent", not "printed"
 *      └ refused, unreachable: failed, nothing has left
 *
 * Invariants: before the first byte of a label a failure is `failed` with `left: false`, after it whatever is not seen to have come
 * out is `unknown`. A graphic is never interrupted by an inquiry (`~` would end it). An id that this process gave out is not sent
 * again unless it is known that nothing came out, or a person says so.
 */
import type { Printer, PrinterProblem } from '../../../shared/contract/printing.ts';
import type { BadgeLayout } from '../../../shared/badge/layout.ts';
import { systemTimers, type Timers } from '../timers.ts';
import { connectionOf, failedToDraw, type PrintBackend, type PrintOutcome, type PrintTask } from './backend.ts';
import { createJobMemory, isOver, readCancelled } from './job-memory.ts';
import type { Bitmap, Dpi } from './raster.ts';
import { encodeLabel } from './zpl.ts';
import { connectPrinter, type ZplConnection } from './zpl-connection.ts';
import { followLabel, type FollowLimits, waitUntilReady } from './zpl-follow.ts';
import { readIdentity, readStatus, type ZplStatus } from './zpl-status.ts';

/** Draws one side (0: the front) as dots: exactly the page's size, to the nearest dot. `Rasteriser.render` of raster.ts. */
export type DrawBitmap = (layout: BadgeLayout, side: number, dpi: Dpi) => Bitmap | Promise<Bitmap>;

export interface ZplLimits extends FollowLimits {
  readonly connectMs: number;
  /** The printer takes no data for so long: it is said. */
  readonly stallMs: number;
  /** … and after so long it is given up. */
  readonly patienceMs: number;
  /** A printer that cannot be asked ends the connection within that time of our end, or it is not known that it took all. */
  readonly finishMs: number;
}

export interface ZplBackendOptions {
  readonly draw: DrawBitmap;
  readonly timers?: Timers;
  readonly limits?: Partial<ZplLimits>;
}

const defaultLimits: ZplLimits = {
  connectMs: 5_000,
  answerMs: 1_200,
  pollMs: 250,
  silenceMs: 30_000,
  stallMs: 3_000,
  patienceMs: 120_000,
  finishMs: 15_000,
};

/** Creates the back-end of label printers. `printed` is what the printer's status showed; see `BackendStatus.confirms`. */
export function createZplBackend({ draw, timers = systemTimers, limits: given }: ZplBackendOptions): PrintBackend {
  const limits: ZplLimits = { ...defaultLimits, ...given };
  const jobs = createJobMemory();
  /** Jobs that run, and how they are called off. */
  const calledOff = new Map<string, AbortController>();
  /** By address: the last that was seen of it. Null = it has never answered `~HS`. */
  const seen = new Map<string, ZplStatus | null>();
  /** Addresses at which the last label may have been sent in part. */
  const brokenOff = new Set<string>();

  /** Asks how it is; null = no answer in time. Rejects when the connection breaks. */
  const askStatus = async (connection: ZplConnection, address: string): Promise<ZplStatus | null> => {
    const lines = await connection.ask('~HS', limits.answerMs);
    const status = lines === null ? null : readStatus(lines);
    if (status !== null || !seen.has(address)) seen.set(address, status);
    return status;
  };

  /** A person may call it off while the printer takes no more, not in the middle of its taking. */
  const sendLabel = async (connection: ZplConnection, label: string, task: PrintTask, takeBack: AbortSignal) => {
    const stop = new AbortController();
    let isStalled = false;
    const callOff = () => {
      if (isStalled && takeBack.aborted) stop.abort();
    };
    takeBack.addEventListener('abort', callOff);
    const tell = (stalled: boolean) => {
      isStalled = stalled;
      if (stalled) task.tell('busy', 'The printer takes no more data for now.');
      else task.tell(null, '');
      callOff();
    };
    const signal = AbortSignal.any([task.signal, stop.signal]);
    await connection.send(label, { ...limits, signal, tell });
  };

  const printOn = async (
    connection: ZplConnection,
    label: string,
    task: PrintTask,
    takeBack: AbortSignal,
  ): Promise<PrintOutcome> => {
    const { address } = addressOf(task.printer);
    const ask = () => askStatus(connection, address);
    const dropAll = () => connection.send('~JA\n', { ...limits, signal: task.signal, tell: () => undefined });
    const called = AbortSignal.any([task.signal, takeBack]);
    const following = { timers, limits, tell: task.tell };
    // One that has never answered is not waited for each time; `status` and `capabilities` ask it again.
    const last = seen.get(address);
    const before =
      last === null
        ? null
        : await waitUntilReady(ask, {
            ...following,
            signal: called,
            answers: last !== undefined,
            dropAll: task.again === true ? dropAll : null,
          });
    if (takeBack.aborted) return failed('cancelled', 'Called off before it was sent.');
    if (task.signal.aborted) return failed('interrupted', 'Called off before it was sent.');
    if (before === 'gone') return failed('gone', 'The printer stopped answering before the label was sent.');
    // ~JX drops the beginning of a broken-off label, which would be printed below this one.
    const start = before?.partial === true || brokenOff.has(address) ? '~JX\n' : '';
    brokenOff.add(address);
    try {
      await sendLabel(connection, start + label, task, takeBack);
      if (before !== null) {
        const foreign = before.pending > 0;
        const outcome = await followLabel(ask, dropAll, { ...following, signal: task.signal, takeBack, foreign });
        brokenOff.delete(address);
        return outcome;
      }
      if (await connection.finish(limits.finishMs)) {
        brokenOff.delete(address);
        return { state: 'printed' };
      }
      return unconfirmed('The printer has not confirmed that it took the whole label.');
    } catch (error) {
      if (isAborted(task.signal)) {
        return { state: 'unknown', problem: 'interrupted', reason: 'The desk stopped while the label was sent.' };
      }
      return unconfirmed(error instanceof Error ? error.message : String(error));
    }
  };

  const printOnce = async (task: PrintTask, layout: BadgeLayout, takeBack: AbortSignal): Promise<PrintOutcome> => {
    const { host, port } = addressOf(task.printer);
    let label: string;
    try {
      label = await encodeSides(layout, task.printer, draw);
    } catch (error) {
      return failedToDraw(error);
    }
    const called = AbortSignal.any([task.signal, takeBack]);
    const result = await connectPrinter({ host, port }, timers, limits.connectMs, called);
    if (!result.ok) {
      return failed(takeBack.aborted ? 'cancelled' : task.signal.aborted ? 'interrupted' : 'gone', result.reason);
    }
    try {
      return await printOn(result.connection, label, task, takeBack);
    } catch (error) {
      // Only inquiries reject here: the label's own troubles are outcomes.
      return failed('gone', error instanceof Error ? error.message : String(error));
    } finally {
      result.connection.close();
    }
  };

  /** Connects and asks, within the 3 s that a person waits. */
  const inquire = async <Answer>(
    printer: { host: string; port: number },
    question: (connection: ZplConnection) => Promise<Answer>,
  ): Promise<{ answer: Answer } | { reason: string }> => {
    const result = await connectPrinter(printer, timers, limits.answerMs, new AbortController().signal);
    if (!result.ok) return { reason: result.reason };
    try {
      return { answer: await question(result.connection) };
    } catch (error) {
      return { reason: error instanceof Error ? error.message : String(error) };
    } finally {
      result.connection.close();
    }
  };

  return {
    kind: 'zpl',
    confirms: 'device',
    print: (task, layout) =>
      jobs.once(task, async () => {
        const takeBack = new AbortController();
        calledOff.set(task.id, takeBack);
        try {
          return await printOnce(task, layout, takeBack.signal);
        } finally {
          calledOff.delete(task.id);
        }
      }),
    async recover(jobId) {
      const outcome = await jobs.recall(jobId);
      if (outcome !== undefined) return isOver(outcome) ? null : outcome;
      return {
        state: 'unknown',
        problem: 'interrupted',
        reason: 'The desk stopped while the label was printed, and the printer does not know one label from another.',
      };
    },
    async cancel(jobId) {
      calledOff.get(jobId)?.abort();
      // What another process sent cannot be told from what somebody else did: it stays unknown.
      return readCancelled(await jobs.recall(jobId));
    },
    async warmUp(layout, printer) {
      await draw(layout, 0, printer.dpi);
    },
    async status(printer) {
      const { host, port, address } = addressOf(printer);
      const result = await inquire({ host, port }, (connection) => askStatus(connection, address));
      if ('reason' in result) {
        // Many take one connection at a time, and ours may be that one.
        const status = calledOff.size > 0 ? seen.get(address) : undefined;
        if (status)
          return { state: status.problems.length > 0 ? 'problem' : 'printing', problems: [...status.problems] };
        return { state: 'gone', problems: [{ problem: 'gone', detail: result.reason }] };
      }
      const status = result.answer;
      if (status === null) {
        return seen.get(address) === null
          ? { state: 'unknown', problems: [], confirms: 'sent' }
          : { state: 'problem', problems: [{ problem: 'other', detail: 'The printer does not answer.' }] };
      }
      if (status.problems.length > 0) return { state: 'problem', problems: [...status.problems] };
      return { state: status.pending > 0 || status.partial ? 'printing' : 'ready', problems: [] };
    },
    async capabilities(connection) {
      const { host, port } = connectionOf(connection, 'zpl');
      const result = await inquire({ host, port }, async (printer) => {
        const lines = await printer.ask('~HI', limits.answerMs / 2);
        const identity = lines?.[0] === undefined ? null : readIdentity(lines[0]);
        return identity === null ? null : { identity, status: await askStatus(printer, `${host}:${port}`) };
      });
      if ('reason' in result || result.answer === null) return null;
      const { identity, status } = result.answer;
      return {
        media: [],
        dpi: identity.dpi,
        duplex: false,
        cutter: identity.cutter || status?.cutter === true,
        formats: ['application/vnd.zebra-zpl'],
      };
    },
  };
}

function addressOf(printer: Printer): { host: string; port: number; address: string } {
  const { host, port } = connectionOf(printer.connection, 'zpl');
  return { host, port, address: `${host}:${port}` };
}

/** The front, and the back as a label of its own where the printer is told to print backs. */
async function encodeSides(layout: BadgeLayout, printer: Printer, draw: DrawBitmap): Promise<string> {
  const sides = printer.duplex ? layout.sides.length : 1;
  let label = '';
  for (let side = 0; side < sides; side += 1) {
    label += encodeLabel(await draw(layout, side, printer.dpi), printer);
  }
  return label;
}

/** It may have changed since it was last looked at. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function failed(problem: PrinterProblem, reason: string): PrintOutcome {
  return { state: 'failed', problem, reason, left: false };
}

function unconfirmed(reason: string): PrintOutcome {
  return { state: 'unknown', problem: 'unconfirmed', reason };
}
