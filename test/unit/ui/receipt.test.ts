/** The receipt of a closed event: whoever has it can hash its list again. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { listFiles } from '../../../shared/closing/list.ts';
import type { Closing } from '../../../shared/contract/closing-routes.ts';
import { closed as en } from '../../../renderer/ui/i18n/en/closed.ts';
import { closed as ru } from '../../../renderer/ui/i18n/ru/closed.ts';
import { nameReceipt, writeReceipt } from '../../../renderer/ui/state/receipt.ts';

const files = [
  { path: 'wraps.json', bytes: 209 },
  { path: 'journal.log', bytes: 5600 },
];
const closing: Closing = {
  id: '20261122-abc',
  event: {
    key: 'abc',
    title: 'Съезд: «Птичий двор» / 2026',
    server: 'https://api.example',
    eventId: 7,
    practice: false,
  },
  station: 'Left door',
  version: '1.0.0',
  operator: 'desk1',
  begunAt: '2026-11-22T18:00:00.000Z',
  wipedAt: '2026-11-22T18:00:01.000Z',
  counts: { operations: 12, done: 9, handedOver: 2, withdrawn: 1, printed: 5, unreadJournals: 0 },
  files,
  sha256: createHash('sha256').update(listFiles(files)).digest('hex'),
  databases: [{ name: 'stoika-abc', bytes: 1000 }],
};

for (const [language, words] of Object.entries({ en: en.receipt, ru: ru.receipt })) {
  describe(`the receipt in ${language}`, () => {
    const write = (one: Closing): string =>
      writeReceipt(one, (key, values = {}) => {
        const word = words[key.replace('closed.receipt.', '') as keyof typeof words];
        return word.replace('{{bytes}}', String(values['bytes']));
      });

    it('says what went, and ends with a list that gives its own sum', () => {
      const text = write(closing);
      for (const part of [closing.event.title, 'Left door', 'desk1', closing.begunAt, '5809', '1000\tstoika-abc']) {
        expect(text).toContain(part);
      }
      const list = text.slice(text.indexOf(words.list) + words.list.length + 1);
      expect(list).toBe('5600\tjournal.log\n209\twraps.json\n');
      expect(text).toContain(createHash('sha256').update(list).digest('hex'));
    });

    it('does not say that it is over when it is not', () => {
      const text = write({ ...closing, wipedAt: null, databases: null });
      expect(text).toContain(words.notYet);
      expect(text).toContain(words.browserNotYet);
    });
  });
}

it('its name is one that every disk takes', () => {
  expect(nameReceipt(closing)).toBe('stoika-closed-7-2026-11-22.txt');
});
