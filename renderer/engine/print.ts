/** Printing badges: what is on them as the people are seen now, and the badge record that a job makes when it came out. */
import type { Answered } from '../../shared/contract/client.ts';
import type { BatchEntry } from '../../shared/contract/printing-routes.ts';
import type { RouteInput, RouteOutput } from '../../shared/contract/routes.ts';
import type { ParticipantKey } from '../../shared/operations/operation.ts';
import type { BatchInput, BatchResult, PrintOptions, PrintResult } from './api.ts';
import { contentOfBadge } from './badge.ts';
import type { Clock } from './clock.ts';
import { aboutOf } from './commands.ts';
import type { HostLink } from './host.ts';
import { badgeStatusOf, eachView, sortPeople } from './people-lists.ts';
import type { Session } from './session.ts';

export interface PrintContext {
  readonly host: HostLink;
  readonly session: Session;
  readonly newId: () => string;
}

/** People of one call. */
const AT_ONCE = 500;
/** A host that went away in the middle of a batch is back in a moment, or the batch ends there. */
const BACK_MS = 200;
const TRIES = 25;

/** @returns the job at its end, or as it is after a while; `notFound` when there is nobody of this key (any more) */
export async function printBadge(
  { host, session, newId }: PrintContext,
  key: ParticipantKey,
  partId: number | null,
  { purpose = 'badge', reprintReason = null, printer = null, template = null }: PrintOptions = {},
): Promise<PrintResult> {
  const view = session.people.viewOf(key);
  if (view === null) return { ok: false, code: 'notFound', detail: '' };
  const statusId = badgeStatusOf(view, partId, session);
  const about = aboutOf(view);
  const [jobId, id] = [newId(), newId()];
  const operation: RouteInput<'print'>['operation'] =
    purpose === 'badge'
      ? { id, participant: view.key, about, intent: { kind: 'badge', partId, via: 'printed' } }
      : null;
  const answer = await host.call('print', {
    epoch: session.epoch,
    ...{ jobId, operation, participant: view.key, name: about.name, statusId, partId },
    content: contentOfBadge(view, partId, statusId, session.tables),
    ...{ purpose, template, printer, reprintReason },
  });
  return printResult(answer);
}

/**
 * Prints badges in advance: nothing is recorded. Contents are made slice by slice, as the people are seen then.
 * @param readSession the session as it is now: the host may come back as another process in between
 */
export async function printBatch(
  { keys, partId, title, sort, template = null, printer = null }: BatchInput,
  readSession: () => Promise<Session | null>,
  { host, newId, clock }: Pick<PrintContext, 'host' | 'newId'> & { readonly clock: Pick<Clock, 'after'> },
): Promise<BatchResult> {
  const first = await readSession();
  if (first === null) return { ok: false, code: 'noEvent', detail: '' };
  const sorted = await sortPeople(keys, sort, first, clock);
  const batch = { id: newId(), title: title.slice(0, 500) };
  let added = 0;
  for (let from = 0; from < sorted.length; from += AT_ONCE) {
    const entries = await makeEntries(sorted.slice(from, from + AT_ONCE));
    if (entries.length === 0) continue;
    const answer = await send(entries);
    if (!answer.ok) return { ok: false, code: answer.problem.code, detail: answer.problem.detail };
    added += answer.value.added;
  }
  return { ok: true, batch: batch.id, added };

  async function makeEntries(some: readonly ParticipantKey[]): Promise<BatchEntry[]> {
    const session = await readSession();
    const entries: BatchEntry[] = [];
    if (session === null) return entries;
    await eachView(some, session, clock, (view) => {
      const statusId = badgeStatusOf(view, partId, session);
      const content = contentOfBadge(view, partId, statusId, session.tables);
      const { name } = aboutOf(view);
      entries.push({ jobId: newId(), participant: view.key, name, content, statusId, partId });
    });
    return entries;
  }

  /** The same jobs again are passed over by the host: an answer that was lost costs nothing. */
  async function send(entries: BatchEntry[]): Promise<Answered<RouteOutput<'printBatch'>>> {
    for (let tried = 1; ; tried += 1) {
      const session = await readSession();
      if (session === null) return { ok: false, problem: { code: 'noEvent', detail: '' } };
      const answer = await host.call('printBatch', { epoch: session.epoch, batch, entries, template, printer });
      const mayCome =
        !answer.ok && (answer.problem.code === 'hostGone' || (tried > 1 && answer.problem.code === 'elsewhere'));
      if (!mayCome || tried === TRIES) return answer;
      await new Promise<void>((resolve) => clock.after(BACK_MS, resolve));
    }
  }
}

export function printResult(answer: Answered<RouteOutput<'print'>>): PrintResult {
  return answer.ok
    ? { ok: true, job: answer.value.job }
    : { ok: false, code: answer.problem.code, detail: answer.problem.detail };
}
