/** Which part of the event the station registers now: chosen by a person, or by a schedule on the station's wall clock. */
import type { EventSettings } from '../../../shared/contract/station.ts';
import type { Part } from '../../../shared/ruvents/tables.ts';

/** Parts in the event's order. */
export function sortParts(parts: readonly Part[]): readonly Part[] {
  return [...parts].sort((a, b) => (a.Order ?? Infinity) - (b.Order ?? Infinity) || a.Id - b.Id);
}

/** Arrivals are recorded per part: as the person set it, else where the event has parts. */
export function registersPerPart(settings: EventSettings, parts: readonly Part[]): boolean {
  return parts.length > 0 && (settings.registrationPerPart ?? true);
}

/** A schedule is there and chooses. */
export function followsSchedule(settings: EventSettings): boolean {
  return settings.schedule.length > 0 && settings.scheduleOff !== true;
}

/**
 * @param clock local wall clock, `HH:MM`
 * @returns the part's Id, or null when the event has no parts
 */
export function findCurrentPart(settings: EventSettings, parts: readonly Part[], clock: string): number | null {
  const known = new Set(parts.map((part) => part.Id));
  if (followsSchedule(settings)) {
    const rows = settings.schedule
      .filter((row) => known.has(row.partId))
      .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
    // Before the day's first row that row's part is the one people come for.
    const now = rows.findLast((row) => row.from <= clock) ?? rows[0];
    if (now !== undefined) return now.partId;
  }
  if (settings.currentPart !== null && known.has(settings.currentPart)) return settings.currentPart;
  return sortParts(parts)[0]?.Id ?? null;
}

/** The station's wall clock as a schedule writes it. */
export function formatClock(now: Date): string {
  return `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`;
}
