/** Every way in which a printer or a badge can stand still has words with a next step, in both languages. */
import i18next from 'i18next';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../../renderer/ui/i18n/en/index.ts';
import { ru } from '../../../renderer/ui/i18n/ru/index.ts';
import { startWords } from '../../../renderer/ui/i18n/i18n.ts';
import { tellProblem, tellProblemShort } from '../../../renderer/ui/printing/problem-text.ts';
import { PRINT_TABS } from '../../../renderer/ui/printing/store.ts';
import {
  confirmationSchema,
  connectionKindSchema,
  printerProblemSchema,
  printerStatusSchema,
  printJobSchema,
  purposeSchema,
} from '../../../shared/contract/printing.ts';

beforeAll(async () => {
  Object.assign(globalThis, { document: { documentElement: { lang: '' } } });
  startWords('ru');
  await i18next.changeLanguage('ru');
});
afterAll(() => i18next.changeLanguage('ru'));

const both = [
  ['en', en],
  ['ru', ru],
] as const;

describe.each(both)('in %s', (language, words) => {
  it('each problem says what it is and what to do', async () => {
    await i18next.changeLanguage(language);
    expect(Object.keys(words.printProblem).sort()).toEqual([...printerProblemSchema.options, 'notReady'].sort());
    for (const problem of printerProblemSchema.options) {
      for (const then of ['goesOn', 'retry', 'ready'] as const) {
        const { what, todo, own } = tellProblem(problem, '', then);
        expect(what, problem).toMatch(/\.$/);
        expect(todo, `${problem}, ${then}`).toMatch(/^\S.*\.$/);
        expect(own, problem).toBeNull();
      }
    }
    await i18next.changeLanguage('ru');
  });

  it.each([
    ['confirmation', confirmationSchema.options, words.confirmation],
    ['state of a printer', [...printerStatusSchema.shape.state.options, 'paused'], words.printQueue.state],
    ['state of a job', printJobSchema.shape.state.options, words.job.state],
    ['purpose', purposeSchema.options, words.job.purpose],
    ['connection', connectionKindSchema.options, words.printers.kind],
    ['hint of a connection', connectionKindSchema.options, words.printers.kindHint],
    ['section', PRINT_TABS, words.printScreen.tab],
  ] as const)('each %s has a word', (_what, options: readonly string[], named: Readonly<Record<string, string>>) => {
    expect(Object.keys(named).sort()).toEqual([...options].sort());
    expect(new Set(Object.values(named)).size).toBe(options.length);
  });
});

describe('a problem', () => {
  it('that somebody puts right by hand goes on by itself, or is pressed again', () => {
    expect(tellProblemShort('paperOut', '', 'goesOn')).toBe(
      'Закончилась бумага. Вставьте бумагу: печать продолжится сама.',
    );
    expect(tellProblemShort('paperOut', '', 'retry')).toBe(
      'Закончилась бумага. Вставьте бумагу и нажмите «Повторить».',
    );
    expect(tellProblemShort('paperOut', '', 'ready')).toBe('Закончилась бумага. Вставьте бумагу.');
  });

  it("is told with the printer's own words when the desk has none", () => {
    expect(tellProblem('other', 'E07 ribbon sensor', 'retry').own).toBe('Принтер сообщает: E07 ribbon sensor');
  });

  it('of the disk names the folder, as its reason does', () => {
    const reason = 'The disk that holds /media/badges is full. Free some space.';
    expect(tellProblem('disk', reason, 'retry')).toEqual({
      what: 'Диск с папкой /media/badges полон. Освободите место или выберите другую папку.',
      todo: '',
      own: null,
    });
  });

  it('is none any more when a person says that nothing came out', () => {
    const { what, todo } = tellProblem('unconfirmed', 'it did not come out', 'retry');
    expect([what, todo]).toEqual(['Бейдж не вышел.', 'Проверьте принтер и повторите.']);
  });

  it('is not told a second time in the words of the log', () => {
    for (const reason of [
      'The desk stopped while the label was printed.',
      'The printer has stopped answering.',
      'Taken back from the printer.',
    ])
      expect(tellProblem('other', reason, 'retry').own, reason).toBeNull();
  });

  it('that is clear needs no quotation; a size that is not there is named', () => {
    expect(tellProblem('paperOut', 'The labels are used up.', 'goesOn').own).toBeNull();
    expect(tellProblem('wrongMedia', 'The printer has no 105 × 148 mm.', 'retry').own).toBe('Нет бумаги 105 × 148 мм.');
  });

  it('does not repeat in other words what it has said', () => {
    expect(tellProblem('interrupted', 'the desk stopped while printing', 'ready').own).toBeNull();
  });
});
