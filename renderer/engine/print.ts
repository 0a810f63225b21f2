/** Printing a badge: what is on it as the person is seen now, and the badge record that its job makes when it came out. */
import type { Answered } from '../../shared/contract/client.ts';
import type { RouteOutput } from '../../shared/contract/routes.ts';
import type { ParticipantKey } from '../../shared/operations/operation.ts';
import { statusIn } from '../../shared/sync/conflict.ts';
import type { PrintResult } from './api.ts';
import { contentOfBadge } from './badge.ts';
import { aboutOf } from './commands.ts';
import type { HostLink } from './host.ts';
import type { Session } from './session.ts';

/** @returns the job at its end; `notFound` when there is nobody of this key (any more) */
export async function printBadge(
  { host, session, newId }: { readonly host: HostLink; readonly session: Session; readonly newId: () => string },
  key: ParticipantKey,
  partId: number | null,
): Promise<PrintResult> {
  const view = session.people.viewOf(key);
  if (view === null) return { ok: false, code: 'notFound', detail: '' };
  const statusId = statusIn(view, partId) ?? session.people.topStatus(view);
  const answer = await host.call('print', {
    epoch: session.epoch,
    jobId: newId(),
    operation: {
      id: newId(),
      participant: view.key,
      about: aboutOf(view),
      intent: { kind: 'badge', partId, via: 'printed' },
    },
    content: contentOfBadge(view, partId, statusId, session.tables),
  });
  return printResult(answer);
}

export function printResult(answer: Answered<RouteOutput<'print'>>): PrintResult {
  return answer.ok
    ? { ok: true, job: answer.value.job }
    : { ok: false, code: answer.problem.code, detail: answer.problem.detail };
}
