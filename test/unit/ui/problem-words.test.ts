/** Failures that the host tells apart by a word in the detail. */
import i18next from 'i18next';
import { expect, it } from 'vitest';
import { en } from '../../../renderer/ui/i18n/en/index.ts';
import { describeFailure } from '../../../renderer/ui/state/commands.ts';
import { findProblemWords } from '../../../renderer/ui/state/problem-words.ts';

it('a file that is none says which one', () => {
  const found = findProblemWords({ code: 'badInput', detail: 'notHandOver:a:b.txt' });
  expect(found).toEqual({ by: 'detail', word: 'notHandOver', file: 'a:b.txt' });
});

it.each(['wrapsMissing', 'journalMissing'])('%s has words of its own', (word) => {
  expect(findProblemWords({ code: 'badInput', detail: word })).toEqual({ by: 'detail', word, file: '' });
});

it('a slip of the pen is told from a wrong code', () => {
  expect(findProblemWords({ code: 'wrongCode', detail: 'slip' })).toMatchObject({ word: 'slip' });
  expect(findProblemWords({ code: 'wrongCode', detail: '' })).toMatchObject({ by: 'code', name: 'wrongCode' });
});

it('any other detail is left as it is', () => {
  const other = { by: 'code', name: 'badInput', detail: 'toString: too long' };
  expect(findProblemWords({ code: 'badInput', detail: 'toString: too long' })).toEqual(other);
  expect(findProblemWords({ code: 'disk', detail: 'slip' })).toMatchObject({ by: 'code', detail: 'slip' });
});

it('a toast says them too', async () => {
  await i18next.init({ lng: 'en', resources: { en: { translation: en } }, interpolation: { escapeValue: false } });
  expect(describeFailure('badInput', 'templateInUse')).toBe(
    'The rules print with this template. Choose another one first: Printing → Rules. Then remove it.',
  );
  expect(describeFailure('badInput', 'shipped')).toBe('This cannot be recorded. Correct it and try again.');
});
