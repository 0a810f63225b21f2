/** Phone numbers: digits only. A Russian number is +7 and ten digits, and is also written with 8 or 7 in front or with neither. */

export interface PhonePart {
  readonly digits: string;
  /** What a number that is meant so begins with: 8 is how Russians dial their own 7. */
  readonly start: string;
}

export const SHORTEST_PHONE_PART = 3;
/** Long enough to be nothing else; or the beginning of a Russian number. */
const PHONE = /^(?:[+\d][\d\s()+-]{4,}|(?:\+?7|8)[\d\s()-]*)$/;
/** A word that can be part of a number. */
export const PHONE_WORD = /^\+?\d+$/;

export function isPhone(text: string): boolean {
  return PHONE.test(text);
}

export function phoneDigits(phone: string): string {
  const digits = digitsOf(phone);
  if (phone.trim().startsWith('+')) return digits;
  if (digits.length === 11 && digits.startsWith('8')) return `7${digits.slice(1)}`;
  return digits.length === 10 ? `7${digits}` : digits;
}

/** Null for so few digits that they say nothing. */
export function readPhonePart(typed: string): PhonePart | null {
  const digits = digitsOf(typed);
  if (digits.length < SHORTEST_PHONE_PART) return null;
  return { digits, start: typed.startsWith('8') ? `7${digits.slice(1)}` : digits };
}

export function hasPhonePart(phone: string, part: PhonePart): boolean {
  return phone.includes(part.digits) || phone.startsWith(part.start);
}

/** Where the digits of a text stand. */
export function digitPlaces(text: string): readonly number[] {
  return [...text.matchAll(/\d/g)].map(({ index }) => index);
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/** Numbers by every three digits in a row. */
export class PhoneBook {
  readonly #lists: number[][] = Array.from({ length: 1000 }, () => []);

  add(slot: number, phone: string): void {
    for (let at = 0; at + SHORTEST_PHONE_PART <= phone.length; at += 1) {
      const list = this.#lists[threeAt(phone, at)];
      if (list !== undefined && list.at(-1) !== slot) list.push(slot);
    }
  }

  /** Slots whose number may have these digits; each may come more than once. */
  mayHave(part: PhonePart): readonly number[] {
    const inside = this.#rarest(part.digits);
    return part.start === part.digits ? inside : [...inside, ...this.#rarest(part.start)];
  }

  #rarest(digits: string): readonly number[] {
    let rarest: readonly number[] | null = null;
    for (let at = 0; at + SHORTEST_PHONE_PART <= digits.length; at += 1) {
      const list = this.#lists[threeAt(digits, at)] ?? [];
      if (rarest === null || list.length < rarest.length) rarest = list;
    }
    return rarest ?? [];
  }
}

function threeAt(digits: string, at: number): number {
  return (digits.charCodeAt(at) - 48) * 100 + (digits.charCodeAt(at + 1) - 48) * 10 + digits.charCodeAt(at + 2) - 48;
}
