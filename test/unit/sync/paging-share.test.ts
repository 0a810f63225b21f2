import { expect, it } from 'vitest';
import { parseServerTime, type ServerTime } from '../../../shared/ruvents/time.ts';
import { shareWalked } from '../../../shared/sync/paging.ts';

const at = (text: string): ServerTime => parseServerTime(text)!;
/** Moscow's noon of the eleventh. */
const NOW = '2026-03-11T09:00:00.000Z';

it('guesses how far a walk is from the times of the rows', () => {
  const first = at('2026-03-01 12:00:00');
  expect(shareWalked(first, first, NOW)).toBe(0);
  expect(shareWalked(first, at('2026-03-06 12:00:00'), NOW)).toBeCloseTo(0.5, 5);
  expect(shareWalked(first, at('2026-03-11 12:00:00'), NOW)).toBe(1);
});

it('is never more than all, and says nothing with a clock that is behind the server', () => {
  expect(shareWalked(at('2026-03-01 12:00:00'), at('2026-03-12 12:00:00'), NOW)).toBe(1);
  expect(shareWalked(at('2026-03-20 12:00:00'), at('2026-03-21 12:00:00'), NOW)).toBe(0);
});
