import { afterEach, beforeEach, expect, it, vi } from 'vitest';
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
  const news = new News(
    () => told.push(Date.now()),
    () => Date.now(),
  );
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
  const news = new News(
    (event) => told.push(event),
    () => Date.now(),
  );
  news.tell('state', () => null);
  await vi.advanceTimersByTimeAsync(50);
  expect(told).toEqual([]);
});
