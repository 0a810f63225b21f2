import { describe, expect, it } from 'vitest';
import { backoffDelay } from '../../../shared/sync/backoff.ts';

describe('backoffDelay', () => {
  it('doubles to five seconds and stays there', () => {
    expect([1, 2, 3, 4, 5, 40].map((attempt) => backoffDelay(attempt, () => 1))).toEqual([
      1000, 2000, 4000, 5000, 5000, 5000,
    ]);
  });

  it('spreads the desks over the half of it, and is never nothing', () => {
    expect([0, 1, 2, 3, 9].map((attempt) => backoffDelay(attempt, () => 0))).toEqual([500, 500, 1000, 2000, 2500]);
  });
});
