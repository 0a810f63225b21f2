/**
 * Changes of a person that are not in the journal yet. A badge shows them, so it is printed behind them:
 *
 *   typed, not saved ──saveTyped──┐
 *   chosen by the arrows ─────────┼──▶ on its way to the journal ──▶ recorded
 *                    700 ms at rest
 */
import type { ParticipantKey } from '../../../shared/operations/operation.ts';

/** How long the arrows rest before what is under them is meant. */
const REST_MS = 700;

const underWay = new Set<Promise<unknown>>();
let resting: { readonly apply: () => void; readonly timer: ReturnType<typeof setTimeout> } | null = null;
let typed: { readonly key: ParticipantKey; readonly save: () => Promise<boolean> } | null = null;

/** A change on its way: what is printed meanwhile waits for it. */
export function followChange<T>(change: Promise<T>): Promise<T> {
  const over = (): void => void underWay.delete(change);
  underWay.add(change);
  change.then(over, over);
  return change;
}

/** The arrows stand on a choice: it counts when they rest, or when something else is done. It takes the place of the one before. */
export function restOnChoice(apply: () => void): void {
  clearTimeout(resting?.timer);
  resting = { apply, timer: setTimeout(settleChoice, REST_MS) };
}

/** The choice that the arrows stand on counts now. */
export function settleChoice(): void {
  const choice = resting;
  resting = null;
  clearTimeout(choice?.timer);
  choice?.apply();
}

/**
 * Something is typed into a person's fields.
 * @param save records it; false when that cannot be, and it has been said why
 * @returns a function that ends it
 */
export function holdTyped(key: ParticipantKey, save: () => Promise<boolean>): () => void {
  const held = { key, save };
  typed = held;
  return () => {
    if (typed === held) typed = null;
  };
}

/** Records what is typed into the fields of this person, if anything is. @returns whether nothing stands in the way */
export async function saveTyped(key: ParticipantKey): Promise<boolean> {
  return typed?.key === key ? typed.save() : true;
}

/** When this resolves, all that was chosen and saved until now is in the journal, or it has been said why not. */
export async function settleChanges(): Promise<void> {
  settleChoice();
  await Promise.allSettled(underWay);
}
