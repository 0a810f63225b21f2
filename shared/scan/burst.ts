/**
 * Tells a scanner that is a keyboard from a person, by time alone. Pure: keys come in with their own times.
 *
 *   idle ──key──▶ run ──key within LINK──▶ run ──Enter, Tab, suffix, pause──▶ fast or known? ──yes──▶ burst
 *     ▲            │                                                                │ no
 *     └──── key that writes nothing, repeat, longer gap ◀──────────────────────────┘ it was a person
 *
 * Invariant: a person is never taken for a scanner. A run is *fast* when it has six keys or more, the median of its gaps is at most
 * 35 ms and their mean at most 40 ms (25 keys a second, kept up: people reach 12, and more only for two or three keys that roll
 * over each other), or four keys, its end among them, with no gap over 20 ms (a number may do without an end). A slower run (to 70 ms) counts only when it begins as
 * nothing but a code begins. A key that repeats because it is held ends the run; so does a run of one key only.
 *
 * The reader only says what a run is. Whether it is taken out of a field is for others to decide (taking.ts), since by then the
 * keys have been typed.
 */
import { readControl, readSign } from './keys.ts';
import { FAST_MEDIAN_MS, gapsOf, isFast, isShort, isWithin, median, SHORT_KEYS, type Sign } from './pace.ts';

export interface Press {
  /** `KeyboardEvent.code` and `.key`. */
  readonly code: string;
  readonly key: string;
  readonly shift: boolean;
  readonly ctrl: boolean;
  /** Alt or Meta. */
  readonly alt: boolean;
  readonly repeat: boolean;
  /** When the key went down: milliseconds of any clock. */
  readonly at: number;
}

export type End = 'enter' | 'tab' | 'suffix' | 'pause';

export interface Burst {
  /** By the places of the keys, and as the computer's layout has read them. */
  readonly text: string;
  readonly typed: string;
  readonly ended: End;
  /** The number of its first press, as `press` counts them from 0. */
  readonly first: number;
}

export type Verdict =
  /** Nothing to do with a run: a modifier alone. */
  | { readonly kind: 'none' }
  /** As far as can be told, a person. */
  | { readonly kind: 'typing' }
  /** A scanner in the middle of a code: what is not a letter in a field should do nothing. */
  | { readonly kind: 'likely' }
  /** The key ended a burst, and is part of it. */
  | { readonly kind: 'end'; readonly burst: Burst }
  /** Ends a code that has been taken already. */
  | { readonly kind: 'tail' };

export interface BurstOptions {
  readonly suffix: string;
  /** Which key ends a code; the other one is then a sign in it. */
  readonly endKey: 'any' | 'enter' | 'tab' | 'none';
  /** Beginnings that only codes have, in any case: a slow scanner is known by them. */
  readonly starts: readonly string[];
  /** The text reads as a code: tells where it began, when a person's key came just before. */
  readonly isCode: (text: string) => boolean;
}

/** Longer than a scanner takes from one key to the next; a fast one that stutters (Bluetooth) is given more. Milliseconds. */
export const LINK_MS = 100;
export const STUTTER_MS = 150;
/** How long after a code its Enter or Tab may still come, or come once more (CR and LF). */
const TAIL_MS = 300;
const SLOW_MEDIAN_MS = 70;
/** Signs of a known beginning from which on a slow run is likely a scanner. */
const SLOW_KEYS = 6;
const MOST_SIGNS = 8000;

const MODIFIERS = /^(?:Shift|Control|Alt|Meta|CapsLock|NumLock|Fn)/;
const NONE: Verdict = { kind: 'none' };
const TYPING: Verdict = { kind: 'typing' };
const LIKELY: Verdict = { kind: 'likely' };

export class BurstReader {
  #options: BurstOptions;
  #run: Sign[] = [];
  #presses = 0;
  /** The last sign or digit of an Alt code: gaps are counted from it. */
  #lastAt = -Infinity;
  #taken = -Infinity;
  #altDigits = '';

  constructor(options: BurstOptions) {
    this.#options = options;
  }

  setOptions(options: BurstOptions): void {
    this.#options = options;
  }

  /** How many presses have been counted; the next one gets this number. */
  get presses(): number {
    return this.#presses;
  }

  /** The number of the first press of the run that goes on; what was before it can be forgotten. */
  get first(): number {
    return this.#run[0]?.number ?? this.#presses;
  }

  press(press: Press): Verdict {
    const number = this.#presses++;
    if (MODIFIERS.test(press.code) || MODIFIERS.test(press.key)) return NONE;
    const isEnd = ['Enter', 'NumpadEnter', 'Tab'].includes(press.code) || ['Enter', 'Tab'].includes(press.key);
    if (isWithin(press.at - this.#taken, TAIL_MS) && (isEnd || (press.ctrl && /^Key[JM]$/.test(press.code)))) {
      return { kind: 'tail' };
    }
    this.#taken = -Infinity;
    if (!isWithin(press.at - this.#lastAt, this.#link())) this.forget();
    if (press.repeat) return this.#giveUp();
    // AltGr is Ctrl and Alt: what another layout writes by it.
    const altGr = press.alt && press.ctrl && press.key.length === 1;
    if (altGr) return this.#add({ number, at: press.at, text: press.key, typed: press.key, code: press.code });
    if (press.alt) return this.#pressAlt(press);
    const control = press.ctrl ? readControl(press.code) : null;
    const enter = press.key === 'Enter' || press.code === 'NumpadEnter' || control === '\n' || control === '\r';
    const tab = press.key === 'Tab' || control === '\t';
    if (enter || tab) return this.#pressEnd(enter ? 'enter' : 'tab', press, number);
    if (press.ctrl || /^F\d+$/.test(press.key)) {
      // Separators come as Ctrl with a key, or as a function key.
      if (!this.#isLikely()) return this.#giveUp();
      const sign = control ?? '\u001d';
      return this.#add({ number, at: press.at, text: sign, typed: sign, code: press.code });
    }
    const text = readSign(press.code, press.key, press.shift);
    if (text === null) return this.#giveUp();
    const typed = press.key.length === 1 ? press.key : text;
    return this.#add({ number, at: press.at, text, typed, code: press.code });
  }

  /** Alt went up: the digits that were pressed meanwhile on the numpad are one sign (Alt+0126 is «~»). */
  releaseAlt(at: number): Verdict {
    const digits = this.#altDigits;
    this.#altDigits = '';
    const value = Number(digits);
    if (digits === '' || value < 32 || value > 126) return NONE;
    const sign = String.fromCharCode(value);
    return this.#add({ number: this.#presses++, at, text: sign, typed: sign, code: `Alt${digits}` });
  }

  /** No key has come for a while. @returns what there is by now, if it is a scanner's; keys that still come may go on with it */
  pause(): Burst | null {
    return this.#read('pause', null);
  }

  /** The burst has been taken: its Enter or Tab that is still to come belongs to it. @param at of its last press */
  take(at: number): void {
    this.forget();
    this.#taken = at;
  }

  forget(): void {
    this.#run = [];
    this.#lastAt = -Infinity;
  }

  #giveUp(): Verdict {
    this.forget();
    return TYPING;
  }

  #link(): number {
    return this.#isLikely() ? STUTTER_MS : LINK_MS;
  }

  #pressAlt(press: Press): Verdict {
    const digit = /^Numpad(\d)$/.exec(press.code)?.[1];
    if (digit === undefined) return this.#giveUp();
    this.#altDigits = (this.#altDigits + digit).slice(-4);
    this.#lastAt = press.at;
    return this.#isLikely() ? LIKELY : NONE;
  }

  #pressEnd(end: 'enter' | 'tab', press: Press, number: number): Verdict {
    const { endKey } = this.#options;
    const ends = endKey === 'any' || endKey === 'none' || endKey === end;
    const wholeText = this.#run.map(({ text }) => text).join('');
    if (ends && !isUnfinished(wholeText)) {
      const burst = this.#read(end, press.at);
      if (burst === null) return this.#giveUp();
      return { kind: 'end', burst };
    }
    if (!this.#isLikely()) return this.#giveUp();
    const sign = end === 'enter' ? '\n' : '\t';
    return this.#add({ number, at: press.at, text: sign, typed: sign, code: press.code });
  }

  #add(sign: Sign): Verdict {
    this.#run.push(sign);
    this.#lastAt = sign.at;
    if (this.#run.length > MOST_SIGNS) this.#run.shift();
    const { suffix } = this.#options;
    if (suffix !== '' && this.#run.length > suffix.length) {
      const end = this.#run.slice(-suffix.length).map(({ text }) => text);
      const burst = end.join('') === suffix ? this.#read('suffix', null) : null;
      if (burst !== null) return { kind: 'end', burst };
    }
    return this.#isLikely() ? LIKELY : TYPING;
  }

  /** Surely no person, as far as the last keys tell. */
  #isLikely(): boolean {
    const run = this.#run;
    const gaps = gapsOf(run.slice(-SHORT_KEYS));
    if (gaps.length >= SHORT_KEYS - 1 && gaps.every((gap) => gap <= FAST_MEDIAN_MS)) return true;
    return run.length >= SLOW_KEYS && this.#isKnownSlow(run);
  }

  #read(ended: End, endAt: number | null): Burst | null {
    const run = this.#run;
    const whole = this.#measure(run, endAt) ? toBurst(run, ended) : null;
    if (whole !== null && (this.#options.isCode(whole.text) || this.#options.isCode(whole.typed))) return whole;
    // A person's keys just before: the code begins after a longer gap. Before it, a scanner's would be the same text, stuttering.
    for (let from = 1; from < run.length; from += 1) {
      const before = run[from - 1];
      const sign = run[from];
      if (before === undefined || sign === undefined || sign.at - before.at <= FAST_MEDIAN_MS) continue;
      if (isFast(run.slice(0, from), null)) break;
      const rest = run.slice(from);
      if (!this.#measure(rest, endAt)) continue;
      const burst = toBurst(rest, ended);
      if (this.#options.isCode(burst.text) || this.#options.isCode(burst.typed)) return burst;
    }
    return whole;
  }

  #measure(run: readonly Sign[], endAt: number | null): boolean {
    return isFast(run, endAt) || isShort(run, endAt) || this.#isKnownSlow(run);
  }

  #isKnownSlow(run: readonly Sign[]): boolean {
    if (run.length < SLOW_KEYS || median(gapsOf(run)) > SLOW_MEDIAN_MS) return false;
    const text = startOf(run, ({ text }) => text);
    const typed = startOf(run, ({ typed }) => typed);
    return this.#options.starts.some((start) => {
      const wanted = start.toLowerCase();
      return [text, typed].some(
        (one) => one.startsWith(wanted) || (one.length < wanted.length && wanted.startsWith(one)),
      );
    });
  }
}

/** The first signs in small letters, without the prefix that says what kind of code it is (`]Q1`). */
function startOf(run: readonly Sign[], read: (sign: Sign) => string): string {
  return run
    .slice(0, 40)
    .map(read)
    .join('')
    .replace(/^\][a-z][0-9a-z]/i, '')
    .toLowerCase();
}

function toBurst(run: readonly Sign[], ended: End): Burst {
  return {
    text: run.map(({ text }) => text).join(''),
    typed: run.map(({ typed }) => typed).join(''),
    ended,
    first: run[0]?.number ?? 0,
  };
}

/** A card of several lines whose end has not come: the Enter between two lines ends nothing. */
function isUnfinished(text: string): boolean {
  const kind = /^(?:\][a-z][0-9a-z])?BEGIN:([a-z]+)/i.exec(text)?.[1];
  return kind !== undefined && !text.toUpperCase().includes(`END:${kind.toUpperCase()}`);
}
