/** What of a person can be searched: of a row as the server gave it, or of the view where operations lie over it. */
import { emailOf, isGeneratedEmail, type ParticipantView, readField } from '../../shared/operations/view.ts';
import type { Names, ParticipantRow } from '../../shared/ruvents/rows.ts';
import type { PersonText } from '../../shared/search/people.ts';

const NAME_FIELDS = ['LastName', 'FirstName', 'FatherName'] as const;

/** The common case, without building a view. */
export function textOfRow(row: ParticipantRow, weight: number): PersonText {
  const names: string[] = [];
  const others: string[] = [];
  for (const locale of [row.Locales?.ru, row.Locales?.en]) collectNames(locale, names, others);
  for (const field of NAME_FIELDS) collect(row[field], names);
  collect(row['Company'], others);
  collect(row['Position'], others);
  const email = textOf(row['Email']);
  return {
    names,
    others,
    email: isGeneratedEmail(email) ? '' : email,
    phone: textOf(row['Phone']),
    id: row.Id,
    weight,
  };
}

export function textOfView(view: ParticipantView, weight: number): PersonText {
  const names: string[] = [];
  const others: string[] = [];
  for (const locale of [view.ru, view.en, view.flat, view.spelling]) collectNames(locale, names, others);
  return { names, others, email: emailOf(view), phone: readField(view, 'Phone'), id: view.id, weight };
}

function collectNames(locale: Names | undefined, names: string[], others: string[]): void {
  if (locale === undefined) return;
  for (const field of NAME_FIELDS) collect(locale[field], names);
  collect(locale['Company'], others);
  collect(locale['Position'], others);
}

function collect(value: unknown, into: string[]): void {
  if (typeof value === 'string' && value !== '') into.push(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
