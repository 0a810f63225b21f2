/** A digit typed by a person answers; digits typed by a scanner go to the search. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DigitAnswers, QUIET_MS } from '../../../renderer/ui/state/digit-answers.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function start() {
  const told: string[] = [];
  const card = { focused: 'first' };
  const digits = new DigitAnswers({
    // the card that has the focus has three answers
    find: (digit) =>
      digit > 3
        ? null
        : (
            (of) => () =>
              told.push(`answer ${digit} of ${of}`)
          )(card.focused),
    search: (text) => told.push(`search ${text}`),
  });
  return { told, digits, card };
}

it('a digit that nothing follows is an answer', () => {
  const { told, digits } = start();
  expect(digits.take('2')).toBe(true);
  vi.advanceTimersByTime(QUIET_MS - 1);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual(['answer 2 of first']);
});

it('a digit that another sign follows at once was a scanner: nothing is answered', () => {
  const { told, digits } = start();
  digits.take('1');
  expect(digits.take('7')).toBe(true);
  vi.advanceTimersByTime(QUIET_MS * 2);
  expect(told).toEqual(['search 17']);
});

it('letters, zero and other keys are left alone', () => {
  const { told, digits } = start();
  expect(['a', '0', 'Tab', 'Enter', 'Escape', 'Shift'].map((key) => digits.take(key))).toEqual(Array(6).fill(false));
  expect(told).toEqual([]);
});

it('a digit without an answer is a sign like any other', () => {
  const { told, digits } = start();
  expect(['4', '9'].map((key) => digits.take(key))).toEqual([false, false]);
  digits.take('1');
  expect(digits.take('9')).toBe(true);
  expect(told).toEqual(['search 19']);
});

it('an answer is of the card that the digit was pressed on', () => {
  const { told, digits, card } = start();
  digits.take('1');
  card.focused = 'second';
  vi.advanceTimersByTime(QUIET_MS);
  expect(told).toEqual(['answer 1 of first']);
});

it('who goes on has answered, once', () => {
  const { told, digits } = start();
  digits.answerNow();
  digits.take('3');
  digits.answerNow();
  expect(told).toEqual(['answer 3 of first']);
  expect(digits.take('2')).toBe(true);
  digits.answerNow();
  vi.advanceTimersByTime(QUIET_MS * 2);
  expect(told).toEqual(['answer 3 of first', 'answer 2 of first']);
});

it('an inbox that is closed answers nothing', () => {
  const { told, digits } = start();
  digits.take('1');
  digits.forget();
  vi.advanceTimersByTime(QUIET_MS * 2);
  expect(told).toEqual([]);
});
