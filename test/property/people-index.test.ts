/** The index of people against a naive reference: words in lists, everybody looked at, sorted at the end. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise, PeopleIndex, type PersonText } from '../../shared/search/people.ts';

const word = fc.constantFrom(
  'Иван',
  'Иванов',
  'Ивановский',
  'Алёна',
  'anna',
  'Ann',
  'ООО',
  'Роза-Ветров',
  '7',
  '123',
  '1234',
);
const person: fc.Arbitrary<PersonText> = fc.record({
  names: fc.array(word, { maxLength: 3 }),
  others: fc.array(word, { maxLength: 2 }),
  email: fc.constantFrom('', 'ivan@example.com', 'anna-1@rosa.example', 'no at'),
  phone: fc.constantFrom('', '+7 900 123-45-67', '89001234568', '9001234567', '+84912345678', '123'),
  id: fc.option(fc.constantFrom(7, 12, 123, 1234, 12345)),
  weight: fc.integer({ min: -1, max: 2 }),
});
const query = fc.oneof(
  fc.array(word, { maxLength: 2 }).map((words) => words.join(' ')),
  fc.constantFrom(
    '',
    '  ',
    'ив',
    'ИВАН',
    'алена',
    'exam',
    'rosa',
    '@',
    '«роза»',
    'ann iv',
    '12345',
    '900',
    '+79001234567',
  ),
  fc.constantFrom('8 (900) 123-45-67', '8900', '123-45', '7', '12', 'no', 'example.com', '-', '1'),
  fc.constantFrom('8 90', '+790', '+8900', '8 9', '9001234567', 'ann 8900', 'ann +7', '+-()+'),
);

interface Known {
  readonly key: number;
  readonly person: PersonText;
}

function digitsOf(phone: string): string {
  return phone.replace(/[^0-9]/g, '');
}

/** As the world would dial it. */
function dialled(phone: string): string {
  const digits = digitsOf(phone);
  if (phone.startsWith('+')) return digits;
  if (digits.length === 11 && digits[0] === '8') return `7${digits.slice(1)}`;
  return digits.length === 10 ? `7${digits}` : digits;
}

/** The number has these digits in it, or begins with them when their 8 is read as 7. */
function hasDigits(phone: string, typed: string): boolean {
  const digits = digitsOf(typed);
  if (digits.length < 3) return false;
  return dialled(phone).includes(digits) || (typed[0] === '8' && dialled(phone).startsWith(`7${digits.slice(1)}`));
}

function wordsOf(...texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => normalise(text).split(' ')).filter((one) => one !== '');
}

/** How well a word fits: 0 a whole name or the Id, 1 begins a name, 2 begins something else or is in the phone, null not. */
function fits(text: string, of: PersonText, typed: string | null): number | null {
  const names = wordsOf(...of.names);
  if (names.includes(text)) return 0;
  if (of.id !== null && String(of.id) === text) return 0;
  if (names.some((name) => name.startsWith(text))) return 1;
  const domain = of.email.split('@').slice(1).join('@');
  const others = wordsOf(...of.others, of.email, domain, String(of.id ?? ''));
  if (others.some((other) => other.startsWith(text))) return 2;
  return typed !== null && hasDigits(of.phone, typed) ? 2 : null;
}

function tierOf(of: PersonText, text: string): number | null {
  const typed = text.trim();
  const asPhone =
    (/^[+\d][\d\s()+-]{4,}$/.test(typed) || /^(\+?7|8)[\d\s()-]*$/.test(typed)) && digitsOf(typed).length >= 3;
  const words = asPhone ? [digitsOf(typed)] : wordsOf(text);
  if (words.length === 0) return null;
  const tiers = words.map((one) => fits(one, of, asPhone ? typed : /^\+?\d+$/.test(one) ? one : null));
  return tiers.includes(null) ? null : Math.max(...tiers.map((tier) => tier ?? 0));
}

function findNaively(people: ReadonlyMap<number, PersonText>, text: string): readonly Known[] {
  return [...people]
    .map(([key, of]) => ({ key, person: of, tier: tierOf(of, text) }))
    .filter((one) => one.tier !== null)
    .sort((a, b) => (a.tier ?? 0) - (b.tier ?? 0) || b.person.weight - a.person.weight);
}

const change = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('put' as const), key: fc.nat(11), person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), key: fc.nat(11) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('watch' as const), query }) },
);

describe('PeopleIndex', () => {
  it('finds whom a naive search finds, best first', () => {
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 30 }),
        query,
        fc.integer({ min: 0, max: 15 }),
        (changes, text, limit) => {
          const index = new PeopleIndex<number>();
          const reference = new Map<number, PersonText>();
          let watched = '';
          for (const one of changes) {
            if (one.do === 'put') {
              index.put(one.key, one.person);
              reference.set(one.key, one.person);
            } else if (one.do === 'remove') {
              index.remove(one.key);
              reference.delete(one.key);
            } else {
              index.watch(one.query, 5);
              watched = one.query;
            }
            expect(index.total).toBe(findNaively(reference, watched).length);
            expect(index.size).toBe(reference.size);
          }
          const expected = findNaively(reference, text);
          const found = index.search(text, limit);
          expect(found.total).toBe(expected.length);
          expect(found.keys).toHaveLength(Math.min(limit, expected.length));
          const rank = (key: number) => [tierOf(reference.get(key)!, text), reference.get(key)!.weight];
          expect(found.keys.map(rank)).toEqual(expected.slice(0, limit).map((one) => rank(one.key)));
          expect(new Set(found.keys).size).toBe(found.keys.length);
          for (const key of reference.keys()) {
            expect(index.matches(key, text)).toBe(expected.some((one) => one.key === key));
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('compares two people as the results order them', () => {
    fc.assert(
      fc.property(fc.array(person, { minLength: 2, maxLength: 10 }), query, (people, text) => {
        const index = new PeopleIndex<number>();
        people.forEach((one, key) => index.put(key, one));
        const { keys } = index.search(text, 100);
        for (let at = 1; at < keys.length; at += 1) {
          expect(index.compare(keys[at - 1]!, keys[at]!, text)).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 200 },
    );
  });
});
