/** Indexes of print jobs, so that twenty thousand that are over cost a queue nothing. */
import type { Batch, PrintJob } from '../../../shared/contract/printing.ts';
import type { StoredBatch, StoredJob } from './record.ts';

type Counts = Batch['counts'];
type State = PrintJob['state'];

export class JobIndex {
  readonly #batches = new Map<string, StoredBatch>();
  readonly #counts = new Map<string, Counts>();
  /** Ids by state, in the order in which they came into it. */
  readonly #open: Readonly<Record<Exclude<State, 'printed'>, Set<string>>> = {
    queued: new Set(),
    printing: new Set(),
    unknown: new Set(),
    failed: new Set(),
  };

  /** A job is other than it was. */
  note(before: StoredJob | undefined, { id, state, batch, dismissed }: StoredJob): void {
    if (before?.state !== state) {
      if (before !== undefined && before.state !== 'printed') this.#open[before.state].delete(id);
      if (state !== 'printed') this.#open[state].add(id);
    }
    if (dismissed === true) this.#open.failed.delete(id);
    if (batch === null) return;
    const counts = this.countsOf(batch);
    if (before !== undefined) counts[before.state] -= 1;
    counts[state] += 1;
  }

  noteBatch(batch: StoredBatch): void {
    this.#batches.set(batch.id, batch);
  }

  /** Ids of the jobs in a state; of failed ones those that nobody has dismissed. */
  in(state: Exclude<State, 'printed'>): ReadonlySet<string> {
    return this.#open[state];
  }

  batch(id: string): StoredBatch | undefined {
    return this.#batches.get(id);
  }

  /** In the order in which they were made. */
  batches(): IterableIterator<StoredBatch> {
    return this.#batches.values();
  }

  countsOf(batch: string): Counts {
    const known = this.#counts.get(batch);
    if (known !== undefined) return known;
    const counts: Counts = { queued: 0, printing: 0, printed: 0, failed: 0, unknown: 0 };
    this.#counts.set(batch, counts);
    return counts;
  }
}
