import { describe, expect, it } from 'vitest';
import type { Intent } from '../../../shared/operations/operation.ts';
import { looksLegacy, looksUnread, refusedFields } from '../../../shared/ruvents/refusals.ts';
import { letIn, REMOVE, setFields, setStatus, walkIn } from '../sync/made-up.ts';

const words = (names: string): string => `Неверно заданы следующие параметры: ${names}`;

describe('refusedFields', () => {
  it.each([
    ['LastName', ['LastName']],
    ['LastName, FirstName', ['LastName', 'FirstName']],
    ['LastName,FirstName ,  Company.', ['LastName', 'FirstName', 'Company']],
    ['lastname, LASTNAME, email', ['lastname', 'email']],
    ['"Email"', ['Email']],
    ['', []],
    [' , ,', []],
  ])('reads %j', (names, fields) => {
    expect(refusedFields(words(names))).toEqual(fields);
  });

  it('is not misled by other words', () => {
    expect(refusedFields('Внутренняя ошибка')).toEqual([]);
    expect(refusedFields('Не найден участник с ID: 81')).toEqual([]);
    expect(refusedFields('Ошибка: Неверно заданы следующие параметры: Phone')).toEqual(['Phone']);
    expect(refusedFields('')).toEqual([]);
  });
});

describe('looksLegacy', () => {
  const sent = { LastName: 'Орлова', FirstName: 'Анна', Email: 'orlova@example.org' };

  it('every name that was sent is refused: nothing was read', () => {
    expect(looksLegacy(sent, ['LastName', 'FirstName', 'Company'])).toBe(true);
    expect(looksLegacy(sent, ['firstname', 'lastname'])).toBe(true);
    expect(looksLegacy({ LastName: 'Орлова' }, ['LastName', 'FirstName'])).toBe(true);
  });

  it('a field of its own trouble is no sign', () => {
    expect(looksLegacy(sent, ['Email'])).toBe(false);
    expect(looksLegacy(sent, ['LastName'])).toBe(false);
    expect(looksLegacy(sent, ['Company'])).toBe(false);
    expect(looksLegacy(sent, [])).toBe(false);
  });

  it('what was sent empty is refused with right', () => {
    expect(looksLegacy({ LastName: ' ', FirstName: '' }, ['LastName', 'FirstName'])).toBe(false);
    expect(looksLegacy({}, ['LastName', 'FirstName'])).toBe(false);
  });
});

describe('looksUnread', () => {
  const register: Intent = { kind: 'register', fields: {}, statuses: [{ PartId: null, StatusId: 1 }] };
  const fields = { LastName: 'Орлова', FirstName: 'Анна' };
  const nobody = { code: 202, message: 'Не найден участник с ID: ' };
  const noStatus = { code: 201, message: 'Для нового участника статус на мероприятии не может быть пустым' };

  it('111 for the names, 201 for a status that was sent, 202 for nobody in particular', () => {
    expect(looksUnread(walkIn(fields), { code: 111, message: words('LastName, FirstName, Company') })).toBe(true);
    expect(looksUnread(setStatus(3, 1), noStatus)).toBe(true);
    expect(looksUnread(setFields({ Company: 'x' }), noStatus)).toBe(true);
    expect(looksUnread(register, noStatus)).toBe(true);
    expect(looksUnread(letIn(), nobody)).toBe(true);
  });

  it('a refusal that fits what was sent is one', () => {
    expect(looksUnread(walkIn(fields), { code: 111, message: words('Email') })).toBe(false);
    expect(looksUnread(walkIn(fields, null), noStatus)).toBe(false);
    expect(looksUnread(setStatus(null, 1), noStatus)).toBe(false);
    expect(looksUnread(letIn(), { code: 202, message: 'Не найден участник с ID: 81' })).toBe(false);
    expect(looksUnread(REMOVE, nobody)).toBe(false);
  });
});
