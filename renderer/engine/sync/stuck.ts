/**
 * Unsent operations that nothing moves on by itself: a change is not let go unseen, and a lost answer is not looked for, while the
 * server does not give the list; and nothing follows a walk-in who was handed over until the server shows them.
 */
import type { Feed } from '../../../shared/ruvents/rows.ts';
import { isHandedOver, type Operation, UNSENT } from '../../../shared/operations/operation.ts';
import { blockersOf } from '../../../shared/sync/order.ts';
import type { People } from '../people.ts';
import { isChange } from './drain.ts';

/** @param off feeds that the server refuses or does not have */
export function countStuck(people: Pick<People, 'book'>, off: { has(feed: Feed): boolean }): number {
  const stuck = new Set<string>();
  const unsent = [...people.book.all()].filter(({ state }) => UNSENT.has(state.name)).sort((a, b) => a.seq - b.seq);
  for (const operation of unsent) {
    const earlier = people.book.of(operation.participant).filter((other) => other.seq < operation.seq);
    const isBehind = blockersOf(operation, earlier).some((other) => isHandedOver(other) || stuck.has(other.id));
    if (isBehind || waitsForList(operation, off)) stuck.add(operation.id);
  }
  return stuck.size;
}

function waitsForList(operation: Operation, off: { has(feed: Feed): boolean }): boolean {
  if (operation.state.name === 'queued') return isChange(operation) && off.has('participants');
  const feed = operation.intent.kind === 'badge' ? 'badges' : 'participants';
  return operation.state.name === 'uncertain' && off.has(feed);
}
