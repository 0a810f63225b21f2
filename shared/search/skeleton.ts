/**
 * One spelling for a word in either alphabet, however it was transliterated: Щербаков, Shcherbakov, Scherbakov and Sherbakov are all
 * `werbakov`. Not meant to be read, nor to be right: only equal where the usual systems (GOST, ICAO passports, BGN, ISO 9, the German
 * and the French way, what people make up) write the same name.
 *
 *   Cyrillic ─ letter by letter into Latin ─┐
 *   Latin ──────────────────────────────────┴─ groups of letters into sounds ─ doubles into one
 *
 * Sounds with a letter of their own here: w ш щ, c ч, j ж, q ц, h х, A я, U ю. All of е ё э are e, all of и й ы are i.
 */

const CYRILLIC: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    е: 'e',
    ё: 'e',
    ж: 'zh',
    з: 'z',
    и: 'i',
    й: 'i',
    к: 'k',
    л: 'l',
    м: 'm',
  },
  ...{ н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sh' },
  ...{ ъ: '', ы: 'i', ь: '', э: 'e', ю: 'yu', я: 'ya' },
  // of the neighbours
  ...{ і: 'i', ї: 'i', є: 'e', ґ: 'g', ў: 'u', ә: 'a', ғ: 'g', қ: 'k', ң: 'n', ө: 'o', ұ: 'u', ү: 'u', һ: 'h' },
  ...{ ј: 'i', љ: 'l', њ: 'n', ћ: 'ch', ђ: 'd', џ: 'zh', ѕ: 'z' },
};

/** Groups of Latin letters, the longest first: what they sound like. */
const GROUPS: readonly (readonly [string, string])[] = [
  ...pairs('w', 'schtsch', 'shtsh', 'szcz', 'shch', 'schh', 'stch', 'sch', 'shh', 'sh', 'sz'),
  ...pairs('c', 'tsch', 'tch', 'ch', 'cz'),
  ...pairs('j', 'zh'),
  ...pairs('h', 'kh'),
  ...pairs('q', 'ts', 'tz'),
  ...pairs('A', 'iia', 'iya', 'ija', 'ya', 'ia', 'ja'),
  ...pairs('U', 'iiu', 'iyu', 'iju', 'yu', 'iu', 'ju'),
  ...pairs('e', 'iie', 'iye', 'ije', 'iyo', 'yo', 'jo', 'io', 'ye', 'ie', 'je'),
  ...pairs('t', 'th'),
  ...pairs('f', 'ph', 'ff'),
  ...pairs('v', 'w'),
  ...pairs('i', 'y', 'j'),
  ...pairs('k', 'ck', 'q'),
  ...pairs('ks', 'x'),
];
const BY_FIRST = groupByFirst();

function pairs(sound: string, ...groups: readonly string[]): readonly (readonly [string, string])[] {
  return groups.map((group) => [group, sound]);
}

function groupByFirst(): ReadonlyMap<string, readonly (readonly [string, string])[]> {
  const byFirst = new Map<string, (readonly [string, string])[]>();
  for (const pair of GROUPS) {
    const first = pair[0][0] ?? '';
    byFirst.set(
      first,
      [...(byFirst.get(first) ?? []), pair].sort((a, b) => b[0].length - a[0].length),
    );
  }
  return byFirst;
}

const LATIN = /^[a-z]+$/;
/** Shorter words begin too many others to be read in every way. */
const LONG_ENOUGH = 3;
const HUSHED = new Set(['w', 'c', 'j']);
const MOST_VARIANTS = 12;

/** @param word a word of `wordsOf` */
export function skeletonOf(word: string): string {
  return soundsOf(latinOf(word));
}

/** Letter by letter, so that the beginning of a word gives the beginning of what the whole of it gives. */
function latinOf(word: string): string {
  let latin = '';
  for (const letter of word) latin += CYRILLIC[letter] ?? letter;
  return latin;
}

function soundsOf(latin: string): string {
  let sounds = '';
  for (let at = 0; at < latin.length;) {
    const letter = latin[at] ?? '';
    let [length, sound] = [1, letter];
    if (letter === 'c') [length, sound] = soundOfC(latin, at);
    else if (letter === 'h' && isSilentH(latin, at)) sound = '';
    else {
      for (const [group, is] of BY_FIRST.get(letter) ?? []) {
        if (!latin.startsWith(group, at)) continue;
        [length, sound] = [group.length, is];
        break;
      }
    }
    at += length;
    // жо, шо, чо sound as же, ше, че, and are written both ways
    if (sound === 'o' && HUSHED.has(sounds.at(-1) ?? '')) sound = 'e';
    for (const one of sound) if (one !== sounds.at(-1) || isDigit(one)) sounds += one;
  }
  return sounds;
}

/** John, Johnson, Kohn. */
function isSilentH(latin: string, at: number): boolean {
  return latin[at - 1] === 'o' && latin[at + 1] === 'n' && !/[aeiouy]/.test(latin[at + 2] ?? '');
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

/** ц of ISO 9 (Cvetkov) before some letters, к elsewhere (Victor, Marco); the other reading is a variant of the query. */
function soundOfC(latin: string, at: number): [number, string] {
  for (const [group, is] of BY_FIRST.get('c') ?? []) if (latin.startsWith(group, at)) return [group.length, is];
  return [1, /[eivnm]/.test(latin[at + 1] ?? '') ? 'q' : 'k'];
}

/**
 * What a typed word may sound like: as most would write it first, then by letters that are read in more than one way. What a Cyrillic
 * word may also be when somebody has written it in Latin is only for words in Latin (`inLatin`).
 */
export interface Sounds {
  readonly own: readonly string[];
  readonly inLatin: readonly string[];
}

/** Of a word as a whole. */
export function skeletonsOf(word: string): Sounds {
  const { own, inLatin } = readingsOf(word);
  return apart(own.map(soundsOf), inLatin.map(soundsOf));
}

/**
 * What words may begin with that the typed letters begin: a group of letters may not be typed to its end (Ivanovs of Ivanovsh…),
 * and letters may go together with those that come.
 */
export function beginningsOf(word: string): Sounds {
  const { own, inLatin } = readingsOf(word);
  return apart(shortest(own.flatMap(startsOf)), word.length < LONG_ENOUGH ? [] : shortest(inLatin.flatMap(startsOf)));
}

function startsOf(reading: string): readonly string[] {
  const starts = [soundsOf(reading)];
  for (const [ending, sounds] of OPEN_ENDS) {
    if (!reading.endsWith(ending)) continue;
    const before = soundsOf(reading.slice(0, reading.length - ending.length));
    for (const sound of sounds) starts.push(before.endsWith(sound) ? before : before + sound);
  }
  return starts;
}

/** Without those that another one begins. */
function shortest(starts: readonly string[]): readonly string[] {
  const all = [...new Set(starts)].filter((start) => start !== ''); // ь and ъ alone sound as nothing, with which all would begin
  return all.filter((start) => !all.some((other) => other !== start && start.startsWith(other)));
}

function apart(own: readonly string[], inLatin: readonly string[]): Sounds {
  const ours = [...new Set(own)];
  return { own: ours, inLatin: [...new Set(inLatin)].filter((one) => !ours.includes(one)) };
}

/** The end of what is typed, and the sounds that it may become. */
const OPEN_ENDS: readonly (readonly [string, readonly string[]])[] = [
  ['schtsc', ['w']],
  ['schts', ['w']],
  ['scht', ['w']],
  ['shc', ['w']],
  ['tsc', ['c']],
  ['tc', ['c']],
  ['ts', ['c']],
  ['sc', ['w']],
  ['s', ['w']],
  ['t', ['q', 'c']],
  ['c', ['c', 'q', 'k']],
  ['z', ['j']],
  ['k', ['h']],
  ['p', ['f']],
  ['ii', ['A', 'U', 'e']],
  ['iy', ['A', 'U', 'e']],
  ['ij', ['A', 'U', 'e']],
  ['i', ['A', 'U', 'e']],
  ['y', ['A', 'U', 'e']],
  ['j', ['A', 'U', 'e']],
];

/** The Latin texts that a word may stand for, the likelier ones first. */
function readingsOf(word: string): Sounds {
  const latin = latinOf(word);
  if (!LATIN.test(latin)) return { own: [latin], inLatin: [] };
  return latin === word ? { own: latinReadings(latin), inLatin: [] } : { own: [latin], inLatin: latinSpellings(latin) };
}

/** Latin letters that systems use for different sounds: j й or ж, x кс or х, ch ч or х, a lone c к or ц; then other languages'. */
function latinReadings(latin: string): readonly string[] {
  let all: readonly string[] = [latin];
  const also = (pattern: RegExp, ...others: readonly string[]): void => {
    if (pattern.test(latin))
      all = [...all, ...others.flatMap((other) => all.map((one) => one.replaceAll(pattern, other)))];
  };
  also(/j/g, 'zh');
  also(/x/g, 'kh');
  also(/cz/g, 'ts');
  also(/(?<![ts])ch/g, 'kh');
  also(/(?<!s)c(?![hkz])/g, 'ts', 'k');
  return [...new Set([...all.slice(0, MOST_LETTERS), ...otherReadings(latin)])].slice(0, MOST_VARIANTS);
}

/** As in GOST 7.79, and as Germans, the French and the English write it, where there is a sign of it. */
export function otherReadings(latin: string): readonly string[] {
  const all: string[] = [];
  if (/x|cz/.test(latin)) all.push(latin.replaceAll('x', 'kh').replaceAll('cz', 'ts'));
  if (GERMAN.test(latin)) all.push(readGerman(latin, 'sh'));
  if (FRENCH.test(latin)) all.push(readFrench(latin));
  if (ENGLISH.test(latin)) all.push(readEnglish(latin));
  if (GERMAN.test(latin) && /(?<!t)sch(?!tsch)/.test(latin)) all.push(readGerman(latin, 'zh'));
  return all.filter((one) => one !== latin);
}

const MOST_LETTERS = 8;
const GERMAN = /sch|w|ss|z|s(?=[aeiouy])|[aou]e/;
const FRENCH = /ou|ch|j|ine?$|gu[ei]|ss|[eo]ff$/;
const ENGLISH = /j|w|ee|oo|ea|igh|[ao]y|ck|hn|[eo]ff$|[a-z]{3}e$|c[eiy]/;

function readGerman(latin: string, sch: string): string {
  return latin
    .replaceAll('schtsch', '1')
    .replaceAll('tsch', '2')
    .replaceAll('sch', '4')
    .replaceAll('ch', 'kh')
    .replace(/tz|z/g, 'ts')
    .replaceAll('ss', '3')
    .replace(/(?<![bdfgkpt])s(?=[aeiouyj])|(?<=[aeiou])s(?=n)/g, 'z')
    .replaceAll('3', 's')
    .replace(/([aou])e(?=[^aeiouv])/g, '$1')
    .replaceAll('1', 'shch')
    .replaceAll('2', 'ch')
    .replaceAll('4', sch);
}

function readFrench(latin: string): string {
  return latin
    .replaceAll('chtch', '1')
    .replaceAll('tch', '2')
    .replaceAll('ch', 'sh')
    .replaceAll('j', 'zh')
    .replace(/iou/g, 'yu')
    .replaceAll('ou', 'u')
    .replace(/gu(?=[ei])/g, 'g')
    .replaceAll('ss', 's')
    .replace(/ine$/, 'in')
    .replace(/([eo])ff$/, '$1v')
    .replaceAll('1', 'shch')
    .replaceAll('2', 'ch');
}

function readEnglish(latin: string): string {
  return latin
    .replaceAll('j', 'dzh')
    .replace(/hn/g, 'n')
    .replace(/w(?=[aeiou])/g, 'u')
    .replace(/ee|ea/g, 'i')
    .replaceAll('oo', 'u')
    .replaceAll('igh', 'ai')
    .replace(/([ao])y/g, (_, vowel: string) => (vowel === 'a' ? 'ei' : 'oi'))
    .replace(/c(?=[eiy])/g, 's')
    .replace(/([eo])ff$/, '$1v')
    .replace(/(?<=[a-z]{3})e$/, '');
}

/** How somebody may have written a Cyrillic word in Latin, where one spelling of sounds does not cover it. */
function latinSpellings(latin: string): readonly string[] {
  const all: string[] = [];
  const also = (pattern: RegExp, other: string): void => {
    if (pattern.test(latin)) all.push(latin.replace(pattern, other));
  };
  also(/kh/g, 'ch');
  also(/dzh/g, 'j');
  also(/zh/g, 'j');
  also(/ts/g, 'c');
  also(/yu/g, 'u');
  also(/^u(?=[aeio])|(?<=[aeio])u(?=[aeio])/g, 'w');
  also(/v$/, 'ff');
  if (/kh|ts/.test(latin)) all.push(latin.replaceAll('kh', 'x').replaceAll('ts', 'cz'));
  if (/zh|z|ts/.test(latin)) all.push(writeGerman(latin));
  if (/sh|zh|ch|u|in$/.test(latin)) all.push(writeFrench(latin));
  return [...new Set(all)].filter((one) => one !== latin).slice(0, MOST_VARIANTS);
}

function writeGerman(latin: string): string {
  return latin.replace(/zh|z|ts|kh/g, (sound) => ({ zh: 'sch', z: 's', ts: 'z' })[sound] ?? 'ch');
}

function writeFrench(latin: string): string {
  return latin
    .replace(/zh|sh|ch|yu|ya|u|g(?=[ei])/g, (sound) => FRENCH_SPELLINGS[sound] ?? sound)
    .replace(/in$/, 'ine');
}

const FRENCH_SPELLINGS: Readonly<Record<string, string>> = {
  ...{ zh: 'j', sh: 'ch', ch: 'tch', yu: 'iou', ya: 'ia', u: 'ou', g: 'gu' },
};

/**
 * A word in Latin letters as most people write it, each sound in the one way that is most usual: for comparing letter by letter what
 * the sounds of a mistyped word would tear apart (hs for sh).
 */
export function plainLatinOf(word: string): string {
  let plain = '';
  for (const letter of word) plain += PLAIN_CYRILLIC[letter] ?? CYRILLIC[letter] ?? letter;
  return plain.replace(PLAIN, (group) => PLAINER[group] ?? group);
}

const PLAIN_CYRILLIC: Readonly<Record<string, string>> = { х: 'h', ю: 'iu', я: 'ia' };
const PLAINER: Readonly<Record<string, string>> = {
  ...{ shch: 'sh', sch: 'sh', kh: 'h', tz: 'ts', w: 'v', ks: 'x', y: 'i', j: 'i' },
  ...{ ii: 'i', iy: 'i', yi: 'i', ij: 'i', yy: 'i' },
};
const PLAIN = /shch|sch|kh|tz|w|ks|ii|iy|yi|ij|yy|j|y/g;
