import { describe, expect, it } from 'vitest';
import {
  findCurrentPart,
  followsSchedule,
  formatClock,
  registersPerPart,
  sortParts,
} from '../../../renderer/ui/state/current-part.ts';
import type { EventSettings } from '../../../shared/contract/station.ts';

const parts = [
  { Id: 2, Title: 'Второй', Order: 2 },
  { Id: 1, Title: 'Первый', Order: 1 },
  { Id: 3, Title: 'Без порядка' },
];
const settings = (some: Partial<EventSettings> = {}): EventSettings => ({
  registrationPerPart: null,
  currentPart: null,
  schedule: [],
  ...some,
});
const schedule = [
  { partId: 2, from: '14:00' },
  { partId: 1, from: '09:00' },
];

describe('the current part', () => {
  it('is none where the event has none', () => expect(findCurrentPart(settings(), [], '10:00')).toBeNull());
  it('is the first in the order of the event until one is chosen', () =>
    expect(findCurrentPart(settings(), parts, '10:00')).toBe(1));
  it('is the chosen one', () => expect(findCurrentPart(settings({ currentPart: 3 }), parts, '10:00')).toBe(3));
  it('is not one that the event no longer has', () =>
    expect(findCurrentPart(settings({ currentPart: 9 }), parts, '10:00')).toBe(1));
  it.each([
    ['08:00', 1],
    ['09:00', 1],
    ['13:59', 1],
    ['14:00', 2],
    ['23:59', 2],
  ])('at %s follows the schedule', (clock, part) =>
    expect(findCurrentPart(settings({ currentPart: 3, schedule }), parts, clock)).toBe(part),
  );
  it('is the chosen one while the schedule is kept aside', () => {
    const aside = settings({ currentPart: 3, schedule, scheduleOff: true });
    expect(followsSchedule(aside)).toBe(false);
    expect(findCurrentPart(aside, parts, '14:00')).toBe(3);
  });
  it('passes over rows of the schedule whose part is gone', () =>
    expect(findCurrentPart(settings({ schedule: [{ partId: 9, from: '09:00' }] }), parts, '10:00')).toBe(1));
  it('leaves the order of its input alone', () => {
    expect(sortParts(parts).map((part) => part.Id)).toEqual([1, 2, 3]);
    expect(parts[0]?.Id).toBe(2);
  });
  it('reads the wall clock', () => expect(formatClock(new Date(2026, 10, 22, 9, 5))).toBe('09:05'));
});

describe('registration per part', () => {
  it('is on where the event has parts', () => {
    expect(registersPerPart(settings(), parts)).toBe(true);
    expect(registersPerPart(settings(), [])).toBe(false);
  });
  it('is off when a person says so', () =>
    expect(registersPerPart(settings({ registrationPerPart: false }), parts)).toBe(false));
});
