import type { Person } from './people.ts';
import type { User } from './schemas.ts';

const mostUsers = 50;

/**
 * The search of RUNET-ID: an exact email; Ids, alone or in a list; a surname; a surname and a first name in either order;
 * all three names, the surname or the first name first. Names match by their beginnings, whatever the case.
 */
export function findUsers(people: Iterable<Person>, query: string): User[] {
  const matches = makeMatcher(query);
  const found: User[] = [];
  for (const person of people) {
    if (!person.visible || !matches(person)) continue;
    found.push(toUser(person));
    if (found.length === mostUsers) break;
  }
  return found;
}

function makeMatcher(query: string): (person: Person) => boolean {
  const text = query.trim().toLowerCase();
  if (text.includes('@')) return (person) => person.Email?.toLowerCase() === text;

  const words = text.split(/[\s,.]+/).filter((word) => word !== '');
  if (words.every((word) => /^\d+$/.test(word))) {
    const ids = new Set(words.map(Number));
    return (person) => ids.has(person.Id);
  }
  const [first = '', second = '', third = ''] = text.split(/\s+/);
  const orders = second === '' ? [[first]] : third === '' ? twoNames(first, second) : threeNames(first, second, third);
  return (person) => {
    const names = [person.ru.LastName, person.ru.FirstName, person.ru.FatherName ?? ''];
    return orders.some((order) => order.every((start, index) => names[index]?.toLowerCase().startsWith(start)));
  };
}

/** What is asked of last name and first name. */
function twoNames(one: string, other: string): string[][] {
  return [
    [one, other],
    [other, one],
  ];
}

/** What is asked of last name, first name and father's name: Last First Father, or First Father Last. */
function threeNames(one: string, two: string, three: string): string[][] {
  return [
    [one, two, three],
    [three, one, two],
  ];
}

function toUser(person: Person): User {
  const { Id, ru, Email, Phone, Position } = person;
  const { LastName, FirstName, FatherName, Company } = ru;
  return {
    Id,
    LastName,
    FirstName,
    ...(FatherName && { FatherName }),
    ...(Email && { Email }),
    ...(Phone && { Phone }),
    ...(Company && { Company }),
    ...(Position && { Position }),
  };
}
