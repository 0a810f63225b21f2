/** Keys of scanners and of people, with their times: what the tests of bursts are made of. */
import fc from 'fast-check';
import type { Press } from '../../../shared/scan/burst.ts';
import { pressOf } from '../../../shared/scan/keys.ts';

const AMERICAN = '`1234567890-=qwertyuiop[]asdfghjkl;\'\\zxcvbnm,./~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"|ZXCVBNM<>?';
const RUSSIAN = 'ё1234567890-=йцукенгшщзхъфывапролджэ\\ячсмитьбю.Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭ/ЯЧСМИТЬБЮ,';
export type Layout = 'en' | 'ru';

const BASE = { ctrl: false, alt: false, repeat: false, shift: false };

/** The key that writes a sign of a US keyboard, as the browser tells of it under a layout. */
export function keyFor(sign: string, at: number, layout: Layout = 'en'): Press {
  const press = pressOf(sign);
  if (press === null) throw new Error(`no key writes ${sign}`);
  const key = layout === 'en' ? sign : (RUSSIAN[AMERICAN.indexOf(sign)] ?? sign);
  return { ...BASE, ...press, key, at };
}

export function named(key: string, at: number, more: Partial<Press> = {}): Press {
  return { ...BASE, code: key, key, at, ...more };
}

/** A text at a steady or a given pace. `gaps[i]` is before the i-th sign. */
export function typeText(text: string, gaps: number | readonly number[], from = 0, layout: Layout = 'en'): Press[] {
  let at = from;
  return Array.from(text, (sign, index) => {
    at += typeof gaps === 'number' ? gaps : (gaps[index] ?? 10);
    return keyFor(sign, at, layout);
  });
}

/**
 * A person: at a speed from 3 to 12 keys a second, each gap shorter or longer than that, and now and then a key that rolls over the
 * one before, which the next one makes up for.
 */
export const personGaps = fc
  .record({
    speed: fc.double({ min: 3, max: 12, noNaN: true }),
    keys: fc.array(
      fc.record({
        jitter: fc.double({ min: 0.55, max: 2.2, noNaN: true }),
        rolls: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
        roll: fc.double({ min: 3, max: 45, noNaN: true }),
      }),
      { minLength: 1, maxLength: 40 },
    ),
  })
  .map(({ speed, keys }) => {
    const usual = 1000 / speed;
    let rolled = 0;
    return keys.map(({ jitter, rolls, roll }) => {
      const gap = rolls && rolled === 0 ? roll : usual * jitter + rolled;
      rolled = rolls && rolled === 0 ? usual - roll : 0;
      return Math.max(3, gap);
    });
  });

/** Everything that a scanner can send by one key. */
export const usText = fc.string({ unit: fc.constantFrom(...Array.from(AMERICAN), ' '), minLength: 6, maxLength: 60 });
