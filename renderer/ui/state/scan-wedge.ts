/**
 * Scanners that are keyboards, on every screen and whatever has the focus. Keys are seen before anybody else sees them. What
 * writes into a text field is let through, since a person may be typing, and taken out again when it was a scanner
 * (scan-fields.ts); what would do something (Enter, Tab, a space on a button, a letter on a list of choices) is held back as soon
 * as the keys come too fast for a person. What is a burst is told by shared/scan/burst.ts, and whether it is taken by taking.ts.
 */
import { BurstReader, STUTTER_MS, type Burst } from '../../../shared/scan/burst.ts';
import { isWithin } from '../../../shared/scan/pace.ts';
import { hasPrefix, isCode, isSure, listStarts, readFirst, readScan } from '../../../shared/scan/reading.ts';
import type { Scanner } from '../../../shared/scan/settings.ts';
import { isTaken } from '../../../shared/scan/taking.ts';
import { isEditable, isSearchBox } from './focus.ts';
import { putFieldsBack, rememberFields, typeAhead, type BeforeKey } from './scan-fields.ts';

/** `setup`: no event is open, and nothing but its code is taken. */
export type WedgeMode = 'desk' | 'setup' | 'off';

export interface WedgeOwner {
  mode(): WedgeMode;
  scanner(): Scanner;
  /** @param texts the same keys as the scanner meant them, and as the layout has read them */
  onScan(texts: readonly string[], place: BeforeKey['place']): void;
}

/** A pause is over when no key has come for so long, and none waits to be heard. */
const PAUSE_MS = STUTTER_MS + 10;
/** A person who wants to press the button that has the focus writes nothing on it just before: that was a scanner, if a slow one. */
const STRAY_MS = 200;
/** Letters of a list of choices wait so long for another one. */
const HELD_MS = 110;
/** Letters of a list of choices that follow each other within so long are one word. */
const WORD_MS = 1000;

/** @returns a function that ends it */
export function followWedge(target: Window, owner: WedgeOwner): () => void {
  const wedge = new Wedge(target, owner);
  const down = (event: KeyboardEvent): void => wedge.press(event);
  const up = (event: KeyboardEvent): void => wedge.release(event);
  const paste = (event: ClipboardEvent): void => wedge.paste(event);
  target.addEventListener('keydown', down, true);
  target.addEventListener('keyup', up, true);
  target.addEventListener('paste', paste, true);
  return () => {
    target.removeEventListener('keydown', down, true);
    target.removeEventListener('keyup', up, true);
    target.removeEventListener('paste', paste, true);
    wedge.end();
  };
}

class Wedge {
  readonly #target: Window;
  readonly #owner: WedgeOwner;
  readonly #reader: BurstReader;
  #scanner: Scanner | null = null;
  /** By the number of the press. */
  #before = new Map<number, BeforeKey>();
  #lastAt = 0;
  /** When a sign was last pressed where nothing is written. */
  #strayAt = -Infinity;
  #timer: number | undefined;
  #held: { readonly select: HTMLSelectElement; readonly text: string } | null = null;
  #heldTimer: number | undefined;
  #word: { readonly select: HTMLSelectElement; readonly text: string; readonly at: number } | null = null;

  constructor(target: Window, owner: WedgeOwner) {
    this.#target = target;
    this.#owner = owner;
    this.#reader = new BurstReader(this.#options(owner.scanner()));
  }

  press(event: KeyboardEvent): void {
    const isStrayEnd = this.#isStrayEnd(event);
    if (this.#owner.mode() === 'off') {
      if (isStrayEnd) swallow(event);
      return;
    }
    this.#followSettings();
    if (event.isComposing) {
      this.#reader.forget();
      return;
    }
    this.#before.set(this.#reader.presses, rememberFields(event.target));
    this.#lastAt = event.timeStamp;
    const verdict = this.#reader.press({
      code: event.code,
      key: event.key,
      shift: event.shiftKey,
      ctrl: event.ctrlKey,
      alt: event.altKey || event.metaKey,
      repeat: event.repeat,
      at: event.timeStamp,
    });
    switch (verdict.kind) {
      case 'none':
        break;
      case 'tail':
        swallow(event);
        break;
      case 'typing':
        if (!this.#hold(event) && isStrayEnd) swallow(event);
        break;
      case 'likely':
        if (!this.#hold(event) && !isWriting(event)) swallow(event);
        break;
      case 'end':
        if (this.#take(verdict.burst)) swallow(event);
        else {
          this.#reader.forget();
          if (isStrayEnd) swallow(event);
        }
        break;
    }
    this.#goOn();
  }

  /** Alt codes are a sign when Alt is let go. */
  release(event: KeyboardEvent): void {
    if (event.key !== 'Alt' || this.#owner.mode() === 'off') return;
    this.#before.set(this.#reader.presses, rememberFields(event.target));
    this.#lastAt = event.timeStamp;
    this.#reader.releaseAlt(event.timeStamp);
    this.#goOn();
  }

  /** A code that is pasted where a search is written, or where nothing is, is a scan. */
  paste(event: ClipboardEvent): void {
    if (this.#owner.mode() !== 'desk' || (isEditable(event.target) && !isSearchBox(event.target))) return;
    const text = event.clipboardData?.getData('text') ?? '';
    if (!isSure(readScan(text, this.#owner.scanner()))) return;
    swallow(event);
    this.#owner.onScan([text], 'none');
  }

  end(): void {
    this.#target.clearTimeout(this.#timer);
    this.#target.clearTimeout(this.#heldTimer);
  }

  /** @returns whether it was a scan, and is one now */
  #take(burst: Burst): boolean {
    const keys = [...this.#before].filter(([number]) => number >= burst.first).map(([, before]) => before);
    const place = keys[0]?.place ?? 'none';
    const scanner = this.#owner.scanner();
    const texts = burst.text === burst.typed ? [burst.text] : [burst.text, burst.typed];
    const reading = readFirst(texts, scanner);
    const began = texts.some((text) => hasPrefix(text, scanner.prefix));
    const { ended } = burst;
    const taken =
      this.#owner.mode() === 'setup'
        ? reading.kind === 'account'
        : isTaken({ reading, ended, place, endKey: scanner.endKey, hasPrefix: began });
    if (!taken) return false;
    this.#held = null;
    this.#reader.take(this.#lastAt);
    // What found nobody in the search box may stay there to be read; scan.ts puts it in again.
    putFieldsBack(keys);
    this.#before.clear();
    this.#owner.onScan(texts, place);
    return true;
  }

  /** Enter after signs on a button, where they do nothing (a dialog, the sign-in): nobody has meant to press it. */
  #isStrayEnd(event: KeyboardEvent): boolean {
    if (isEditable(event.target)) return false;
    if (event.key.length === 1 && event.key !== ' ') this.#strayAt = event.timeStamp;
    return (event.key === 'Enter' || event.key === ' ') && isWithin(event.timeStamp - this.#strayAt, STRAY_MS);
  }

  /** Prunes what is no longer needed, and waits for the pause that ends a code without an end. */
  #goOn(): void {
    const { first } = this.#reader;
    for (const number of this.#before.keys()) {
      if (number >= first) break;
      this.#before.delete(number);
    }
    this.#target.clearTimeout(this.#timer);
    if (first === this.#reader.presses) return;
    const asked = this.#reader.presses;
    this.#timer = this.#target.setTimeout(() => {
      // Keys that came while the page was busy are heard first.
      this.#timer = this.#target.setTimeout(() => {
        const burst = this.#reader.presses === asked ? this.#reader.pause() : null;
        if (burst !== null) this.#take(burst);
      });
    }, PAUSE_MS);
  }

  /** A list of choices chooses by what is typed: it gets its letters when they are a person's. @returns whether it was held */
  #hold(event: KeyboardEvent): boolean {
    const { target } = event;
    const isLetter = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!(target instanceof HTMLSelectElement) || !isLetter) return false;
    swallow(event);
    this.#held = { select: target, text: (this.#held?.select === target ? this.#held.text : '') + event.key };
    this.#target.clearTimeout(this.#heldTimer);
    this.#heldTimer = this.#target.setTimeout(() => this.#letGo(), HELD_MS);
    return true;
  }

  #letGo(): void {
    const held = this.#held;
    this.#held = null;
    if (held === null || !held.select.isConnected) return;
    const { select } = held;
    const goesOn = this.#word?.select === select && this.#lastAt - this.#word.at <= WORD_MS;
    const text = (goesOn ? (this.#word?.text ?? '') : '') + held.text;
    this.#word = { select, text, at: this.#lastAt };
    typeAhead(select, text);
  }

  #followSettings(): void {
    const scanner = this.#owner.scanner();
    if (scanner === this.#scanner) return;
    this.#scanner = scanner;
    this.#reader.setOptions(this.#options(scanner));
  }

  #options(scanner: Scanner) {
    return {
      suffix: scanner.suffix,
      endKey: scanner.endKey,
      starts: listStarts(scanner),
      isCode: (text: string) => isCode(readScan(text, scanner)),
    };
  }
}

/** A letter into a text field, which is let through, or one that goes on to the search box. */
function isWriting(event: KeyboardEvent): boolean {
  const plain = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  return plain && (isEditable(event.target) || event.key !== ' ');
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
