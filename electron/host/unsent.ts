/**
 * What a journal holds that the server does not have, in a form that another journal can take.
 *
 *   queued, uncertain, attention   as they are
 *   sending                        uncertain: its answer was not heard
 *   accepted                       stays behind, it is on the server. What was made for its walk-in follows the server's Id
 *
 * An accepted walk-in whose Id nobody knows is uncertain: whoever takes it finds them as after a lost answer.
 */
import {
  countHandOvers,
  idOfKey,
  keyOfId,
  type Operation,
  type OperationState,
  type ParticipantKey,
} from '../../shared/operations/operation.ts';
import { blockersOf } from '../../shared/sync/order.ts';
import type { Ledger } from './journal/ledger.ts';
import { knowNothing } from './journal/mend.ts';

type LedgerView = Pick<Ledger, 'openOperations' | 'serverIdOf'>;

/** Why something that was being sent is uncertain. */
export const UNHEARD = 'the desk stopped before the answer came';

/** All that is unsent in a journal that nobody works with any more, in its order. */
export function unsentOf(ledger: LedgerView): readonly Operation[] {
  return ledger.openOperations().flatMap((operation) => {
    const state = stateElsewhere(operation, ledger);
    return state === null ? [] : [{ ...leave(operation, ledger), state }];
  });
}

/**
 * What may leave a journal that goes on: all but what is under way, and what depends on it.
 * @returns pairs of the operation as it is here and as it leaves
 */
export function leavingOf(ledger: LedgerView): readonly { readonly here: Operation; readonly leaves: Operation }[] {
  const open = ledger.openOperations();
  const staying = findStaying(open, ledger);
  return open.flatMap((here) => (staying.has(here.id) ? [] : [{ here, leaves: leave(here, ledger) }]));
}

/** @param open in the order of the journal: what an operation waits for stands before it */
function findStaying(open: readonly Operation[], ledger: LedgerView): ReadonlySet<string> {
  const staying = new Set<string>();
  const byPerson = new Map<ParticipantKey, Operation[]>();
  for (const operation of open) {
    const person = keyNow(operation, ledger);
    const earlier = byPerson.get(person) ?? [];
    byPerson.set(person, [...earlier, operation]);
    const waitsHere = blockersOf(operation, earlier).some(({ id }) => staying.has(id));
    // a walk-in whom the server took without saying the Id: nobody elsewhere could tell who it is
    const isNamedHere = idOfKey(person) === null && staying.has(person.slice('local:'.length));
    if (waitsHere || isNamedHere || !mayLeave(operation.state)) staying.add(operation.id);
  }
  return staying;
}

function mayLeave({ name }: OperationState): boolean {
  return name === 'queued' || name === 'uncertain' || name === 'attention';
}

function stateElsewhere({ state, intent, participant }: Operation, ledger: LedgerView): OperationState | null {
  switch (state.name) {
    case 'queued':
    case 'uncertain':
    case 'attention':
      return state;
    case 'sending':
      return { name: 'uncertain', fence: state.fence, message: UNHEARD };
    case 'accepted': {
      const isLost = intent.kind === 'create' && ledger.serverIdOf(participant) === null;
      return isLost ? { name: 'uncertain', fence: knowNothing(), message: UNHEARD } : null;
    }
    case 'done':
    case 'withdrawn':
      return null;
  }
}

/** As it goes to another station. The local key means nothing there once the registration is on the server. */
function leave(operation: Operation, ledger: LedgerView): Operation {
  const registers = operation.intent.kind === 'create' || operation.intent.kind === 'register';
  const participant = registers ? operation.participant : keyNow(operation, ledger);
  return { ...operation, participant, handOvers: countHandOvers(operation) + 1 };
}

function keyNow({ participant }: Operation, ledger: LedgerView): ParticipantKey {
  const serverId = ledger.serverIdOf(participant);
  return serverId === null ? participant : keyOfId(serverId);
}
