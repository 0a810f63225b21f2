import type { Chance } from './chance.ts';
import {
  companyAdjectives,
  companyNouns,
  foreigners,
  longNames,
  menNames,
  positions,
  surnames,
  womenNames,
  yoNames,
} from './names.ts';
import type { Names } from './schemas.ts';
import { toAddressPart, transliterate } from './transliterate.ts';

/** A user of RUNET-ID, whether or not they take part in the event. */
export interface Person {
  readonly Id: number;
  readonly ru: Names;
  readonly en?: Names;
  readonly Email?: string;
  readonly Phone?: string;
  readonly Position?: string;
  readonly hasPhoto: boolean;
  /** False hides the person from the search of RUNET-ID. */
  readonly visible: boolean;
}

interface FullName {
  readonly last: string;
  readonly first: string;
  readonly father?: string;
}

/**
 * What a desk must be able to show, at fixed places in every fifty people, so that even the smallest event has each of
 * them; chance adds more.
 */
const rarities: Readonly<Record<number, Rarity>> = {
  7: 'foreigner',
  13: 'doubleSurname',
  17: 'unreachable',
  23: 'yoAndShortI',
  29: 'long',
  31: 'russianOnly',
  37: 'photo',
  41: 'foreignerInLatinOnly',
};
type Rarity =
  | 'foreigner'
  | 'foreignerInLatinOnly'
  | 'doubleSurname'
  | 'unreachable'
  | 'yoAndShortI'
  | 'long'
  | 'russianOnly'
  | 'photo';

/** Makes the person number `index` of an event. */
export function makePerson(chance: Chance, index: number, id: number): Person {
  const rarity = rarities[index % 50] ?? drawRarity(chance);
  const isForeign = rarity === 'foreigner' || rarity === 'foreignerInLatinOnly';
  const name = isForeign ? drawForeignName(chance) : drawRussianName(chance, rarity);
  const company = chance.happens(0.92) ? drawCompany(chance) : undefined;
  const hasEnglish = rarity !== 'russianOnly' && rarity !== 'foreignerInLatinOnly' && chance.happens(0.87);
  const reachable = rarity !== 'unreachable';
  const hasEmail = chance.happens(0.95) && reachable;
  const hasPhone = chance.happens(0.8) && reachable;
  const position = chance.happens(0.85) ? chance.pick(positions) : undefined;

  return {
    Id: id,
    ru: toNames(name, company?.[isForeign ? 1 : 0]),
    ...(hasEnglish && { en: toNames(isForeign ? name : toEnglish(name), company?.[1]) }),
    ...(hasEmail && { Email: `${toAddressPart(name.first)}.${toAddressPart(name.last)}.${id}@example.org` }),
    ...(hasPhone && { Phone: drawPhone(chance, isForeign) }),
    ...(position !== undefined && { Position: position }),
    hasPhoto: rarity === 'photo' || chance.happens(0.1),
    visible: true,
  };
}

function drawRarity(chance: Chance): Rarity | undefined {
  const draw = chance.next();
  if (draw < 0.06) return 'foreigner';
  if (draw < 0.08) return 'foreignerInLatinOnly';
  if (draw < 0.1) return 'doubleSurname';
  if (draw < 0.12) return 'unreachable';
  if (draw < 0.123) return 'long';
  return undefined;
}

function drawForeignName(chance: Chance): FullName {
  const [last] = chance.pick(foreigners);
  const [, first] = chance.pick(foreigners);
  return { last, first };
}

function drawRussianName(chance: Chance, rarity: Rarity | undefined): FullName {
  if (rarity === 'long' || rarity === 'yoAndShortI') {
    const [last, first, father] = chance.pick(rarity === 'long' ? longNames : yoNames);
    return { last, first, father };
  }
  const isWoman = chance.happens(0.48);
  const surname = chance.pick(surnames);
  const last = rarity === 'doubleSurname' ? `${surname}-${chance.pick(surnames)}` : surname;
  const [, sonOf, daughterOf] = chance.pick(menNames);
  const hasFather = chance.happens(0.9);
  return {
    last: isWoman ? toFeminine(last) : last,
    first: isWoman ? chance.pick(womenNames) : chance.pick(menNames)[0],
    ...(hasFather && { father: isWoman ? daughterOf : sonOf }),
  };
}

/** The feminine form of a Russian surname, of each half of a double one; those that do not inflect stay. */
function toFeminine(surname: string): string {
  return surname
    .split('-')
    .map((half) => {
      if (/(ов|ев|ёв|ин)$/.test(half)) return `${half}а`;
      if (/(ский|цкий|той|ской)$/.test(half)) return `${half.slice(0, -2)}ая`;
      return half;
    })
    .join('-');
}

function toEnglish(name: FullName): FullName {
  const { last, first, father } = name;
  return {
    last: transliterate(last),
    first: transliterate(first),
    ...(father !== undefined && { father: transliterate(father) }),
  };
}

function toNames(name: FullName, company: string | undefined): Names {
  return {
    LastName: name.last,
    FirstName: name.first,
    ...(name.father !== undefined && { FatherName: name.father }),
    ...(company !== undefined && { Company: company }),
  };
}

function drawCompany(chance: Chance): readonly [string, string] {
  const [ruAdjective, enAdjective] = chance.pick(companyAdjectives);
  const [ruNoun, enNoun] = chance.pick(companyNouns);
  const form = chance.pick(['ООО', 'АО', 'АНО', '']);
  const title = `${ruAdjective} ${ruNoun}`;
  return [form === '' ? title : `${form} «${title}»`, `${enAdjective} ${enNoun}`];
}

/** Numbers that ring nowhere: no Russian area code is 000, and 7700 900xxx is kept for fiction in Britain. */
function drawPhone(chance: Chance, isForeign: boolean): string {
  if (isForeign) return `447700900${String(chance.below(1000)).padStart(3, '0')}`;
  return `7000${String(chance.below(10_000_000)).padStart(7, '0')}`;
}
