/**
 * What a completed pull says of an operation that the server has accepted: it is to be seen (done), not yet (null), or the server did
 * not take it (attention).
 */
import type { Settlement } from '../../../shared/contract/routes.ts';
import { idOfKey, type Operation } from '../../../shared/operations/operation.ts';
import type { ParticipantView } from '../../../shared/operations/view.ts';
import type { ParticipantRow } from '../../../shared/ruvents/rows.ts';
import { profileValue, sameValue, statusFieldName, statusIn } from '../../../shared/sync/conflict.ts';
import { QUIET_TIME_MS } from '../../../shared/sync/verify.ts';
import type { People } from '../people.ts';

/** When the engine first saw an operation in its present state. */
export interface Sight {
  readonly state: string;
  /** Times that it had been sent: a second loss is another one, also when what was in between was not heard. */
  readonly tries: number;
  readonly tick: number;
  /** Milliseconds of the monotonic clock. */
  readonly at: number;
  /** The person's row then. */
  readonly row: ParticipantRow | null;
  /** A pull of people has begun since: what it and those after it bring is newer than this state. */
  readonly isFollowed: boolean;
  /** That it has not been seen for long has been said. */
  readonly isReported: boolean;
}

type ChangeIntent = Extract<Operation['intent'], { kind: 'status' | 'profile' }>;

/**
 * @param began when the pull began, by the clock of the sight
 * @param removed gets the person whose removal is confirmed
 */
export function judgeAccepted(
  people: People,
  operation: Operation,
  { sight, began }: { readonly sight: Sight; readonly began: number },
  removed: number[],
): Settlement | null {
  const { intent } = operation;
  const id = idOfKey(people.book.resolve(operation.participant));
  const done: Settlement = { action: 'done', id: operation.id };
  switch (intent.kind) {
    case 'create':
    case 'register':
      if (id !== null && people.replica.people.has(id)) return done;
      return isRemovedSince(people, operation) ? done : null;
    case 'badge':
      return showsBadge(people, operation, id) ? done : null;
    case 'remove':
      // what follows it (its undo) is seen over the row, which therefore stays until that is settled
      if (people.book.laterOf(operation).length > 0) return null;
      // not over a row that a pull has brought since: another desk has registered them again
      if (id !== null && sight.row !== null && people.replica.people.get(id) === sight.row) removed.push(id);
      return done;
    case 'status':
    case 'profile':
      return judgeChange(people, operation, intent, { sight, began });
  }
}

/** The row of an operation's person as the server has it. */
export function rowOf(people: People, operation: Operation): ParticipantRow | null {
  const id = idOfKey(people.book.resolve(operation.participant));
  return id === null ? null : (people.replica.people.get(id) ?? null);
}

/** Registered and removed before a pull came by: the feed will never show them, and the removal speaks for both. */
function isRemovedSince(people: People, operation: Operation): boolean {
  return people.book
    .of(operation.participant)
    .some(({ seq, intent, state }) => seq > operation.seq && intent.kind === 'remove' && state.name === 'accepted');
}

function showsBadge(people: People, { state }: Operation, id: number | null): boolean {
  const serverId = state.name === 'accepted' ? state.serverId : null;
  if (id === null) return false;
  if (serverId === null) return true;
  return people.replica.of(id).badges.some((badge) => badge.Id === serverId);
}

/**
 * Some servers answer 200 to a change and keep what they had (reference, PUT). It is believed after the quiet time: a feed may
 * lag behind the answer.
 */
function judgeChange(
  people: People,
  operation: Operation,
  intent: ChangeIntent,
  { sight, began }: { readonly sight: Sight; readonly began: number },
): Settlement | null {
  const person = people.viewWith(
    operation.participant,
    (other) => other.state.name === 'accepted' && other.seq > operation.seq,
  );
  const isUnchanged = rowOf(people, operation) === sight.row;
  const fields = person === null ? [] : fieldsNotTaken(intent, person, isUnchanged);
  if (fields.length === 0) return { action: 'done', id: operation.id };
  if (began - sight.at < QUIET_TIME_MS) return null;
  return { action: 'attention', id: operation.id, reason: { why: 'notTaken', fields } };
}

/** What shows the value from before. A row that has changed since may have been set back by another desk. */
function fieldsNotTaken(intent: ChangeIntent, person: ParticipantView, isUnchanged: boolean): string[] {
  if (intent.kind === 'status') {
    const current = statusIn(person, intent.partId);
    const isKept = current !== intent.set && current === intent.saw && isUnchanged;
    return isKept ? [statusFieldName(intent.partId)] : [];
  }
  return Object.keys(intent.set).filter((name) => {
    const current = profileValue(person, name);
    return sameValue(current, intent.saw[name] ?? '') && !sameValue(current, intent.set[name] ?? '');
  });
}
