/** Scanner or person: told by times alone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BurstReader, type Burst, type BurstOptions, type Press } from '../../../shared/scan/burst.ts';
import { isCode, listStarts, NO_OPTIONS, readScan } from '../../../shared/scan/reading.ts';
import { keyFor, named, personGaps, typeText, usText, type Layout } from './keyboard.ts';

const OPTIONS: BurstOptions = {
  suffix: '',
  endKey: 'any',
  starts: listStarts(NO_OPTIONS),
  isCode: (text) => isCode(readScan(text)),
};

function createReader(options: Partial<BurstOptions> = {}) {
  return new BurstReader({ ...OPTIONS, ...options });
}

/** Presses the keys. @returns the bursts that ended by a key, taken as they came */
function pressAll(reader: BurstReader, keys: readonly Press[]): readonly Burst[] {
  const bursts: Burst[] = [];
  for (const key of keys) {
    const verdict = reader.press(key);
    if (verdict.kind !== 'end') continue;
    bursts.push(verdict.burst);
    reader.take(key.at);
  }
  return bursts;
}

/** A scan, ended by a key. */
function scan(text: string, gap: number, end = 'Enter', from = 1000, layout: Layout = 'en'): readonly Press[] {
  const keys = typeText(text, gap, from, layout);
  return [...keys, named(end, (keys.at(-1)?.at ?? from) + gap)];
}

describe('a scanner', () => {
  it.each(['Enter', 'Tab', 'NumpadEnter'])('is read by the places of its keys, and ended by %s', (end) => {
    const [burst] = pressAll(createReader(), scan('~RUNETID#123$', 8, end, 0, 'ru'));
    expect(burst).toMatchObject({ text: '~RUNETID#123$', typed: 'ЁКГТУЕШВ№123;', first: 0 });
  });

  it('is recovered exactly, whatever it sends, at its own uneven pace, under any layout', () => {
    fc.assert(
      fc.property(
        usText,
        fc.array(fc.double({ min: 0, max: 34, noNaN: true }), { minLength: 60, maxLength: 60 }),
        fc.constantFrom<Layout>('en', 'ru'),
        (text, gaps, layout) => {
          const keys = typeText(text, gaps, 500, layout);
          const end = named('Enter', (keys.at(-1)?.at ?? 0) + 5);
          expect(pressAll(createReader(), [...keys, end]).map((burst) => burst.text)).toEqual([text]);
        },
      ),
    );
  });

  it('that stutters is still one code', () => {
    const gaps = Array.from({ length: 20 }, (_, index) => (index === 9 ? 140 : 8));
    const keys = typeText('https://a.example/77', gaps);
    const [burst] = pressAll(createReader(), [...keys, named('Enter', (keys.at(-1)?.at ?? 0) + 9)]);
    expect(burst?.text).toBe('https://a.example/77');
  });

  it('that stutters has sent one text: its last digits are nobody’s number', () => {
    const gaps = Array.from('3D Systems 2000', (_, index) => (index === 11 ? 80 : 2));
    const keys = typeText('3D Systems 2000', gaps);
    const [burst] = pressAll(createReader(), [...keys, named('Enter', (keys.at(-1)?.at ?? 0) + 2)]);
    expect(burst?.text).toBe('3D Systems 2000');
  });

  it('that is slow is known by how the code begins', () => {
    expect(pressAll(createReader(), scan('~RUNETID#123456$', 60))).toHaveLength(1);
    expect(pressAll(createReader(), scan('123456789', 60))).toHaveLength(0);
    const starts = listStarts({ ...NO_OPTIONS, prefix: 'QR!' });
    expect(pressAll(createReader({ starts }), scan('qr!123456789', 60))).toHaveLength(1);
  });

  it('sends four keys of a short number, its end among them', () => {
    expect(pressAll(createReader(), scan('512', 9)).map(({ text }) => text)).toEqual(['512']);
    expect(pressAll(createReader(), scan('51', 9))).toEqual([]);
    expect(pressAll(createReader(), scan('512', 30))).toEqual([]);
  });

  it('sends any short text by four keys, its end among them', () => {
    expect(pressAll(createReader(), scan('a=1', 9)).map(({ text }) => text)).toEqual(['a=1']);
    expect(pressAll(createReader(), scan('a=1', 30))).toEqual([]);
    const reader = createReader();
    pressAll(reader, typeText('bad=1', 9));
    expect(reader.pause()).toBeNull();
  });

  it('may read a number of one digit only', () => {
    expect(pressAll(createReader(), scan('7777777', 9)).map(({ text }) => text)).toEqual(['7777777']);
  });

  it('may press the numpad, or a keyboard that does not say which key it was', () => {
    const digits = Array.from('901234', (digit, index) =>
      named(digit, index * 9, { code: `Numpad${digit}`, key: digit }),
    );
    expect(pressAll(createReader(), [...digits, named('Enter', 60)])[0]?.text).toBe('901234');
    const nameless = Array.from('901234', (digit, index) => named(digit, index * 9, { code: '', key: digit }));
    expect(pressAll(createReader(), [...nameless, named('Enter', 60)])[0]?.text).toBe('901234');
  });

  it('has Caps Lock and Shift as it likes: keys that only change others are no part of it', () => {
    const keys = typeText('~RUNETID#5$', 9).flatMap((key) =>
      key.shift ? [named('Shift', key.at - 2, { code: 'ShiftLeft', shift: true }), key] : [key],
    );
    expect(pressAll(createReader(), [...keys, named('Enter', 120)])[0]?.text).toBe('~RUNETID#5$');
  });

  it('writes by Alt and digits', () => {
    const reader = createReader();
    let at = 0;
    for (const sign of '~RUNETID#12$') {
      for (const digit of String(sign.charCodeAt(0)).padStart(4, '0'))
        reader.press(named(digit, (at += 4), { code: `Numpad${digit}`, alt: true }));
      reader.releaseAlt((at += 4));
    }
    const verdict = reader.press(named('Enter', at + 10));
    expect(verdict).toMatchObject({ kind: 'end', burst: { text: '~RUNETID#12$' } });
  });

  it('sends separators as Ctrl with a key, or as a function key', () => {
    const keys = [
      ...typeText('123456', 8),
      named(']', 56, { code: 'BracketRight', ctrl: true }),
      named('F8', 64),
      named('Enter', 72),
    ];
    expect(pressAll(createReader(), keys)[0]?.text).toBe('123456\u001d\u001d');
  });

  it('ends by its suffix, and the Enter after it belongs to it', () => {
    const reader = createReader({ suffix: '%%' });
    const keys = typeText('123456%%', 8);
    expect(pressAll(reader, keys)).toMatchObject([{ text: '123456%%', ended: 'suffix' }]);
    expect(reader.press(named('Enter', 80)).kind).toBe('tail');
    expect(reader.press(named('Enter', 88)).kind).toBe('tail');
  });

  it('ends by a pause, and may go on after one that was none', () => {
    const reader = createReader();
    for (const key of typeText('~RUNETID#12', 8)) reader.press(key);
    expect(reader.pause()?.text).toBe('~RUNETID#12');
    for (const key of typeText('3$', 8, 90)) reader.press(key);
    expect(reader.pause()).toMatchObject({ text: '~RUNETID#123$', ended: 'pause', first: 0 });
  });

  it('sends a card of several lines as one', () => {
    const card = 'BEGIN:VCARD\nN:Zimorodkova;Ulyana\nUID:42\nEND:VCARD';
    const keys = Array.from(card, (sign, index) =>
      sign === '\n' ? named('Enter', index * 9) : keyFor(sign, index * 9),
    );
    const bursts = pressAll(createReader(), [...keys, named('Enter', card.length * 9)]);
    expect(bursts.map(({ text }) => text)).toEqual([card]);
  });

  it('that ends with Enter may have a Tab in its code', () => {
    const keys = [...typeText('123456', 8), named('Tab', 56), ...typeText('78', 8, 56), named('Enter', 80)];
    expect(pressAll(createReader({ endKey: 'enter' }), keys).map(({ text }) => text)).toEqual(['123456\t78']);
  });

  it('begins after a key that a person has just pressed', () => {
    const reader = createReader();
    const [burst] = pressAll(reader, [keyFor('h', 0), ...scan('~RUNETID#123$', 8, 'Enter', 60)]);
    expect(burst).toMatchObject({ text: '~RUNETID#123$', first: 1 });
  });

  it('is likely from the fourth key on, and at once of a known beginning', () => {
    const reader = createReader();
    expect(typeText('abcde', 9).map((key) => reader.press(key).kind)).toEqual([
      'typing',
      'typing',
      'typing',
      'likely',
      'likely',
    ]);
    const slow = createReader();
    expect(typeText('~RUNET', 60).map((key) => slow.press(key).kind)).toEqual([
      ...Array<string>(5).fill('typing'),
      'likely',
    ]);
  });

  it('reads one code after the other', () => {
    const reader = createReader();
    const keys = [
      ...scan('~RUNETID#1$', 8, 'Enter', 0),
      ...scan('abc#9!x', 8, 'Tab', 500),
      ...scan('222333', 8, 'Enter', 900),
    ];
    expect(pressAll(reader, keys).map(({ text }) => text)).toEqual(['~RUNETID#1$', 'abc#9!x', '222333']);
  });
});

describe('a person', () => {
  it('is never taken for a scanner, at any speed up to twelve keys a second', () => {
    fc.assert(
      fc.property(
        personGaps,
        fc.string({ unit: fc.constantFrom(...Array.from('abcdefgh123456 @.')), minLength: 40, maxLength: 40 }),
        fc.constantFrom('Enter', 'Tab'),
        fc.double({ min: 20, max: 200, noNaN: true }),
        (gaps, text, end, last) => {
          const reader = createReader();
          const keys = typeText(text.slice(0, gaps.length), gaps);
          for (const key of keys) {
            expect(reader.press(key).kind).not.toBe('end');
            expect(reader.pause()).toBeNull();
          }
          expect(reader.press(named(end, (keys.at(-1)?.at ?? 0) + last)).kind).toBe('typing');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is not when a number is typed on a numpad, two keys at a time', () => {
    const gaps = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? 120 : 12));
    const keys = typeText('891234567890', gaps).map((key) => ({ ...key, code: `Numpad${key.key}` }));
    expect(pressAll(createReader(), [...keys, named('Enter', 900)])).toEqual([]);
  });

  it('is not when a key is held', () => {
    const reader = createReader();
    for (let index = 0; index < 40; index += 1)
      expect(reader.press(named('a', index * 30, { code: 'KeyA', repeat: index > 0 })).kind).toBe('typing');
    expect(reader.press(named('Enter', 1230)).kind).toBe('typing');
  });

  it('is not when a key is held over a remote desktop, which does not say so', () => {
    const reader = createReader();
    for (let index = 0; index < 40; index += 1) reader.press(named('5', index * 30, { code: 'Digit5' }));
    expect(reader.pause()).toBeNull();
    expect(reader.press(named('Enter', 40 * 30 + 60)).kind).toBe('typing');
  });

  it('who corrects with Backspace or goes by arrows begins anew', () => {
    const reader = createReader();
    const keys = [...typeText('123', 9), named('Backspace', 36), ...typeText('45', 9, 36), named('Enter', 63)];
    expect(pressAll(reader, keys)).toEqual([]);
  });

  it('has Enter and keys with Ctrl to themselves', () => {
    const reader = createReader();
    expect(reader.press(named('Enter', 0)).kind).toBe('typing');
    expect(reader.press(named('v', 50, { code: 'KeyV', ctrl: true })).kind).toBe('typing');
    expect(reader.press(named('Enter', 90)).kind).toBe('typing');
  });

  it('has nothing to do with keys whose times are later', () => {
    const reader = createReader();
    pressAll(reader, scan('~RUNETID#1$', 8, 'Enter', 5000));
    expect(reader.press(named('Enter', 100)).kind).toBe('typing');
    for (const key of typeText('123', 8, 9000)) reader.press(key);
    expect(pressAll(reader, scan('456', 30, 'Enter', 200))).toEqual([]);
  });

  it('gets Enter back soon after a scan', () => {
    const reader = createReader();
    pressAll(reader, scan('~RUNETID#1$', 8, 'Enter', 0));
    expect(reader.press(named('Enter', 600)).kind).toBe('typing');
  });
});
