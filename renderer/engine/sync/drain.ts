/**
 * Which operations may leave, after a pull: what has no conflict with what the server has now gets its fence and is handed to the
 * host; what has one goes to attention (design, invariants 4, 5, 6).
 */
import type { Clearance, Settlement } from '../../../shared/contract/routes.ts';
import {
  type AttentionReason,
  FOLDED,
  idOfKey,
  type IntentKind,
  isFolded,
  isHandedOver,
  keyOfId,
  type Operation,
  type ParticipantKey,
  UNSENT,
} from '../../../shared/operations/operation.ts';
import { emailOf, fullNameOf, type ParticipantView, readField } from '../../../shared/operations/view.ts';
import type { Scalar } from '../../../shared/ruvents/rows.ts';
import { differsFrom, findConflict, likenessOf, statusIn, statusToCarry } from '../../../shared/sync/conflict.ts';
import { blockersOf } from '../../../shared/sync/order.ts';
import type { Lookalike } from '../../../shared/sync/verify.ts';
import type { People } from '../people.ts';

export interface Cursors {
  readonly participants: string | null;
  readonly badges: string | null;
}

export interface Drain {
  readonly clearances: readonly Clearance[];
  readonly settlements: readonly Settlement[];
}

/**
 * @param operations those that wait to be let go, in journal order
 * @param isLeftOver true for what an earlier run of this station has left unsent
 */
export function prepareDrain(
  people: People,
  operations: readonly Operation[],
  cursors: Cursors,
  isLeftOver: (operation: Operation) => boolean = () => false,
): Drain {
  const clearances: Clearance[] = [];
  const settlements: Settlement[] = [];
  const stopped = new Set<string>();
  for (const operation of operations) {
    if (!mayLeave(people, operation)) continue;
    if (people.book.of(operation.participant).some((other) => isMaking(other) && stopped.has(other.id))) continue;
    const { intent } = operation;
    const comesBefore = (other: Operation) => other.seq < operation.seq && isFolded(other) && !stopped.has(other.id);
    const now = people.viewWith(operation.participant, comesBefore);
    const twin = isLeftOver(operation) ? findTwin(people, operation) : null;
    const reason = findExisting(people, operation) ?? twin ?? findConflict(intent, now);
    const carry = intent.kind === 'profile' ? findCarried(people, operation, comesBefore) : null;
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

/** What another station is to send is not the server's yet: this one does not send it in passing. */
function findCarried(people: People, { participant }: Operation, comesBefore: (other: Operation) => boolean) {
  const now = people.viewWith(participant, (other) => comesBefore(other) && !isHandedOver(other));
  return now === null ? null : statusToCarry(now);
}

/**
 * A profile change carries the server's own status of a part, and a second badge has to know the first one's Id: both are let go
 * only when nothing that they depend on is still under way. Whoever's registration is in attention waits for a person.
 */
export function mayLeave(people: People, operation: Operation): boolean {
  const { intent } = operation;
  const earlier = people.book.of(operation.participant).filter((other) => other.seq < operation.seq);
  const blockers = blockersOf(operation, earlier);
  if (blockers.some((blocker) => blocker.state.name === 'attention' || isHandedOver(blocker))) return false;
  if (intent.kind === 'profile') return blockers.length === 0;
  if (intent.kind !== 'badge') return true;
  return !blockers.some((blocker) => blocker.intent.kind === 'badge') && !lacksStatus(people, operation, earlier);
}

/**
 * A status in attention holds no badge back, unless the part has no status at all: then there is nothing that the badge could
 * stand on, and the server would refuse it (301).
 */
function lacksStatus(people: People, { intent, participant }: Operation, earlier: readonly Operation[]): boolean {
  if (intent.kind !== 'badge') return false;
  const asked = earlier.filter(
    (other) =>
      other.state.name === 'attention' &&
      other.intent.kind === 'status' &&
      (intent.partId === null || other.intent.partId === intent.partId),
  );
  const view = asked.length === 0 ? null : people.viewOf(participant);
  if (view === null) return false;
  return intent.partId === null
    ? view.statuses.every(({ statusId }) => statusId === null)
    : statusIn(view, intent.partId) === null;
}

/** Without it there is no person to work on, and what waits for it stays where it is. */
function isMaking({ intent }: Operation): boolean {
  return intent.kind === 'create' || intent.kind === 'register';
}

/** The person of RUNET-ID who is to be registered has come to be in the event meanwhile, by another desk: a person decides. */
function findExisting(people: People, { existing }: Operation): AttentionReason | null {
  const view = existing === undefined ? null : people.viewWith(keyOfId(existing), () => false);
  if (view === null || existing === undefined) return null;
  const user = { id: existing, name: fullNameOf(view), company: readField(view, 'Company') };
  return { why: 'exists', field: 'Email', users: [user] };
}

/**
 * A walk-in of an earlier run whom the server has by now, and nobody here has made: this station's disk may have been taken over
 * elsewhere, and the walk-in sent from there (decision 0008). A person decides, and is asked once: whoever was asked about, or was
 * sent, has been changed since it was made.
 */
function findTwin(people: People, operation: Operation): AttentionReason | null {
  const { intent, existing, tries, madeAt, changedAt } = operation;
  if (intent.kind !== 'create' || existing !== undefined || tries > 0 || changedAt !== madeAt) return null;
  const email = emailOf({ ru: intent.fields, en: {}, flat: {} });
  const users = findLookalikes(people, operation)
    // the server refuses the address of somebody else by itself
    .filter(({ id, likeness }) => !people.book.isClaimed('create', id) && (likeness !== 'similar' || email === ''))
    .flatMap(({ id }) => {
      const view = people.viewWith(keyOfId(id), () => false);
      return view === null ? [] : { id, name: fullNameOf(view), company: readField(view, 'Company') };
    });
  return users.length === 0
    ? null
    : { why: 'exists', field: email === '' ? '' : 'Email', users: users.slice(0, USERS) };
}

/** Operations that wait for what becomes of this one, which is in attention. */
export function heldUpBy(people: People, { id, participant, intent, seq }: Operation): number {
  const all = people.book.of(participant);
  const later = all.filter((other) => other.seq > seq && UNSENT.has(other.state.name));
  if (intent.kind === 'create' || intent.kind === 'register') return later.length;
  if (intent.kind !== 'status') return 0;
  return later.filter((other) =>
    lacksStatus(
      people,
      other,
      all.filter((before) => before.id === id),
    ),
  ).length;
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
    case 'register':
      return findCandidates(people, operation).map(({ id }) => id);
    case 'badge':
      return (now?.badges ?? []).flatMap((badge) => badge.id ?? []);
    case 'status':
    case 'profile':
    case 'remove':
      return [];
  }
}

const CANDIDATES = 200;
/** People whom a reason for attention names. */
const USERS = 50;

/** People on the server who could be the one whom a registration makes. */
export function findLookalikes(people: People, operation: Operation): readonly Lookalike[] {
  return findCandidates(people, operation).filter(({ likeness }) => likeness !== 'namesake');
}

/** And those who could be the one whom it has made, if they have been changed since. */
export function findCandidates(people: People, { id, intent }: Operation): readonly Lookalike[] {
  if (intent.kind !== 'create' && intent.kind !== 'register') return [];
  const { fields } = intent;
  if (Object.keys(fields).length === 0) return []; // who was removed and comes back keeps their Id
  return candidateKeys(people, fields).flatMap((key) => {
    const serverId = idOfKey(key);
    const row = serverId === null ? null : people.viewWith(key, () => false);
    const likeness = row === null ? 'none' : likenessOf({ id, fields }, row);
    if (serverId === null || row === null || likeness === 'none') return [];
    return [{ id: serverId, likeness, differs: differsFrom(intent, row) }];
  });
}

function candidateKeys(people: People, fields: Readonly<Record<string, Scalar>>): readonly ParticipantKey[] {
  const email = typeof fields['Email'] === 'string' ? fields['Email'] : '';
  const flat = { ru: fields, en: {}, flat: {} };
  const query = email !== '' && emailOf(flat) !== '' ? email : fullNameOf(flat);
  // the index has people as they are seen here; who was renamed or removed here is still on the server as they were
  return [...new Set([...people.index.search(query, CANDIDATES).keys, ...changedHere(people)])];
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

/** Something of this station is on its way to the server, or not yet seen there. */
export function hasUnsettled(people: People): boolean {
  return people.book.count(FOLDED) > 0;
}
