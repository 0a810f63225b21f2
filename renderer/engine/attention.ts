/** What waits for a person, with as much beside it as is known; and what their decision means to the journal. */
import type { Settlement } from '../../shared/contract/routes.ts';
import { keyOfId, type Operation } from '../../shared/operations/operation.ts';
import type { AttentionItem, Decision, ResultRow } from './api.ts';
import type { People } from './people.ts';

/** In journal order. */
export function readAttention(people: People): readonly AttentionItem[] {
  return [...people.book.all()]
    .filter((operation) => operation.state.name === 'attention')
    .sort((a, b) => a.seq - b.seq)
    .map((operation) => ({
      operation,
      view: people.viewOf(operation.participant),
      holdsUp: operation.intent.kind === 'create' ? people.book.laterOf(operation).length : 0,
      ...candidatesOf(people, operation),
    }));
}

/** Candidates for a badge are badges, not people. */
function candidatesOf(people: People, { intent, state }: Operation): Pick<AttentionItem, 'candidates'> {
  if (state.name !== 'attention' || state.reason.why !== 'ambiguous' || intent.kind === 'badge') return {};
  const candidates = state.reason.candidates.flatMap((id): readonly ResultRow[] => {
    const row = people.rowOf(keyOfId(id));
    return row === null ? [] : [row];
  });
  return { candidates };
}

export function settlementOf(id: string, decision: Decision): Settlement {
  switch (decision.take) {
    case 'mine': // the new operation takes its place
    case 'theirs':
      return { action: 'withdraw', id, because: 'settled' };
    case 'retry':
      return { action: 'resend', id };
    case 'candidate':
      return { action: 'accepted', id, serverId: decision.serverId };
  }
}
