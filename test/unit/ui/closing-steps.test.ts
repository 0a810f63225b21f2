/** "Safe to close?", as the desk goes on: each question ends, and yes comes of a sweep that speaks of all that was sent. */
import { beforeEach, expect, it, vi } from 'vitest';
import type { SyncState } from '../../../renderer/engine/api.ts';
import { checkClosing, forgetClosing, judgeClosing, useClosing } from '../../../renderer/ui/state/closing.ts';
import { useEngine } from '../../../renderer/ui/state/engine.ts';

const asked = vi.hoisted(() => [] as string[]);
vi.mock('../../../renderer/ui/state/engine.ts', async () => {
  const { create } = await import('zustand');
  const told = (name: string, answer: unknown) => () => {
    asked.push(name);
    return Promise.resolve(answer);
  };
  return {
    useEngine: create(() => ({ sync: null })),
    readEngine: () => ({ syncNow: told('sync', undefined), sweepNow: told('sweep', { ok: true }) }),
  };
});

const idle: SyncState['sweep'] = {
  ...{ state: 'idle', last: null, coversSent: false, read: 0, incomplete: false, doubt: null },
};
const ended = (at: string, coversSent = true): SyncState['sweep'] => ({ ...idle, last: { at, people: 7 }, coversSent });

function tell(change: Partial<SyncState>): void {
  const sync = { unsent: 0, attention: 0, accepted: 0, handedOver: 0, stuck: 0, busy: false, sweep: idle, ...change };
  useEngine.setState({ sync: sync as SyncState });
}
function verdict(): string | undefined {
  const connection = { state: 'online' as const, sending: false, parkedOperators: [], problem: null };
  const nothing = { ownAttention: 0, prints: 0, lostJournals: 0, damagedJournals: 0 };
  const { check } = useClosing.getState();
  return judgeClosing(check, { hostGone: false, connection, sync: useEngine.getState().sync, ...nothing })?.is;
}
const sweeps = () => asked.filter((name) => name === 'sweep').length;

beforeEach(() => {
  vi.useFakeTimers();
  forgetClosing();
  asked.length = 0;
  return () => void vi.useRealTimers();
});

it('reads everybody once all is sent, and says yes when all of it is seen', async () => {
  tell({ unsent: 2 });
  await checkClosing();
  expect([verdict(), asked]).toEqual(['sending', ['sync']]);
  tell({ accepted: 2 });
  expect([verdict(), asked]).toEqual(['reading', ['sync', 'sweep']]);
  tell({ accepted: 1, sweep: { ...idle, state: 'running' } });
  tell({ accepted: 1, sweep: ended('12:00') });
  expect(verdict()).toBe('reading');
  tell({ sweep: ended('12:00') });
  expect(verdict()).toBe('safe');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(verdict()).toBe('safe');
});

it('what the server took and never shows is told after a while', async () => {
  tell({});
  await checkClosing();
  tell({ accepted: 1, sweep: { ...idle, state: 'running' } });
  tell({ accepted: 1, sweep: ended('12:00') });
  await vi.advanceTimersByTimeAsync(29_000);
  expect(verdict()).toBe('reading');
  await vi.advanceTimersByTimeAsync(2000);
  expect(verdict()).toBe('unseen');
  tell({ attention: 1, sweep: ended('12:00') });
  expect(verdict()).toBe('others');
});

it('reads once more when the answer came after the reading had begun', async () => {
  tell({});
  await checkClosing();
  tell({ sweep: ended('12:00', false) });
  expect([verdict(), sweeps()]).toEqual(['reading', 2]);
  tell({ sweep: { ...ended('12:00', false), state: 'running' } });
  tell({ sweep: ended('12:01') });
  expect([verdict(), sweeps()]).toEqual(['safe', 2]);
});

it('what is recorded after the yes is sent, and everybody read anew for it', async () => {
  tell({});
  await checkClosing();
  tell({ sweep: ended('12:00') });
  expect(verdict()).toBe('safe');
  tell({ unsent: 1, sweep: ended('12:00') });
  expect(verdict()).toBe('sending');
  tell({ accepted: 1, sweep: ended('12:00', false) });
  expect([verdict(), sweeps()]).toEqual(['reading', 2]);
  tell({ sweep: ended('12:05') });
  expect(verdict()).toBe('safe');
});

it('a reading that came to no end is told, and can be asked for again', async () => {
  tell({});
  await checkClosing();
  tell({ sweep: { ...idle, state: 'running' } });
  tell({});
  expect(verdict()).toBe('notFinished');
  tell({ sweep: { ...idle, incomplete: true } });
  expect(verdict()).toBe('incomplete');
  await checkClosing();
  expect(sweeps()).toBe(2);
});
