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
  ...pairs('e', 'iie', 'iye', 'ije', 'iyo', 'yo', 'jo', 'ye', 'ie', 'je'),
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
const HUSHED = new Set(['w', 'c', 'j']);
const MOST_VARIANTS = 8;

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

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

/** ц of ISO 9 (Cvetkov) before some letters, к elsewhere (Victor, Marco); the other reading is a variant of the query. */
function soundOfC(latin: string, at: number): [number, string] {
  for (const [group, is] of BY_FIRST.get('c') ?? []) if (latin.startsWith(group, at)) return [group.length, is];
  return [1, /[eivnm]/.test(latin[at + 1] ?? '') ? 'q' : 'k'];
}

/** What a typed word may be as a whole: letters that are read in two ways in both of them. */
export function skeletonsOf(word: string): readonly string[] {
  return unique(readings(latinOf(word)).map(soundsOf));
}

/**
 * What words may begin with that the typed letters begin: a group of letters may not be typed to its end (Ivanovs of Ivanovsh…),
 * and letters may go together with those that come.
 */
export function beginningsOf(word: string): readonly string[] {
  const latin = latinOf(word);
  const starts: string[] = [];
  for (const reading of readings(latin)) {
    starts.push(soundsOf(reading));
    for (const [ending, sounds] of OPEN_ENDS) {
      if (!reading.endsWith(ending)) continue;
      const before = soundsOf(reading.slice(0, reading.length - ending.length));
      for (const sound of sounds) starts.push(before.endsWith(sound) ? before : before + sound);
    }
  }
  const all = unique(starts).filter((start) => start !== ''); // ь and ъ alone sound as nothing, with which all would begin
  return all.filter((start) => !all.some((other) => other !== start && start.startsWith(other)));
}

/** The end of what is typed, and the sounds that it may become. */
const OPEN_ENDS: readonly (readonly [string, readonly string[]])[] = [
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

/** Latin letters that systems use for different sounds: j й or ж, x кс or х, ch ч or х, a lone c к or ц. */
function readings(latin: string): readonly string[] {
  if (!LATIN.test(latin)) return [latin];
  let all: readonly string[] = [latin];
  if (latin.includes('j')) all = [...all, ...all.map((one) => one.replaceAll('j', 'zh'))];
  if (latin.includes('x')) all = [...all, ...all.map((one) => one.replaceAll('x', 'kh'))];
  if (/(?<![ts])ch/.test(latin)) all = [...all, ...all.map((one) => one.replace(/(?<![ts])ch/g, 'kh'))];
  if (/c(?![hkz])/.test(latin)) {
    const plain = all.flatMap((one) => [one.replace(/(?<!s)c(?![hkz])/g, 'ts'), one.replace(/(?<!s)c(?![hkz])/g, 'k')]);
    all = [...all, ...plain];
  }
  return all.slice(0, MOST_VARIANTS);
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

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
