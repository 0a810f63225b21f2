/** The current part, as it follows from the settings, the event's parts and the time of day. */
import { create } from 'zustand';
import { findCurrentPart, formatClock, registersPerPart } from './current-part.ts';
import { readEngine, useEngine } from './engine.ts';
import { useStation } from './station.ts';

export interface CurrentPart {
  /** Arrivals are recorded per part. */
  readonly perPart: boolean;
  /** The part that the station registers; null where the event has none. */
  readonly partId: number | null;
  /** The part that a badge is recorded for: null where one badge counts for the whole event. */
  readonly badgePart: number | null;
}

const NONE: CurrentPart = { perPart: false, partId: null, badgePart: null };
export const usePart = create<CurrentPart>()(() => NONE);

const TICK_MS = 5000;

/** Follows settings, parts and clock for as long as the page lives. */
export function followCurrentPart(): void {
  const follow = (): void => {
    const settings = useStation.getState().station?.settings;
    const parts = useEngine.getState().tables?.parts;
    if (settings === undefined || parts === undefined) return;
    const perPart = registersPerPart(settings, parts);
    const partId = findCurrentPart(settings, parts, formatClock(new Date()));
    const before = usePart.getState();
    if (before.perPart === perPart && before.partId === partId) return;
    usePart.setState({ perPart, partId, badgePart: perPart ? partId : null });
    tellCurrentPart();
  };
  useStation.subscribe(follow);
  useEngine.subscribe(follow);
  setInterval(follow, TICK_MS);
}

/** Tells the engine which part rows and "arrived" are about. */
export function tellCurrentPart(): void {
  if (useEngine.getState().phase === 'open') void readEngine()?.setCurrentPart(usePart.getState().badgePart);
}
