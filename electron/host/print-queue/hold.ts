/**
 * A printer in trouble is left alone for a while, a longer one after each vain attempt; then it is asked how it is, and tried if it does
 * not say that it is still in trouble: a job that is tried in vain is two lines in the journal.
 */
import { isOfPrinter, waitBeforeRetry } from '../../../shared/printing/outcome.ts';
import { describeError } from '../log.ts';
import type { LaneOptions, Trouble } from './lane-options.ts';

type HoldOptions = Pick<LaneOptions, 'printerId' | 'findPrinter' | 'backendOf' | 'onChange' | 'timers' | 'log'>;

export class Hold {
  readonly #options: HoldOptions;
  /** The printer may be tried again. */
  readonly #onEnd: () => void;
  #now: (Trouble & { readonly cancel: () => void }) | null = null;
  #attempts = 0;
  #closed = false;

  constructor(options: HoldOptions, onEnd: () => void) {
    this.#options = options;
    this.#onEnd = onEnd;
  }

  get trouble(): Trouble | null {
    return this.#now;
  }

  /** It was tried more than once, so that the next time is not soon. */
  get isTired(): boolean {
    return this.#now !== null && this.#attempts > 1;
  }

  begin({ problem, detail }: Trouble): void {
    this.#now?.cancel();
    this.#attempts += 1;
    const { timers, onChange } = this.#options;
    const cancel = timers.after(waitBeforeRetry(this.#attempts), () => void this.#lookAgain());
    this.#now = { problem, detail, cancel };
    onChange(null);
  }

  /** A person says that all is well. */
  release(): void {
    this.forget();
    this.#end();
  }

  /** It has printed: the next trouble is a new one. */
  forget(): void {
    this.#attempts = 0;
  }

  close(): void {
    this.#closed = true;
    this.#now?.cancel();
  }

  #end(): void {
    if (this.#now === null) return;
    this.#now.cancel();
    this.#now = null;
    this.#options.onChange(null);
  }

  #isStill(before: Trouble): boolean {
    return this.#now === before && !this.#closed;
  }

  async #lookAgain(): Promise<void> {
    const { printerId, findPrinter, backendOf, log } = this.#options;
    const before = this.#now;
    const printer = findPrinter(printerId);
    const backend = printer === undefined ? undefined : backendOf(printer);
    if (before === null || this.#closed) return;
    if (printer === undefined || backend === undefined) {
      this.begin(before);
      return;
    }
    try {
      const { state, problems } = await backend.status(printer);
      if (!this.#isStill(before)) return;
      const still = problems.find(({ problem }) => isOfPrinter(problem));
      const gone = state === 'gone' ? { problem: 'gone' as const, detail: still?.detail ?? before.detail } : null;
      const trouble = gone ?? (state === 'problem' ? still : undefined);
      if (trouble !== undefined) {
        this.begin(trouble);
        return;
      }
    } catch (error) {
      log.warn('a printer could not be asked', describeError(error));
    }
    if (!this.#isStill(before)) return;
    this.#end();
    this.#onEnd();
  }
}
