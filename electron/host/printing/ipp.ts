/**
 * Printing through IPP: a network printer itself, or a queue of CUPS.
 *
 *   ask for a job of this name ──▶ Create-Job ──▶ Send-Document (ipp-hand-over.ts) ──▶ follow it to its end (ipp-follow.ts)
 *          │ there is one             │ lost: empty, nothing comes out   │ lost: its number is known, so it is asked about
 *          └─▶ follow that one        └─▶ failed, left: false            └─▶ followed all the same; unknown only if it stays lost
 *
 * Invariant: the page leaves at most once for an id. Before it does, the printer is asked whether it has a job of that name; once it
 * has left, nothing but the job's own state says what became of it. A printer without Create-Job gets job and page in one, and what
 * is lost there is looked for by its name.
 */
import type { BadgeLayout } from '../../../shared/badge/layout.ts';
import type { Printer, PrinterConnection } from '../../../shared/contract/printing.ts';
import { systemTimers, type Timers } from '../timers.ts';
import {
  assertJobId,
  type BackendStatus,
  type CancelOutcome,
  type Capabilities,
  connectionOf,
  failedToDraw,
  type PrintBackend,
  type PrintOutcome,
  type PrintTask,
  type RenderPdf,
  warmUpPdf,
} from './backend.ts';
import { handOver, notSent, PDF, stillThere } from './ipp-hand-over.ts';
import { type IppLine, openIppLine, parseIppUri, type TrustedCertificates } from './ipp-exchange.ts';
import { type FollowOptions, followJob, judgeEnd, readEnd, takeBack } from './ipp-follow.ts';
import {
  askDescription,
  askStatus,
  type Done,
  findJobs,
  type IppJob,
  isEmpty,
  isOver,
  JOB_STATE,
  nameJob,
} from './ipp-jobs.ts';
import { buildJobTemplate, describeCapabilities, type IppDescription, readStatusNow } from './ipp-printer.ts';

export interface IppBackendOptions {
  readonly renderPdf: RenderPdf;
  readonly timers?: Timers;
  /** Certificates that were seen; kept by the caller if they are to outlive the back-end. */
  readonly trusted?: TrustedCertificates;
  /** A printer that is busy with others is asked again for so long; then the job has failed and nothing has left. */
  readonly busyMs?: number;
  /** A printer that has the page and does not answer is given so long; then the outcome is unknown. */
  readonly lostMs?: number;
  /** A printer that was asked to cancel a job is given so long; then it is not known whether the page comes out. */
  readonly cancelMs?: number;
}

interface Limits {
  readonly timers: Timers;
  readonly busyMs: number;
  readonly lostMs: number;
  readonly cancelMs: number;
}

/** A job that this process is printing. */
interface Running {
  readonly stop: AbortController;
  /** Its number at the printer, once it has one. */
  number: number | null;
  takingBack: Promise<CancelOutcome> | null;
  readonly ended: Promise<PrintOutcome>;
}

const BOUND_MS = 2800;
const QUESTION_MS = 5000;
const DESCRIPTION_KEPT_MS = 60_000;

/** Creates the back-end of IPP printers and of queues of CUPS. */
export function createIppBackend(options: IppBackendOptions): PrintBackend {
  return new IppBackend(options);
}

class IppBackend implements PrintBackend {
  readonly kind = 'ipp';
  readonly confirms = 'completed';
  readonly #renderPdf: RenderPdf;
  readonly #limits: Limits;
  readonly #trusted: TrustedCertificates;
  readonly #running = new Map<string, Running>();
  readonly #descriptions = new Map<string, { readonly description: IppDescription; readonly at: number }>();

  constructor({ renderPdf, timers = systemTimers, trusted = new Map(), ...limits }: IppBackendOptions) {
    this.#renderPdf = renderPdf;
    this.#trusted = trusted;
    this.#limits = { timers, busyMs: 60_000, lostMs: 20_000, cancelMs: 5000, ...limits };
  }

  async print(task: PrintTask, layout: BadgeLayout): Promise<PrintOutcome> {
    assertJobId(task.id);
    if (this.#running.has(task.id)) throw new Error(`Print job ${task.id} is already being printed`);
    const stop = new AbortController();
    let end: (outcome: PrintOutcome) => void = () => undefined;
    const ended = new Promise<PrintOutcome>((resolve) => (end = resolve));
    const running: Running = { stop, number: null, takingBack: null, ended };
    this.#running.set(task.id, running);
    let outcome = broken;
    try {
      outcome = await this.#withLine(
        task.printer.connection,
        (line) => this.#print(line, task, layout, running),
        notAnAddress,
      );
      outcome = await explainByCancel(outcome, running);
      return outcome;
    } finally {
      this.#running.delete(task.id);
      end(outcome);
    }
  }

  async recover(jobId: string, printer: Printer): Promise<PrintOutcome | null> {
    assertJobId(jobId);
    return this.#withLine(printer.connection, (line) => this.#recover(line, jobId, printer), notAnAddress);
  }

  async cancel(jobId: string, printer: Printer): Promise<CancelOutcome> {
    assertJobId(jobId);
    const running = this.#running.get(jobId);
    if (running === undefined) {
      return this.#withLine(printer.connection, (line) => this.#cancelByName(line, jobId, printer), 'unknown');
    }
    if (running.number === null) {
      running.stop.abort();
      return judgeOutcome(await running.ended);
    }
    const { number } = running;
    running.takingBack ??= this.#withLine(
      printer.connection,
      (line) => this.#cancelByNumber(line, number, printer),
      'unknown',
    );
    return running.takingBack;
  }

  warmUp(layout: BadgeLayout, printer: Printer): Promise<void> {
    return warmUpPdf(this.#renderPdf)(layout, printer);
  }

  status(printer: Printer): Promise<BackendStatus> {
    const read = async (line: IppLine): Promise<BackendStatus> => {
      const status = await askStatus(line, BOUND_MS);
      if (status.ok) return readStatusNow(status.value);
      const { problem, detail } = status;
      return { state: problem === 'gone' ? 'gone' : 'problem', problems: [{ problem, detail }] };
    };
    return this.#withLine(printer.connection, read, {
      state: 'problem',
      problems: [{ problem: 'refused', detail: NOT_AN_ADDRESS }],
    });
  }

  capabilities(connection: PrinterConnection): Promise<Capabilities> {
    const read = async (line: IppLine): Promise<Capabilities> => {
      const description = await askDescription(line, BOUND_MS);
      return description.ok ? describeCapabilities(description.value) : null;
    };
    return this.#withLine(connection, read, null);
  }

  async #withLine<Value>(
    connection: PrinterConnection,
    use: (line: IppLine) => Promise<Value>,
    otherwise: Value,
  ): Promise<Value> {
    const address = parseIppUri(connectionOf(connection, 'ipp').uri);
    if (address === null) return otherwise;
    const line = openIppLine(address, { trusted: this.#trusted });
    try {
      return await use(line);
    } finally {
      await line.close();
    }
  }

  async #describe(line: IppLine, printer: Printer): Promise<Done<IppDescription>> {
    const { uri } = connectionOf(printer.connection, 'ipp');
    const kept = this.#descriptions.get(uri);
    if (kept !== undefined && this.#limits.timers.now() - kept.at < DESCRIPTION_KEPT_MS)
      return { ok: true, value: kept.description };
    const asked = await askDescription(line, QUESTION_MS);
    if (asked.ok) this.#descriptions.set(uri, { description: asked.value, at: this.#limits.timers.now() });
    return asked;
  }

  async #print(line: IppLine, task: PrintTask, layout: BadgeLayout, running: Running): Promise<PrintOutcome> {
    // Drawn while the printer is asked: both take their time.
    const drawing = draw(this.#renderPdf, layout, task);
    const described = await this.#describe(line, task.printer);
    if (!described.ok) return notSent(described);
    const description = described.value;
    const known = await findJobs(line, nameJob(task.id), description);
    if (!known.ok) return notSent(known);
    const earlier = await this.#dealWithEarlier(line, known.value, task, description, running);
    if (earlier !== null) return earlier;

    if (description.formats.length > 0 && !description.formats.includes(PDF)) {
      return { state: 'failed', problem: 'refused', reason: 'The printer does not take PDF.', left: false };
    }
    const template = buildJobTemplate(description, task.printer, layout);
    if (!template.ok) {
      this.#descriptions.delete(connectionOf(task.printer.connection, 'ipp').uri); // the right paper may be put in
      return { state: 'failed', problem: 'wrongMedia', reason: template.reason, left: false };
    }
    const drawn = await drawing;
    if ('state' in drawn) return drawn;
    return handOver(
      {
        ...this.#limits,
        description,
        stop: running.stop.signal,
        line,
        onNumber: (number) => (running.number = number),
        withOtherLine: (use, otherwise) => this.#withLine(task.printer.connection, use, otherwise),
      },
      task,
      { template: template.fields, bytes: drawn },
    );
  }

  /** A job of this name is there: null when it does not count and the page may go. */
  async #dealWithEarlier(
    line: IppLine,
    known: readonly IppJob[],
    task: PrintTask,
    description: IppDescription,
    running: Running,
  ): Promise<PrintOutcome | null> {
    for (const job of known.filter((one) => !isOver(one))) {
      if (!isEmpty(job) && task.again !== true) {
        running.number = job.id;
        return followJob(line, job.id, this.#followOptions(task));
      }
      const taken = await takeBack(line, job.id, description, this.#limits);
      if (taken !== 'cancelled') return stillThere;
    }
    const completed = known.findLast(({ state }) => state === JOB_STATE.completed);
    return completed === undefined || task.again === true ? null : readEnd(completed);
  }

  async #recover(line: IppLine, jobId: string, printer: Printer): Promise<PrintOutcome | null> {
    const described = await this.#describe(line, printer);
    if (!described.ok) return { state: 'unknown', problem: described.problem, reason: described.detail };
    const found = await findJobs(line, nameJob(jobId), described.value);
    if (!found.ok) return { state: 'unknown', problem: found.problem, reason: found.detail };
    const job = found.value.findLast(({ state }) => state === JOB_STATE.completed) ?? found.value.at(-1);
    // Printers forget jobs, some within a minute: that it has none proves nothing.
    if (job === undefined) return neverHeard;
    if (isOver(job)) return readEnd(job);
    if (isEmpty(job)) {
      return (await takeBack(line, job.id, described.value, this.#limits)) === 'cancelled' ? null : stillThere;
    }
    const { signal } = new AbortController();
    return followJob(line, job.id, {
      timers: this.#limits.timers,
      signal,
      tell: () => undefined,
      lostMs: this.#limits.lostMs,
    });
  }

  async #cancelByName(line: IppLine, jobId: string, printer: Printer): Promise<CancelOutcome> {
    const described = await this.#describe(line, printer);
    if (!described.ok) return 'unknown';
    const found = await findJobs(line, nameJob(jobId), described.value);
    if (!found.ok || found.value.length === 0) return 'unknown';
    if (found.value.some(({ state }) => state === JOB_STATE.completed)) return 'tooLate';
    const outcomes: CancelOutcome[] = [];
    for (const job of found.value) {
      const over = isOver(job);
      outcomes.push(over ? judgeEnd(job, false) : await takeBack(line, job.id, described.value, this.#limits));
    }
    if (outcomes.includes('tooLate')) return 'tooLate';
    return outcomes.includes('unknown') ? 'unknown' : 'cancelled';
  }

  async #cancelByNumber(line: IppLine, number: number, printer: Printer): Promise<CancelOutcome> {
    const described = await this.#describe(line, printer);
    return described.ok ? takeBack(line, number, described.value, this.#limits) : 'unknown';
  }

  #followOptions({ tell, signal }: PrintTask): FollowOptions {
    return { tell, signal, timers: this.#limits.timers, lostMs: this.#limits.lostMs };
  }
}

/** A job that the printer canceled because this desk asked for it: what is known of that is more than its state says. */
async function explainByCancel(outcome: PrintOutcome, { takingBack }: Running): Promise<PrintOutcome> {
  if (outcome.state !== 'failed' || outcome.problem !== 'cancelled' || takingBack === null) return outcome;
  return (await takingBack) === 'cancelled' ? { ...outcome, left: false } : outcome;
}

async function draw(renderPdf: RenderPdf, layout: BadgeLayout, task: PrintTask): Promise<Uint8Array | PrintOutcome> {
  try {
    return await renderPdf(layout, task);
  } catch (error) {
    return failedToDraw(error);
  }
}

function judgeOutcome(outcome: PrintOutcome): CancelOutcome {
  if (outcome.state === 'printed') return 'tooLate';
  return outcome.state === 'failed' && !outcome.left ? 'cancelled' : 'unknown';
}

const NOT_AN_ADDRESS = 'This is no address of a printer (ipp://… or ipps://…).';
const notAnAddress: PrintOutcome = { state: 'failed', problem: 'refused', reason: NOT_AN_ADDRESS, left: false };
const broken: PrintOutcome = { state: 'unknown', problem: 'other', reason: 'The desk failed while it printed.' };
const neverHeard: PrintOutcome = {
  state: 'unknown',
  problem: 'interrupted',
  reason: 'The printer knows nothing of the badge any more.',
};
