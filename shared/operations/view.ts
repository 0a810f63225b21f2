/** What people see of one participant: the result of `fold(replica row, operations)` (design, invariant 2). */
import type { OrderItemRow, Scalar } from '../ruvents/rows.ts';
import type { Operation, ParticipantKey } from './operation.ts';

export type Locale = 'ru' | 'en';

export interface StatusView {
  readonly partId: number | null;
  readonly statusId: number | null;
  /** An operation that sets it has not yet been seen on the server. */
  readonly pending: boolean;
}

/** A badge that was recorded, on the server or in the journal. Times of the server are shown as given; ours is the station's clock. */
export interface BadgeView {
  /** The server's Id; null while it is only in the journal. */
  readonly id: number | null;
  readonly partId: number | null;
  readonly statusId: number | null;
  readonly operatorId: number | null;
  readonly time: string;
  readonly pending: boolean;
}

export interface ParticipantView {
  readonly key: ParticipantKey;
  /** The server's Id; null for a walk-in that has not arrived there. */
  readonly id: number | null;
  /** Values by field name, of one locale or of none (`flat`). */
  readonly ru: Readonly<Record<string, Scalar>>;
  readonly en: Readonly<Record<string, Scalar>>;
  readonly flat: Readonly<Record<string, Scalar>>;
  /** Spelling typed at this desk for the badge; not on the server. */
  readonly spelling: Readonly<Record<string, Scalar>>;
  /** One element a part, in the event's order; exactly one with `partId: null` where the event has no parts. */
  readonly statuses: readonly StatusView[];
  readonly badges: readonly BadgeView[];
  readonly orderItems: readonly OrderItemRow[];
  /** The server's time of the last change; null for a local person. */
  readonly updateTime: string | null;
  readonly photo: string | null;
  readonly externalId: string | null;
  /** Names of fields whose change is not yet on the server. */
  readonly pendingFields: readonly string[];
  readonly pendingCreate: boolean;
  /** Operations of this person that are not final, and those that were handed over and are not seen on the server yet. */
  readonly open: readonly Operation[];
}

/** The value of a field for people to read: the wanted locale, else the other one, else flat. Empty string when there is none. */
export function readField(
  view: Pick<ParticipantView, 'ru' | 'en' | 'flat'>,
  name: string,
  locale: Locale = 'ru',
): string {
  const [first, second] = locale === 'ru' ? [view.ru, view.en] : [view.en, view.ru];
  const value = present(ownValue(first, name)) ?? present(ownValue(view.flat, name)) ?? present(ownValue(second, name));
  return value === undefined ? '' : String(value);
}

/** A value by the name of a field, which may be any word: `constructor` too. */
export function ownValue(values: Readonly<Record<string, Scalar>>, name: string): Scalar | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function present(value: Scalar | undefined): Scalar | undefined {
  return value === '' ? undefined : value;
}

/** «Фамилия Имя Отчество» in a locale, as far as it is known. */
export function fullNameOf(view: Pick<ParticipantView, 'ru' | 'en' | 'flat'>, locale: Locale = 'ru'): string {
  return ['LastName', 'FirstName', 'FatherName']
    .map((name) => readField(view, name, locale))
    .filter((part) => part !== '')
    .join(' ');
}

/** The name in the second line: only what this locale itself has. A name of two alphabets is nobody's. Empty string when there is none. */
export function ownNameOf(view: Pick<ParticipantView, 'ru' | 'en'>, locale: Locale): string {
  return ['LastName', 'FirstName', 'FatherName']
    .map((name) => present(ownValue(view[locale], name)) ?? '')
    .map(String)
    .filter((part) => part !== '')
    .join(' ');
}

/** A generated address is not an email: it is never shown or matched (reference, «Blank Email»). */
export function isGeneratedEmail(email: string): boolean {
  return /^nomail/i.test(email.trim());
}

export function emailOf(view: Pick<ParticipantView, 'ru' | 'en' | 'flat'>): string {
  const email = readField(view, 'Email');
  return isGeneratedEmail(email) ? '' : email;
}
