import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemAfter } from '../../../renderer/engine/clock.ts';
import type { EngineEvent } from '../../../renderer/engine/api.ts';
import { News } from '../../../renderer/engine/news.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const elsewhere: EngineEvent = { type: 'elsewhere' };

it('tells the first change after a quiet frame at once, and gathers those that follow', async () => {
  const told: number[] = [];
  const news = new News(() => told.push(Date.now()), { now: () => Date.now(), after: systemAfter });
  const began = Date.now();
  news.tell('elsewhere', () => elsewhere);
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual([began]);
  news.tell('elsewhere', () => elsewhere);
  news.tell('elsewhere', () => elsewhere);
  await vi.advanceTimersByTimeAsync(15);
  expect(told).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toHaveLength(2);
});

it('says nothing where there is nothing to say after all', async () => {
  const told: EngineEvent[] = [];
  const news = new News((event) => told.push(event), { now: () => Date.now(), after: systemAfter });
  news.tell('state', () => null);
  await vi.advanceTimersByTimeAsync(50);
  expect(told).toEqual([]);
});

it('tells in the order of the last word on each', async () => {
  const told: EngineEvent['type'][] = [];
  const news = new News((event) => told.push(event.type), { now: () => Date.now(), after: systemAfter });
  news.tell('elsewhere', () => elsewhere);
  news.tell('jobs', () => ({ type: 'jobs', jobs: [] }));
  news.tell('elsewhere', () => elsewhere);
  await vi.advanceTimersByTimeAsync(50);
  expect(told).toEqual(['jobs', 'elsewhere']);
});
