/**
 * Operations that left this station and come back from the one that had them.
 *
 * Invariant: an operation that comes back keeps its place and its participant's key, since what was done here meanwhile rests on
 * both. One that was sent after its walk-in, elsewhere, tells the Id that the server gave to them: the registration, which left
 * from here too, is accepted by that, and the local key means that Id from now on.
 */
import { idOfKey, isHandedOver, type Operation, type ParticipantKey } from '../../shared/operations/operation.ts';
import type { Journal } from './journal/journal.ts';
import { comesBack, type JournalRecord } from './journal/record.ts';

type JournalView = Pick<Journal, 'peek' | 'ledger'>;

/** Whether it is to be taken: it is not here, or has left another station since it left this one. */
export function isFresh(operation: Operation, journal: Pick<Journal, 'peek'>): boolean {
  const here = journal.peek(operation.id);
  return here === undefined || comesBack(here, operation);
}

/** @param operations those of the ones to be taken that are known here, as they come */
export function returnOperations(operations: readonly Operation[], journal: JournalView, at: string): JournalRecord[] {
  const returning = new Set(operations.map(({ id }) => id));
  const ids = new Map<string, number>();
  const records = operations.map((operation): JournalRecord => {
    const here = journal.peek(operation.id);
    if (here === undefined) throw new Error('an operation comes back that was never here');
    const place = { seq: here.seq, participant: here.participant };
    const serverId = operation.participant === here.participant ? null : idOfKey(operation.participant);
    if (serverId === null) return { t: 'op', op: { ...operation, ...place } };
    const maker = makerOf(here.participant, journal);
    if (maker !== null && !returning.has(maker.id)) ids.set(maker.id, serverId);
    const isKnown = maker !== null || journal.ledger.serverIdOf(here.participant) === serverId;
    return { t: 'op', op: { ...operation, ...place, ...(isKnown ? {} : { participant: operation.participant }) } };
  });
  const made = [...ids].map(([id, serverId]): JournalRecord => {
    return { t: 'state', id, state: { name: 'accepted', serverId }, at };
  });
  return [...made, ...records];
}

/** The registration of a person, if it left this station and nobody here has heard of it since. */
function makerOf(person: ParticipantKey, { ledger }: JournalView): Operation | null {
  const found = ledger
    .operationsOf(person)
    .find(({ intent }) => intent.kind === 'create' || intent.kind === 'register');
  return found !== undefined && isHandedOver(found) ? found : null;
}
