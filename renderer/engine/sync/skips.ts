/** What the desk left out, newest first; the same thing once. */
import type { Skipped } from '../api.ts';

const SKIPS_KEPT = 500;

export class Skips {
  readonly list: Skipped[] = [];

  note(skip: Skipped): void {
    const same = this.list.findIndex(
      (other) => other.feed === skip.feed && other.id === skip.id && other.why === skip.why,
    );
    if (same !== -1) this.list.splice(same, 1);
    this.list.unshift(skip);
    if (this.list.length > SKIPS_KEPT) this.list.length = SKIPS_KEPT;
  }
}
