/**
 * The requests that write (the RUVENTS document, «Создание участника», «Изменение участника», «Создание бейджа»).
 * One PUT carries one part's status, or the profile fields with one part's current status (the document requires Statuses).
 */
import type { Operation } from '../operations/operation.ts';
import type { PartStatus, Scalar } from './rows.ts';

export interface WriteRequest {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  /** Below the server's base URL. */
  readonly path: string;
  /** JSON, or null for none. */
  readonly body: string | null;
}

export interface WriteContext {
  /** The person's Id on the server; null only for a create. */
  readonly serverId: number | null;
  /** The part's status that a profile change carries. */
  readonly carry: PartStatus | null;
  /** `register` asks by PUT first, and by POST when the server does not know the person (202). */
  readonly step?: 'put' | 'post';
}

/**
 * Builds the request of an operation.
 * @throws Error when the context lacks what the kind needs: the sender let go something that had to wait.
 */
export function buildWrite(operation: Pick<Operation, 'id' | 'intent' | 'existing'>, context: WriteContext): WriteRequest {
  const { intent } = operation;
  switch (intent.kind) {
    case 'create':
      // a walk-in who is somebody of RUNET-ID: the PUT that registers them can be sent again without harm
      if (operation.existing !== undefined) {
        return put({ ...context, serverId: operation.existing }, { Statuses: statusesToSend(intent.statuses) });
      }
      return post('/participants', newParticipant(intent.fields, intent.statuses));
    case 'register':
      return context.step === 'post'
        ? post('/participants', newParticipant(intent.fields, intent.statuses))
        : put(context, { Statuses: statusesToSend(intent.statuses) });
    case 'status':
      return put(context, { Statuses: [{ PartId: intent.partId, StatusId: intent.set }] });
    case 'profile':
      if (context.carry === null) throw new Error('a profile change left without a status to carry');
      return put(context, { ...intent.set, Statuses: [context.carry] });
    case 'remove':
      return { method: 'DELETE', path: participantPath(context), body: null };
    case 'badge':
      return post('/badges', {
        UserId: requireId(context),
        ...(intent.partId === null ? {} : { PartId: intent.partId }),
      });
  }
}

/** `Visible` is always said: where it is left out the document and the real server disagree about it. */
function newParticipant(fields: Readonly<Record<string, Scalar>>, statuses: readonly PartStatus[]): object {
  return { ...fields, Statuses: statusesToSend(statuses), Visible: true };
}

/** Without parts: the one element as it is. With parts: only those that have a status, leaving one out means none. */
function statusesToSend(statuses: readonly PartStatus[]): readonly PartStatus[] {
  return statuses.filter((status) => status.PartId === null || status.StatusId !== null);
}

function put(context: WriteContext, body: object): WriteRequest {
  return { method: 'PUT', path: participantPath(context), body: JSON.stringify(body) };
}

function post(path: string, body: object): WriteRequest {
  return { method: 'POST', path, body: JSON.stringify(body) };
}

function participantPath(context: WriteContext): string {
  return `/participants/${requireId(context)}`;
}

function requireId(context: WriteContext): number {
  if (context.serverId === null) throw new Error('an operation left before its person had an Id');
  return context.serverId;
}
