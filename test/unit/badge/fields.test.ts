import { describe, expect, it } from 'vitest';
import type { BadgeContent } from '../../../shared/badge/content.ts';
import { fillPattern, findUnknownFields, type LocaleChoice, readField } from '../../../shared/badge/fields.ts';
import { makeContent } from './contents.ts';

const readerOf = (change: Partial<BadgeContent>) => ({
  content: { ...makeContent(), ...change },
  now: '2026-11-02T23:59:00',
  draws: (text: string) => !/[李小龍]/.test(text),
});
const ru = { FirstName: 'Пётр', LastName: 'Щербаков', FatherName: 'Ильич', Company: 'Клён' };
const en = { FirstName: 'Petr', LastName: 'Shcherbakov', Company: 'Maple' };
const both = readerOf({ fields: { ru, en, flat: { Table: '7', Phone: '+7 000 000-00-00' } } });
const fill = (pattern: string, locale: LocaleChoice = 'auto', reader = both) => fillPattern(pattern, locale, reader);

describe('fields', () => {
  it('are read in the wanted spelling, else in the other', () => {
    expect(fill('{last} {first} — {company}')).toBe('Щербаков Пётр — Клён');
    expect(fill('{last} {first} — {company}', 'en')).toBe('Shcherbakov Petr — Maple');
    expect(fill('{last}', 'other')).toBe('Shcherbakov');
    expect(fill('{last}', 'auto', readerOf({ ...both.content, main: 'en' }))).toBe('Shcherbakov');
    expect(fill('{last}', 'en', readerOf({ fields: { ru, en: {}, flat: {} } }))).toBe('Щербаков');
    expect(fill('{last}', 'ru', readerOf({ fields: { ru: {}, en: {}, flat: { LastName: 'Ли' } } }))).toBe('Ли');
  });

  it('say in the other spelling nothing that is said already', () => {
    expect(fill('{first} {last}', 'other', readerOf({ fields: { ru, en: {}, flat: {} } }))).toBe('');
    expect(fill('{company}', 'other', readerOf({ fields: { ru, en: { Company: ' КЛЁН' }, flat: {} } }))).toBe('');
    const flat = { FirstName: 'Anna', LastName: 'Lee' };
    expect(fill('{first}', 'other', readerOf({ fields: { ru: {}, en: {}, flat } }))).toBe('');
    expect(fill('{first}, {status}', 'other', readerOf({ fields: { ru, en: {}, flat: {} } }))).toBe('');
  });

  it('prefer the spelling that the fonts can draw', () => {
    const reader = readerOf({ fields: { ru: { FirstName: '小龍', LastName: '李' }, en, flat: {} } });
    expect(fill('{first} {last}', 'auto', reader)).toBe('Petr Shcherbakov');
    expect(fill('{first} {last}', 'other', reader)).toBe('');
  });

  it('never make a name of two alphabets', () => {
    const reader = readerOf({
      fields: { ru: { FirstName: 'Анна' }, en: { FirstName: 'Anna', LastName: 'Lee' }, flat: {} },
    });
    expect(fill('{first} {last}', 'auto', reader)).toBe('Anna Lee');
    expect(fill('{first}|{last}', 'auto', readerOf({ fields: { ru: { FirstName: 'Анна' }, en: {}, flat: {} } }))).toBe(
      'Анна',
    );
  });

  it('put a whole name and its initials together', () => {
    expect(fill('{full}')).toBe('Щербаков Пётр Ильич');
    expect(fill('{full}', 'en')).toBe('Petr Shcherbakov');
    expect(fill('{initials}')).toBe('ПЩ');
  });

  it('know the rest: Id, part, products, date, custom fields', () => {
    const reader = readerOf({ ...both.content, id: null, products: ['Обед', ' ', 'Ужин'] });
    expect(fill('{products}', 'auto', reader)).toBe('Обед, Ужин');
    expect(fill('{id}', 'auto', reader)).toBe('');
    expect(fill('{id} {part} {status} {event} {operator} {phone}')).toBe(
      '12345 День 1 Участник Осенний форум op1 +7 000 000-00-00',
    );
    expect([fill('{date}'), fill('{date}', 'en')]).toEqual(['02.11.2026', '2 Nov 2026']);
    expect(fillPattern('{date}', 'auto', { ...both, now: 'soon' })).toBe('');
    expect(fill('{field:Table}')).toBe('7');
    for (const name of ['field:constructor', 'field:__proto__', 'nonsense'])
      expect(readField(name, 'auto', both)).toBe('');
  });

  it('leave no hole, no stray separator and no label behind when they are missing', () => {
    const none = readerOf({ fields: { ru: { Company: 'Клён' }, en: {}, flat: {} }, status: null });
    expect(fill('{company}, {position}', 'auto', none)).toBe('Клён');
    expect(fill('{position}, {company}', 'auto', none)).toBe('Клён');
    expect(fill('{status} · {company} · {phone}', 'auto', none)).toBe('Клён');
    expect(fill('Стол {field:Table}', 'auto', none)).toBe('');
    expect(fill('Вход свободный', 'auto', none)).toBe('Вход свободный');
  });

  it('are told from what is no field', () => {
    expect(findUnknownFields('{first} {field:Ключ} {field:Table} {x} {} { first }')).toEqual([
      'field:Ключ',
      'x',
      '',
      ' first ',
    ]);
  });
});
