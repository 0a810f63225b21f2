/** The ways in which Russian names are written in Latin letters. None of it is taken from the product. */
import { type Chance, pick } from './chance.ts';

type Letters = Readonly<Record<string, string>>;

const BASE: Letters = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l' },
  ...{ м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh' },
  ...{ щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya', і: 'i', ї: 'i', є: 'ie', ґ: 'g' },
};

export interface System {
  readonly name: string;
  readonly write: (name: string, chance: Chance) => string;
}

function byLetters(name: string, letters: Letters, after: (latin: string) => string = (latin) => latin): System {
  return { name, write: (text) => after(letterByLetter(text, { ...BASE, ...letters })) };
}

export const SYSTEMS: readonly System[] = [
  byLetters('passport 2014', { й: 'i', ъ: 'ie', ю: 'iu', я: 'ia' }),
  byLetters('passport 1997', { ё: 'ye' }, (latin) => latin.replaceAll('ks', 'x')),
  byLetters('BGN', {}, (latin) => latin.replace(/\bE|(?<=[aeiouy])e/g, (e) => (e === 'E' ? 'Ye' : 'ye'))),
  byLetters('GOST 7.79', { й: 'j', х: 'x', ц: 'cz', щ: 'shh', ъ: '``', ы: "y'", ь: '`', э: 'e`', ё: 'yo' }),
  byLetters('ISO 9', {
    ...{ ж: 'ž', й: 'j', х: 'h', ц: 'c', ч: 'č', ш: 'š', щ: 'ŝ', ю: 'û', я: 'â', э: 'è', ё: 'ë', ь: 'ʹ', ъ: 'ʺ' },
  }),
  byLetters('scientific', { ж: 'ž', й: 'j', х: 'x', ц: 'c', ч: 'č', ш: 'š', щ: 'šč', ю: 'ju', я: 'ja', ь: "'" }),
  byLetters(
    'French',
    {
      ...{ ж: 'j', у: 'ou', ч: 'tch', ш: 'ch', щ: 'chtch', ю: 'iou', я: 'ia', й: 'i', ё: 'io' },
    },
    (latin) => latin.replace(/in\b/g, 'ine').replace(/g(?=[ei])/g, 'gu'),
  ),
  byLetters(
    'German',
    {
      ...{ в: 'w', ж: 'sch', з: 's', й: 'i', х: 'ch', ц: 'z', ч: 'tsch', ш: 'sch', щ: 'schtsch', ю: 'ju', я: 'ja' },
      ...{ ё: 'jo' },
    },
    (latin) => latin.replace(/ii\b/g, 'i'),
  ),
  { name: "people's own", write: (text, chance) => writeAsPeopleDo(text, chance) },
];

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  ...{ ж: ['zh', 'zh', 'j'], й: ['y', 'i', 'j'], х: ['h', 'kh', 'h'], ц: ['ts', 'c', 'tz'], ч: ['ch'] },
  ...{ щ: ['sch', 'sh', 'shch', 'shh'], ы: ['y', 'i'], ю: ['yu', 'ju', 'iu'], я: ['ya', 'ia', 'ja'] },
  ...{ ё: ['e', 'yo', 'io', 'jo', 'o'], ь: ['', '', "'"], ъ: [''], э: ['e'], и: ['i', 'i', 'i', 'i', 'y'] },
};
const SOFT_O = new Set('жшщч');

/** Each letter in one of its ways, the same way in the whole of a name. */
function writeAsPeopleDo(text: string, chance: Chance): string {
  const own = Object.fromEntries(
    Object.entries(CHOICES).map(([letter, ways]) => [
      letter,
      pick(letter === 'ё' && !hasSoftO(text) ? ways.slice(0, 4) : ways, chance),
    ]),
  );
  const latin = letterByLetter(text, { ...BASE, ...own });
  return latin.replace(/(?:yy|iy|ij|ii|yi|jj|yj)\b/g, () => pick(['y', 'iy', 'ii', 'i', 'ij'], chance));
}

function hasSoftO(text: string): boolean {
  return [...text.matchAll(/.ё/gi)].every(([pair]) => SOFT_O.has(pair[0]?.toLowerCase() ?? ''));
}

function letterByLetter(text: string, letters: Letters): string {
  return Array.from(text)
    .map((letter) => {
      const latin = letters[letter.toLowerCase()];
      if (latin === undefined) return letter;
      return letter === letter.toLowerCase() ? latin : latin.slice(0, 1).toUpperCase() + latin.slice(1);
    })
    .join('');
}

/** As the passports have had it since 2014; one system that all comparisons by letters share. */
export function plainLatin(text: string): string {
  return letterByLetter(text, BASE);
}
