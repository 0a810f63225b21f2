/** People who look like a walk-in that is about to be saved: the same email, phone or full name. */
import { fullNameOf, emailOf, readField } from '../../shared/operations/view.ts';
import type { Scalar } from '../../shared/ruvents/rows.ts';
import { normalise } from '../../shared/search/words.ts';
import type { Lookalike } from './api.ts';
import type { People } from './people.ts';

const ASKED = 50;
const SHOWN = 5;
const SHORTEST_PHONE = 7;

/** @param fields flat values as typed into the form */
export function findSimilarPeople(people: People, fields: Readonly<Record<string, Scalar>>): readonly Lookalike[] {
  const typed = { ru: fields, en: {}, flat: {} };
  const email = emailOf(typed).trim().toLowerCase();
  const phone = digitsOf(readField(typed, 'Phone'));
  const name = normalise(`${readField(typed, 'LastName')} ${readField(typed, 'FirstName')}`);
  const found = new Map<string, Lookalike>();

  function look(query: string, because: Lookalike['because'], same: (key: Lookalike['row']['key']) => boolean): void {
    for (const key of people.index.search(query, ASKED).keys) {
      const row = people.rowOf(key);
      if (row !== null && !found.has(key) && same(key)) found.set(key, { row, because });
    }
  }

  if (email !== '') look(email, 'email', (key) => emailAt(people, key) === email);
  if (phone.length >= SHORTEST_PHONE)
    look(`+${ownDigits(phone)}`, 'phone', (key) => phoneAt(people, key).endsWith(ownDigits(phone)));
  if (name.includes(' ')) look(name, 'name', (key) => namesAt(people, key).some((other) => other.startsWith(name)));
  return [...found.values()].slice(0, SHOWN);
}

function emailAt(people: People, key: Lookalike['row']['key']): string {
  const view = people.viewOf(key);
  return view === null ? '' : emailOf(view).trim().toLowerCase();
}

function phoneAt(people: People, key: Lookalike['row']['key']): string {
  const view = people.viewOf(key);
  return view === null ? '' : digitsOf(readField(view, 'Phone'));
}

function namesAt(people: People, key: Lookalike['row']['key']): readonly string[] {
  const view = people.viewOf(key);
  return view === null ? [] : [normalise(fullNameOf(view, 'ru')), normalise(fullNameOf(view, 'en'))];
}

/** Without the country's code, which may be there or not, as 7 or as 8. */
function ownDigits(phone: string): string {
  return phone.slice(-10);
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
