import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCode, qrTextFor } from '../../../shared/badge/code.ts';

const LOCAL = '3f2b8c1e-7a54-4e0b-9c55-0f6a2d1b8e77';

describe('qrTextFor', () => {
  it('takes the Id of the server, and the local id only without one', () => {
    expect(qrTextFor({ id: 123 })).toBe('~RUNETID#123$');
    expect(qrTextFor({ id: 123, localId: LOCAL })).toBe('~RUNETID#123$');
    expect(qrTextFor({ id: null, localId: LOCAL })).toBe(`~STOIKA#${LOCAL}$`);
  });

  it('refuses a participant that is nobody', () => {
    expect(() => qrTextFor({ id: null })).toThrow(/local id/);
  });
});

describe('parseCode', () => {
  it.each([
    ['~RUNETID#123$', { kind: 'participant', id: 123 }],
    ['  ~RUNETID#123$\r\n', { kind: 'participant', id: 123 }],
    ['~runetid#123$', { kind: 'participant', id: 123 }],
    ['456', { kind: 'participant', id: 456 }],
    [`~STOIKA#${LOCAL}$`, { kind: 'local', localId: LOCAL }],
  ])('reads %j', (text, code) => {
    expect(parseCode(text)).toEqual(code);
  });

  it('reads what a scanner types under the Russian keyboard layout', () => {
    expect(parseCode('ЁКГТУЕШВ№123;')).toEqual({ kind: 'participant', id: 123 });
    expect(parseCode('ЁЫЕЩШЛФ№ф0и1-с2в3;')).toEqual({ kind: 'local', localId: 'a0b1-c2d3' });
  });

  it.each([
    '',
    ' ',
    '0',
    '~RUNETID#0$',
    '~RUNETID#12',
    'RUNETID#12$',
    '~RUNETID#12$x',
    '~STOIKA#$',
    'Иванов',
    '-5',
    '1.5',
  ])('does not take %j for a code', (text) => {
    expect(parseCode(text)).toBeNull();
  });

  it('does not take a number for an Id that could not be told from its neighbour', () => {
    expect(parseCode('9'.repeat(16))).toBeNull();
    expect(parseCode('9'.repeat(15))).toEqual({ kind: 'participant', id: 999_999_999_999_999 });
  });

  it('is the inverse of qrTextFor', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), fc.uuid(), (id, localId) => {
        expect(parseCode(qrTextFor({ id }))).toEqual({ kind: 'participant', id });
        expect(parseCode(qrTextFor({ id: null, localId }))).toEqual({ kind: 'local', localId });
      }),
    );
  });

  it('answers null or a code for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        [null, 'participant', 'local'].includes(parseCode(text)?.kind ?? null),
      ),
    );
  });
});
