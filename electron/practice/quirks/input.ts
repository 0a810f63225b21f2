/** What real servers made of a write before they looked at it as the document says. */
import type { EventStore } from '../event-store.ts';
import { pickQuirks, type Quirk, type Quirks } from '../quirks.ts';
import { type Answer, done, type Refusal, refusals, refuse } from '../refusal.ts';
import type { BadgeInput, ParticipantInput } from '../schemas.ts';

interface Aim {
  readonly store: EventStore;
  /** null: a new participant (POST). */
  readonly id: number | null;
}
type InputQuirk = (input: ParticipantInput, aim: Aim) => Answer<ParticipantInput>;

const inputQuirks: Partial<Record<Quirk, InputQuirk>> = {
  'duplicate-part-last-wins': takeLastOfPart,
  'one-status-expected': expectOneStatus,
  'late-codes': refuseUnknownIds,
  'put-ignores-profile': ignoreProfile,
  'null-status-refused': refuseNullStatus,
  'company-required': demand('Company'),
  'position-required': demand('Position'),
  'phone-digits-only': keepDigits,
  'phone-unique': refuseKnownPhone,
  'email-unique-among-users': refuseKnownEmail,
  'blank-email-generated': generateEmail,
  'hidden-unless-said': hideUnlessSaid,
};

/** The input as the quirks leave it, or the first refusal. */
export function bendInput(input: ParticipantInput, aim: Aim, quirks: Quirks): Answer<ParticipantInput> {
  return pickQuirks(inputQuirks, quirks).reduce<Answer<ParticipantInput>>(
    (answer, bend) => (answer.kind === 'refused' ? answer : bend(answer.value, aim)),
    done(input),
  );
}

/** Reference, PUT: «in practice changed Statuses only; profile fields were ignored». */
function ignoreProfile(input: ParticipantInput, { id }: Aim): Answer<ParticipantInput> {
  return done(id === null ? input : { ...input, fields: {} });
}

/** Reference, Participants: «StatusId: null → 110». */
function refuseNullStatus(input: ParticipantInput): Answer<ParticipantInput> {
  const hasNull = input.Statuses.some((status) => status.StatusId === null);
  return hasNull ? refuse(refusals.wrongParameter('StatusId', 'Ожидается целое число.')) : done(input);
}

/**
 * Reference, POST: «LastName, FirstName and Company required»; another server may want another field as well, and
 * `/participants/fields` does not say so.
 */
function demand(name: 'Company' | 'Position'): InputQuirk {
  return (input, { id }) =>
    id === null && isBlank(input.fields[name]) ? refuse(refusals.wrongFields([name])) : done(input);
}

/** Reference, PUT: «Duplicate PartIds: last wins». */
function takeLastOfPart(input: ParticipantInput): Answer<ParticipantInput> {
  const byPart = new Map(input.Statuses.map((status) => [status.PartId ?? null, status]));
  return done({ ...input, Statuses: [...byPart.values()] });
}

/** Reference, PUT: «Single-part event with more or fewer than one element → 110». */
function expectOneStatus(input: ParticipantInput, { store }: Aim): Answer<ParticipantInput> {
  const isWrong = store.event.parts.length === 0 && input.Statuses.length !== 1;
  return isWrong ? refuse(refusals.wrongParameter('Statuses', 'Ожидается ровно один элемент.')) : done(input);
}

/** Reference, Authorisation: «112, 113 … (late)»: until then a StatusId was not checked, and a PartId was 110. */
function refuseUnknownIds(input: ParticipantInput, { store }: Aim): Answer<ParticipantInput> {
  const parts: (number | null)[] = store.event.parts.length === 0 ? [null] : store.event.parts.map((part) => part.Id);
  for (const { PartId = null, StatusId = null } of input.Statuses) {
    if (!parts.includes(PartId)) return refuse(refusals.unknownPart(PartId));
    const isUnlisted = StatusId !== null && !store.statuses.some((status) => status.Id === StatusId);
    if (isUnlisted) return refuse(refusals.unknownStatus(StatusId));
  }
  return done(input);
}

/** Reference, POST: «Phone digits only». */
function keepDigits(input: ParticipantInput): Answer<ParticipantInput> {
  const { Phone } = input.fields;
  return done(Phone === undefined ? input : { ...input, fields: { ...input.fields, Phone: digitsOf(Phone) } });
}

/** Reference, POST: «Phone … unique among visible users». */
function refuseKnownPhone(input: ParticipantInput, { store, id }: Aim): Answer<ParticipantInput> {
  const phone = digitsOf(input.fields['Phone']);
  if (phone === '') return done(input);
  for (const person of store.people.values()) {
    const isSame = person.visible && person.Id !== id && digitsOf(person.Phone) === phone;
    if (isSame) return refuse(refusals.wrongFields(['Phone']));
  }
  return done(input);
}

/** Reference, POST: «Email already held by a visible user: 111 "Email"». */
function refuseKnownEmail(input: ParticipantInput, { store, id }: Aim): Answer<ParticipantInput> {
  const email = input.fields['Email'];
  if (typeof email !== 'string' || email === '') return done(input);
  for (const person of store.people.values()) {
    const isSame = person.visible && person.Id !== id && person.Email?.toLowerCase() === email.toLowerCase();
    if (isSame) return refuse(refusals.wrongFields(['Email']));
  }
  return done(input);
}

/** Reference, POST: «Blank Email becomes a generated nomail…@ address». */
function generateEmail(input: ParticipantInput, { store, id }: Aim): Answer<ParticipantInput> {
  if (id !== null || !isBlank(input.fields['Email'])) return done(input);
  return done({ ...input, fields: { ...input.fields, Email: `nomail${store.nextPersonId}@example.org` } });
}

/** Reference, POST: «Omitted Visible behaved as false (the document's default: true)». */
function hideUnlessSaid(input: ParticipantInput, { id }: Aim): Answer<ParticipantInput> {
  return done(id === null ? { ...input, Visible: input.Visible ?? false } : input);
}

/**
 * Reference, PUT: «Not atomic across parts»: each element is then a change of its own, and what was applied before a
 * refusal stays. The profile goes with the first.
 */
export function splitChange(input: ParticipantInput, quirks: Quirks): readonly ParticipantInput[] {
  if (!quirks.has('put-not-atomic') || input.Statuses.length < 2) return [input];
  return input.Statuses.map((status, index) => ({
    ...input,
    Statuses: [status],
    fields: index === 0 ? input.fields : {},
  }));
}

/**
 * Reference, Badges: «The real server failed with 500 on a multi-part event without it»; Authorisation: «301 Пользователь
 * не является участником части мероприятия».
 * @returns why the badge is refused, if it is
 * @throws Error which is answered as a fault of the server
 */
export function checkBadge(input: BadgeInput, store: EventStore, quirks: Quirks): Refusal | undefined {
  const partId = input.PartId ?? null;
  const isBroken = quirks.has('badge-needs-part') && store.event.parts.length > 0 && partId === null;
  if (isBroken) throw new Error('Trying to get property of non-object');
  if (!quirks.has('badge-needs-status')) return undefined;
  const person = store.participants.get(input.UserId);
  const status = person?.Statuses.find((one) => one.PartId === partId)?.StatusId ?? null;
  return person !== undefined && status === null ? refusals.notInPart(input.UserId, partId) : undefined;
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === '';
}

function digitsOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).replace(/\D/g, '') : '';
}
