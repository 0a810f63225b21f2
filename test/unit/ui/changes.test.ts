/** What is on its way to the journal when something else is done: nothing of it is lost, and a badge comes behind it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  followChange,
  holdTyped,
  restOnChoice,
  saveTyped,
  settleChanges,
  settleChoice,
} from '../../../renderer/ui/state/changes.ts';

const log: string[] = [];
const note = (what: string) => () => void log.push(what);

beforeEach(() => {
  vi.useFakeTimers();
  log.length = 0;
});
afterEach(() => vi.useRealTimers());

describe('a choice under the arrows', () => {
  it('counts when they rest, once, and is the last one', () => {
    restOnChoice(note('one'));
    vi.advanceTimersByTime(600);
    restOnChoice(note('two'));
    vi.advanceTimersByTime(600);
    expect(log).toEqual([]);
    vi.advanceTimersByTime(100);
    settleChoice();
    vi.advanceTimersByTime(1000);
    expect(log).toEqual(['two']);
  });

  it('counts at once when something else is done', () => {
    restOnChoice(note('one'));
    settleChoice();
    vi.advanceTimersByTime(1000);
    expect(log).toEqual(['one']);
  });
});

describe('what comes behind the changes', () => {
  it('waits for the choice and for all that is on its way, well or badly', async () => {
    let finish: () => void = () => undefined;
    let fail: (error: Error) => void = () => undefined;
    restOnChoice(() => void followChange(new Promise<void>((resolve) => (finish = resolve))).then(note('recorded')));
    followChange(new Promise((_, reject) => (fail = reject))).catch(note('failed'));
    void settleChanges().then(note('printed'));
    await vi.advanceTimersByTimeAsync(10);
    finish();
    await vi.advanceTimersByTimeAsync(10);
    expect(log).toEqual(['recorded']);
    fail(new Error('the host is gone'));
    await vi.advanceTimersByTimeAsync(10);
    expect(log).toEqual(['recorded', 'failed', 'printed']);
  });
});

describe('what is typed and not saved', () => {
  it('is saved for the person whose fields they are, and says when it cannot be', async () => {
    const end = holdTyped('id:1', () => Promise.resolve(false));
    expect([await saveTyped('id:1'), await saveTyped('id:2')]).toEqual([false, true]);
    end();
    expect(await saveTyped('id:1')).toBe(true);
  });

  it('is that of the fields on the screen', async () => {
    const before = holdTyped('id:1', () => Promise.resolve(false));
    holdTyped('id:2', () => Promise.resolve(false));
    before();
    expect([await saveTyped('id:1'), await saveTyped('id:2')]).toEqual([true, false]);
  });
});
