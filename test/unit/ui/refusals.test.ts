/** Which words explain a refusal: every code of the server, and what the fields tell. */
import { describe, expect, it } from 'vitest';
import { explainRefusal } from '../../../renderer/ui/state/refusals.ts';
import { en } from '../../../renderer/ui/i18n/en/index.ts';
import { ru } from '../../../renderer/ui/i18n/ru/index.ts';
import { REFUSING_CODES } from '../../../shared/ruvents/errors.ts';
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
  it.each([113, 131, 141, 202, 301])('%i has words of its own', (code) => {
    expect(explainRefusal(refused(code, 'Не найден участник с ID: 7'), badge, true).word).toBe(`c${code}`);
  });

  it('of every code that refuses has words of its own, whatever was sent', () => {
    const status: Intent = { kind: 'status', partId: 3, saw: 1, set: 2 };
    const profile: Intent = { kind: 'profile', saw: {}, set: { Company: 'Роза' } };
    const removal: Intent = { kind: 'remove', saw: [] };
    for (const intent of [walkIn({}), badge, status, profile, removal]) {
      for (const code of REFUSING_CODES) {
        const { word } = explainRefusal(refused(code, 'ID: 7'), intent, false);
        expect(word, `${intent.kind} ${code}`).not.toBe('other');
      }
    }
  });

  it('of a registration points to what its card has', () => {
    const wordOf = (code: number) => explainRefusal(refused(code), walkIn({}), false).word;
    expect([110, 112, 113, 201].map(wordOf)).toEqual(['newValue', 'newStatus', 'newPart', 'c201']);
    expect(explainRefusal(refused(110), badge, true).word).toBe('badgeValue');
  });

  it('for an empty status is told by what was to be changed', () => {
    const clearing: Intent = { kind: 'status', partId: 3, saw: 1, set: null };
    const profile: Intent = { kind: 'profile', saw: {}, set: { Company: 'Роза' } };
    expect(explainRefusal(refused(201), clearing, true)).toEqual({ word: 'clearing', fields: [], code: '201' });
    expect(explainRefusal(refused(201), profile, false).word).toBe('changeWithoutStatus');
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

describe('the words of a refusal', () => {
  it.each([
    ['en', en, /"([^"]+)"/g],
    ['ru', ru, /«([^»]+)»/g],
  ] as const)('name buttons and places as they are called: %s', (_, words, quoted) => {
    const labels = new Set<string>([
      ...Object.values(words.choice),
      words.create.submit,
      words.desk.settings,
      words.exchange.title,
    ]);
    const named = Object.values(words.refusal).flatMap(({ todo }) =>
      [...todo.matchAll(quoted)].map((match) => match[1]),
    );
    expect(named.length).toBeGreaterThan(0);
    for (const name of named) expect(labels).toContain(name);
  });
});
