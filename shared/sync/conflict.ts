/**
 * Whether an operation may leave, given what the server has now (design, invariant 6).
 *
 * Three values per field and per part: what the operator saw, what they set, what is there now. Now equal to either of the two
 * others is no conflict; a third value is one, and a person decides. "Now" is the replica with the station's own earlier
 * operations laid over it, since those will be there first.
 */
import type { AttentionReason, Intent } from '../operations/operation.ts';
import type { ParticipantView } from '../operations/view.ts';
import { isGeneratedEmail, ownValue, readField } from '../operations/view.ts';
import { nomailAddress } from '../ruvents/nomail.ts';
import type { PartStatus, Scalar } from '../ruvents/rows.ts';

/**
 * @param now the person with all earlier operations of this station folded, this one not; null = not on the server any more
 * @returns why a person has to decide, or null when the operation may leave
 */
export function findConflict(intent: Intent, now: ParticipantView | null): AttentionReason | null {
  switch (intent.kind) {
    case 'create':
      return null;
    case 'register':
      return now === null ? null : findRegistrationConflict(intent, now);
    case 'remove':
      return now === null ? null : findRemovalConflict(intent, now); // gone already is what was wanted
    case 'badge':
      return now === null ? { why: 'removed' } : null;
    case 'status':
      return now === null ? { why: 'removed' } : findStatusConflict(intent, now);
    case 'profile':
      return now === null ? { why: 'removed' } : findProfileConflict(intent, now);
  }
}

/** Another desk has registered them meanwhile: PUT would set another status over theirs. */
function findRegistrationConflict(
  intent: Extract<Intent, { kind: 'register' }>,
  now: ParticipantView,
): AttentionReason | null {
  for (const { PartId, StatusId } of intent.statuses) {
    const theirs = statusIn(now, PartId);
    if (StatusId !== null && theirs !== null && theirs !== StatusId) {
      return { why: 'conflict', field: statusFieldName(PartId), theirs, serverTime: now.updateTime };
    }
  }
  return null;
}

/** Who removes a person removes the one that they saw: a status given meanwhile by another desk is for a person to decide. */
function findRemovalConflict(
  intent: Extract<Intent, { kind: 'remove' }>,
  now: ParticipantView,
): AttentionReason | null {
  for (const { partId, statusId } of now.statuses) {
    const saw = intent.saw.find((status) => status.PartId === partId)?.StatusId ?? null;
    if (saw !== statusId) {
      return { why: 'conflict', field: statusFieldName(partId), theirs: statusId, serverTime: now.updateTime };
    }
  }
  return null;
}

function findStatusConflict(intent: Extract<Intent, { kind: 'status' }>, now: ParticipantView): AttentionReason | null {
  const current = statusIn(now, intent.partId);
  if (current === intent.saw || current === intent.set) return null;
  return { why: 'conflict', field: statusFieldName(intent.partId), theirs: current, serverTime: now.updateTime };
}

function findProfileConflict(
  intent: Extract<Intent, { kind: 'profile' }>,
  now: ParticipantView,
): AttentionReason | null {
  for (const [name, set] of Object.entries(intent.set)) {
    const current = profileValue(now, name);
    if (!sameValue(current, intent.saw[name] ?? '') && !sameValue(current, set)) {
      return { why: 'conflict', field: name, theirs: current, serverTime: now.updateTime };
    }
  }
  return null;
}

/**
 * What a profile change has to carry: the status of one part that has one.
 * @returns null when the person has no status at all: then only a person can decide
 */
export function statusToCarry(now: ParticipantView): PartStatus | null {
  const carried = now.statuses.find((status) => status.statusId !== null);
  return carried === undefined ? null : { PartId: carried.partId, StatusId: carried.statusId };
}

/** The status of a part; a missing one and null are the same. */
export function statusIn(view: Pick<ParticipantView, 'statuses'>, partId: number | null): number | null {
  return view.statuses.find((status) => status.partId === partId)?.statusId ?? null;
}

/** The value that a write of this field would replace: the Russian one, or the one without locale. Empty when absent. */
export function profileValue(view: Pick<ParticipantView, 'ru' | 'flat'>, name: string): Scalar {
  return ownValue(view.ru, name) ?? ownValue(view.flat, name) ?? '';
}

/** Servers give back numbers as text and the other way round; an absent field is an empty one. */
export function sameValue(a: Scalar, b: Scalar): boolean {
  return a === b || String(a).trim() === String(b).trim();
}

/** The name of a part's status where a reason names a field. */
export function statusFieldName(partId: number | null): string {
  return partId === null ? 'Status' : `Status:${partId}`;
}

/**
 * How surely a person on the server is the one whom a walk-in created.
 *   marked   they carry the address that only this operation sends
 *   same     the same email and name, or the same phone, name and company: whoever sent it, it is this person
 *   similar  the same email under another name, or a namesake without either
 *   namesake the same name alone: what was made may have been changed before it was seen
 */
export type Likeness = 'marked' | 'same' | 'similar' | 'namesake' | 'none';

export function likenessOf(
  { id, fields }: { readonly id: string; readonly fields: Readonly<Record<string, Scalar>> },
  person: Pick<ParticipantView, 'ru' | 'en' | 'flat'>,
): Likeness {
  const theirs = plain(readField(person, 'Email'));
  if (theirs === nomailAddress(id)) return 'marked';
  const email = plain(fields['Email']);
  if (email !== '' && !isGeneratedEmail(email)) {
    if (email !== theirs) return 'none';
    return sameName(fields, person) ? 'same' : 'similar';
  }
  if (!sameName(fields, person)) return 'none';
  const phone = digits(fields['Phone']);
  const isAlike = OTHER_NAMES.every((name) => sameText(fields, person, name));
  if (!isAlike || phone !== digits(readField(person, 'Phone'))) return 'namesake';
  return phone.length >= SHORTEST_PHONE ? 'same' : 'similar';
}

const OTHER_NAMES = ['FatherName', 'Company'] as const;
const SHORTEST_PHONE = 7;
/** Without the country's code, which may be there or not, as 7 or as 8. */
const OWN_DIGITS = 10;

/** The person has another status than a registration gives, or another phone: what was sent is not what is there. */
export function differsFrom(
  { fields, statuses }: Extract<Intent, { kind: 'create' | 'register' }>,
  person: Pick<ParticipantView, 'ru' | 'en' | 'flat' | 'statuses'>,
): boolean {
  const hasOther = statuses.some(({ PartId, StatusId }) => StatusId !== null && statusIn(person, PartId) !== StatusId);
  const [ours, theirs] = [digits(fields['Phone']), digits(readField(person, 'Phone'))];
  return hasOther || (ours !== '' && theirs !== '' && ours.slice(-OWN_DIGITS) !== theirs.slice(-OWN_DIGITS));
}

function sameName(
  fields: Readonly<Record<string, Scalar>>,
  person: Pick<ParticipantView, 'ru' | 'en' | 'flat'>,
): boolean {
  return ['LastName', 'FirstName'].every((name) => sameText(fields, person, name));
}

function sameText(
  fields: Readonly<Record<string, Scalar>>,
  person: Pick<ParticipantView, 'ru' | 'en' | 'flat'>,
  name: string,
): boolean {
  return plain(fields[name]) === plain(readField(person, name));
}

function plain(value: Scalar | undefined): string {
  return String(value ?? '')
    .trim()
    .toLowerCase();
}

function digits(value: Scalar | undefined): string {
  return String(value ?? '').replace(/\D/g, '');
}
