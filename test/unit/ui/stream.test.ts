/** The host's stream as the desk follows it: a blink is not told, a dead host is told within a second. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openStream } from '../../../renderer/ui/state/stream.ts';

class PlayedSource {
  static opened: PlayedSource[] = [];
  static readonly CLOSED = 2;
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: ((message: { data: unknown }) => void) | null = null;
  constructor() {
    PlayedSource.opened.push(this);
  }
}

const told: string[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', PlayedSource);
  PlayedSource.opened = [];
  told.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** @returns the stream, open */
function follow(): PlayedSource {
  openStream({
    onEvent: ({ type }) => told.push(type),
    onAway: () => told.push('away'),
    onBack: () => told.push('back'),
  });
  const source = PlayedSource.opened[0]!;
  source.onopen?.();
  return source;
}

test('a dead host is told within a second, once', () => {
  const source = follow();
  for (let n = 0; n < 5; n += 1) {
    source.onerror?.();
    vi.advanceTimersByTime(198);
  }
  expect(told).toEqual(['away']);
  source.onopen?.();
  expect(told).toEqual(['away', 'back']);
});

test('a stream that is back in a blink is not told as a loss', () => {
  const source = follow();
  source.onerror?.();
  vi.advanceTimersByTime(500);
  source.onopen?.();
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual(['back']);
});
