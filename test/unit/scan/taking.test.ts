/** Which bursts are scans; repeats; ends of lines; settings. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventSettingsSchema } from '../../../shared/contract/station.ts';
import { readControl, readSign } from '../../../shared/scan/keys.ts';
import { LineCutter } from '../../../shared/scan/lines.ts';
import { readScan } from '../../../shared/scan/reading.ts';
import { RecentScan } from '../../../shared/scan/recent.ts';
import { fillScanner } from '../../../shared/scan/settings.ts';
import { isTaken, type Taking } from '../../../shared/scan/taking.ts';

const BADGE = '~RUNETID#5$';
function takes(text: string, more: Partial<Taking> = {}): boolean {
  return isTaken({ reading: readScan(text), ended: 'enter', place: 'field', endKey: 'any', hasPrefix: false, ...more });
}

describe('a burst is taken', () => {
  it('wherever it is, when only a scanner sends it', () => {
    for (const place of ['search', 'field', 'select', 'none', 'password'] as const)
      for (const ended of ['enter', 'tab', 'pause'] as const) expect(takes(BADGE, { place, ended })).toBe(true);
    expect(takes('https://example.org/5', { ended: 'pause' })).toBe(true);
  });
  it('when it is a number that an end has followed', () => {
    expect(takes('123456')).toBe(true);
    expect(takes('123456', { place: 'search' })).toBe(true);
    expect(takes('123456', { ended: 'pause' })).toBe(false);
    expect(takes('123456', { ended: 'pause', endKey: 'none' })).toBe(true);
  });
  it('not when it is words in the search box, and not when words fill in a form', () => {
    expect(takes('zimorodkova', { place: 'search' })).toBe(false);
    expect(takes('zimorodkova', { ended: 'tab' })).toBe(false);
    expect(takes('zimorodkova')).toBe(false);
    expect(takes('anna@example.org')).toBe(false);
    expect(takes('zimorodkova', { place: 'none', ended: 'tab' })).toBe(true);
    expect(takes('zimorodkova', { ended: 'pause' })).toBe(false);
  });
  it('when it is no code: that has to be said', () => {
    expect(takes('a=b')).toBe(true);
    expect(takes('a=b', { place: 'search' })).toBe(true);
    expect(takes('a=b', { place: 'search', ended: 'pause', endKey: 'none' })).toBe(false);
  });
  it('not when it is a company, a phone, half an email that a program writes into a field', () => {
    const texts = ['Horns & Hooves, Ltd.', '3D Systems 2000', 'Acme24', '1C', 'R&D/QA (lead)', 'O\'Neil #1 "Best"'];
    for (const text of [...texts, 'anna.z.100317', 'anna1985', '89001234567', '9001234567', '380441234567'])
      for (const place of ['field', 'search'] as const)
        for (const ended of ['enter', 'tab'] as const)
          expect([text, takes(text, { place, ended })]).toEqual([text, false]);
    for (const text of ['TICKET-12345', 'ABC123', '0104600 21abcd', 'A+B=C', '4601234567890', '2024'])
      for (const place of ['field', 'search'] as const) expect([text, takes(text, { place })]).toEqual([text, true]);
    expect(takes('89001234567', { place: 'none' })).toBe(true);
  });
  it('when it has the prefix or the suffix of the station’s scanners', () => {
    expect(takes('zimorodkova', { hasPrefix: true, place: 'search' })).toBe(true);
    expect(takes('zimorodkova', { ended: 'suffix', place: 'search' })).toBe(true);
  });
  it('never of a password, but for a badge', () => {
    for (const text of ['123456', 'a=b', 'https://example.org/5'])
      expect(takes(text, { place: 'password' })).toBe(false);
  });
  it('never when it is nothing', () => expect(takes('\n', { hasPrefix: true })).toBe(false));
});

describe('the same code twice', () => {
  it('within seconds is one scan, unless another came between', () => {
    const recent = new RecentScan();
    expect(recent.isRepeat('a', 0, 3000, false)).toBe(false);
    expect(recent.isRepeat('a', 2900, 3000, false)).toBe(true);
    expect(recent.isRepeat('a', 3000, 3000, false)).toBe(false);
    expect(recent.isRepeat('b', 3100, 3000, false)).toBe(false);
    expect(recent.isRepeat('a', 3200, 3000, false)).toBe(false);
  });
  it('is one for as long as a camera sees it', () => {
    const recent = new RecentScan();
    const seen = Array.from({ length: 50 }, (_, index) => recent.isRepeat('a', index * 200, 3000, true));
    expect(seen.filter((repeat) => !repeat)).toHaveLength(1);
    expect(recent.isRepeat('a', 50 * 200 + 3000, 3000, true)).toBe(false);
  });
  it('counts each time where the window is nought', () => {
    const recent = new RecentScan();
    expect([0, 0, 1].map((at) => recent.isRepeat('a', at, 0, false))).toEqual([false, false, false]);
  });
});

describe('what comes from a serial port', () => {
  it('is cut by the ends of lines, however it comes', () => {
    const codes = fc.array(fc.stringMatching(/^[ -~]{0,20}[!-~]$/), { maxLength: 6 });
    fc.assert(
      fc.property(
        codes,
        fc.constantFrom('\r', '\n', '\r\n'),
        fc.array(fc.integer({ min: 1, max: 9 })),
        (sent, end, cuts) => {
          fc.pre(sent.every((code) => !/BEGIN:/i.test(code)));
          let left = sent.map((code) => code + end).join('');
          const cutter = new LineCutter();
          const read: string[] = [];
          for (const cut of [...cuts, left.length]) {
            read.push(...cutter.push(left.slice(0, cut)));
            left = left.slice(cut);
          }
          expect(read.map((code) => code.trim())).toEqual(sent.map((code) => code.trim()));
        },
      ),
    );
  });
  it('is what is there after a pause', () => {
    const cutter = new LineCutter();
    expect(cutter.push('\u0002123')).toEqual([]);
    expect(cutter.isEmpty).toBe(false);
    expect(cutter.flush()).toBe('\u0002123');
    expect(cutter.flush()).toBe('');
  });
  it('is one card of several lines', () => {
    const card = 'BEGIN:VCARD\r\nUID:5\r\nEND:VCARD';
    const cutter = new LineCutter();
    expect(cutter.push(card.slice(0, 20))).toEqual([]);
    expect(cutter.push(`${card.slice(20)}\r\n77\r\n`)).toEqual([card, '77']);
  });
  it('does not grow for ever', () => expect(new LineCutter().push('x'.repeat(9000))).toHaveLength(1));
});

describe('keys', () => {
  it('of the numpad are digits only with Num Lock', () => {
    expect(readSign('Numpad4', '4', false)).toBe('4');
    expect(readSign('Numpad4', 'ArrowLeft', false)).toBeNull();
    expect(readSign('NumpadSubtract', '-', false)).toBe('-');
    expect(readSign('Slash', '.', true)).toBe('?');
    expect([readSign('Digit2', '@', false), readSign('KeyR', 'R', false)]).toEqual(['@', 'r']);
    expect(readSign('Escape', 'Escape', false)).toBeNull();
    expect(readControl('BracketRight')).toBe('\u001d');
    expect(readControl('KeyV')).toBeNull();
  });
});

describe('the settings', () => {
  const bare = { registrationPerPart: null, currentPart: null, schedule: [] };
  it('of a vault that knows of no scanners open, and have their defaults', () => {
    expect(eventSettingsSchema.parse(bare)).toEqual(bare);
    expect(fillScanner(undefined)).toMatchObject({
      endKey: 'any',
      duplicateSeconds: 3,
      printAtOnce: false,
      patterns: [],
    });
  });
  it('keep a pattern that reads nothing: a vault is not locked by it', () => {
    const scanner = { patterns: ['{odd'] };
    expect(eventSettingsSchema.parse({ ...bare, scanner }).scanner).toEqual(scanner);
  });
});
