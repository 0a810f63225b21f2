/** What of a person can be searched: of a row as the server gave it, or of the view where operations lie over it. */
import { emailOf, isGeneratedEmail, ownValue, type ParticipantView, readField } from '../../shared/operations/view.ts';
import type { ParticipantRow } from '../../shared/ruvents/rows.ts';
import type { PersonText } from '../../shared/search/people.ts';

/** The common case, without building a view. */
export function textOfRow(row: ParticipantRow): PersonText {
  const [ru, en] = [row.Locales?.ru, row.Locales?.en];
  const email = textOf(row['Email']);
  return {
    lastNames: textsOf(ru?.['LastName'], en?.['LastName'], row['LastName']),
    firstNames: textsOf(ru?.['FirstName'], en?.['FirstName'], row['FirstName']),
    fatherNames: textsOf(ru?.['FatherName'], en?.['FatherName'], row['FatherName']),
    companies: textsOf(ru?.['Company'], en?.['Company'], row['Company']),
    positions: textsOf(ru?.['Position'], en?.['Position'], row['Position']),
    email: isGeneratedEmail(email) ? '' : email,
    phone: textOf(row['Phone']),
    id: row.Id,
    codes: textsOf(textOf(row['ExternalId'])),
  };
}

export function textOfView(view: ParticipantView): PersonText {
  const all = (name: string): readonly string[] =>
    textsOf(...[view.ru, view.en, view.flat, view.spelling].map((fields) => ownValue(fields, name)));
  return {
    lastNames: all('LastName'),
    firstNames: all('FirstName'),
    fatherNames: all('FatherName'),
    companies: all('Company'),
    positions: all('Position'),
    email: emailOf(view),
    phone: readField(view, 'Phone'),
    id: view.id,
    codes: textsOf(view.externalId),
  };
}

/** The texts among these values, each once. */
function textsOf(...values: readonly unknown[]): readonly string[] {
  const texts: string[] = [];
  for (const value of values)
    if (typeof value === 'string' && value !== '' && !texts.includes(value)) texts.push(value);
  return texts;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
