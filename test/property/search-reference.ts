/**
 * Search as docs/search.md describes it, in the plainest way: everybody is looked at, each distance is a whole matrix, and everything
 * is sorted at the end. What a word sounds like and which readings a query has is taken from the product; how it is found is not.
 */
import { nominativesOf } from '../../shared/search/cases.ts';
import { COSTS, type Field, hasOneSound, isHeldDown } from '../../shared/search/cost.ts';
import { hasKeysOfLetters, isLikelyWord } from '../../shared/search/layout.ts';
import { withoutLegalForms } from '../../shared/search/left-out.ts';
import { knownForms, otherForms } from '../../shared/search/nicknames.ts';
import { readQuery, type ReadWord } from '../../shared/search/query.ts';
import {
  beginningsOf,
  otherReadings,
  plainLatinOf,
  skeletonOf,
  skeletonsOf,
  type Sounds,
} from '../../shared/search/skeleton.ts';
import { respaced } from '../../shared/search/spaces.ts';
import type { PersonText, Rank } from '../../shared/search/store.ts';
import { codeOf, wordsOf } from '../../shared/search/words.ts';

/** As traits, in JSON. */
export interface Place extends Rank {
  readonly traits: string;
}

export interface Known {
  readonly text: PersonText;
  readonly place: Place;
}

type Forgiving = 'nothing' | 'typed' | 'meant';
interface Reading {
  readonly words: readonly ReadWord[];
  readonly forgiving: Forgiving;
  /** For words that are left out. */
  readonly extra: number;
}

const FIELD_COSTS: Readonly<Record<Field, number>> = {
  ...{ lastName: 0, doubleName: 1, firstName: 1, fatherName: 2, id: 0, code: 0, email: 4, company: 5, position: 6 },
};

/** One word was mistyped, or none. */
const ONE_MISTAKE = COSTS.mistake + COSTS.mistakenBeginning;

/** @returns keys with what they cost, best first; and what was asked for */
export function searchNaively(people: ReadonlyMap<number, Known>, query: string) {
  const readings = readQuery(query);
  const asked: Reading[] = [];
  let found = new Map<number, number>();
  const seen = { isMeant: false, near: 0, least: Infinity };
  const ask = (words: readonly ReadWord[], forgiving: Forgiving, extra = 0, isGuess = false): void => {
    const costs = [...people].map(([key, known]) => [key, costOf(known, words, forgiving) + extra] as const);
    if (!isGuess || costs.some(([, cost]) => cost < Infinity)) asked.push({ words, forgiving, extra });
    for (const [key, cost] of costs) {
      if (cost === Infinity) continue;
      seen.least = Math.min(seen.least, cost);
      if (cost < COSTS.otherForm * words.length) seen.isMeant = true;
      if (!found.has(key) && cost < (COSTS.otherFormBeginning + COSTS.bySound) * words.length) seen.near += 1;
      found = new Map(found).set(key, Math.min(found.get(key) ?? Infinity, cost));
    }
  };
  const [asTyped, ...others] = readings;
  if (asTyped !== undefined) ask(asTyped, 'nothing');
  const isMeant = (): boolean => seen.isMeant;
  const isEnough = (): boolean => seen.isMeant || seen.near >= 5;
  const isBegun = seen.least < COSTS.beginningBySound * (asTyped?.length ?? 0);
  if (asTyped !== undefined && !(isEnough() && isBegun && !hasKeysOfLetters(query))) {
    for (const other of others) ask(other, 'nothing');
  }
  if (!isEnough()) {
    const isLikely = (words: readonly ReadWord[]): boolean => words.every(({ word }) => isLikelyWord(word));
    const likely = [...readings.filter(isLikely), ...readings.slice(0, 1).filter((words) => !isLikely(words))];
    for (const forgiving of ['typed', 'meant'] as const) {
      for (const words of likely) {
        if (isMeant() || ((forgiving === 'meant' || !isLikely(words)) && seen.least < ONE_MISTAKE)) break;
        if (
          words.some(
            ({ word }) => mostMistakes(word, forgiving) > (forgiving === 'meant' ? mostMistakes(word, 'typed') : 0),
          )
        ) {
          ask(words, forgiving);
        }
      }
    }
    if (seen.least >= ONE_MISTAKE) {
      for (const words of likely.filter((one) => !one.some(({ isAmongOthers }) => isAmongOthers)).flatMap(respaced))
        ask(words, 'nothing', COSTS.otherSpaces, true);
    }
  }
  if (asTyped !== undefined && !isEnough()) {
    const telling = withoutLegalForms(asTyped);
    const chunks = [...new Set(telling.map(({ chunk }) => chunk))];
    for (let count = 1; count <= Math.min(3, chunks.length - 2) && found.size === 0; count += 1) {
      for (const kept of subsets(chunks, chunks.length - count)) {
        ask(
          telling.filter(({ chunk }) => kept.includes(chunk)),
          'typed',
          count * COSTS.leftOut,
        );
      }
    }
  }
  const keys = [...found.keys()].sort((a, b) => compare(people, found, a, b));
  return { keys, costs: found, asked };
}

/** Every choice of so many words, in their order. */
function subsets<Word>(words: readonly Word[], size: number): readonly (readonly Word[])[] {
  const all = Array.from({ length: 2 ** words.length }, (_, bits) => words.filter((__, at) => (bits >> at) % 2 === 1));
  return all.filter((some) => some.length === size);
}

/** What somebody costs by what was asked for before; null when they are not found by it. */
export function costByPlan(known: Known, asked: readonly Reading[]): number | null {
  const least = Math.min(
    ...asked.map(({ words, forgiving, extra }) => costOf(known, words, forgiving) + extra),
    Infinity,
  );
  return least === Infinity ? null : least;
}

/** As far as it is not chance: cost, arrival, priority. */
export function rankOf({ place }: Known, cost: number): readonly number[] {
  return [cost, place.hasArrived ? 1 : 0, -place.weight];
}

function compare(people: ReadonlyMap<number, Known>, costs: ReadonlyMap<number, number>, a: number, b: number): number {
  const [first, second] = [people.get(a), people.get(b)];
  if (first === undefined || second === undefined) throw new Error('nobody');
  const [ranks, others] = [rankOf(first, costs.get(a) ?? 0), rankOf(second, costs.get(b) ?? 0)];
  for (const [at, rank] of ranks.entries()) if (rank !== others[at]) return rank - (others[at] ?? 0);
  return 0;
}

function costOf({ text }: Known, words: readonly ReadWord[], forgiving: Forgiving): number {
  return words.reduce((sum, word) => sum + leastOf(text, word, forgiving), 0);
}

function leastOf(text: PersonText, typed: ReadWord, forgiving: Forgiving): number {
  // an Id is found by digits alone, not by what sounds as digits
  const places = placesOf(text).filter(([field]) => field !== 'id' || /^\d+$/.test(typed.word));
  const costs = places.map(([field, word]) => fitOf(typed, word, forgiving) + FIELD_COSTS[field]);
  if (typed.phone !== null && hasDigits(text.phone, typed.phone)) costs.push(COSTS.phone);
  return Math.min(...costs, Infinity);
}

function placesOf(text: PersonText): readonly (readonly [Field, string])[] {
  const places: (readonly [Field, string])[] = [];
  const add = (field: Field, words: readonly string[]): void => {
    for (const word of words) places.push([field, word]);
  };
  const addName = (field: Field, name: string, part: Field): void => {
    const words = wordsOf(name);
    const isDouble = words.length > 1 && name.includes('-');
    add(isDouble ? part : field, words);
    if (words.length > 1 && field === 'lastName') add(field, [codeOf(name)]);
    if (isDouble)
      add(
        field,
        name
          .split(/\s+/)
          .filter((one) => one.includes('-'))
          .map(codeOf),
      );
  };
  for (const name of text.lastNames) addName('lastName', name, 'doubleName');
  for (const name of text.firstNames) addName('firstName', name, 'firstName');
  for (const name of text.fatherNames) addName('fatherName', name, 'fatherName');
  if (text.id !== null) add('id', [String(text.id)]);
  add('code', text.codes.filter((code) => code !== '').map(codeOf));
  add('email', wordsOf(text.email));
  for (const company of text.companies) add('company', wordsOf(company));
  for (const position of text.positions) add('position', wordsOf(position));
  return places;
}

function fitOf(typed: ReadWord, known: string, forgiving: Forgiving): number {
  const { word } = typed;
  const extra = typed.isSwapped ? COSTS.swapped + (typed.isAmongOthers ? COSTS.swappedAmong : 0) : 0;
  const skeleton = skeletonOf(known);
  const isLetters = !isDigits(word);
  const { primary, sounds, starts, forms, begun } = soundOf(word);
  const isLatinForCyrillic = isCyrillic(word) && !isCyrillic(known);
  const all = ({ own, inLatin }: Sounds): readonly string[] => (isLatinForCyrillic ? [...own, ...inLatin] : own);
  if (known === word) return COSTS.asWritten + extra;
  if (skeleton === primary) {
    const plain = (text: string): string => text.replaceAll('й', 'и');
    const isSpelling = isCyrillic(word) && isCyrillic(known) && plain(word) !== plain(known);
    const other = alignment(word, known) <= 1 ? COSTS.otherSpelling : COSTS.otherLetters;
    return (isSpelling ? other : COSTS.bySound) + extra;
  }
  if (all(sounds).includes(skeleton)) return COSTS.bySound + COSTS.otherReading + extra;
  if (forms.includes(skeleton)) return COSTS.otherForm + extra;
  if (typed.isWhole && forgiving === 'nothing') return Infinity;
  const isWrittenOut = !typed.isLast && word.length >= 5 && isLetters;
  if (known.startsWith(word)) return (isWrittenOut ? COSTS.brokenOff : COSTS.beginning) + extra;
  if (all(starts).some((start) => skeleton.startsWith(start))) {
    return (isCyrillic(word) === isCyrillic(known) ? COSTS.otherLetters : COSTS.beginningBySound) + extra;
  }
  if (begun.has(skeleton)) return COSTS.otherFormBeginning + extra;
  return mistakenFit(typed, known, forgiving) + extra;
}

interface Heard {
  readonly primary: string;
  readonly sounds: Sounds;
  readonly starts: Sounds;
  readonly forms: readonly string[];
  /** Other forms of names that the word begins. */
  readonly begun: ReadonlySet<string>;
}

const heard = new Map<string, Heard>();

/** What does not depend on whom the word is held against. */
function soundOf(word: string): Heard {
  const before = heard.get(word);
  if (before !== undefined) return before;
  const single: Sounds = { own: [word], inLatin: [] };
  const hasNoSound = isDigits(word) || isHeldDown(word);
  const sounds = hasNoSound ? single : skeletonsOf(word);
  const starts = hasNoSound ? single : beginningsOf(word);
  const begun = [...knownForms()].filter(
    (form) => word.length >= 3 && starts.own.some((start) => form.startsWith(start)),
  );
  const all: Heard = {
    primary: hasNoSound ? word : skeletonOf(word),
    sounds,
    starts,
    forms: sounds.own.flatMap((one) => [...otherForms(one)]),
    begun: new Set(begun.flatMap((form) => [...otherForms(form)])),
  };
  heard.set(word, all);
  return all;
}

function mistakenFit({ word, isSwapped }: ReadWord, known: string, forgiving: Forgiving): number {
  const most = mostMistakes(word, forgiving);
  if (most === 0) return Infinity;
  const nominatives = nominativesOf(word).map(skeletonOf);
  const cases = [...nominatives, ...nominatives.flatMap((one) => [...otherForms(one)])];
  if (cases.includes(skeletonOf(known))) return COSTS.otherCase;
  if (isDigits(known)) return Infinity;
  const others =
    forgiving === 'meant' || isSwapped || isDigits(word) || isCyrillic(word) || hasOneSound(word)
      ? []
      : otherReadings(word)
          .slice(0, 2)
          .filter((one) => !hasOneSound(one));
  return Math.min(
    mistakenReading(word, word, known, forgiving),
    ...others.map((reading) => mistakenReading(reading, word, known, forgiving) + COSTS.otherReading),
  );
}

const mistaken = new Map<string, number>();

function mistakenReading(word: string, asTyped: string, known: string, forgiving: Forgiving): number {
  const name = [word, asTyped, known, forgiving].join('\t');
  const cost = mistaken.get(name) ?? costOfMistakes(word, asTyped, known, forgiving);
  mistaken.set(name, cost);
  return cost;
}

function costOfMistakes(word: string, asTyped: string, known: string, forgiving: Forgiving): number {
  const most = mostMistakes(asTyped, forgiving);
  const bySound = nearest(skeletonOf(word), skeletonOf(known), most);
  const byLetters = !isCyrillic(word)
    ? nearest(plainLatinOf(word), plainLatinOf(known), most)
    : isCyrillic(known)
      ? nearest(word, known, most)
      : { whole: most + 1, beginning: most + 1 };
  const whole = Math.min(bySound.whole, byLetters.whole);
  const beginning = Math.min(bySound.beginning, byLetters.beginning);
  const typedMost = mostMistakes(asTyped, 'typed');
  const meantMost = forgiving === 'meant' ? roomIn(known.length) : 0;
  const cost = Math.min(
    whole <= Math.min(most, Math.max(typedMost, meantMost)) ? whole * COSTS.mistake : Infinity,
    beginning <= typedMost ? beginning * COSTS.mistake + COSTS.mistakenBeginning : Infinity,
  );
  const isOtherFirst = skeletonOf(known)[0] !== skeletonOf(word)[0];
  const isBySound = byLetters.whole > whole && byLetters.beginning > beginning;
  return cost + (isOtherFirst ? COSTS.otherFirstLetter : 0) + (isBySound ? COSTS.mistakenSound : 0);
}

function roomIn(length: number): number {
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

function mostMistakes(word: string, forgiving: Forgiving): number {
  if (forgiving === 'nothing' || /\d/.test(word) || hasOneSound(word)) return 0;
  const typed = roomIn(word.length);
  if (forgiving === 'typed') return typed;
  return Math.max(typed, roomIn(word.length + 1) > 0 ? 1 : 0, roomIn(word.length + 2) > 1 ? 2 : 0);
}

/** Distances farther than `most` are `most + 1`. */
function nearest(typed: string, known: string, most: number) {
  const far = most + 1;
  const cut = typed.slice(0, 40);
  const distances = Array.from({ length: known.length + 1 }, (_, length) => alignment(cut, known.slice(0, length)));
  return { whole: Math.min(far, distances.at(-1) ?? far), beginning: Math.min(far, ...distances) };
}

/** Optimal string alignment with the whole matrix. */
export function alignment(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, y) =>
    Array.from({ length: b.length + 1 }, (__, x) => (y === 0 ? x : x === 0 ? y : 0)),
  );
  const at = (y: number, x: number): number => table[y]?.[x] ?? Infinity;
  for (let y = 1; y <= a.length; y += 1) {
    for (let x = 1; x <= b.length; x += 1) {
      const same = a[y - 1] === b[x - 1] ? 0 : 1;
      const isSwap = y > 1 && x > 1 && a[y - 1] === b[x - 2] && a[y - 2] === b[x - 1];
      const row = table[y];
      if (row !== undefined) {
        row[x] = Math.min(
          at(y - 1, x) + 1,
          at(y, x - 1) + 1,
          at(y - 1, x - 1) + same,
          isSwap ? at(y - 2, x - 2) + 1 : Infinity,
        );
      }
    }
  }
  return at(a.length, b.length);
}

function isDigits(word: string): boolean {
  return /^\d/.test(word);
}

function isCyrillic(word: string): boolean {
  return /^[\u0400-\u052f]/.test(word);
}

function hasDigits(phone: string, part: { readonly digits: string; readonly start: string }): boolean {
  const digits = phone.replace(/\D/g, '');
  const isOwn = !phone.trim().startsWith('+');
  const dialled =
    isOwn && digits.length === 11 && digits.startsWith('8')
      ? `7${digits.slice(1)}`
      : isOwn && digits.length === 10
        ? `7${digits}`
        : digits;
  return dialled.includes(part.digits) || dialled.startsWith(part.start);
}
