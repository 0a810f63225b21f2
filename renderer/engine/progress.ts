/** How far the first sync is: people, people a second, and the time left where it can be told. */
import type { Progress } from './api.ts';

/** The rate is that of the last seconds, so that it follows the network. */
const WINDOW_MS = 5000;

export class ProgressMeter {
  readonly #now: () => number;
  #phase: Progress['phase'] = 'opening';
  #people = 0;
  /** People at the end of the last complete pull: the API gives no count, so this is the only guess of a total. */
  #expected: number | null = null;
  #samples: { readonly at: number; readonly people: number }[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  get phase(): Progress['phase'] {
    return this.#phase;
  }

  enter(phase: Progress['phase'], expected: number | null = null): void {
    this.#phase = phase;
    this.#expected = expected;
    this.#samples = [{ at: this.#now(), people: this.#people }];
  }

  count(people: number): void {
    this.#people = people;
    const now = this.#now();
    this.#samples.push({ at: now, people });
    while ((this.#samples[0]?.at ?? now) < now - WINDOW_MS && this.#samples.length > 2) this.#samples.shift();
  }

  read(): Progress {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    const seconds = first === undefined || last === undefined ? 0 : (last.at - first.at) / 1000;
    const rate = seconds > 0 && first !== undefined && last !== undefined ? (last.people - first.people) / seconds : 0;
    const left = this.#expected === null || rate <= 0 ? null : Math.max(0, (this.#expected - this.#people) / rate);
    return {
      phase: this.#phase,
      people: this.#people,
      rate: Math.round(rate),
      secondsLeft: left === null ? null : Math.round(left),
    };
  }
}
