/**
 * Queries as people type them for somebody they look for, one class of mistake at a time. Every query means one person: it counts as
 * answered when somebody of the same names is among the first five.
 */
import { type MadeUpPerson, transliterate } from './people.ts';

export interface MistakeClass {
  readonly name: string;
  /** Null when this person's names give no such query. */
  readonly make: (person: MadeUpPerson, chance: () => number) => string | null;
}

const KEYS_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const KEYS_CYRILLIC = 'ёйцукенгшщзхъфывапролджэячсмитьбю';

const SYSTEMS: readonly Readonly<Record<string, string>>[] = [
  { щ: 'shch', х: 'kh', ц: 'ts', ю: 'yu', я: 'ya', й: 'y', ё: 'yo' },
  { щ: 'sch', х: 'h', ц: 'c', ю: 'ju', я: 'ja', й: 'j', ё: 'e' },
  { щ: 'sh', х: 'h', ц: 'ts', ю: 'iu', я: 'ia', й: 'i', ё: 'e' }, // and the 2014 passports below
  { щ: 'shch', х: 'kh', ц: 'ts', ю: 'iu', я: 'ia', й: 'i', ъ: 'ie', ё: 'e' },
  { щ: 'šč', ш: 'š', ч: 'č', ж: 'ž', х: 'h', ц: 'c', ю: 'ju', я: 'ja', й: 'j', ё: 'e', э: 'e' },
];

const SHORT: Readonly<Record<string, readonly string[]>> = {
  ...{
    Александр: ['Саша', 'Шура'],
    Александра: ['Саша', 'Шура'],
    Алексей: ['Лёша', 'Лёха'],
    Анастасия: ['Настя'],
    Анатолий: ['Толя', 'Толик'],
  },
  ...{
    Андрей: ['Андрюша'],
    Анна: ['Аня', 'Нюра'],
    Антон: ['Тоха', 'Антоша'],
    Артём: ['Тёма'],
    Борис: ['Боря'],
    Вадим: ['Вадик'],
    Валентина: ['Валя'],
  },
  ...{
    Валерий: ['Валера'],
    Василий: ['Вася'],
    Виктор: ['Витя'],
    Виктория: ['Вика'],
    Виталий: ['Виталик'],
    Владимир: ['Вова', 'Володя'],
  },
  ...{
    Владислав: ['Влад'],
    Вячеслав: ['Слава'],
    Галина: ['Галя'],
    Геннадий: ['Гена'],
    Георгий: ['Гоша', 'Жора'],
    Григорий: ['Гриша'],
    Дарья: ['Даша'],
  },
  ...{
    Дмитрий: ['Дима', 'Митя'],
    Евгений: ['Женя'],
    Евгения: ['Женя'],
    Екатерина: ['Катя'],
    Елена: ['Лена'],
    Елизавета: ['Лиза'],
    Иван: ['Ваня'],
  },
  ...{
    Игорь: ['Гарик'],
    Илья: ['Илюша'],
    Ирина: ['Ира'],
    Кирилл: ['Кирюша'],
    Константин: ['Костя'],
    Кристина: ['Кристи'],
    Ксения: ['Ксюша'],
  },
  ...{
    Лев: ['Лёва'],
    Леонид: ['Лёня'],
    Любовь: ['Люба'],
    Людмила: ['Люда', 'Мила'],
    Максим: ['Макс'],
    Маргарита: ['Рита'],
    Мария: ['Маша', 'Маруся'],
  },
  ...{
    Михаил: ['Миша'],
    Надежда: ['Надя'],
    Наталья: ['Наташа'],
    Николай: ['Коля'],
    Ольга: ['Оля'],
    Павел: ['Паша'],
    Пётр: ['Петя'],
    Роман: ['Рома'],
  },
  ...{
    Светлана: ['Света'],
    Семён: ['Сёма'],
    Сергей: ['Серёжа', 'Серёга'],
    София: ['Соня'],
    Станислав: ['Стас'],
    Татьяна: ['Таня'],
    Фёдор: ['Федя'],
  },
  ...{
    Эдуард: ['Эдик'],
    Юлия: ['Юля'],
    Юрий: ['Юра'],
    Яков: ['Яша'],
    Ярослав: ['Слава'],
    Тимофей: ['Тима'],
    Полина: ['Поля'],
    Оксана: ['Ксюша'],
  },
};

export const CLASSES: readonly MistakeClass[] = [
  { name: 'as written', make: ({ ru }) => `${ru.last} ${ru.first}` },
  { name: 'first name first', make: ({ ru }) => `${ru.first} ${ru.last}` },
  {
    name: 'beginnings',
    make: ({ ru }, chance) =>
      `${beginningOf(ru.last, chance, 4)} ${beginningOf(ru.first, chance, 3)} ${ru.father.slice(0, 3)}`,
  },
  {
    name: 'ё as е',
    make: ({ ru }) => changed(`${ru.last} ${ru.first}`, (text) => text.replaceAll('ё', 'е').replaceAll('Ё', 'Е')),
  },
  { name: 'е as ё', make: ({ ru }) => changed(`${ru.last} ${ru.first}`, (text) => text.replace(/е(?!.*е)/, 'ё')) },
  { name: 'й as и', make: ({ ru }) => changed(`${ru.last} ${ru.first}`, (text) => text.replaceAll('й', 'и')) },
  {
    name: 'double name',
    make: ({ ru }, chance) =>
      ru.last.includes('-') ? `${ru.last.replace('-', chance() < 0.5 ? ' ' : '')} ${ru.first}` : null,
  },
  {
    name: 'case',
    make: ({ ru }, chance) =>
      Array.from(`${ru.last} ${ru.first}`)
        .map((letter) => (chance() < 0.5 ? letter.toUpperCase() : letter.toLowerCase()))
        .join(''),
  },
  {
    name: 'transliterated',
    make: ({ ru }, chance) => {
      const system = pick(SYSTEMS, chance);
      return `${transliterate(ru.last, system)} ${transliterate(ru.first, system)}`;
    },
  },
  { name: 'English name in Cyrillic', make: ({ ru }) => `${ru.first} ${ru.last}` },
  { name: 'Russian on Latin keys', make: ({ ru }) => onOtherKeys(`${ru.last} ${ru.first}`) },
  { name: 'Latin on Russian keys', make: ({ en }) => onOtherKeys(`${en.last} ${en.first}`) },
  ...(['insert', 'delete', 'replace', 'swap'] as const).map((kind): MistakeClass => ({
    name: `one ${kind}`,
    make: ({ ru }, chance) => withMistakes(ru.last, ru.first, chance, (word) => mistype(word, kind, chance), 4),
  })),
  {
    name: 'two mistakes',
    make: ({ ru }, chance) =>
      ru.last.length < 8 || ru.last.includes('-')
        ? null
        : `${mistype(mistype(ru.last, null, chance), null, chance)} ${ru.first}`,
  },
  {
    name: 'mistake in transliterated',
    make: ({ ru }, chance) => {
      const system = pick(SYSTEMS.slice(0, 4), chance);
      const last = transliterate(ru.last, system);
      return last.length < 4 ? null : `${mistype(last, null, chance)} ${transliterate(ru.first, system)}`;
    },
  },
  {
    name: 'mistake on the other keys',
    make: ({ ru }, chance) =>
      ru.last.length < 4 ? null : onOtherKeys(`${mistype(ru.last, null, chance)} ${ru.first}`),
  },
  {
    name: 'short form',
    make: ({ ru }, chance) => {
      const forms = SHORT[ru.first];
      return forms === undefined ? null : `${pick(forms, chance)} ${ru.last}`;
    },
  },
  {
    name: 'company and name',
    make: ({ ru, company }) =>
      `${beginningOf(company.replace(/^.*«/, '').replace(/[»\s-].*$/, ''), () => 0.99, 4)} ${ru.last} ${ru.first}`,
  },
  { name: 'email', make: ({ email }) => email },
  { name: 'end of phone', make: ({ phone }) => phone.slice(-7) },
];

function pick<T>(from: readonly T[], chance: () => number): T {
  return from[Math.floor(chance() * from.length)] as T;
}

function beginningOf(word: string, chance: () => number, least: number): string {
  return word.slice(0, Math.max(least, Math.ceil(chance() * word.length)));
}

function changed(text: string, change: (text: string) => string): string | null {
  const other = change(text);
  return other === text ? null : other;
}

function withMistakes(
  last: string,
  first: string,
  chance: () => number,
  change: (word: string) => string,
  least: number,
): string | null {
  const inLast = chance() < 0.7;
  if ((inLast ? last : first).length < least) return null;
  return inLast ? `${change(last)} ${first}` : `${last} ${change(first)}`;
}

/** One mistake, not in a way that leaves the word as it was. */
export function mistype(
  word: string,
  kind: 'insert' | 'delete' | 'replace' | 'swap' | null,
  chance: () => number,
): string {
  const how = kind ?? pick(['insert', 'delete', 'replace', 'swap'] as const, chance);
  const letters = /[а-яё]/i.test(word) ? 'абвгдежзийклмнопрстуфхцчшщыьэюя' : 'abcdefghijklmnopqrstuvwxyz';
  for (let tries = 0; tries < 50; tries += 1) {
    const at = Math.floor(chance() * word.length);
    const letter = pick(Array.from(letters), chance);
    const other =
      how === 'insert'
        ? word.slice(0, at) + letter + word.slice(at)
        : how === 'delete'
          ? word.slice(0, at) + word.slice(at + 1)
          : how === 'replace'
            ? word.slice(0, at) + letter + word.slice(at + 1)
            : word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
    if (other.toLowerCase() !== word.toLowerCase()) return other;
  }
  return word;
}

export function onOtherKeys(text: string): string {
  return Array.from(text.toLowerCase())
    .map((character) => {
      const at = KEYS_CYRILLIC.indexOf(character);
      if (at !== -1) return KEYS_LATIN[at] ?? character;
      const latin = KEYS_LATIN.indexOf(character);
      return latin === -1 ? character : (KEYS_CYRILLIC[latin] ?? character);
    })
    .join('');
}
