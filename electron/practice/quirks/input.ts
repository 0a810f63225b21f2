/** What real servers made of a write before they looked at it as the document says. */
import type { EventStore } from '../event-store.ts';
import { pickQuirks, type Quirk, type Quirks } from '../quirks.ts';
import { type Answer, done, refusals, refuse } from '../refusal.ts';
import type { BadgeInput, ParticipantInput } from '../schemas.ts';

interface Aim {
  readonly store: EventStore;
  /** null: a new participant (POST). */
  readonly id: number | null;
}
type InputQuirk = (input: ParticipantInput, aim: Aim) => Answer<ParticipantInput>;

const inputQuirks: Partial<Record<Quirk, InputQuirk>> = {
  'put-ignores-profile': ignoreProfile,
  'null-status-refused': refuseNullStatus,
  'company-required': requireCompany,
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

/** Reference, POST: «LastName, FirstName and Company required». */
function requireCompany(input: ParticipantInput, { id }: Aim): Answer<ParticipantInput> {
  return id === null && isBlank(input.fields['Company']) ? refuse(refusals.wrongFields(['Company'])) : done(input);
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
 * Reference, Badges: «The real server failed with 500 on a multi-part event without it».
 * @throws Error which is answered as a fault of the server
 */
export function checkBadgePart(input: BadgeInput, store: EventStore, quirks: Quirks): void {
  const isBroken = quirks.has('badge-needs-part') && store.event.parts.length > 0 && (input.PartId ?? null) === null;
  if (isBroken) throw new Error('Trying to get property of non-object');
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === '';
}
