/** Tells how printers and batches are: not oftener than a person can read. */
import type { PrinterStatus, QueueState } from '../../../shared/contract/printing.ts';
import type { HostEvent } from '../../../shared/contract/station.ts';
import type { JobIndex } from '../journal/job-index.ts';
import { describeError, type Log } from '../log.ts';
import type { Printers } from '../printers.ts';
import type { BackendStatus } from '../printing/backend.ts';
import type { Timers } from '../timers.ts';
import { describeBatch } from './describe.ts';
import type { Lane } from './lane.ts';
import type { Backends } from './queue.ts';

export interface TellerOptions {
  readonly index: JobIndex;
  readonly printers: Printers;
  readonly backends: Backends;
  readonly lane: (printerId: string) => Lane;
  readonly timers: Timers;
  readonly log: Log;
  readonly publish: (event: HostEvent) => void;
}

const TELL_MS = 200;
/** What a printer said of itself is true for so long. */
const STATUS_MS = 5000;
/** Batches that are over, of which is still told. */
const OLD_BATCHES = 20;

export class StateTeller {
  readonly #options: TellerOptions;
  readonly #asked = new Map<string, { readonly at: number; readonly status: BackendStatus | null }>();
  #cancel: (() => void) | null = null;
  #told = '';
  #closed = false;

  constructor(options: TellerOptions) {
    this.#options = options;
  }

  tell(): void {
    if (this.#closed) return;
    this.#cancel ??= this.#options.timers.after(TELL_MS, () => {
      this.#cancel = null;
      const queue = this.describe();
      const text = JSON.stringify(queue);
      if (text === this.#told) return;
      this.#told = text;
      this.#options.publish({ type: 'queue', queue });
    });
  }

  describe(): QueueState {
    const { index, printers } = this.#options;
    const batches = [...index.batches()];
    const isOpen = (id: string): boolean => {
      const { queued, printing, unknown } = index.countsOf(id);
      return queued + printing + unknown > 0;
    };
    const from = batches.length - OLD_BATCHES;
    return {
      printers: printers.list().map(({ id }) => this.#describePrinter(id)),
      batches: batches.filter(({ id }, at) => at >= from || isOpen(id)).map((batch) => describeBatch(batch, index)),
      open: {
        queued: index.in('queued').size,
        printing: index.in('printing').size,
        unknown: index.in('unknown').size,
        failed: index.in('failed').size,
      },
    };
  }

  /** Asks the printers that have nothing to do; those that print tell by themselves. */
  refresh(): void {
    const { printers, backends, lane, timers, log } = this.#options;
    for (const printer of printers.list()) {
      const backend = backends[printer.connection.kind];
      const age = timers.now() - (this.#asked.get(printer.id)?.at ?? -Infinity);
      if (backend === undefined || lane(printer.id).running !== null || age < STATUS_MS) continue;
      this.#asked.set(printer.id, { at: timers.now(), status: this.#asked.get(printer.id)?.status ?? null });
      backend
        .status(printer)
        .then((status) => {
          this.#asked.set(printer.id, { at: timers.now(), status });
          this.tell();
        })
        .catch((error: unknown) => log.warn('a printer could not be asked', describeError(error)));
    }
  }

  close(): void {
    this.#closed = true;
    this.#cancel?.();
  }

  #describePrinter(id: string): PrinterStatus {
    const { printers, backends, lane: laneOf } = this.#options;
    const printer = printers.find(id);
    const lane = laneOf(id);
    const asked = this.#asked.get(id)?.status ?? null;
    const backend = printer === undefined ? undefined : backends[printer.connection.kind];
    const { trouble } = lane;
    return {
      id,
      ...(trouble === null ? stateOf(lane, asked) : stateInTrouble(trouble)),
      confirms: asked?.confirms ?? backend?.confirms ?? 'person',
      paused: printers.isPaused(id),
      queued: lane.waiting.size,
      perMinute: lane.throughput.perMinute(),
      mediaLeft: asked?.mediaLeft ?? printer?.mediaLeft ?? null,
    };
  }
}

function stateInTrouble({ problem, detail }: NonNullable<Lane['trouble']>): Pick<PrinterStatus, 'state' | 'problems'> {
  const state = problem === 'gone' ? 'gone' : 'problem';
  return { state, problems: [{ problem, detail: detail.slice(0, 500) }] };
}

function stateOf(lane: Lane, asked: BackendStatus | null): Pick<PrinterStatus, 'state' | 'problems'> {
  if (lane.running !== null) return { state: 'printing', problems: [] };
  if (asked !== null && asked.state !== 'unknown') return { state: asked.state, problems: [...asked.problems] };
  return { state: lane.hasPrinted ? 'ready' : 'unknown', problems: [...(asked?.problems ?? [])] };
}
