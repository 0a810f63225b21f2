/**
 * Queries as people type them for somebody they look for, one class of mistake at a time. Every query means one person.
 */
import { type Chance, pick } from './chance.ts';
import { SAME_NAME } from './english.ts';
import type { MadeUpPerson, Names } from './people.ts';
import { LATIN_SHORT_FORMS, SHORT_FORMS } from './short-forms.ts';
import { SYSTEMS } from './systems.ts';

export interface MistakeClass {
  readonly name: string;
  /** Mistaken words are searched for in another way, and have another target of speed. */
  readonly isMistaken: boolean;
  /** Null when this person's names give no such query. */
  readonly make: (person: MadeUpPerson, chance: Chance) => string | null;
}

type Slip = 'insert' | 'delete' | 'replace' | 'swap' | 'neighbour' | 'double';
const SLIPS: readonly Slip[] = ['insert', 'delete', 'replace', 'swap', 'neighbour', 'double'];

const KEYS_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const KEYS_CYRILLIC = 'ёйцукенгшщзхъфывапролджэячсмитьбю';
const ROWS = ['qwertyuiop[]', "asdfghjkl;'", 'zxcvbnm,.', 'йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'];
const WORD_WITH_A_MISTAKE = 4;
const WORD_WITH_TWO = 8;

/** As the person is registered: in Russian unless only in Latin. */
function registered({ ru, en, called }: MadeUpPerson): Names {
  return ru ?? en ?? called.ru;
}

/** How people ask for somebody: mostly by both names. */
function ask({ last, first, father }: Names, chance: Chance): string {
  const way = chance();
  if (way < 0.55) return `${last} ${first}`;
  if (way < 0.8) return `${first} ${last}`;
  if (way < 0.9) return father === '' ? `${last} ${first}` : `${last} ${first} ${father}`;
  return `${last} ${first.slice(0, 3)}`;
}

export const CLASSES: readonly MistakeClass[] = [
  exact('as written', (person, chance) => ask(registered(person), chance)),
  exact('beginnings, any order', ({ ru }, chance) =>
    ru === null
      ? null
      : shuffle(
          [beginning(ru.last, chance, 4), beginning(ru.first, chance, 3), beginning(ru.father, chance, 4)],
          chance,
        ).join(' '),
  ),
  exact('father’s name', ({ ru }) =>
    ru === null || ru.father === '' ? null : `${ru.first} ${ru.father} ${ru.last[0] ?? ''}`,
  ),
  exact('ё and е', (person, chance) =>
    changed(ask(registered(person), chance), (text) =>
      /ё/i.test(text) ? text.replaceAll('ё', 'е').replaceAll('Ё', 'Е') : text.replace(/е(?!.*е)/, 'ё'),
    ),
  ),
  exact('й and и', (person, chance) =>
    changed(ask(registered(person), chance), (text) => text.replaceAll('й', 'и').replaceAll('Й', 'И')),
  ),
  exact('double names', ({ ru }, chance) => {
    if (ru?.last.includes('-') !== true) return null;
    const [one = '', other = ''] = ru.last.split('-');
    const last = pick([`${one} ${other}`, one + other, one, other, `${one} - ${other}`, `${other}-${one}`], chance);
    return chance() < 0.5 ? `${last} ${ru.first}` : `${ru.first} ${last}`;
  }),
  exact('case', (person, chance) =>
    Array.from(ask(registered(person), chance), (letter) =>
      chance() < 0.5 ? letter.toUpperCase() : letter.toLowerCase(),
    ).join(''),
  ),
  exact('diacritics', ({ en }, chance) => {
    if (en === null) return null;
    return changed(ask(en, chance), (text) =>
      /[^ -~]/.test(text) ? text.normalize('NFD').replace(/[^ -~]/g, '') : accented(text, chance),
    );
  }),
  exact('transliterated', ({ ru, en, called, isForeign }, chance) => {
    if (isForeign) return null;
    if (en === null) return transliterated(called.ru, chance);
    return ru === null ? ask(called.ru, chance) : transliterated(called.ru, chance);
  }),
  exact('registered in Latin', ({ ru, called, isForeign }, chance) =>
    ru !== null || isForeign ? null : ask(called.ru, chance),
  ),
  exact('English names', (person, chance) => {
    const { ru, en, called, isForeign } = person;
    if (isForeign) return ask(ru === null ? called.ru : called.en, chance);
    const pairs = SAME_NAME.filter(([, russian]) => russian === called.ru.first);
    if (pairs.length === 0 || en !== null) return null;
    const first = pick(pairs, chance)[0];
    return `${first} ${SYSTEMS[0]?.write(called.ru.last, chance) ?? ''}`;
  }),
  exact('other layout', (person, chance) => onOtherKeys(ask(registered(person), chance))),
  exact('Latin on Russian keys', ({ en }, chance) => (en === null ? null : onOtherKeys(ask(en, chance)))),
  ...SLIPS.map((slip) => mistaken(`one ${slip}`, (person, chance) => slipped(registered(person), [slip], chance))),
  mistaken('two mistakes', (person, chance) =>
    slipped(registered(person), [pick(SLIPS, chance), pick(SLIPS, chance)], chance),
  ),
  mistaken('a mistake in each word', (person, chance) => {
    const { last, first } = registered(person);
    if (last.length < WORD_WITH_A_MISTAKE || first.length < WORD_WITH_A_MISTAKE) return null;
    return `${mistype(last, pick(SLIPS, chance), chance)} ${mistype(first, pick(SLIPS, chance), chance)}`;
  }),
  mistaken('transliterated, mistaken', ({ ru, called, isForeign }, chance) => {
    if (isForeign || ru === null) return null;
    const system = pick(SYSTEMS, chance);
    const names = {
      ...called.ru,
      last: system.write(ru.last, chance),
      first: system.write(ru.first, chance),
      father: '',
    };
    return slipped(names, [pick(SLIPS, chance)], chance);
  }),
  mistaken('other layout, mistaken', (person, chance) => {
    const text = slipped(registered(person), [pick(SLIPS, chance)], chance);
    return text === null ? null : onOtherKeys(text);
  }),
  exact('short form', ({ ru }, chance) => {
    const forms = SHORT_FORMS.get(ru?.first ?? '');
    if (ru === null || forms === undefined) return null;
    return chance() < 0.5 ? `${pick(forms, chance)} ${ru.last}` : `${ru.last} ${pick(forms, chance)}`;
  }),
  exact('Latin short form', ({ ru, called }, chance) => {
    const forms = LATIN_SHORT_FORMS[ru?.first ?? ''];
    if (ru === null || forms === undefined) return null;
    return `${pick(forms, chance)} ${SYSTEMS[0]?.write(called.ru.last, chance) ?? ''}`;
  }),
  exact('name and company', (person, chance) => {
    const { last, first } = registered(person);
    const company = beginning(person.company.replace(/^.*«/, '').replace(/[»\s-].*$/, ''), chance, 4);
    return shuffle([last, chance() < 0.5 ? first : beginning(first, chance, 2), company], chance).join(' ');
  }),
  exact('name and position', (person, chance) => {
    const { last, first } = registered(person);
    return `${last} ${first} ${beginning(person.position.split(' ')[0] ?? '', chance, 4)}`;
  }),
  exact('email', ({ email }) => email),
  exact('part of email', ({ email, called }, chance) => {
    const [local = '', domain = ''] = email.split('@');
    return pick(
      [local, `${local}@`, `${local}@${domain.slice(0, 3)}`, `${called.ru.first} ${domain} ${local}`],
      chance,
    );
  }),
  exact('phone', ({ phone }, chance) => {
    const digits = phone.replace(/\D/g, '').slice(1);
    const [a, b, c, d] = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 8), digits.slice(8)];
    return pick(
      [
        ...[`+7 ${a} ${b}-${c}-${d}`, `8 (${a}) ${b} ${c} ${d}`, `8${digits}`, digits, `7-${a}-${b}-${c}-${d}`],
        ...[`${b}-${c}-${d}`, digits.slice(-6), `8-${a}-${b}`, `+7(${a})${b}${c}`],
      ],
      chance,
    );
  }),
  exact('name and end of phone', (person) => `${registered(person).last} ${person.phone.slice(-4)}`),
  exact('Id', ({ id }) => String(id)),
];

function exact(name: string, make: MistakeClass['make']): MistakeClass {
  return { name, isMistaken: false, make };
}

function mistaken(name: string, make: MistakeClass['make']): MistakeClass {
  return { name, isMistaken: true, make };
}

function transliterated(ru: Names, chance: Chance): string {
  const system = pick(SYSTEMS, chance);
  return ask(
    {
      last: system.write(ru.last, chance),
      first: system.write(ru.first, chance),
      father: system.write(ru.father, chance),
    },
    chance,
  );
}

function beginning(word: string, chance: Chance, least: number): string {
  return word.slice(0, Math.max(least, Math.ceil(chance() * word.length)));
}

function shuffle<T>(all: readonly T[], chance: Chance): readonly T[] {
  return all
    .map((one) => ({ one, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

function changed(text: string, change: (text: string) => string): string | null {
  const other = change(text);
  return other === text || other.trim() === '' ? null : other;
}

const ACCENTED: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', n: 'ñ', c: 'ç' };

/** One letter gets a mark that it does not have. */
function accented(text: string, chance: Chance): string {
  const places = [...text.matchAll(/[aeioun]/g)].map(({ index }) => index);
  if (places.length === 0) return text;
  const at = pick(places, chance);
  return text.slice(0, at) + (ACCENTED[text[at] ?? ''] ?? '') + text.slice(at + 1);
}

/** Mistakes in one word: in the last name more often than in the first. */
function slipped({ last, first }: Names, slips: readonly Slip[], chance: Chance): string | null {
  const least = slips.length === 1 ? WORD_WITH_A_MISTAKE : WORD_WITH_TWO;
  const inLast = chance() < 0.7;
  if (Array.from(inLast ? last : first).filter((letter) => /\p{L}/u.test(letter)).length < least) return null;
  const change = (word: string): string => slips.reduce((text, slip) => mistype(text, slip, chance), word);
  const [one, other] = inLast ? [change(last), first] : [last, change(first)];
  return chance() < 0.75 ? `${one} ${other}` : `${other} ${one}`;
}

/** One mistake, not in a way that leaves the word as it was. */
function mistype(word: string, slip: Slip, chance: Chance): string {
  const letters = /[а-яё]/i.test(word) ? 'абвгдежзийклмнопрстуфхцчшщыьэюя' : 'abcdefghijklmnopqrstuvwxyz';
  for (let tries = 0; tries < 50; tries += 1) {
    const at = Math.floor(chance() * word.length);
    const here = word[at] ?? '';
    const letter = slip === 'neighbour' ? neighbourOf(here, chance) : pick(Array.from(letters), chance);
    if (!/\p{L}/u.test(here)) continue;
    const other = {
      insert: word.slice(0, at) + letter + word.slice(at),
      delete: word.slice(0, at) + word.slice(at + 1),
      replace: word.slice(0, at) + letter + word.slice(at + 1),
      neighbour: word.slice(0, at) + letter + word.slice(at + 1),
      swap: word.slice(0, at) + (word[at + 1] ?? '') + here + word.slice(at + 2),
      double: word.slice(0, at) + here + word.slice(at),
    }[slip];
    if (other.toLowerCase() !== word.toLowerCase()) return other;
  }
  return word;
}

function neighbourOf(letter: string, chance: Chance): string {
  const row = ROWS.find((keys) => keys.includes(letter.toLowerCase())) ?? '';
  const at = row.indexOf(letter.toLowerCase());
  const beside = [row[at - 1], row[at + 1]].filter((key) => key !== undefined && /\p{L}/u.test(key));
  return pick(beside, chance) ?? letter;
}

export function onOtherKeys(text: string): string {
  return Array.from(text, (character) => {
    const lower = character.toLowerCase();
    const at = KEYS_CYRILLIC.indexOf(lower);
    if (at !== -1) return KEYS_LATIN[at] ?? character;
    const latin = KEYS_LATIN.indexOf(lower);
    return latin === -1 ? character : (KEYS_CYRILLIC[latin] ?? character);
  }).join('');
}
