/** Which words explain a refusal: every code of the server, and what the fields tell. */
import { describe, expect, it } from 'vitest';
import { explainRefusal } from '../../../renderer/ui/state/refusals.ts';
import type { Intent } from '../../../shared/operations/operation.ts';

const walkIn = (fields: Record<string, string>): Intent => ({
  kind: 'create',
  fields: { LastName: 'Кузнецова', FirstName: 'Анна', ...fields },
  statuses: [{ PartId: null, StatusId: 1 }],
  spelling: {},
});
const badge: Intent = { kind: 'badge', partId: 3, via: 'printed' };
const refused = (code: number | null, message = '', http: number | null = 400) =>
  ({ why: 'refused', code, message, http }) as const;
const wrong = (names: string) => refused(111, `Неверно заданы следующие параметры: ${names}`);

describe('a refusal', () => {
  it.each([101, 102, 103, 104, 110, 112, 113, 131, 141, 201, 202, 301])('%i has words of its own', (code) => {
    expect(explainRefusal(refused(code, 'Не найден участник с ID: 7'), badge, true).word).toBe(`c${code}`);
  });

  it('speaks of parts only where there are any', () => {
    expect(explainRefusal(refused(301), { ...badge, partId: null }, true).word).toBe('noPart');
  });

  it('of a code that nobody knows is left to the server’s own words', () => {
    expect(explainRefusal(refused(777, 'нет'), badge, true)).toEqual({ word: 'other', fields: [], code: '777' });
  });

  it('without an Error is told by its HTTP status', () => {
    expect(explainRefusal(refused(null, '', 403), badge, true)).toEqual({ word: 'http', fields: [], code: '403' });
  });

  it('of a status that is taken away says so', () => {
    const clearing: Intent = { kind: 'status', partId: 3, saw: 1, set: null };
    expect(explainRefusal(refused(110), clearing, true).word).toBe('clearing');
    expect(explainRefusal(refused(110), { ...clearing, set: 2 }, true).word).toBe('c110');
  });
});

describe('fields that the server did not like', () => {
  const wordOf = (names: string, fields: Record<string, string> = {}, sentAsJson = true) =>
    explainRefusal(wrong(names), walkIn(fields), sentAsJson);

  it('are named when they are empty, and only those', () => {
    expect(wordOf('Company,Email', { Email: 'anna@example.org' })).toMatchObject({
      word: 'empty',
      fields: ['Company'],
    });
  });
  it('are an email or a phone that somebody else has', () => {
    expect(wordOf('Email', { Email: 'anna@example.org' }).word).toBe('emailHeld');
    expect(wordOf('Phone', { Phone: '79990000000' }).word).toBe('phoneHeld');
  });
  it('are several that were filled in', () => {
    expect(wordOf('email, phone', { Email: 'a@b.ru', Phone: '7' })).toMatchObject({
      word: 'fields',
      fields: ['Email', 'Phone'],
    });
  });
  it('hint at a server that reads no JSON, unless the form is in use already', () => {
    expect(wordOf('LastName,FirstName').word).toBe('legacy');
    expect(wordOf('LastName,FirstName', {}, false).word).toBe('fields');
  });
  it('are not asked for when the change did not carry them', () => {
    const status: Intent = { kind: 'status', partId: null, saw: 1, set: 2 };
    expect(explainRefusal(wrong('Phone'), status, true)).toEqual({ word: 'elsewhere', fields: ['Phone'], code: '111' });
    expect(explainRefusal(wrong(''), status, true).word).toBe('elsewhereUntold');
    expect(explainRefusal(wrong('Phone'), badge, true).word).toBe('elsewhere');
  });
  it('of a profile change are put right where the person is shown', () => {
    const change = (set: Record<string, string>): Intent => ({ kind: 'profile', saw: {}, set });
    expect(explainRefusal(wrong('Phone'), change({ Company: 'Роза' }), true).word).toBe('elsewhere');
    expect(explainRefusal(wrong('Phone'), change({ Phone: '' }), true).word).toBe('change');
    expect(explainRefusal(wrong('phone'), change({ Phone: '7' }), true).word).toBe('phoneChange');
    expect(explainRefusal(wrong('Email'), change({ Email: 'a@b.ru' }), true).word).toBe('emailChange');
    expect(explainRefusal(wrong('Company,Phone'), change({ Company: 'Роза' }), true)).toMatchObject({
      word: 'change',
      fields: ['Company', 'Phone'],
    });
    expect(explainRefusal(wrong(''), change({ Company: 'Роза' }), true).word).toBe('changeUntold');
  });
  it('are not known when the message names none', () => expect(wordOf('').word).toBe('c111'));
});
