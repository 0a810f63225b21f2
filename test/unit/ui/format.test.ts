/** Two clocks: the server's times are shown as they came, the station's are its own. */
import { describe, expect, it } from 'vitest';
import { formatTime, isStationTime } from '../../../renderer/ui/state/format.ts';

describe('a time', () => {
  it('of the server has no zone and stays as it is', () => {
    expect(isStationTime('2026-05-20 09:30:00')).toBe(false);
    expect(formatTime('2026-05-20 09:30:00', 'en', new Date())).toBe('2026-05-20 09:30:00');
  });
  it('of the station is told from it by its zone', () => {
    expect(isStationTime('2026-05-20T09:30:00.000Z')).toBe(true);
    expect(isStationTime('2026-05-20T09:30:00+03:00')).toBe(true);
  });
});
