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
  /** Presses keys at once, one after the other. */
  const press = (...keys: readonly string[]) => keys.map((key) => digits.take(key, performance.now()));
  return { told, digits, card, press };
}

it('a digit that nothing follows is an answer', () => {
  const { told, press } = start();
  expect(press('2')).toEqual([true]);
  vi.advanceTimersByTime(QUIET_MS);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual(['answer 2 of first']);
});

it('a digit that another sign follows at once was a scanner: nothing is answered', () => {
  const { told, press } = start();
  press('1');
  expect(press('7')).toEqual([true]);
  vi.advanceTimersByTime(QUIET_MS * 2);
  expect(told).toEqual(['search 17']);
});

it('a digit that a scanner writes last is no answer, whatever came before it', () => {
  for (const code of ['bad=1', '100471', '1 41']) {
    const { told, digits, press } = start();
    press(...code.split(''));
    press('Enter');
    digits.answerNow();
    vi.advanceTimersByTime(QUIET_MS * 2);
    expect(told.filter((one) => one.startsWith('answer'))).toEqual([]);
    expect(press('1')).toEqual([true]);
  }
});

it('keys that came while the page was busy are heard before a digit counts', () => {
  const { told, press } = start();
  press('1');
  setTimeout(() => press('7'), QUIET_MS);
  vi.advanceTimersByTime(QUIET_MS * 2);
  expect(told).toEqual(['search 17']);
});

it('letters, zero and other keys are left alone', () => {
  const { told, press } = start();
  expect(press('a', '0', 'Tab', 'Enter', 'Escape', 'Shift')).toEqual(Array(6).fill(false));
  expect(told).toEqual([]);
});

it('a digit without an answer is a sign like any other', () => {
  const { told, press } = start();
  expect(press('4', '9')).toEqual([false, false]);
  vi.advanceTimersByTime(QUIET_MS);
  press('1');
  expect(press('9')).toEqual([true]);
  expect(told).toEqual(['search 19']);
});

it('an answer is of the card that the digit was pressed on', () => {
  const { told, card, press } = start();
  press('1');
  card.focused = 'second';
  vi.advanceTimersByTime(QUIET_MS + 1);
  expect(told).toEqual(['answer 1 of first']);
});

it('who goes on has answered, once', () => {
  const { told, digits, press } = start();
  digits.answerNow();
  press('3');
  digits.answerNow();
  expect(told).toEqual(['answer 3 of first']);
  expect(press('2')).toEqual([true]);
  digits.answerNow();
  vi.advanceTimersByTime(QUIET_MS * 2);
  expect(told).toEqual(['answer 3 of first', 'answer 2 of first']);
});

it('an inbox that is closed answers nothing', () => {
  const { told, digits, press } = start();
  press('1');
  digits.forget();
  vi.advanceTimersByTime(QUIET_MS * 2);
  expect(told).toEqual([]);
});
