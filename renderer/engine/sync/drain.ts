/**
 * Which operations may leave, after a pull: what has no conflict with what the server has now gets its fence and is handed to the
 * host; what has one goes to attention (design, invariants 4, 5, 6).
 */
import type { Clearance, Settlement } from '../../../shared/contract/routes.ts';
import {
  FOLDED,
  idOfKey,
  type IntentKind,
  type Operation,
  type ParticipantKey,
  UNSENT,
} from '../../../shared/operations/operation.ts';
import { emailOf, fullNameOf, type ParticipantView } from '../../../shared/operations/view.ts';
import type { Scalar } from '../../../shared/ruvents/rows.ts';
import { couldBe, findConflict, statusToCarry } from '../../../shared/sync/conflict.ts';
import { blockersOf } from '../../../shared/sync/order.ts';
import type { People } from '../people.ts';

export interface Cursors {
  readonly participants: string | null;
  readonly badges: string | null;
}

export interface Drain {
  readonly clearances: readonly Clearance[];
  readonly settlements: readonly Settlement[];
}

/** @param operations those that wait to be let go, in journal order */
export function prepareDrain(people: People, operations: readonly Operation[], cursors: Cursors): Drain {
  const clearances: Clearance[] = [];
  const settlements: Settlement[] = [];
  const stopped = new Set<string>();
  for (const operation of operations) {
    if (!mayLeave(people, operation)) continue;
    const { intent } = operation;
    const now = people.viewWith(
      operation.participant,
      (other) => other.seq < operation.seq && FOLDED.has(other.state.name) && !stopped.has(other.id),
    );
    const reason = findConflict(intent, now);
    const carry = intent.kind === 'profile' && now !== null ? statusToCarry(now) : null;
    if (reason !== null) {
      stopped.add(operation.id);
      settlements.push({ action: 'attention', id: operation.id, reason });
    } else if (intent.kind === 'profile' && carry === null) {
      stopped.add(operation.id);
      settlements.push({ action: 'attention', id: operation.id, reason: { why: 'noStatus' } });
    } else {
      clearances.push({
        id: operation.id,
        fence: { ...cursors, known: knownTo(people, operation, now) },
        carry: carry === null ? null : { ...carry },
      });
    }
  }
  return { clearances, settlements };
}

/**
 * A profile change carries the server's own status of a part, and a second badge has to know the first one's Id: both are let go
 * only when nothing that they depend on is still under way. Whoever's registration is in attention waits for a person.
 */
export function mayLeave(people: People, operation: Operation): boolean {
  const { intent } = operation;
  const earlier = people.book.of(operation.participant).filter((other) => other.seq < operation.seq);
  const blockers = blockersOf(operation, earlier);
  if (blockers.some((blocker) => blocker.state.name === 'attention')) return false;
  if (intent.kind === 'profile') return blockers.length === 0;
  return intent.kind !== 'badge' || !blockers.some((blocker) => blocker.intent.kind === 'badge');
}

const CHANGES: ReadonlySet<IntentKind> = new Set(['status', 'profile', 'remove']);

/** What a change or a removal would overwrite has to be seen before it leaves; the rest overwrites nothing. */
export function isChange(operation: Operation): boolean {
  return CHANGES.has(operation.intent.kind);
}

/** Ids that would match the operation and are known before it leaves: they are not its own. */
function knownTo(people: People, operation: Operation, now: ParticipantView | null): number[] {
  const { intent } = operation;
  switch (intent.kind) {
    case 'create':
      return findLookalikes(people, intent.fields).flatMap((view) => view.id ?? []);
    case 'badge':
      return (now?.badges ?? []).flatMap((badge) => badge.id ?? []);
    case 'status':
    case 'profile':
    case 'remove':
    case 'register':
      return [];
  }
}

const CANDIDATES = 200;

/** People on the server who could be the walk-in with these fields. */
export function findLookalikes(people: People, fields: Readonly<Record<string, Scalar>>): readonly ParticipantView[] {
  const email = typeof fields['Email'] === 'string' ? fields['Email'] : '';
  const flat = { ru: fields, en: {}, flat: {} };
  const query = email !== '' && emailOf(flat) !== '' ? email : fullNameOf(flat);
  // the index has people as they are seen here; who was renamed or removed here is still on the server as they were
  const keys = new Set([...people.index.search(query, CANDIDATES).keys, ...changedHere(people)]);
  return [...keys].flatMap((key) => {
    const id = idOfKey(key);
    const row = id === null ? null : people.viewWith(key, () => false);
    return row !== null && couldBe(fields, row) ? [row] : [];
  });
}

function changedHere(people: People): readonly ParticipantKey[] {
  return [...people.book.people()].filter((key) =>
    people.book.of(key).some(({ intent }) => intent.kind === 'profile' || intent.kind === 'remove'),
  );
}

/** Waiting operations in journal order. */
export function waitingOperations(people: People): readonly Operation[] {
  return [...people.book.all()].filter((operation) => operation.state.name === 'queued').sort((a, b) => a.seq - b.seq);
}

export function hasUnsent(people: People): boolean {
  return people.book.count(UNSENT) > 0;
}
