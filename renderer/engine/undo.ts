/** Taking an operation back: withdrawn while it has not left, and else undone by its opposite. */
import { isHandedOver, type Operation } from '../../shared/operations/operation.ts';
import type { Commands } from './commands.ts';
import type { HostLink } from './host.ts';
import type { Session } from './session.ts';

export interface UndoContext {
  readonly host: HostLink;
  readonly session: Session;
  readonly commands: Commands;
}

/** @returns whether it is taken back, or will be when the server has been told */
export async function undoOperation(context: UndoContext, operationId: string): Promise<boolean> {
  const { host, session, commands } = context;
  const operation = session.people.book.get(operationId) ?? (await findInJournal(host, operationId));
  if (operation === undefined || isHandedOver(operation) || holdsBadge(session, operation)) return false;
  // the server may have it: what becomes of it is decided on its card
  if (operation.state.name === 'attention') return false;
  const answer = await host.call('settle', {
    epoch: session.epoch,
    settlements: [{ action: 'withdraw', id: operationId, because: 'undone' }],
  });
  if (answer.ok && answer.value.settled.includes(operationId)) return true;
  const compensation = await commands.compensate(operation);
  return compensation?.ok ?? false;
}

/** An operation that is done is no longer in the book, and can still be undone by its opposite. */
async function findInJournal(host: HostLink, operationId: string): Promise<Operation | undefined> {
  const answer = await host.call('audit', { participant: null, limit: 1000 });
  return answer.ok ? answer.value.operations.find((operation) => operation.id === operationId) : undefined;
}

/** A badge record is final: the registration that it stands on is not taken back from under it. */
function holdsBadge(session: Session, { intent, participant }: Operation): boolean {
  const registers = intent.kind === 'create' || intent.kind === 'register';
  return registers && (session.people.viewOf(participant)?.badges.length ?? 0) > 0;
}
