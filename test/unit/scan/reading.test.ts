/** What a scanned text means. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qrTextFor } from '../../../shared/badge/code.ts';
import {
  isCode,
  isPlain,
  isSure,
  NO_OPTIONS,
  readFirst,
  readScan,
  readWhose,
  type Reading,
} from '../../../shared/scan/reading.ts';

const person = (id: number, how: string) => ({ kind: 'participant', id, how });
const search = (how: string, ...queries: string[]) => ({ kind: 'search', queries, how });

describe('a badge of RUNET-ID or of a desk', () => {
  it('is read, whatever a scanner puts around it', () => {
    const around = fc.string({
      unit: fc.constantFrom(' ', '\r', '\n', '\t', '\u001d', '\u001c', '\u0002', '\u0000'),
      maxLength: 4,
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 40 }),
        around,
        fc.constantFrom('', ']Q1', ']d2', ']C0'),
        around,
        (id, before, aim, after) => {
          expect(readScan(`${before}${aim}${qrTextFor({ id })}${after}`)).toEqual(person(id, 'badge'));
          expect(readScan(`${before}${aim}${id}${after}`)).toEqual(person(id, 'number'));
        },
      ),
    );
  });

  it('is one of a desk', () => expect(readScan('~STOIKA#ab-12$')).toEqual({ kind: 'local', localId: 'ab-12' }));
  it('is not the number nought', () => expect(readScan('0').kind).toBe('unknown'));
  it('is not nothing', () => expect(readScan('\r\n')).toEqual({ kind: 'empty' }));
});

describe('prefix and suffix', () => {
  const options = { ...NO_OPTIONS, prefix: 'QR:', suffix: ';;' };
  it('are taken off, in any case, before or after the AIM identifier', () => {
    for (const text of ['QR:77;;', 'qr:77', '77;;', ']Q1QR:77;;', 'QR:]Q177'])
      expect(readScan(text, options)).toEqual(person(77, 'number'));
  });
  it('stay where they are a part of the code', () => {
    expect(readScan('~RUNETID#5$', { ...NO_OPTIONS, suffix: '$' })).toEqual(person(5, 'badge'));
    expect(readScan('~RUNETID#5$', { ...NO_OPTIONS, prefix: '~' })).toEqual(person(5, 'badge'));
  });
});

describe('the set-up code', () => {
  it.each(['SYS:ACCOUNT:aBc12', 'sys:account:{aBc12}\r\n', ']Q1SYS:ACCOUNT:aBc12'])('%j holds the hash', (text) =>
    expect(readScan(text)).toEqual({ kind: 'account', hash: 'aBc12' }),
  );
});

describe('an address', () => {
  it.each([
    ['https://example.org/badge/123', 123],
    ['https://example.org/e/55/badge/123/', 123],
    ['HTTPS://EXAMPLE.ORG/BADGE/123/PRINT', 123],
    ['https://example.org/?runet_id=9&page=2', 9],
    ['https://example.org/t?ticket=17#top', 17],
    ['https://example.org/2026/x?participantId=8', 8],
    ['https://example.org/x?code=1&id=4', 4],
    ['https://example.org/#/badge/31', 31],
    ['https://example.org/app#/badge?id=32', 32],
    ['https://example.org/b?id=~RUNETID%235%24', 5],
    ['www.example.org/u/6', 6],
    ['https://example.org/?id=%E0%A4%A&uid=3', 3],
  ])('%s is of %i', (text, id) => expect(readScan(text)).toEqual(person(id, 'link')));

  it('of an email is searched', () => {
    expect(readScan('https://example.org/t?email=ulyana%40example.org')).toEqual(search('link', 'ulyana@example.org'));
    expect(readScan('mailto:ulyana@example.org?subject=1')).toEqual(search('link', 'ulyana@example.org'));
    expect(readScan('tel:+79990000000')).toEqual(search('link', '+79990000000'));
  });

  it.each(['https://example.org/', 'https://example.org/speakers/anna-2b', 'https://example.org/?id=0', 'ftp://a/1'])(
    '%s is of nobody',
    (text) => expect(readScan(text).kind).toBe('unknown'),
  );
});

describe('a visiting card', () => {
  const card = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n');

  it.each([
    [card('N:Зимородкова;Ульяна;;;', 'UID:4711'), 4711],
    [card('FN:Ульяна', 'NOTE:RUNET-ID 4711'), 4711],
    [card('NOTE:Гость. ID: 4711', 'EMAIL:a@example.org'), 4711],
    [card('X-RUNETID:4711'), 4711],
    [card('item1.X-TICKET-ID;TYPE=x:4711'), 4711],
    [card('URL;TYPE=work:https://example.org/badge/4711'), 4711],
    [card('NOTE:~RUNETID#4711$'), 4711],
    [card('UID:urn:runetid:4711'), 4711],
  ])('with an Id is of that person: %j', (text, id) => expect(readScan(text)).toEqual(person(id, 'contact')));

  it('of a desk without a network is of that person', () =>
    expect(readScan(card('UID:~STOIKA#ab-1$'))).toEqual({ kind: 'local', localId: 'ab-1' }));

  it('without an Id is searched by email, phone, name', () => {
    const text = card(
      'UID:3f2b8c1e-7a54-4e0b-9c55-0f6a2d1b8e77',
      'N:Зимородкова;Ульяна;Петровна;;',
      'FN:Ульяна Зимородкова',
      'TEL;TYPE=CELL:+7 999 000-00-00',
      'EMAIL;TYPE=INTERNET:ulyana@example.org',
      'ORG:Птичий двор',
      'NOTE:дом 12',
    );
    expect(readScan(text)).toEqual(
      search('contact', 'ulyana@example.org', '+7 999 000-00-00', 'Зимородкова Ульяна Петровна', 'Ульяна Зимородкова'),
    );
  });

  it('has lines that go on, signs that are escaped and words in quoted printable', () => {
    expect(readScan(card('EMAIL:ulyana@exam', ' ple.org'))).toEqual(search('contact', 'ulyana@example.org'));
    expect(readScan(card('N:O\\,Нил;Анна'))).toEqual(search('contact', 'O Нил Анна'));
    const quoted = card('N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=\r\n=D0=B2;=D0=AF');
    expect(readScan(quoted)).toEqual(search('contact', 'Ив Я'));
  });

  it('is a MECARD', () => {
    expect(readScan('MECARD:N:Зимородкова,Ульяна;TEL:89990000000;EMAIL:u@example.org;;')).toEqual(
      search('contact', 'u@example.org', '89990000000', 'Зимородкова Ульяна'),
    );
    expect(readScan('MECARD:N:Зимородкова;NOTE:id 15;;')).toEqual(person(15, 'contact'));
    expect(readScan('MECARD:N:Зимородкова;URL:https\\://example.org/15;;')).toEqual(person(15, 'contact'));
  });

  it('with nothing in it is no code', () => expect(readScan('BEGIN:VCARD\nEND:VCARD').kind).toBe('unknown'));
});

describe('what is left', () => {
  it.each(['Зимородкова Ульяна', 'ulyana@example.org', '+7 (999) 000-00-00', 'gtnhjd', '[jvzrjd', 'ООО Ромашка 3'])(
    '%s is words to search for',
    (text) => expect(readScan(text)).toEqual(search('plain', text)),
  );
  it.each(['ABC-12', 'a=b', '{"id":5}', 'foo_bar', '#', 'x'.repeat(101)])('%s is no code', (text) =>
    expect(readScan(text)).toEqual({ kind: 'unknown', text }),
  );

  it('reads the same keys in the way in which they are a code', () => {
    expect(readFirst(['!"#', '123'], NO_OPTIONS)).toEqual(person(123, 'number'));
    expect(readFirst(['~RUNETID#1$', 'ЁКГ'], NO_OPTIONS)).toEqual(person(1, 'badge'));
    expect(readFirst(['u2', 'u@example.org'], NO_OPTIONS)).toEqual(search('plain', 'u@example.org'));
    expect(readFirst(['%%', '№№'], NO_OPTIONS)).toEqual({ kind: 'unknown', text: '%%' });
  });

  it('names a person, or nobody', () => {
    expect(readWhose('https://example.org/badge/5')).toEqual({ kind: 'participant', id: 5 });
    expect(readWhose('~STOIKA#a-1$')).toEqual({ kind: 'local', localId: 'a-1' });
    for (const text of ['Зимородкова', 'SYS:ACCOUNT:x', 'MECARD:N:Зимородкова;;', ''])
      expect(readWhose(text)).toBeNull();
  });

  it('never throws, and is sure only of what is a code', () => {
    const unit = fc.constantFrom(
      ...Array.from('aЯ12:;=\\/?&@#%$~{}()[] \n\r\u0000\u001d\ud800💡'),
      'END:VCARD',
      'NOTE:',
      '=D0',
    );
    const begin = fc.constantFrom('', 'BEGIN:VCARD\n', 'MECARD:', 'https://', 'SYS:ACCOUNT:', ']Q1', '~RUNETID#');
    const odd = fc.tuple(begin, fc.string({ unit, maxLength: 60 })).map((parts) => parts.join(''));
    fc.assert(
      fc.property(odd, (text) => {
        const reading: Reading = readScan(text, { prefix: 'a', suffix: 'b', patterns: ['x*y{text}z', '{{{'] });
        expect(isSure(reading)).toBe(isCode(reading) && !(reading.kind === 'participant' && reading.how === 'number'));
        expect(isPlain(text)).toBeTypeOf('boolean');
      }),
    );
  });
});
