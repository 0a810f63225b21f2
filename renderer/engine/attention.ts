/** What waits for a person, with as much beside it as is known; and what their decision means to the journal. */
import type { Settlement } from '../../shared/contract/routes.ts';
import { FINAL, keyOfId, type Operation } from '../../shared/operations/operation.ts';
import type { AttentionItem, Decision, ResultRow } from './api.ts';
import { findSimilarPeople } from './lookalikes.ts';
import type { People } from './people.ts';
import { heldUpBy } from './sync/drain.ts';

/** In journal order. */
export function readAttention(people: People): readonly AttentionItem[] {
  return [...people.book.all()]
    .filter((operation) => operation.state.name === 'attention')
    .sort((a, b) => a.seq - b.seq)
    .map((operation) => withoutClaimed(people, operation))
    .map((operation) => ({
      operation,
      view: people.viewOf(operation.participant),
      holdsUp: heldUpBy(people, operation),
      ...takenAlong(people, operation),
      ...candidatesOf(people, operation),
    }));
}

/** Rows that another operation has come to hold since the question was put are no answer to it any more (design, invariant 4). */
function withoutClaimed(people: People, operation: Operation): Operation {
  const { id, intent, state } = operation;
  if (state.name !== 'attention' || state.reason.why !== 'ambiguous') return operation;
  const candidates = state.reason.candidates.filter((row) => !people.book.isClaimed(intent.kind, row, id));
  return { ...operation, state: { ...state, reason: { ...state.reason, candidates } } };
}

/** What is withdrawn together with a walk-in (the host does it): everything of the person who then never comes to be. */
function takenAlong(people: People, operation: Operation): Pick<AttentionItem, 'takesAlong'> {
  if (operation.intent.kind !== 'create') return {};
  const open = people.book.of(operation.participant).filter(({ state }) => !FINAL.has(state.name));
  return { takesAlong: open.filter((other) => other.id !== operation.id) };
}

/** Candidates for a badge are badges, not people. A walk-in who was refused may be somebody with the same email. */
function candidatesOf(people: People, { intent, state }: Operation): Pick<AttentionItem, 'candidates'> {
  if (state.name !== 'attention' || intent.kind === 'badge') return {};
  if (state.reason.why === 'ambiguous') {
    const rows = state.reason.candidates.map((id) => people.rowOf(keyOfId(id)));
    return { candidates: rows.filter((row): row is ResultRow => row !== null) };
  }
  const email = intent.kind === 'create' ? intent.fields['Email'] : undefined;
  if (email === undefined) return {};
  const same = findSimilarPeople(people, { Email: email }).map(({ row }) => row);
  return { candidates: same.filter((row) => row.id !== null) };
}

/**
 * A walk-in who turns out to be somebody whose row is here is done at once: that row is the truth about them, and what was typed
 * for the walk-in is not laid over it.
 */
export function settlementsOf(people: People, operation: Operation, decision: Decision): readonly Settlement[] {
  const { id } = operation;
  switch (decision.take) {
    case 'mine': // the new operation takes its place
    case 'theirs':
      // a walk-in who is somebody stays that person, with one status or the other: what waits for them goes on
      return operation.existing === undefined
        ? [{ action: 'withdraw', id, because: 'settled' }]
        : takeCandidate(people, operation, operation.existing);
    case 'retry':
      return [{ action: 'resend', id }];
    case 'corrected':
      return [{ action: 'resend', id, fields: { ...decision.fields } }];
    case 'existing':
      // who is in the event already has a status, which nobody overwrites silently
      return people.replica.people.has(decision.userId)
        ? takeCandidate(people, operation, decision.userId)
        : [{ action: 'resend', id, existing: decision.userId }];
    case 'candidate':
      return takeCandidate(people, operation, decision.serverId);
  }
}

function takeCandidate(people: People, { id, intent }: Operation, serverId: number): readonly Settlement[] {
  const accepted = { action: 'accepted', id, serverId } as const;
  const isHere = intent.kind === 'create' && people.replica.people.has(serverId);
  return isHere ? [accepted, { action: 'done', id }] : [accepted];
}
