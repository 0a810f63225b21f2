/** What of a person can be searched: of a row as the server gave it, or of the view where operations lie over it. */
import { emailOf, isGeneratedEmail, type ParticipantView, readField } from '../../shared/operations/view.ts';
import type { ParticipantRow } from '../../shared/ruvents/rows.ts';
import type { PersonText } from '../../shared/search/people.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The common case, without building a view. */
export function textOfRow(row: ParticipantRow): PersonText {
  const email = textOf(row['Email']);
  return {
    ...namesOf([row.Locales?.ru, row.Locales?.en, row]),
    email: isGeneratedEmail(email) ? '' : email,
    phone: textOf(row['Phone']),
    id: row.Id,
    codes: codesOf(textOf(row['ExternalId'])),
  };
}

export function textOfView(view: ParticipantView): PersonText {
  return {
    ...namesOf([view.ru, view.en, view.flat, view.spelling]),
    email: emailOf(view),
    phone: readField(view, 'Phone'),
    id: view.id,
    codes: codesOf(view.externalId ?? ''),
  };
}

function namesOf(places: readonly (Fields | undefined)[]) {
  const collect = (name: string): readonly string[] => {
    const texts: string[] = [];
    for (const fields of places) {
      const value = fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (typeof value === 'string' && value !== '' && !texts.includes(value)) texts.push(value);
    }
    return texts;
  };
  return {
    lastNames: collect('LastName'),
    firstNames: collect('FirstName'),
    fatherNames: collect('FatherName'),
    companies: collect('Company'),
    positions: collect('Position'),
  };
}

function codesOf(externalId: string): readonly string[] {
  return externalId === '' ? [] : [externalId];
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
