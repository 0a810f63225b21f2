/** Who is in a batch: whom the filters let through, less those whose badge is printed or on its way. */
import type { PrintJob } from '../../../shared/contract/printing.ts';

/** A badge of theirs is there, or may be, or will be; slips and test pages are none. */
export function listServed(jobs: readonly PrintJob[]): ReadonlySet<string> {
  return new Set(
    jobs
      .filter(({ purpose, state }) => state !== 'failed' && purpose !== 'slip' && purpose !== 'test')
      .map(({ participant }) => participant),
  );
}

export function pickPeople<K extends string>(
  keys: readonly K[],
  served: ReadonlySet<string>,
  onlyNotPrinted: boolean,
): readonly K[] {
  return onlyNotPrinted ? keys.filter((key) => !served.has(key)) : keys;
}

/**
 * The browser's print window is opened by a person, badge by badge: a batch would come out of nowhere and ask about each. So it needs
 * another printer. `chosen` '' = by the rules, which may lead to any.
 */
export function isByHandOnly(
  printers: readonly { readonly id: string; readonly kind: string }[],
  chosen: string,
): boolean {
  return printers.every(({ id, kind }) => kind === 'browser' || (chosen !== '' && id !== chosen));
}
