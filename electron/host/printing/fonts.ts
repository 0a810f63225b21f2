/**
 * What becomes of a write: the change that it makes, nothing (the same values again), or a refusal. Pure: a decision reads
 * the event and changes nothing, so that the change can be on disk before it is seen.
 */
import type { Change, Profile } from './change.ts';
import { changePerson, type EventStore } from './event-store.ts';
import { readProfile } from './profile.ts';
import { type Answer, done, refusals, refuse } from './refusal.ts';
import type { BadgeInput, CheckInput, Participant, ParticipantInput, PartStatus } from './schemas.ts';

/** POST /participants. */
export function decideCreation(store: EventStore, input: ParticipantInput, now: string): Answer<Change> {
  const profile = readProfile(input.fields, store.event.fields, 'new');
  if (profile.kind === 'refused') return profile;
  const statuses = mergeStatuses(store, input, undefined);
  if (statuses.kind === 'refused') return statuses;
  const id = store.nextPersonId;
  if (isEmailTaken(store, id, profile.value)) return refuse(refusals.wrongFields(['Email']));
  return done({
    kind: 'created',
    Id: id,
    time: now,
    statuses: statuses.value,
    profile: profile.value,
    visible: input.Visible ?? true,
  });
}

/** PUT /participants/{Id}; it also registers a user of RUNET-ID who takes no part yet. */
export function decideChange(
  store: EventStore,
  id: number,
  input: ParticipantInput,
  now: string,
): Answer<Change | undefined> {
  const person = store.people.get(id);
  if (person === undefined) return refuse(refusals.unknownParticipant(id));
  if (input.Statuses.length === 0) return refuse(refusals.emptyStatus());
  const profile = readProfile(input.fields, store.event.fields, 'known');
  if (profile.kind === 'refused') return profile;
  const current = store.participants.get(id);
  const statuses = mergeStatuses(store, input, current);
  if (statuses.kind === 'refused') return statuses;
  if (isEmailTaken(store, id, profile.value)) return refuse(refusals.wrongFields(['Email']));

  const change = { profile: profile.value, visible: input.Visible };
  const isSame =
    current !== undefined &&
    JSON.stringify(current.Statuses) === JSON.stringify(statuses.value) &&
    JSON.stringify(person) === JSON.stringify(changePerson(person, change));
  if (isSame) return done(undefined);
  return done({ kind: 'changed', Id: id, time: now, statuses: statuses.value, ...change });
}

/** DELETE /participants/{Id}: again for somebody who takes no part, it does nothing. */
export function decideRemoval(store: EventStore, id: number, now: string): Answer<Change | undefined> {
  if (!store.people.has(id)) return refuse(refusals.unknownParticipant(id));
  return done(store.participants.get(id) === undefined ? undefined : { kind: 'removed', Id: id, time: now });
}

/** POST /badges. */
export function decideBadge(
  store: EventStore,
  input: BadgeInput,
  operatorId: number,
  now: string,
): Answer<Change & { kind: 'badge' }> {
  const participant = store.participants.get(input.UserId);
  if (participant === undefined) return refuse(refusals.unknownParticipant(input.UserId));
  const partId = input.PartId ?? null;
  if (partId !== null && !store.event.parts.some((part) => part.Id === partId)) return refuse(unknownPart(partId));
  return done({
    kind: 'badge',
    badge: {
      Id: store.badges.size + 1,
      UserId: input.UserId,
      PartId: partId,
      RoleId: findRole(store, participant, partId),
      OperatorId: operatorId,
      CreationTime: now,
    },
  });
}

/** POST /products/{Id}/checks. */
export function decideCheck(
  store: EventStore,
  productId: number,
  input: CheckInput,
  now: string,
): Answer<Change & { kind: 'check' }> {
  const checks = store.checks.get(productId);
  if (checks === undefined) return refuse(refusals.unknownProduct(productId));
  if (store.participants.get(input.UserId) === undefined) return refuse(refusals.unknownParticipant(input.UserId));
  return done({
    kind: 'check',
    productId,
    check: { Id: checks.size + 1, UserId: input.UserId, CheckTime: input.CheckTime ?? now, CreationTime: now },
  });
}

/**
 * The statuses of every part after a write. Parts that are not given stay as they are, or have none. Somebody who takes
 * no part yet needs at least one status (201).
 */
function mergeStatuses(
  store: EventStore,
  input: ParticipantInput,
  current: Participant | undefined,
): Answer<PartStatus[]> {
  const given = new Map<number | null, number | null>();
  const known: (number | null)[] = store.event.parts.length === 0 ? [null] : store.event.parts.map((part) => part.Id);
  for (const { PartId = null, StatusId } of input.Statuses) {
    if (!known.includes(PartId)) return refuse(unknownPart(PartId));
    if (given.has(PartId)) return refuse(refusals.wrongParameter('Statuses', 'Части мероприятия повторяются.'));
    if (StatusId === undefined) return refuse(refusals.wrongParameter('Statuses', 'Не задан StatusId.'));
    given.set(PartId, StatusId);
  }
  const merged = known.map((PartId) => {
    const before = current?.Statuses.find((status) => status.PartId === PartId)?.StatusId ?? null;
    return { PartId, StatusId: given.has(PartId) ? (given.get(PartId) ?? null) : before };
  });
  const isEmpty = current === undefined && merged.every((status) => status.StatusId === null);
  return isEmpty ? refuse(refusals.emptyStatus()) : done(merged);
}

function unknownPart(partId: number | null) {
  return refusals.wrongParameter('PartId', `Не найдена часть мероприятия с ID: ${partId ?? 'null'}.`);
}

/** Each participant has an email of their own; blank ones are nobody's. A write is rare: looking at all is cheap enough. */
function isEmailTaken(store: EventStore, id: number, profile: Profile): boolean {
  const email = profile.Email?.toLowerCase();
  if (email === undefined || email === '') return false;
  for (const person of store.people.values()) {
    const isSame = person.Email?.toLowerCase() === email;
    if (isSame && person.Id !== id && store.participants.get(person.Id) !== undefined) return true;
  }
  return false;
}

/** The status to print: that of the part, else the one of the highest priority, else 0. */
function findRole(store: EventStore, participant: Participant, partId: number | null): number {
  const ofPart = participant.Statuses.find((status) => status.PartId === partId)?.StatusId ?? null;
  if (ofPart !== null) return ofPart;
  const priorities = new Map(store.statuses.map((status) => [status.Id, status.Priority]));
  return participant.Statuses.map((status) => status.StatusId)
    .filter((id) => id !== null)
    .reduce((best, id) => ((priorities.get(id) ?? 0) > (priorities.get(best) ?? -1) ? id : best), 0);
}
