/**
 * A person's decision about an operation in attention, as the journal takes it.
 *
 * Invariant: "it is this one" gives no row to a second record (design, invariant 4). A record of the same that is being sent may
 * have made that row and is about to be told so: its answer is waited for, a moment. The journal, which hears it first, refuses
 * what it knows to be wrong; this window then waits until it has heard the same.
 */
import type { Answered } from '../../shared/contract/client.ts';
import type { RouteOutput, Settlement } from '../../shared/contract/routes.ts';
import type { Operation } from '../../shared/operations/operation.ts';
import type { Decision, Done, Recorded } from './api.ts';
import { settlementsOf } from './attention.ts';
import type { Clock } from './clock.ts';
import type { People } from './people.ts';
import { isAwaited } from './sync/claims.ts';

export interface DecideContext {
  readonly people: People;
  readonly settle: (settlements: readonly Settlement[]) => Promise<Answered<RouteOutput<'settle'>>>;
  /** Makes an operation of a decision to set a value over what the server has now. */
  readonly insist: (operation: Operation) => Promise<Recorded>;
  readonly clock: Pick<Clock, 'now' | 'after'>;
}

/** An operator's press waits so long for the answer to another record. Milliseconds. */
const AWAIT_MS = 5000;
const LOOK_AGAIN_MS = 100;

/**
 * @returns refused as `rowTaken` or `rowAwaited` when the row that was chosen is another record's, or may be, and as `notFound` when
 *   the operation has been settled meanwhile
 */
export async function decideOperation(context: DecideContext, operation: Operation, decision: Decision): Promise<Done> {
  if (decision.take === 'mine') {
    const made = await context.insist(operation);
    if (!made.ok) return made;
  }
  if (decision.take === 'candidate' && isAmbiguous(operation)) return takeRow(context, operation, decision);
  const answer = await context.settle(settlementsOf(context.people, operation, decision));
  return answer.ok ? { ok: true } : { ok: false, ...answer.problem };
}

/** Of a walk-in who was refused a person says who is there already, whoever made that row. */
function isAmbiguous({ state }: Operation): boolean {
  return state.name === 'attention' && state.reason.why === 'ambiguous';
}

async function takeRow(
  { people, settle, clock }: DecideContext,
  operation: Operation,
  decision: Extract<Decision, { take: 'candidate' }>,
): Promise<Done> {
  const { id, intent } = operation;
  const { serverId } = decision;
  const until = clock.now() + AWAIT_MS;
  for (;;) {
    if (people.book.get(id)?.state.name !== 'attention') return { ok: false, code: 'notFound', detail: '' };
    if (people.book.isClaimed(intent.kind, serverId, id)) return { ok: false, code: 'rowTaken', detail: '' };
    if (!isAwaited(people, operation, serverId)) {
      const answer = await settle(settlementsOf(people, operation, decision));
      if (!answer.ok) return { ok: false, ...answer.problem };
      if (answer.value.settled.includes(id)) return { ok: true };
    }
    if (clock.now() > until) return { ok: false, code: 'rowAwaited', detail: '' };
    await new Promise<void>((resolve) => clock.after(LOOK_AGAIN_MS, resolve));
  }
}
