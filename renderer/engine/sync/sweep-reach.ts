/**
 * What a sweep can speak of: what the server had answered before it began. In the settler's ticks; a sweep that an earlier session
 * began speaks of nothing.
 */
import type { Settlement } from '../../../shared/contract/routes.ts';
import type { Feed } from '../../../shared/ruvents/rows.ts';
import type { Settler } from './settle.ts';

export class SweepReach {
  readonly #settler: Pick<Settler, 'beginPull' | 'judgeSwept' | 'leftAt'>;
  #began: number | null = null;
  /** When the last one that has read all people began. */
  #read: number | null = null;

  constructor(settler: Pick<Settler, 'beginPull' | 'judgeSwept' | 'leftAt'>) {
    this.#settler = settler;
  }

  begin(): void {
    this.#began = this.#settler.beginPull();
  }

  /** A feed has been read whole. @returns what that settles */
  end(feed: Feed): readonly Settlement[] {
    if (feed === 'participants') this.#read = this.#began;
    return this.#began === null ? [] : this.#settler.judgeSwept(feed, this.#began);
  }

  /** The last one that has read all people speaks of all that has been sent by now. */
  get coversSent(): boolean {
    return this.#read !== null && this.#read > this.#settler.leftAt;
  }
}
