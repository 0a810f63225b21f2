/** Once a sign-in: a desk that has not read everybody anew for long does so. A clock that was put back counts as long. */
import type { Station } from '../../../shared/contract/station.ts';

/** At a sign-in, a sweep that is older than this is done anew. Hours. */
const SWEEP_AFTER_HOURS = 12;
const HOUR_MS = 3_600_000;

export class SignInSweep {
  readonly #wall: () => string;
  /** Somebody was signed in when it was last looked at. */
  #signedIn: boolean;
  #afterHours: number;
  #isConsidered = false;

  /** @param wall the station's clock, ISO 8601 */
  constructor(station: Station, wall: () => string) {
    this.#wall = wall;
    this.#signedIn = station.session.operator !== null;
    this.#afterHours = station.settings.sweepAfterHours ?? SWEEP_AFTER_HOURS;
  }

  noteStation(station: Station): void {
    const signedIn = station.session.operator !== null;
    this.#afterHours = station.settings.sweepAfterHours ?? SWEEP_AFTER_HOURS;
    if (signedIn && !this.#signedIn) this.#isConsidered = false;
    this.#signedIn = signedIn;
  }

  /** Call when all people are known. @param last when the last sweep ended by the station's clock; null = there was none */
  isDue(last: string | null): boolean {
    if (this.#isConsidered || !this.#signedIn) return false;
    this.#isConsidered = true;
    const age = last === null ? Infinity : Date.parse(this.#wall()) - Date.parse(last);
    return age < 0 || age > this.#afterHours * HOUR_MS;
  }
}
