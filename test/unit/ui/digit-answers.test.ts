/** A digit typed by a person answers; digits typed by a scanner go to the search. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DigitAnswers, QUIET_MS } from '../../../renderer/ui/state/digit-answers.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function start() {
  const told: string[] = [];
  const digits = new DigitAnswers({
    answer: (digit) => told.push(`answer ${digit}`),
    search: (text) => told.push(`search ${text}`),
  });
  return { told, digits };
}

it('a digit that nothing follows is an answer', () => {
  const { told, digits } = start();
  expect(digits.take('2')).toBe(true);
  vi.advanceTimersByTime(QUIET_MS - 1);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual(['answer 2']);
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

it('an inbox that is closed answers nothing', () => {
  const { told, digits } = start();
  digits.take('1');
  digits.forget();
  vi.advanceTimersByTime(QUIET_MS * 2);
  expect(told).toEqual([]);
});
