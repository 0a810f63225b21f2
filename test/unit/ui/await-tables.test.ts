/** Tables that are still on their way when somebody needs them. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { awaitTables, useEngine } from '../../../renderer/ui/state/engine.ts';
import { TABLES } from '../sync/made-up.ts';

beforeEach(() => {
  vi.useFakeTimers();
  useEngine.setState({ tables: null });
});
afterEach(() => vi.useRealTimers());

it('are waited for, and those that are there are given at once', async () => {
  const waiting = awaitTables(3000);
  useEngine.setState({ phase: 'open' });
  useEngine.setState({ tables: TABLES });
  expect(await waiting).toBe(TABLES);
  expect(await awaitTables(3000)).toBe(TABLES);
});

it('that never come are not waited for longer', async () => {
  const waiting = awaitTables(3000);
  await vi.advanceTimersByTimeAsync(3000);
  expect(await waiting).toBeNull();
});
