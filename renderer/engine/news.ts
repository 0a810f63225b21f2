/**
 * What the UI is told, gathered: many changes within a frame become one event of each kind, made when it is told. The first change
 * after a quiet frame is told at once: an operator waits for it.
 */
import type { EngineEvent } from './api.ts';
import type { Clock } from './clock.ts';

/** Milliseconds; a frame. */
const GATHER_MS = 16;

export class News {
  readonly #waiting = new Map<EngineEvent['type'], () => EngineEvent | null>();
  readonly #listen: (event: EngineEvent) => void;
  readonly #clock: Pick<Clock, 'now' | 'after'>;
  #toldAt = -GATHER_MS;

  constructor(listen: (event: EngineEvent) => void, clock: Pick<Clock, 'now' | 'after'>) {
    this.#listen = listen;
    this.#clock = clock;
  }

  /** @param make null when there is nothing to tell after all */
  tell(type: EngineEvent['type'], make: () => EngineEvent | null): void {
    if (this.#waiting.size === 0) {
      this.#clock.after(Math.max(0, this.#toldAt + GATHER_MS - this.#clock.now()), () => this.#tellAll());
    }
    this.#waiting.delete(type); // what is told again comes after what was told meanwhile: "all are read" after the results of all
    this.#waiting.set(type, make);
  }

  #tellAll(): void {
    this.#toldAt = this.#clock.now();
    const makers = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const makeEvent of makers) {
      const event = makeEvent();
      if (event !== null) this.#listen(event);
    }
  }
}
