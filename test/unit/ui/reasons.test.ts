/** Reasons of engine and host in the language of the desk: none of them is left in English on a Russian screen. */
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeFileError } from '../../../electron/host/printing/file-error.ts';
import { readPage } from '../../../renderer/engine/replica/page.ts';
import { startWords } from '../../../renderer/ui/i18n/i18n.ts';
import { tellLeftOut, tellPrint } from '../../../renderer/ui/state/reasons.ts';
import type { Feed } from '../../../shared/ruvents/rows.ts';

beforeAll(async () => {
  Object.assign(globalThis, { document: { documentElement: { lang: '' } } });
  startWords('ru');
  await i18next.changeLanguage('ru');
});

function reasonsOf(feed: Feed, body: unknown): readonly string[] {
  const read = readPage(feed, typeof body === 'string' ? body : JSON.stringify(body));
  return read.ok ? read.page.skips.map((skip) => skip.why) : [read.why];
}

/** English words that are no names of fields. */
function englishIn(text: string, names: readonly string[]): readonly string[] {
  return (text.match(/[A-Za-z]{2,}/g) ?? []).filter((word) => !names.includes(word));
}

const row = { Id: 1, Statuses: [], UpdateTime: '2026-01-02 03:04:05' };
const badge = { Id: 1, UserId: 2, CreationTime: '2026-01-02 03:04:05' };
const item = { Id: 1, UserId: 2, ProductId: 3, Paid: true };
const people = (...rows: unknown[]) => reasonsOf('participants', { Participants: rows });

describe('why something was left out', () => {
  it('is told in Russian, with the names of the fields', () => {
    const whys = [
      ...reasonsOf('participants', 'no'),
      ...reasonsOf('participants', []),
      ...reasonsOf('badges', {}),
      ...people(7, null, [], {}, { ...row, Id: 'a' }, { ...row, Id: 1.5 }),
      ...people({ ...row, Email: {} }, { ...row, UpdateTime: 'never' }, { ...row, Statuses: 5 }),
      ...people({ ...row, Statuses: [1], Locales: [] }, { ...row, Locales: { ru: 5, en: { LastName: [] } } }),
      ...people({ ...row, Position: 'a'.repeat(5000) }),
      ...people({ ...row, ...Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`F${index}`, {}])) }),
      ...reasonsOf('badges', { Badges: [{ ...badge, UserId: 'x' }, { ...badge, CreationTime: 'x' }, { Id: 2 }] }),
      ...reasonsOf('orderitems', { OrderItems: [{ ...item, Paid: 'yes' }, { ...item, Discount: {} }, { Id: 3 }] }),
      'more rows in one second than the server gives, or a page that does not come',
    ];
    const names = ['JSON', 'Id', 'Email', 'UpdateTime', 'Statuses', 'Locales', 'ru', 'en', 'LastName', 'Position'];
    const badges = ['Badges', 'Items', 'UserId', 'CreationTime', 'Paid', 'Discount', 'ProductId'];
    for (const why of whys) {
      const told = tellLeftOut(why);
      expect(told).toMatch(/[а-яё]{2}/i);
      expect([why, englishIn(told, [...names, ...badges])]).toEqual([why, []]);
    }
    expect(tellLeftOut('Email: not a plain value, Statuses: not a list, and 4 more')).toBe(
      'Email: не простое значение, Statuses: не список, и ещё 4',
    );
    expect(tellLeftOut("must have required property 'UserId'")).toBe('нет поля UserId');
  });

  it('is told as it came when it is not known, also when a field has an odd name', () => {
    expect(tellLeftOut('HTTP 404')).toBe('HTTP 404');
    expect(tellLeftOut('not a time: not a time')).toBe('not a time: не время');
  });
});

describe('why a badge was not printed', () => {
  it('is told in Russian, with the folder', () => {
    for (const code of ['ENOSPC', 'EACCES', 'EROFS', 'ENOTDIR', 'ENOENT', 'EIO', 'EMFILE']) {
      const told = tellPrint(describeFileError(Object.assign(new Error('x'), { code }), '/папка'));
      expect([code, told.includes('/папка'), englishIn(told, [])]).toEqual([code, true, []]);
    }
    const others = [
      'it did not come out',
      'the desk stopped before printing',
      'the desk stopped while printing',
      'the printer failed',
      'the badge could not be laid out',
      'The desk stopped while the file was being written. Print the badge again.',
      'The desk stopped while the badge was handed to the printer.',
      '/папка is already there and is not overwritten. Move it away first.',
      '/папка was written, but the disk did not confirm it. Look at the file.',
    ];
    for (const why of others) expect([why, englishIn(tellPrint(why), [])]).toEqual([why, []]);
  });

  it('says nothing of a page that prints by itself, and repeats what it does not know', () => {
    expect(tellPrint('browser')).toBe('');
    expect(tellPrint('Printer on fire')).toBe('Printer on fire');
  });
});
