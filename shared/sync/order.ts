/**
 * What an operation waits for (design, invariant 5): only for what it depends on. A badge waits for its participant to exist
 * and for the status that it will carry; a change waits for an earlier change of the same thing; a removal is a barrier.
 * An operation in attention, or handed over to another station, holds back nobody, but for a registration: without it there is
 * no person to work on.
 */
import { type Intent, isHandedOver, type Operation, type StateName } from '../operations/operation.ts';

const ON_ITS_WAY: ReadonlySet<StateName> = new Set(['queued', 'sending', 'uncertain']);

/**
 * @param operation the one that would leave
 * @param earlier operations of the same person that were recorded before it, in any state
 * @returns those of them that have to come first
 */
export function blockersOf(operation: Pick<Operation, 'intent'>, earlier: readonly Operation[]): readonly Operation[] {
  return earlier.filter((other) => blocks(other, operation.intent));
}

function blocks(other: Operation, intent: Intent): boolean {
  const before = other.intent;
  if (before.kind === 'create' || before.kind === 'register') {
    return ON_ITS_WAY.has(other.state.name) || other.state.name === 'attention' || isHandedOver(other);
  }
  return ON_ITS_WAY.has(other.state.name) && touchesSame(before, intent);
}

function touchesSame(before: Intent, intent: Intent): boolean {
  if (before.kind === 'remove' || intent.kind === 'remove') return true;
  // badges of one person and part leave one after the other, so that a lost answer can be told from the next one's
  if (before.kind === 'badge') return intent.kind === 'badge' && before.partId === intent.partId;
  switch (intent.kind) {
    case 'badge':
      return before.kind === 'status' && (intent.partId === null || before.partId === intent.partId);
    case 'status':
      // a profile change carries one part's status: the two must not overtake each other
      return before.kind === 'profile' || (before.kind === 'status' && before.partId === intent.partId);
    case 'profile':
    case 'create':
    case 'register':
      return true;
  }
}
