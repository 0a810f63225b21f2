/** Which template and printer a badge gets, who may print again, and what follows what a printer says. */
import { describe, expect, test } from 'vitest';
import { type BadgeSettings, NO_BADGE_SETTINGS, type PrinterProblem } from '../../../shared/contract/printing.ts';
import { followOutcome, isOfPrinter, type Outcome, waitBeforeRetry } from '../../../shared/printing/outcome.ts';
import { checkReprint, choosePrinter, chooseSlips, chooseTemplate } from '../../../shared/printing/rules.ts';

const SPEAKER = 3;
const HALL = 7;
const settings: BadgeSettings = {
  ...NO_BADGE_SETTINGS,
  template: 'plain',
  templates: [
    { statusId: SPEAKER, partId: HALL, template: 'speaker-in-hall' },
    { statusId: SPEAKER, partId: null, template: 'speaker' },
    { statusId: null, partId: HALL, template: 'hall' },
  ],
  slips: [
    { statusId: SPEAKER, partId: null, template: 'lunch' },
    { statusId: null, partId: null, template: 'wifi' },
    { statusId: null, partId: HALL, template: 'wifi' },
  ],
  printers: [
    { statusId: null, partId: null, template: 'wifi', printer: 'label' },
    { statusId: SPEAKER, partId: null, template: null, printer: 'colour' },
  ],
};
const person = (statusId: number | null, partId: number | null) => ({ statusId, partId });

test.each([
  [person(SPEAKER, HALL), 'speaker-in-hall'],
  [person(SPEAKER, null), 'speaker'],
  [person(1, HALL), 'hall'],
  [person(1, null), 'plain'],
  [person(null, null), 'plain'],
])('%o has the template %s: the first rule that fits', (of, template) => {
  expect(chooseTemplate(settings, of)).toBe(template);
});

test('slips: all that fit, each once', () => {
  expect(chooseSlips(settings, person(SPEAKER, HALL))).toEqual(['lunch', 'wifi']);
  expect(chooseSlips(settings, person(1, null))).toEqual(['wifi']);
});

describe('the printer', () => {
  const printers = ['first', 'colour', 'label'];
  test('is that of the first rule that fits, by template too', () => {
    expect(choosePrinter(settings, printers, 'speaker', person(SPEAKER, null))).toBe('colour');
    expect(choosePrinter(settings, printers, 'wifi', person(SPEAKER, null))).toBe('label');
  });
  test('else the one that is set for all, else the station’s first', () => {
    expect(choosePrinter(settings, printers, 'plain', person(1, null))).toBe('first');
    expect(choosePrinter({ ...settings, printer: 'label' }, printers, 'plain', person(1, null))).toBe('label');
  });
  test('that a rule names and that is gone is not replaced by one with other paper', () => {
    expect(choosePrinter(settings, ['first'], 'speaker', person(SPEAKER, null))).toBe('colour');
  });
  test('none where there is none', () => {
    expect(choosePrinter(NO_BADGE_SETTINGS, [], 'plain', person(1, null))).toBeNull();
  });
});

test.each([
  ['free', false, null, null],
  ['reason', false, null, 'reason'],
  ['reason', false, '  ', 'reason'],
  ['reason', false, 'a spot on it', null],
  ['admin', false, 'a spot on it', 'admin'],
  ['admin', true, null, 'reason'],
  ['admin', true, 'a spot on it', null],
] as const)('reprint: policy %s, admin %s, reason %s → %s', (policy, isAdmin, reason, missing) => {
  expect(checkReprint(policy, { isAdmin, reason })).toBe(missing);
});

const failed = (problem: PrinterProblem, left: boolean): Outcome => ({ state: 'failed', problem, reason: '', left });

test.each<[Outcome, string]>([
  [{ state: 'printed' }, 'over'],
  [{ state: 'unknown', problem: 'unconfirmed', reason: '' }, 'ask'],
  [failed('paperOut', false), 'hold'],
  [failed('gone', false), 'hold'],
  [failed('wrongMedia', false), 'fail'],
  [failed('layout', false), 'fail'],
  [failed('cancelled', false), 'fail'],
  [failed('paperOut', true), 'ask'],
  [failed('cancelled', true), 'ask'],
])('%o → %s', (outcome, next) => {
  expect(followOutcome(outcome).next).toBe(next);
});

test('only what cannot have left is ever held to be printed again', () => {
  const problems: PrinterProblem[] = ['paperOut', 'gone', 'disk', 'other', 'refused', 'headOpen', 'busy'];
  for (const problem of problems) {
    expect(followOutcome(failed(problem, true)).next).toBe('ask');
    expect(followOutcome(failed(problem, false)).next).toBe(isOfPrinter(problem) ? 'hold' : 'fail');
  }
});

test('the wait grows, and stays under a minute', () => {
  const waits = [1, 2, 3, 4, 5, 6, 50].map(waitBeforeRetry);
  expect(waits).toEqual([3000, 6000, 12_000, 24_000, 48_000, 60_000, 60_000]);
});
