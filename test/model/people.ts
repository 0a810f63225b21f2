/**
 * Made-up people at the doors. Few names for many guests, so that namesakes are the rule: same name, often no email, no phone and
 * no company. What tells them apart is the mark in their Position, which is nobody's identity: the desk must not match by it, and
 * the checks know by it which registration made which person.
 */
import type { Scalar } from '../../shared/ruvents/rows.ts';

const LAST_NAMES = ['Ветров', 'Ветрова', 'Снегирёв', 'Полянская'];
const FIRST_NAMES = ['Семён', 'Вера'];
/** So many names are different; those above are of people with another end to their last name. */
export const NAMES = LAST_NAMES.length * FIRST_NAMES.length;
const SYLLABLES = ['ба', 'во', 'гу', 'де', 'жи', 'зо', 'ку', 'ле'];
const COMPANIES = ['ООО «Заря»', 'НИИ «Утро»'];

/** What a person at the door says of themselves. */
export interface Guest {
  readonly name: number;
  /** `taken`: somebody else's address. */
  readonly email: 'none' | 'own' | 'taken';
  readonly phone: boolean;
  readonly company: boolean;
}

/** @param taken an address that somebody at the event has already */
export function fieldsOf({ name, email, phone, company }: Guest, mark: string, taken: string): Record<string, Scalar> {
  const fields: Record<string, Scalar> = {
    LastName: LAST_NAMES[name % LAST_NAMES.length]! + endOf(Math.floor(name / NAMES)),
    FirstName: FIRST_NAMES[Math.floor(name / LAST_NAMES.length) % FIRST_NAMES.length]!,
    Position: mark,
  };
  if (email === 'own') fields['Email'] = `${mark}@example.org`;
  if (email === 'taken' && taken !== '') fields['Email'] = taken;
  if (phone) fields['Phone'] = phoneOf(mark);
  if (company) fields['Company'] = COMPANIES[name % COMPANIES.length]!;
  return fields;
}

function endOf(era: number): string {
  if (era === 0) return '';
  const [first = '', second = ''] = [SYLLABLES[era % 8], SYLLABLES[Math.floor(era / 8) % 8]];
  return `-${first.toUpperCase()}${second}`;
}

/** Everybody's own: name, phone and company together are taken for an identity (shared/sync/conflict.ts). */
function phoneOf(mark: string): string {
  const [desk = '', count = ''] = mark.split('-').slice(1);
  return `+7 90${desk} ${count.padStart(7, '0')}`;
}

export function markOf(desk: number, count: number): string {
  return `guest-${desk}-${count}`;
}
