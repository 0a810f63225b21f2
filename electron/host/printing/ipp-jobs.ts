/** Jobs at an IPP printer: made, sent, found by name, asked about, taken back. Each function is one request (or two). */
import type { IppAnswer, IppLine } from './ipp-exchange.ts';
import {
  attributesOf,
  IPP_GROUP,
  IPP_OPERATION,
  type IppAttributes,
  type IppFields,
  ippInteger,
  ippKeyword,
  type IppMessage,
  numbersOf,
  textsOf,
} from './ipp-message.ts';
import { type FoundProblem, readStatus } from './ipp-problems.ts';
import { DESCRIPTION_ATTRIBUTES, type IppDescription, readDescription, STATUS_ATTRIBUTES } from './ipp-printer.ts';

/** job-state, RFC 8011, 5.3.7. */
export const JOB_STATE = {
  pending: 3,
  held: 4,
  processing: 5,
  stopped: 6,
  canceled: 7,
  aborted: 8,
  completed: 9,
} as const;

export interface IppJob {
  readonly id: number;
  readonly state: number;
  readonly reasons: readonly string[];
  readonly message: string;
  /** False: it never began; null: the printer does not tell. */
  readonly began: boolean | null;
  /** Pages or sheets that came out; null: not counted. */
  readonly cameOut: number | null;
  /** Documents that it has; null: not told. */
  readonly documents: number | null;
}

/** The request was not carried out. `left`: it may have reached the printer all the same. */
export interface NotDone extends FoundProblem {
  readonly ok: false;
  readonly left: boolean;
  /** The printer's status; null = no answer. */
  readonly status: number | null;
}
export type Done<Value> = { readonly ok: true; readonly value: Value } | NotDone;

/** A question to the printer; a job's data may take as long as the printer needs to swallow them. */
const QUESTION_MS = 5000;
const DOCUMENT_MS = 120_000;
const JOB_ATTRIBUTES: readonly string[] = [
  'job-id',
  'job-name',
  'job-state',
  'job-state-reasons',
  'job-state-message',
  'job-impressions-completed',
  'job-media-sheets-completed',
  'number-of-documents',
  'time-at-processing',
];
const REQUESTER: IppFields = { 'requesting-user-name': { tag: 'name', value: 'stoika' } };
const NOT_FOUND = 0x0406;

/** The name by which a job is found again. Everybody on the network can read it: nothing personal is in it. */
export function nameJob(jobId: string): string {
  return `Stoika ${jobId}`;
}

export async function askDescription(line: IppLine, timeoutMs: number): Promise<Done<IppDescription>> {
  const answer = await ask(line, { fields: requested(DESCRIPTION_ATTRIBUTES), timeoutMs });
  return answer.ok ? { ok: true, value: readDescription(answer.value) } : answer;
}

/** The printer's attributes of the moment. */
export async function askStatus(line: IppLine, timeoutMs: number): Promise<Done<IppAttributes>> {
  const answer = await ask(line, { fields: requested(STATUS_ATTRIBUTES), timeoutMs });
  return answer.ok ? { ok: true, value: attributesOf(answer.value, IPP_GROUP.printer) } : answer;
}

/** Jobs of that name, whatever their state; the newest last. */
export async function findJobs(line: IppLine, name: string, { listsAllJobs }: IppDescription): Promise<Done<IppJob[]>> {
  const found: IppJob[] = [];
  for (const which of listsAllJobs ? ['all'] : ['not-completed', 'completed']) {
    const answer = await ask(line, {
      operation: IPP_OPERATION.getJobs,
      fields: { ...REQUESTER, 'which-jobs': ippKeyword(which), ...requested(JOB_ATTRIBUTES) },
      timeoutMs: QUESTION_MS,
    });
    if (!answer.ok) return answer;
    for (const { tag, attributes } of answer.value.groups) {
      if (tag !== IPP_GROUP.job || textsOf(attributes, 'job-name')[0] !== name) continue;
      const job = readJob(attributes);
      if (job !== null) found.push(job);
    }
  }
  return { ok: true, value: found.sort((left, right) => left.id - right.id) };
}

/** The job as it is; `gone` with status not-found when the printer has forgotten it. */
export async function askJob(line: IppLine, id: number): Promise<Done<IppJob>> {
  const answer = await ask(line, {
    operation: IPP_OPERATION.getJobAttributes,
    fields: { 'job-id': ippInteger(id), ...REQUESTER, ...requested(JOB_ATTRIBUTES) },
    timeoutMs: QUESTION_MS,
  });
  if (!answer.ok) return answer;
  const job = readJob(attributesOf(answer.value, IPP_GROUP.job));
  // What it says of another job is no answer.
  return job?.id === id ? { ok: true, value: job } : incomplete;
}

export function isForgotten(notDone: NotDone): boolean {
  return notDone.status === NOT_FOUND;
}

/** Makes a job without its page: nothing can come out of it yet. @returns its number */
export async function createJob(line: IppLine, name: string, template: IppFields): Promise<Done<number>> {
  const answer = await ask(line, {
    operation: IPP_OPERATION.createJob,
    fields: { ...REQUESTER, 'job-name': { tag: 'name', value: name } },
    job: template,
    timeoutMs: QUESTION_MS,
  });
  return answer.ok ? readJobId(answer.value) : answer;
}

export interface JobDocument {
  readonly format: string;
  readonly bytes: Uint8Array;
}

export async function sendDocument(line: IppLine, id: number, { format, bytes }: JobDocument): Promise<Done<null>> {
  const answer = await ask(line, {
    operation: IPP_OPERATION.sendDocument,
    fields: {
      'job-id': ippInteger(id),
      ...REQUESTER,
      'document-format': { tag: 'mime', value: format },
      'last-document': { tag: 'boolean', value: true },
    },
    document: bytes,
    timeoutMs: DOCUMENT_MS,
  });
  return answer.ok ? { ok: true, value: null } : answer;
}

/** Job and page in one, for printers that know no other way. @returns the job's number */
export async function printJob(
  line: IppLine,
  name: string,
  template: IppFields,
  { format, bytes }: JobDocument,
): Promise<Done<number>> {
  const answer = await ask(line, {
    operation: IPP_OPERATION.printJob,
    fields: {
      ...REQUESTER,
      'job-name': { tag: 'name', value: name },
      'document-format': { tag: 'mime', value: format },
    },
    job: template,
    document: bytes,
    timeoutMs: DOCUMENT_MS,
  });
  return answer.ok ? readJobId(answer.value) : answer;
}

/** Asks for it; what became of the job is another question. */
export async function cancelJob(line: IppLine, id: number): Promise<Done<null>> {
  const answer = await ask(line, {
    operation: IPP_OPERATION.cancelJob,
    fields: { 'job-id': ippInteger(id), ...REQUESTER },
    timeoutMs: QUESTION_MS,
  });
  return answer.ok ? { ok: true, value: null } : answer;
}

function requested(names: readonly string[]): IppFields {
  return { 'requested-attributes': names.map(ippKeyword) };
}

interface Question {
  readonly operation?: number;
  readonly fields: IppFields;
  readonly job?: IppFields;
  readonly document?: Uint8Array;
  readonly timeoutMs: number;
}

async function ask(
  line: IppLine,
  { operation = IPP_OPERATION.getPrinterAttributes, timeoutMs, ...request }: Question,
): Promise<Done<IppMessage>> {
  return readAnswer(await line.exchange({ operation, ...request }, { timeoutMs }));
}

/** An answer as it was meant: a refusal is not an answer. */
export function readAnswer(answer: IppAnswer): Done<IppMessage> {
  if (answer.kind === 'lost') {
    return { ok: false, left: answer.left, status: null, problem: answer.problem, detail: answer.reason };
  }
  const said = textsOf(attributesOf(answer.message, IPP_GROUP.operation), 'status-message')[0] ?? '';
  const unsupported = [...attributesOf(answer.message, IPP_GROUP.unsupported).keys()];
  const refusal = readStatus(answer.status, unsupported, said);
  if (refusal === null) return { ok: true, value: answer.message };
  return { ok: false, left: false, status: answer.status, ...refusal };
}

const incomplete: NotDone = {
  ok: false,
  left: true,
  status: null,
  problem: 'unconfirmed',
  detail: 'The printer did not say which job it is, or spoke of another one.',
};

function readJobId(message: IppMessage): Done<number> {
  const id = numbersOf(attributesOf(message, IPP_GROUP.job), 'job-id')[0];
  return id === undefined ? incomplete : { ok: true, value: id };
}

function readJob(job: IppAttributes): IppJob | null {
  const [id, state] = [numbersOf(job, 'job-id')[0], numbersOf(job, 'job-state')[0]];
  if (id === undefined || state === undefined) return null;
  const began = job.get('time-at-processing');
  const counts = [...numbersOf(job, 'job-impressions-completed'), ...numbersOf(job, 'job-media-sheets-completed')];
  return {
    id,
    state,
    reasons: textsOf(job, 'job-state-reasons'),
    message: (textsOf(job, 'job-state-message')[0] ?? '').slice(0, 300),
    began: began === undefined ? null : began[0] !== null,
    cameOut: counts.length === 0 ? null : Math.max(...counts),
    documents: numbersOf(job, 'number-of-documents')[0] ?? null,
  };
}

/** Nothing of a job that is over came out: it never began. A count of CUPS does not say so, since it does not look at the paper. */
export function isUntouched(job: IppJob): boolean {
  return job.began === false && (job.cameOut ?? 0) === 0;
}

/** It waits for its page. Not every printer counts documents; those that do not say that they miss data. */
export function isEmpty({ documents, reasons }: IppJob): boolean {
  return documents === 0 || reasons.includes('job-data-insufficient') || reasons.includes('job-incoming');
}

export function isOver({ state }: IppJob): boolean {
  return state >= JOB_STATE.canceled;
}
