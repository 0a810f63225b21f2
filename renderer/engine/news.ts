/** What the UI is told, gathered: many changes within a frame become one event of each kind, made when it is told. */
import type { EngineEvent } from './api.ts';

/** Milliseconds; a frame. */
const GATHER_MS = 16;

export class News {
  readonly #waiting = new Map<EngineEvent['type'], () => EngineEvent | null>();
  readonly #listen: (event: EngineEvent) => void;

  constructor(listen: (event: EngineEvent) => void) {
    this.#listen = listen;
  }

  /** @param make null when there is nothing to tell after all */
  tell(type: EngineEvent['type'], make: () => EngineEvent | null): void {
    if (this.#waiting.size === 0) setTimeout(() => this.#tellAll(), GATHER_MS);
    this.#waiting.set(type, make);
  }

  #tellAll(): void {
    const makers = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const makeEvent of makers) {
      const event = makeEvent();
      if (event !== null) this.#listen(event);
    }
  }
}
