/** The second line of a person: their name in the other alphabet, and nothing of the first. */
import { describe, expect, it } from 'vitest';
import { RowMaker } from '../../../renderer/engine/result-row.ts';
import { ownNameOf } from '../../../shared/operations/view.ts';

const ru = { LastName: 'Орлова', FirstName: 'Анна', FatherName: 'Петровна' };

describe('the name in the other locale', () => {
  it('has nothing of the first locale where it lacks a part', () => {
    expect(ownNameOf({ ru, en: { LastName: 'Orlova', FirstName: 'Anna' } }, 'en')).toBe('Orlova Anna');
    expect(ownNameOf({ ru, en: { LastName: 'Orlova', FirstName: 'Anna', FatherName: '' } }, 'en')).toBe('Orlova Anna');
  });
  it('is empty where the locale has none', () => expect(ownNameOf({ ru, en: {} }, 'en')).toBe(''));
  it('is what a row of the results shows', () => {
    const row = new RowMaker().rowOfView({
      key: 'id:1',
      id: 1,
      externalId: null,
      ru,
      en: { LastName: 'Orlova', FirstName: 'Anna' },
      flat: {},
      spelling: {},
      pendingFields: [],
      pendingCreate: false,
      statuses: [],
      badges: [],
      orderItems: [],
      photo: null,
      updateTime: null,
      open: [],
    });
    expect(row).toMatchObject({ name: 'Орлова Анна Петровна', otherName: 'Orlova Anna' });
  });
});
