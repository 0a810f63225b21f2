/** How far the first sync is: people, people a second, and the time left where it can be told. */
import type { Progress } from './api.ts';

/** The rate is that of the last seconds, so that it follows the network. */
const WINDOW_MS = 5000;
/** Before so much is done, a guess is not worth saying; */
const LEAST_SHARE = 0.02;
/** nor a rate before so many seconds. A snapshot is there all at once. */
const LEAST_SECONDS = 0.5;

export class ProgressMeter {
  readonly #now: () => number;
  #phase: Progress['phase'] = 'opening';
  #people = 0;
  /** The part of the walk that is done, from 0 to 1, where it can be guessed. */
  #share: number | null = null;
  #began = 0;
  #samples: { readonly at: number; readonly people: number }[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  get phase(): Progress['phase'] {
    return this.#phase;
  }

  enter(phase: Progress['phase']): void {
    this.#phase = phase;
    this.#share = null;
    this.#began = this.#now();
    this.#samples = [{ at: this.#now(), people: this.#people }];
  }

  count(people: number): void {
    this.#people = people;
    const now = this.#now();
    this.#samples.push({ at: now, people });
    while ((this.#samples[0]?.at ?? now) < now - WINDOW_MS && this.#samples.length > 2) this.#samples.shift();
  }

  /**
   * The API gives no count. But it gives people in the order of their last change, so the way from the first one's time to the
   * present is a measure of the way that is left.
   */
  reach(share: number): void {
    this.#share = Math.min(1, Math.max(0, share));
  }

  #secondsLeft(): number | null {
    const share = this.#share;
    if (share === null || share < LEAST_SHARE) return null;
    return Math.round(((this.#now() - this.#began) / 1000) * ((1 - share) / share));
  }

  read(): Progress {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    const seconds = first === undefined || last === undefined ? 0 : (last.at - first.at) / 1000;
    const rate =
      seconds >= LEAST_SECONDS && first !== undefined && last !== undefined
        ? (last.people - first.people) / seconds
        : 0;
    return {
      phase: this.#phase,
      people: this.#people,
      rate: Math.round(rate),
      secondsLeft: this.#secondsLeft(),
    };
  }
}
